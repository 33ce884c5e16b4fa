// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/background_worker.h"

#include <stdexcept>

namespace engine {

BackgroundWorker::BackgroundWorker(TaskScope& scope, Work work) : m_scope(scope), m_work(std::move(work)) {}

BackgroundWorker::~BackgroundWorker()
{
    (void)cancelWork(); // nobody is left to hear what its callbacks throw
}

QCoro::Task<Outcome<void>> BackgroundWorker::start(CancellationToken token)
{
    if (m_execution.valid())
        throw std::logic_error("BackgroundWorker::start: it has been started already");
    m_stopping.emplace(CancellationSource::linked({token}));
    m_execution = m_scope.spawnInline(
        [work = std::move(m_work), stopping = m_stopping->token()] { return work(stopping); });
    Outcome<void> started;
    if (m_execution.isDone() && m_execution.state().error())
        started = tl::unexpected<Failure>(failureOf(m_execution.state().error()));
    co_return started;
}

QCoro::Task<Outcome<void>> BackgroundWorker::stop(CancellationToken token)
{
    const Outcome<void> stopped = cancelWork();
    if (m_execution.valid())
        (void)co_await m_execution.wait(token); // over, or left behind
    co_return stopped;
}

Outcome<void> BackgroundWorker::cancelWork() noexcept
{
    try {
        if (m_stopping)
            m_stopping->cancel(CancelReason::Shutdown);
    } catch (const AggregateError&) {
        return tl::unexpected<Failure>(failureOf(std::current_exception()));
    }
    return {};
}

} // namespace engine
