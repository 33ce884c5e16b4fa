// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

namespace engine {

/// What can stand between a stage and its downstream.
enum class StrategyKind : std::uint8_t { Limiter, Retry, Hedging, RateLimit, Breaker, Timeout, Chaos };
inline constexpr int kStrategyKindCount = 7;

/// How the wait before retry n (1, 2, ...) grows. Constant: delayMs. Linear: n * delayMs. Exponential: 2^(n-1) *
/// delayMs. Article: n * delayMs and 40 to 120 ms more, drawn for each retry, whatever `useJitter` says.
enum class BackoffKind : std::uint8_t { Constant, Linear, Exponential, Article };

struct RetrySpec {
    bool enabled = false;
    int maxRetryAttempts = 3; ///< after the first try, 1 or more
    BackoffKind backoff = BackoffKind::Article;
    double delayMs = 200.0; ///< 0 to one day
    double maxDelayMs = 0.0; ///< 0: no limit
    bool useJitter = false; ///< 0.75 to 1.25 times the wait; decorrelated for Exponential

    friend bool operator==(const RetrySpec&, const RetrySpec&) = default;
};

/// Another attempt beside one that is slow; the first answer counts, and the others are cancelled.
struct HedgingSpec {
    bool enabled = false;
    int maxHedgedAttempts = 1; ///< beside the first one, 1 to 10
    double delayMs = 2000.0; ///< between the starts of two attempts, 0 to one day; 0: all at once

    friend bool operator==(const HedgingSpec&, const HedgingSpec&) = default;
};

/// TokenBucket: `permits` come in together at the end of each period, and calls may queue for them. Spaced: one comes in
/// every periodMs / permits, and a call without one is refused.
enum class RateLimitKind : std::uint8_t { Off, TokenBucket, Spaced };

struct RateLimitSpec {
    RateLimitKind kind = RateLimitKind::Off;
    int permits = 100; ///< for each period, 1 or more
    double periodMs = 1000.0; ///< 1 ms to one day
    int burst = 100; ///< permits that may be saved up, 1 or more
    int queueLimit = 0; ///< calls that wait for a permit, oldest first; read by TokenBucket

    friend bool operator==(const RateLimitSpec&, const RateLimitSpec&) = default;
};

enum class BreakerKind : std::uint8_t { Off, FailureRatio, ConsecutiveFailures };

/// FailureRatio reads failureRatio, minimumThroughput and samplingSeconds; ConsecutiveFailures reads failures.
struct BreakerSpec {
    BreakerKind kind = BreakerKind::Off;
    double failureRatio = 0.1; ///< 0..1
    int minimumThroughput = 100; ///< 2 or more
    double samplingSeconds = 30.0; ///< 0.5 s to one day
    int failures = 5; ///< 1 or more
    double breakSeconds = 30.0; ///< 0.5 s to one day with FailureRatio, 0 or more with ConsecutiveFailures

    friend bool operator==(const BreakerSpec&, const BreakerSpec&) = default;
};

/// Optimistic asks the callee to stop and waits for it; Pessimistic asks it too, but walks away.
enum class TimeoutKind : std::uint8_t { Off, Optimistic, Pessimistic };

struct TimeoutSpec {
    TimeoutKind kind = TimeoutKind::Off;
    double ms = 2000.0; ///< 10 ms to one day

    friend bool operator==(const TimeoutSpec&, const TimeoutSpec&) = default;
};

struct LimiterSpec {
    bool enabled = false;
    int permitLimit = 1000; ///< calls at once, 1 or more
    int queueLimit = 0; ///< calls that wait for a permit, oldest first

    friend bool operator==(const LimiterSpec&, const LimiterSpec&) = default;
};

/// Faults fail at once as unavailable and do not reach the downstream; latency comes before the call.
struct ChaosSpec {
    bool enabled = false;
    double faultRate = 0.05; ///< share of the attempts, 0..1
    double latencyRate = 0.05; ///< share of the attempts, 0..1
    double latencyMs = 500.0;

    friend bool operator==(const ChaosSpec&, const ChaosSpec&) = default;
};

/// What stands between one stage and its downstream, outermost first.
///
/// Shape    `order` names each kind once; kinds that are off are left out
/// Threads  a value
struct ResilienceSpec {
    std::array<StrategyKind, kStrategyKindCount> order = {StrategyKind::Limiter, StrategyKind::Retry,
        StrategyKind::Hedging, StrategyKind::RateLimit, StrategyKind::Breaker, StrategyKind::Timeout,
        StrategyKind::Chaos};
    RetrySpec retry;
    HedgingSpec hedging;
    RateLimitSpec rateLimit;
    BreakerSpec breaker;
    TimeoutSpec timeout;
    LimiterSpec limiter;
    ChaosSpec chaos;

    [[nodiscard]] bool isOff() const
    {
        return !retry.enabled && !hedging.enabled && rateLimit.kind == RateLimitKind::Off
            && breaker.kind == BreakerKind::Off && timeout.kind == TimeoutKind::Off && !limiter.enabled
            && !chaos.enabled;
    }
    friend bool operator==(const ResilienceSpec&, const ResilienceSpec&) = default;
};

} // namespace engine
