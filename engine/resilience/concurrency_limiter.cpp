// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/concurrency_limiter.h"

#include <stdexcept>

namespace engine {

ConcurrencyLimiter::Lease& ConcurrencyLimiter::Lease::operator=(Lease&& other) noexcept
{
    if (this != &other) {
        dispose();
        m_limiter = std::exchange(other.m_limiter, nullptr);
        m_permits = other.m_permits;
        m_acquired = other.m_acquired;
        m_reason = other.m_reason;
    }
    return *this;
}

void ConcurrencyLimiter::Lease::dispose() noexcept
{
    if (ConcurrencyLimiter* const limiter = std::exchange(m_limiter, nullptr))
        limiter->release(m_permits);
}

ConcurrencyLimiter::ConcurrencyLimiter(Clock& clock, int permitLimit, int queueLimit, LimiterOrder order)
    : m_clock(clock)
    , m_order(order)
    , m_permitLimit(permitLimit)
    , m_queueLimit(queueLimit)
    , m_idleSince(clock.now())
{
    check(permitLimit, queueLimit);
}

void ConcurrencyLimiter::check(int permitLimit, int queueLimit)
{
    if (permitLimit < 1 || queueLimit < 0)
        throw std::invalid_argument("ConcurrencyLimiter: permitLimit >= 1 and queueLimit >= 0 are required");
}

void ConcurrencyLimiter::checkRequest(int permits) const
{
    if (m_disposed)
        throw DisposedError("ConcurrencyLimiter used after dispose()");
    if (permits < 0 || permits > m_permitLimit)
        throw std::out_of_range("ConcurrencyLimiter: permitCount must be 0 to permitLimit");
}

ConcurrencyLimiter::Lease ConcurrencyLimiter::attempt(int permits)
{
    const std::lock_guard lock(m_mutex);
    checkRequest(permits);
    if (tryTake(permits))
        return Lease(*this, permits);
    ++m_failures;
    return Lease(kNoPermit);
}

ConcurrencyLimiter::AcquireAwaiter ConcurrencyLimiter::acquire(int permits, const CancellationToken& token)
{
    const std::lock_guard lock(m_mutex);
    checkRequest(permits);
    return AcquireAwaiter(*this, permits, token);
}

bool ConcurrencyLimiter::tryTake(int permits)
{
    const int available = m_permitLimit - m_inUse;
    if (available <= 0 || available < permits)
        return false;
    if (permits > 0 && m_queued > 0 && m_order == LimiterOrder::OldestFirst)
        return false;
    m_inUse += permits;
    ++m_successes;
    return true;
}

/// Whether a request finds a place in the queue; with NewestFirst older ones may have to leave for it.
bool ConcurrencyLimiter::makeRoom(int permits)
{
    if (m_queueLimit - m_queued >= permits)
        return true;
    if (m_order == LimiterOrder::OldestFirst || permits > m_queueLimit)
        return false;
    while (m_queueLimit - m_queued < permits)
        answer(*m_waiters.front(), kQueueFull);
    return true;
}

void ConcurrencyLimiter::answer(AcquireAwaiter& waiter, std::string_view refusal) noexcept
{
    m_waiters.erase(waiter.m_place);
    m_queued -= waiter.m_permits;
    waiter.m_refusal = refusal;
    waiter.m_result = refusal.empty() ? AcquireAwaiter::Result::Acquired : AcquireAwaiter::Result::Refused;
    refusal.empty() ? ++m_successes : ++m_failures;
    waiter.waiter().wake();
}

void ConcurrencyLimiter::serve() noexcept
{
    while (!m_waiters.empty()) {
        AcquireAwaiter& waiter = m_order == LimiterOrder::OldestFirst ? *m_waiters.front() : *m_waiters.back();
        const int available = m_permitLimit - m_inUse;
        if (available <= 0 || available < waiter.m_permits)
            return;
        m_inUse += waiter.m_permits;
        answer(waiter, {});
    }
}

void ConcurrencyLimiter::release(int permits) noexcept
{
    const std::lock_guard lock(m_mutex);
    m_inUse -= permits;
    if (m_inUse == 0 && permits > 0)
        m_idleSince = m_clock.now();
    if (!m_disposed)
        serve();
}

void ConcurrencyLimiter::setLimits(int permitLimit, int queueLimit)
{
    check(permitLimit, queueLimit);
    const std::lock_guard lock(m_mutex);
    m_permitLimit = permitLimit;
    m_queueLimit = queueLimit;
    serve();
}

int ConcurrencyLimiter::permitLimit() const
{
    const std::lock_guard lock(m_mutex);
    return m_permitLimit;
}

int ConcurrencyLimiter::queueLimit() const
{
    const std::lock_guard lock(m_mutex);
    return m_queueLimit;
}

ConcurrencyLimiter::Statistics ConcurrencyLimiter::statistics() const
{
    const std::lock_guard lock(m_mutex);
    return {m_permitLimit - m_inUse, m_queued, m_successes, m_failures};
}

std::optional<Clock::Duration> ConcurrencyLimiter::idleDuration() const
{
    const std::lock_guard lock(m_mutex);
    if (m_inUse > 0)
        return std::nullopt;
    return m_clock.now() - m_idleSince;
}

void ConcurrencyLimiter::dispose()
{
    const std::lock_guard lock(m_mutex);
    m_disposed = true;
    while (!m_waiters.empty())
        answer(*m_waiters.front(), kDisposed);
}

// --- awaiter ---------------------------------------------------------------------------------------------------------

bool ConcurrencyLimiter::AcquireAwaiter::ready()
{
    if (m_token.isCancelled()) {
        m_result = Result::Cancelled;
        return true;
    }
    const std::lock_guard lock(m_limiter.m_mutex);
    return tryAtOnce();
}

bool ConcurrencyLimiter::AcquireAwaiter::tryAtOnce()
{
    if (m_limiter.m_disposed) {
        m_result = Result::Refused;
        m_refusal = kDisposed;
    } else if (m_limiter.tryTake(m_permits)) {
        m_result = Result::Acquired;
    }
    return m_result != Result::Waiting;
}

bool ConcurrencyLimiter::AcquireAwaiter::begin()
{
    {
        const std::lock_guard lock(m_limiter.m_mutex);
        if (tryAtOnce()) // a permit may have come back since
            return false;
        if (!m_limiter.makeRoom(m_permits)) {
            ++m_limiter.m_failures;
            m_result = Result::Refused;
            m_refusal = kQueueFull;
            return false;
        }
        m_limiter.m_queued += m_permits;
        m_place = m_limiter.m_waiters.insert(m_limiter.m_waiters.end(), this);
    }
    // A release may have woken us by now: the strand (or the parked thread) is still ours until we return.
    m_token.listen(*this);
    return true;
}

void ConcurrencyLimiter::AcquireAwaiter::cancelled(CancelReason)
{
    {
        const std::lock_guard lock(m_limiter.m_mutex);
        if (m_result != Result::Waiting)
            return; // the answer was first
        m_limiter.m_waiters.erase(m_place);
        m_limiter.m_queued -= m_permits;
        m_result = Result::Cancelled;
    }
    waiter().wake();
}

Outcome<ConcurrencyLimiter::Lease> ConcurrencyLimiter::AcquireAwaiter::finish()
{
    m_token.stopListening(*this);
    if (m_result == Result::Cancelled)
        return tl::unexpected<Failure>(m_token.failure());
    if (m_result == Result::Acquired)
        return Lease(m_limiter, m_permits);
    return Lease(m_refusal);
}

// --- strategy --------------------------------------------------------------------------------------------------------

QCoro::Task<Outcome<void>> LimiterStrategy::execute(Next next, const CancellationToken& token)
{
    CallWait<ConcurrencyLimiter::AcquireAwaiter> wait(next.onWorker(), m_limiter->acquire(1, token));
    const Outcome<ConcurrencyLimiter::Lease> lease = co_await std::move(wait);
    Outcome<void> outcome;
    if (!lease) {
        outcome = tl::unexpected<Failure>(lease.error());
    } else if (!lease->isAcquired()) {
        if (m_onRejected)
            m_onRejected();
        outcome = failed(FailureKind::Unavailable,
            "The concurrency limiter let no more calls through: " + std::string(lease->reason()));
    } else {
        QCoro::Task<Outcome<void>> task = next(token);
        outcome = co_await task;
    }
    co_return outcome;
}

} // namespace engine
