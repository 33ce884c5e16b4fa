// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/limiter.h"

#include <stdexcept>

namespace engine {

Limiter::Lease& Limiter::Lease::operator=(Lease&& other) noexcept
{
    if (this != &other) {
        dispose();
        m_keeper = std::exchange(other.m_keeper, nullptr);
        m_permits = other.m_permits;
        m_acquired = other.m_acquired;
        m_reason = other.m_reason;
        m_retryAfter = other.m_retryAfter;
    }
    return *this;
}

void Limiter::Lease::dispose() noexcept
{
    if (Limiter* const keeper = std::exchange(m_keeper, nullptr))
        keeper->release(m_permits);
}

Limiter::Limiter(Clock& clock, int permitLimit, int queueLimit, LimiterOrder order, bool givesBack)
    : m_clock(clock)
    , m_permitLimit(permitLimit)
    , m_queueLimit(queueLimit)
    , m_order(order)
    , m_givesBack(givesBack)
{
    check(permitLimit, queueLimit);
}

void Limiter::check(int permitLimit, int queueLimit)
{
    if (permitLimit < 1 || queueLimit < 0)
        throw std::invalid_argument("Limiter: permitLimit >= 1 and queueLimit >= 0 are required");
}

void Limiter::checkRequest(int permits) const
{
    if (m_disposed)
        throw DisposedError("Limiter used after dispose()");
    if (permits < 0 || permits > m_permitLimit)
        throw std::out_of_range("Limiter: permitCount must be 0 to permitLimit");
}

Limiter::Lease Limiter::attempt(int permits)
{
    const std::lock_guard lock(m_mutex);
    checkRequest(permits);
    if (tryTake(permits))
        return granted(permits);
    ++m_failures;
    return {kNoPermit, retryAfter(permits)};
}

Limiter::AcquireAwaiter Limiter::acquire(int permits, const CancellationToken& token)
{
    const std::lock_guard lock(m_mutex);
    checkRequest(permits);
    return AcquireAwaiter(*this, permits, token);
}

bool Limiter::tryTake(int permits)
{
    const int free = available();
    if (free <= 0 || free < permits)
        return false;
    if (permits > 0 && m_queued > 0 && m_order == LimiterOrder::OldestFirst)
        return false;
    take(permits);
    ++m_successes;
    return true;
}

/// Whether a request finds a place in the queue; with NewestFirst older ones may have to leave for it.
bool Limiter::makeRoom(int permits)
{
    if (m_queueLimit - m_queued >= permits)
        return true;
    if (m_order == LimiterOrder::OldestFirst || permits > m_queueLimit)
        return false;
    while (m_queueLimit - m_queued < permits)
        answer(*m_waiters.front(), kQueueFull);
    return true;
}

void Limiter::answer(AcquireAwaiter& waiter, std::string_view refusal) noexcept
{
    m_waiters.erase(waiter.m_place);
    m_queued -= waiter.m_permits;
    if (refusal.empty()) {
        waiter.m_result = AcquireAwaiter::Result::Acquired;
        ++m_successes;
    } else {
        waiter.refuse(refusal);
    }
    waiter.waiter().wake();
}

void Limiter::serve() noexcept
{
    while (!m_waiters.empty()) {
        AcquireAwaiter& waiter = m_order == LimiterOrder::OldestFirst ? *m_waiters.front() : *m_waiters.back();
        const int free = available();
        if (free <= 0 || free < waiter.m_permits)
            return;
        take(waiter.m_permits);
        answer(waiter, {});
    }
}

void Limiter::release(int permits) noexcept
{
    const std::lock_guard lock(m_mutex);
    giveBack(permits);
    if (!m_disposed)
        serve();
}

int Limiter::permitLimit() const
{
    const std::lock_guard lock(m_mutex);
    return m_permitLimit;
}

int Limiter::queueLimit() const
{
    const std::lock_guard lock(m_mutex);
    return m_queueLimit;
}

Limiter::Statistics Limiter::statistics() const
{
    const std::lock_guard lock(m_mutex);
    return {available(), m_queued, m_successes, m_failures};
}

void Limiter::dispose()
{
    const std::lock_guard lock(m_mutex);
    m_disposed = true;
    while (!m_waiters.empty())
        answer(*m_waiters.front(), kDisposed);
}

// --- awaiter ---------------------------------------------------------------------------------------------------------

bool Limiter::AcquireAwaiter::ready()
{
    if (m_token.isCancelled()) {
        m_result = Result::Cancelled;
        return true;
    }
    const std::lock_guard lock(m_limiter.m_mutex);
    return tryAtOnce();
}

bool Limiter::AcquireAwaiter::tryAtOnce()
{
    if (m_limiter.m_disposed) {
        m_result = Result::Refused;
        m_refusal = kDisposed;
    } else if (m_limiter.tryTake(m_permits)) {
        m_result = Result::Acquired;
    }
    return m_result != Result::Waiting;
}

bool Limiter::AcquireAwaiter::begin()
{
    {
        const std::lock_guard lock(m_limiter.m_mutex);
        if (tryAtOnce()) // a permit may have come back since
            return false;
        if (!m_limiter.makeRoom(m_permits)) {
            refuse(kQueueFull);
            return false;
        }
        m_limiter.m_queued += m_permits;
        m_place = m_limiter.m_waiters.insert(m_limiter.m_waiters.end(), this);
        m_limiter.queued();
    }
    // A release may have woken us by now: the strand (or the parked thread) is still ours until we return.
    m_token.listen(*this);
    return true;
}

/// Under the lock.
void Limiter::AcquireAwaiter::refuse(std::string_view refusal)
{
    m_result = Result::Refused;
    m_refusal = refusal;
    if (!m_limiter.m_disposed)
        m_retryAfter = m_limiter.retryAfter(m_permits);
    ++m_limiter.m_failures;
}

void Limiter::AcquireAwaiter::cancelled(CancelReason)
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

Outcome<Limiter::Lease> Limiter::AcquireAwaiter::finish()
{
    m_token.stopListening(*this);
    if (m_result == Result::Cancelled)
        return tl::unexpected<Failure>(m_token.failure());
    if (m_result == Result::Acquired)
        return m_limiter.granted(m_permits);
    return Lease(m_refusal, m_retryAfter);
}

// --- strategy --------------------------------------------------------------------------------------------------------

QCoro::Task<Outcome<void>> LimiterStrategy::execute(Next next, const CancellationToken& token)
{
    CallWait<Limiter::AcquireAwaiter> wait(next.onWorker(), m_limiter->acquire(1, token));
    const Outcome<Limiter::Lease> lease = co_await std::move(wait);
    Outcome<void> outcome;
    if (!lease) {
        outcome = tl::unexpected<Failure>(lease.error());
    } else if (!lease->isAcquired()) {
        Failure failure = Failure::of(FailureKind::Unavailable,
            std::string("The ") + m_limiter->name() + " let no more calls through: " + std::string(lease->reason()));
        failure.retryAfter = lease->retryAfter();
        if (m_onRejected)
            m_onRejected(failure);
        outcome = tl::unexpected<Failure>(std::move(failure));
    } else {
        QCoro::Task<Outcome<void>> task = next(token);
        outcome = co_await task;
    }
    co_return outcome;
}

} // namespace engine
