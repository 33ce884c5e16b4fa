// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/resilience/limiter.h"

#include <chrono>

namespace engine {

struct TokenBucketOptions {
    int tokenLimit = 100; ///< what the bucket holds, 1 or more
    int tokensPerPeriod = 100; ///< 1 or more
    Clock::Duration period = std::chrono::seconds(1); ///< above 0
    int queueLimit = 0;
    LimiterOrder order = LimiterOrder::OldestFirst;
    bool autoReplenishment = true;
};

/// A cap on calls for each time: a permit is a token that is used up.
///
/// Model    the bucket starts full. tokensPerPeriod come in at the end of each period, all at once, up to tokenLimit.
///          Without automatic replenishment they come in at tryReplenish(), as many as the time since the last one is
///          worth, and fractions are kept. A lease that was not acquired says retryAfter = period * max((need - whole
///          tokens + queued) div tokensPerPeriod, 1)
/// Errors   as Limiter (permitLimit is tokenLimit); constructor and setOptions() also for tokensPerPeriod < 1 or a
///          period of 0 or less
/// Threads  as Limiter. A timer is on the clock only while somebody waits: an idle bucket keeps no virtual time going
/// Source   semantics RL-2 to RL-6, RL-9
class TokenBucketLimiter final : public Limiter, private Timer {
public:
    TokenBucketLimiter(Clock& clock, const TokenBucketOptions& options);
    ~TokenBucketLimiter() override { m_clock.cancel(*this); }

    /// False: the bucket replenishes itself.
    bool tryReplenish();
    /// Tokens stay, as far as they fit; the first of the new periods begins now. The order of the queue and the way of
    /// replenishment stay as they are.
    void setOptions(const TokenBucketOptions& options);
    [[nodiscard]] const char* name() const noexcept override { return "rate limit"; }

private:
    static const TokenBucketOptions& checked(const TokenBucketOptions& options);
    [[nodiscard]] std::int64_t periodsUntil(Clock::TimePoint now) const;
    [[nodiscard]] double tokensAt(Clock::TimePoint now) const;
    [[nodiscard]] int available() const override { return static_cast<int>(tokensAt(m_clock.now())); }
    void take(int permits) override;
    [[nodiscard]] std::optional<Clock::Duration> retryAfter(int permits) const override;
    void queued() override { setTimer(); }
    void settle(Clock::TimePoint now);
    void setTimer();
    void fired() override;

    const bool m_automatic;
    int m_tokensPerPeriod; ///< guarded by the lock, as is what follows
    Clock::Duration m_period;
    double m_tokens; ///< at m_since; whole if they come in by themselves
    Clock::TimePoint m_since; ///< begin of a period, or of the time that tryReplenish() counts
    bool m_timerSet = false;
    bool m_timerHeld = false; ///< it must not be set now
    std::mutex m_changing; ///< one setOptions() at a time
};

} // namespace engine
