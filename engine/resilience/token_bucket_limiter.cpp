// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/token_bucket_limiter.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace engine {

TokenBucketLimiter::TokenBucketLimiter(Clock& clock, const TokenBucketOptions& options)
    : Limiter(clock, checked(options).tokenLimit, options.queueLimit, options.order, false)
    , m_automatic(options.autoReplenishment)
    , m_tokensPerPeriod(options.tokensPerPeriod)
    , m_period(options.period)
    , m_tokens(options.tokenLimit)
    , m_since(clock.now())
{
}

const TokenBucketOptions& TokenBucketLimiter::checked(const TokenBucketOptions& options)
{
    if (options.tokensPerPeriod < 1 || options.period <= Clock::Duration::zero())
        throw std::invalid_argument("TokenBucketLimiter: tokensPerPeriod >= 1 and a period above 0 are required");
    check(options.tokenLimit, options.queueLimit);
    return options;
}

std::int64_t TokenBucketLimiter::periodsUntil(Clock::TimePoint now) const
{
    return m_automatic ? (now - m_since) / m_period : 0;
}

double TokenBucketLimiter::tokensAt(Clock::TimePoint now) const
{
    const double arrived = static_cast<double>(periodsUntil(now)) * m_tokensPerPeriod;
    return std::min(m_tokens + arrived, static_cast<double>(m_permitLimit));
}

/// Brings the tokens up to now.
void TokenBucketLimiter::settle(Clock::TimePoint now)
{
    m_tokens = tokensAt(now);
    m_since += periodsUntil(now) * m_period;
}

void TokenBucketLimiter::take(int permits)
{
    settle(m_clock.now());
    m_tokens -= permits;
}

std::optional<Clock::Duration> TokenBucketLimiter::retryAfter(int permits) const
{
    const std::int64_t missing = std::int64_t {permits} - available() + m_queued;
    return m_period * std::max<std::int64_t>(missing / m_tokensPerPeriod, 1);
}

bool TokenBucketLimiter::tryReplenish()
{
    if (m_automatic)
        return false;
    const std::lock_guard lock(m_mutex);
    const Clock::TimePoint now = m_clock.now();
    const double periods = static_cast<double>((now - m_since).count()) / static_cast<double>(m_period.count());
    m_tokens = std::min(m_tokens + periods * m_tokensPerPeriod, static_cast<double>(m_permitLimit));
    m_since = now;
    serve();
    return true;
}

void TokenBucketLimiter::setOptions(const TokenBucketOptions& options)
{
    checked(options);
    const std::lock_guard changing(m_changing);
    {
        const std::lock_guard lock(m_mutex);
        const Clock::TimePoint now = m_clock.now();
        m_tokens = std::min(tokensAt(now), static_cast<double>(options.tokenLimit));
        m_since = now;
        m_permitLimit = options.tokenLimit;
        m_queueLimit = options.queueLimit;
        m_tokensPerPeriod = options.tokensPerPeriod;
        m_period = options.period;
        m_timerHeld = true;
        serve();
    }
    m_clock.cancel(*this); // not under the lock: it waits for fired()
    const std::lock_guard lock(m_mutex);
    m_timerHeld = m_timerSet = false;
    if (anybodyWaits())
        setTimer();
}

/// For the end of the period, if somebody waits for it.
void TokenBucketLimiter::setTimer()
{
    if (!m_automatic || m_timerHeld || m_timerSet)
        return;
    m_timerSet = true;
    settle(m_clock.now());
    m_clock.schedule(*this, m_since + m_period);
}

void TokenBucketLimiter::fired()
{
    const std::lock_guard lock(m_mutex);
    m_timerSet = false;
    serve();
    if (anybodyWaits())
        setTimer();
}

} // namespace engine
