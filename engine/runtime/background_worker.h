// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/hosted_service.h"
#include "engine/runtime/task_scope.h"

#include <functional>
#include <optional>

namespace engine {

/// Work that goes on in the background, from start() to stop() (semantics BG-1 to BG-5).
///
/// Model    start() runs the work on the calling thread up to its first suspension. If it has ended by then, the way it ended
///          is what start() gives: so do the peers up to .NET 9, while later ones queue the work, and their start never fails.
///          stop() cancels the work's token and waits for its end, but no longer than until stop()'s own token is cancelled:
///          work that still goes on is left to the scope.
///          Work that must not lose what has been written to its channel completes the channel when its token is cancelled,
///          and reads on without the token until it is drained: then stop() is bounded by its deadline, and loses nothing before
/// Shape    start() once; stop() as often as one likes, and without effect before start()
/// Errors   start() gives what the work has failed with by then, or Cancelled. stop() succeeds however the work ended, and if
///          it was left behind; only what callbacks of the work's token throw makes it fail, after the wait.
///          A second start(): std::logic_error. The scope counts what the work throws, as for any flow
/// Threads  start() and stop() on a strand; the destructor cancels the work's token and does not wait
class BackgroundWorker final : public HostedService {
public:
    /// The token lives as long as the work, and so does the function, which may therefore be a coroutine with captures.
    using Work = std::function<QCoro::Task<>(const CancellationToken& stopping)>;

    BackgroundWorker(TaskScope& scope, Work work);
    ~BackgroundWorker() override;

    /// `token` is linked into the work's: it cancels the work now and later. Cancelled beforehand, the work begins all the same.
    [[nodiscard]] QCoro::Task<Outcome<void>> start(CancellationToken token) override;
    [[nodiscard]] QCoro::Task<Outcome<void>> stop(CancellationToken token) override;
    /// The work; refers to no flow before start().
    [[nodiscard]] Flow<> execution() const override { return m_execution; }

private:
    Outcome<void> cancelWork() noexcept;

    TaskScope& m_scope;
    Work m_work; ///< until start(); the flow's from then on
    std::optional<CancellationSource> m_stopping;
    Flow<> m_execution;
};

} // namespace engine
