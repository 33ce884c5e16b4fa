// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/concurrency_limiter.h"

namespace engine {

ConcurrencyLimiter::ConcurrencyLimiter(Clock& clock, int permitLimit, int queueLimit, LimiterOrder order)
    : Limiter(clock, permitLimit, queueLimit, order, true)
    , m_idleSince(clock.now())
{
}

void ConcurrencyLimiter::giveBack(int permits) noexcept
{
    m_inUse -= permits;
    if (m_inUse == 0 && permits > 0)
        m_idleSince = m_clock.now();
}

void ConcurrencyLimiter::setLimits(int permitLimit, int queueLimit)
{
    check(permitLimit, queueLimit);
    const std::lock_guard lock(m_mutex);
    m_permitLimit = permitLimit;
    m_queueLimit = queueLimit;
    serve();
}

std::optional<Clock::Duration> ConcurrencyLimiter::idleDuration() const
{
    const std::lock_guard lock(m_mutex);
    if (m_inUse > 0)
        return std::nullopt;
    return m_clock.now() - m_idleSince;
}

} // namespace engine
