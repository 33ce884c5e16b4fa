// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/rate_limit.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace engine {

namespace {

/// Between two tokens.
std::int64_t intervalOf(const RateLimitOptions& options)
{
    if (options.calls < 1 || options.burst < 1 || options.span.count() < options.calls)
        throw std::invalid_argument("RateLimit: calls >= 1, burst >= 1 and a span of 1 ns for each call are required");
    const std::int64_t interval = options.span.count() / options.calls;
    if (options.burst > std::numeric_limits<std::int64_t>::max() / 4 / interval)
        throw std::invalid_argument("RateLimit: a burst must come in within 73 years");
    return interval;
}

} // namespace

RateLimit::RateLimit(Clock& clock, const RateLimitOptions& options)
    : m_clock(clock)
    , m_interval(intervalOf(options))
    , m_room(m_interval * options.burst)
    , m_full(now() + m_room - m_interval * std::clamp(options.tokens.value_or(options.burst), 0, options.burst))
{
}

std::optional<Clock::Duration> RateLimit::tryTake() noexcept
{
    const Ticks at = now();
    // Relaxed: the instant is all that threads tell each other by it.
    Ticks full = m_full.load(std::memory_order_relaxed);
    for (;;) {
        const Ticks then = std::max(full, at) + m_interval;
        if (then - at > m_room)
            return Clock::Duration(then - at - m_room);
        if (m_full.compare_exchange_weak(full, then, std::memory_order_relaxed))
            return std::nullopt;
    }
}

int RateLimit::tokens() const noexcept
{
    const Ticks at = now();
    const Ticks missing = std::max(m_full.load(std::memory_order_relaxed) - at, Ticks {0}); // relaxed: a reading
    return static_cast<int>((m_room - missing) / m_interval);
}

QCoro::Task<Outcome<void>> RateLimitStrategy::execute(Next next, const CancellationToken& token)
{
    Outcome<void> outcome;
    if (const std::optional<Clock::Duration> wait = m_limit->tryTake()) {
        Failure failure = Failure::of(FailureKind::Unavailable, "The rate limit let no more calls through");
        failure.retryAfter = *wait;
        if (m_onRejected)
            m_onRejected(failure);
        outcome = tl::unexpected<Failure>(std::move(failure));
        co_return outcome;
    }
    QCoro::Task<Outcome<void>> task = next(token);
    outcome = co_await task;
    co_return outcome;
}

} // namespace engine
