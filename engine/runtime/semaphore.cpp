// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/semaphore.h"

#include <algorithm>
#include <utility>

namespace engine {

/// A worker that waits on its thread. A release wakes it; the permit is only taken when it is awake.
struct Semaphore::BlockedWait final : IntrusiveNode<BlockedWait>, CancellationListener {
    BlockedWait(Semaphore& owner, WorkerPool& workers) : semaphore(owner), pool(workers) {}

    void cancelled(CancelReason) override
    {
        {
            const std::lock_guard lock(semaphore.m_mutex);
            if (!isLinked())
                return; // a release has woken it already
            semaphore.m_blockedWorkers.remove(*this);
        }
        pool.release(*parker);
    }

    Semaphore& semaphore;
    WorkerPool& pool;
    std::optional<Parker> parker;
    bool woken = false; ///< by a release that has a permit for it, not by its token
};

Semaphore::Semaphore(int initial, int maximum) : m_count(initial), m_maximum(maximum)
{
    if (initial < 0 || maximum <= 0 || initial > maximum)
        throw std::out_of_range("Semaphore: 0 <= initial <= maximum and maximum >= 1 are required");
}

void Semaphore::throwIfDisposed() const
{
    if (m_disposed)
        throw DisposedError("Semaphore used after dispose()");
}

Semaphore::AcquireAwaiter Semaphore::acquire(const CancellationToken& token, OrderActivity waitsAs)
{
    const std::lock_guard lock(m_mutex);
    throwIfDisposed();
    return AcquireAwaiter(*this, nullptr, kForever, token, waitsAs);
}

Semaphore::AcquireAwaiter Semaphore::acquire(Clock& clock, Milliseconds timeout, const CancellationToken& token)
{
    if (timeout.count() < -1 || timeout.count() > std::numeric_limits<int>::max())
        throw std::out_of_range("Semaphore: the timeout must be -1 to 2^31 - 1 ms");
    const std::lock_guard lock(m_mutex);
    throwIfDisposed();
    return AcquireAwaiter(*this, &clock, timeout, token);
}

bool Semaphore::tryAcquire()
{
    const std::lock_guard lock(m_mutex);
    throwIfDisposed();
    if (m_count == 0)
        return false;
    --m_count;
    return true;
}

Outcome<bool> Semaphore::wait(const CancellationToken& token)
{
    WorkerPool* const pool = WorkerPool::current();
    if (!pool)
        throw std::logic_error("Semaphore::wait: only a worker of the pool can wait on its thread");
    if (token.isCancelled())
        return tl::unexpected<Failure>(token.failure());
    BlockedWait blocked(*this, *pool);
    for (;;) {
        {
            const std::lock_guard lock(m_mutex);
            if (std::exchange(blocked.woken, false))
                --m_wokenWorkers;
            throwIfDisposed();
            const bool mayTake = m_suspended.empty() || blocked.parker;
            if (mayTake && m_count > 0) {
                --m_count;
                return true;
            }
            if (blocked.parker && token.isCancelled())
                return tl::unexpected<Failure>(token.failure());
            blocked.parker.reset();
            if (mayTake) {
                blocked.parker.emplace();
                m_blockedWorkers.pushBack(blocked);
            }
        }
        if (!blocked.parker)
            return acquire(token).waitOnWorker();
        token.listen(blocked);
        pool->park(*blocked.parker);
        token.stopListening(blocked);
    }
}

int Semaphore::release(int permits)
{
    if (permits < 1)
        throw std::out_of_range("Semaphore::release: at least one permit");
    const std::lock_guard lock(m_mutex);
    throwIfDisposed();
    if (permits > m_maximum - m_count)
        throw SemaphoreFullError("Semaphore::release: more permits than the maximum");
    const int before = m_count;
    const int blocked = m_blockedWorkers.size() + m_wokenWorkers; // those that are not awake yet still wait
    m_count += permits;
    for (int n = std::min(permits, m_blockedWorkers.size()); n > 0; --n) {
        BlockedWait* const waiting = m_blockedWorkers.popFront();
        waiting->woken = true;
        ++m_wokenWorkers;
        waiting->pool.release(*waiting->parker);
    }
    for (int n = std::min(m_suspended.size(), m_count - blocked); n > 0; --n) {
        AcquireAwaiter* const waiting = m_suspended.popFront();
        waiting->m_result = AcquireAwaiter::Result::Acquired;
        --m_count;
        waiting->waiter().wake();
    }
    return before;
}

int Semaphore::currentCount() const
{
    const std::lock_guard lock(m_mutex);
    return m_count;
}

void Semaphore::dispose()
{
    const std::lock_guard lock(m_mutex);
    m_disposed = true;
}

// --- awaiter ----------------------------------------------------------------------------------------------------------

bool Semaphore::AcquireAwaiter::ready()
{
    if (m_token.isCancelled()) {
        m_result = Result::Cancelled;
        return true;
    }
    const std::lock_guard lock(m_semaphore.m_mutex);
    m_semaphore.throwIfDisposed();
    if (m_semaphore.m_count > 0) {
        --m_semaphore.m_count;
        m_result = Result::Acquired;
    } else if (m_timeout.count() == 0) {
        m_result = Result::TimedOut;
    }
    return m_result != Result::Waiting;
}

bool Semaphore::AcquireAwaiter::begin()
{
    {
        const std::lock_guard lock(m_semaphore.m_mutex);
        if (m_semaphore.m_count > 0) {
            --m_semaphore.m_count;
            m_result = Result::Acquired;
            return false;
        }
        m_semaphore.m_suspended.pushBack(*this);
    }
    // A release may have woken us by now: the strand (or the parked thread) is still ours until we return.
    if (m_clock && m_timeout.count() > 0)
        m_clock->schedule(*this, m_clock->now() + m_timeout);
    m_token.listen(*this);
    return true;
}

void Semaphore::AcquireAwaiter::giveUp(Result result)
{
    {
        const std::lock_guard lock(m_semaphore.m_mutex);
        if (!isLinked())
            return; // the permit was first
        m_semaphore.m_suspended.remove(*this);
        m_result = result;
    }
    waiter().wake();
}

Outcome<bool> Semaphore::AcquireAwaiter::finish()
{
    m_token.stopListening(*this);
    if (m_clock)
        m_clock->cancel(*this);
    const Result result = m_result;
    if (result == Result::Cancelled)
        return tl::unexpected<Failure>(m_token.failure());
    return result == Result::Acquired;
}

} // namespace engine
