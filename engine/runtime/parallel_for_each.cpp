// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/parallel_for_each.h"

#include <algorithm>

namespace engine::detail {

namespace {

int effectiveDegree(const Executor& executor, int wanted)
{
    const int degree = wanted > 0 ? wanted : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    const int limit = executor.maximumConcurrency();
    return limit > 0 ? std::min(limit, degree) : degree;
}

} // namespace

ForEachCore::ForEachCore(Executor& executor, const ForEachOptions& options)
    : m_executor(executor), m_callerToken(options.token), m_source(CancellationSource::linked({options.token})),
      m_token(m_source.token()), m_degree(effectiveDegree(executor, options.maxDegreeOfParallelism)),
      m_liveDegree(options.liveDegree)
{
}

bool ForEachCore::addWorker()
{
    const std::lock_guard lock(m_mutex);
    if (m_workers.load(std::memory_order_relaxed) >= degree())
        return false;
    m_workers.fetch_add(1, std::memory_order_relaxed);
    ++m_active;
    return true;
}

bool ForEachCore::leaveIfTooMany()
{
    if (!m_liveDegree || m_workers.load(std::memory_order_relaxed) <= degree())
        return false;
    const std::lock_guard lock(m_mutex);
    // The last one stays to conclude, although those that have found nothing more to take still count.
    if (m_active == 1 || m_workers.load(std::memory_order_relaxed) <= degree())
        return false;
    m_workers.fetch_sub(1, std::memory_order_relaxed);
    --m_active;
    return true;
}

void ForEachCore::record(std::exception_ptr error)
{
    {
        const std::lock_guard lock(m_mutex);
        m_errors.push_back(std::move(error));
    }
    try {
        m_source.cancel(CancelReason::Failure);
    } catch (const AggregateError& callbacks) {
        const std::lock_guard lock(m_mutex);
        m_errors.insert(m_errors.end(), callbacks.errors().begin(), callbacks.errors().end());
    }
}

bool ForEachCore::removeWorker()
{
    const std::lock_guard lock(m_mutex);
    return --m_active == 0;
}

void ForEachCore::conclude()
{
    m_source.dispose(); // the caller's token is not listened to from here on
    const std::lock_guard lock(m_mutex);
    if (m_callerToken.isCancelled())
        m_result = {FlowStatus::Cancelled, {}, m_callerToken.reason(), m_callerToken.id()};
    else if (!m_errors.empty())
        m_result = {FlowStatus::Faulted, std::move(m_errors), CancelReason::None, 0};
    m_done = true;
    if (m_waiting)
        m_waiting->waiter().wake();
}

bool ForEachCore::DoneAwaiter::ready()
{
    const std::lock_guard lock(m_core.m_mutex);
    return m_core.m_done;
}

bool ForEachCore::DoneAwaiter::begin()
{
    const std::lock_guard lock(m_core.m_mutex);
    if (m_core.m_done)
        return false;
    m_core.m_waiting = this;
    return true;
}

} // namespace engine::detail
