// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/hosted_service.h"
#include "engine/runtime/task_scope.h"

#include <cstdint>
#include <vector>

namespace engine {

struct HostOptions {
    /// What becomes of the host when a service's execution fails.
    enum class OnFailure : std::uint8_t { StopHost, Ignore };

    CancellationSource::Milliseconds shutdownTimeout{30'000}; ///< clock time; kNever: no limit
    bool startsConcurrently = false;
    bool stopsConcurrently = false;
    OnFailure onFailure = OnFailure::StopHost;
};

/// Starts services and stops them again, in order and within a deadline (semantics HO-1 to HO-5).
///
/// Model    start(): one service after the other as they were added, up to the first failure. stop(): signals stopping(), then
///          every service in reverse, whatever the others answer, with a token that is cancelled when the shutdown timeout has
///          passed; then signals stopped(). An execution that fails is logged, and requests a stop unless failures are ignored;
///          neither run() nor stop() gives it again, as with the peers up to .NET 9. Cancelled after a stop was requested, it
///          has not failed
/// Shape    add() -> start() -> stop(), or run() for both; once. A host that was started, even in vain, must be stopped
/// Units    the deadline is clock time of the executor
/// Errors   one failure as it is; several as one that is Unavailable and carries an AggregateError. What callbacks of the
///          tokens throw is logged, and the other callbacks run
/// Threads  start(), stop() and run() on a strand of the executor; requestStop() and the tokens from any thread
class Host {
public:
    explicit Host(Executor& executor, const HostOptions& options = {});
    Host(const Host&) = delete;
    Host& operator=(const Host&) = delete;

    /// The service outlives the host.
    void add(HostedService& service) { m_services.push_back(&service); }

    /// `token` asks to give the start up.
    [[nodiscard]] QCoro::Task<Outcome<void>> start(CancellationToken token);
    /// `token` ends the patience with the services before the shutdown timeout does.
    [[nodiscard]] QCoro::Task<Outcome<void>> stop(CancellationToken token);
    /// start(); then, when a stop is requested, `token` is cancelled or the start has failed, stop().
    [[nodiscard]] QCoro::Task<Outcome<void>> run(CancellationToken token);
    /// Signals stopping(). It stops no service: whoever waits in run() does.
    void requestStop() { signal(m_stopping, "stopping"); }

    // The moments of its life, as tokens that are cancelled when they come.
    [[nodiscard]] CancellationToken started() const { return m_started.token(); }
    [[nodiscard]] CancellationToken stopping() const { return m_stopping.token(); }
    [[nodiscard]] CancellationToken stopped() const { return m_stopped.token(); }

private:
    enum class Step : std::uint8_t { Start, Stop };
    QCoro::Task<std::vector<Failure>> callAll(Step step, bool concurrently, const CancellationToken& token);
    QCoro::Task<Outcome<void>> call(HostedService& service, Step step, const CancellationToken& token);
    QCoro::Task<> watch(Flow<> execution);
    static void signal(CancellationSource& moment, const char* name) noexcept;

    const HostOptions m_options;
    std::vector<HostedService*> m_services;
    CancellationSource m_started;
    CancellationSource m_stopping;
    CancellationSource m_stopped;
    TaskScope m_scope; ///< calls that run side by side, and the watchers of executions
};

} // namespace engine
