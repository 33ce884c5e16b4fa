// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workload/anti_patterns_spec.h"
#include "engine/workload/field_table.h"
#include "engine/workload/governor_spec.h"
#include "engine/workload/resilience_spec.h"

#include <span>

/// The fields of what can be switched on around the pipeline: resilience, governor, anti-patterns.
namespace engine::fields {

std::span<const Word<StrategyKind>> wordsOf(StrategyKind) noexcept;
std::span<const Word<BackoffKind>> wordsOf(BackoffKind) noexcept;
std::span<const Word<RateLimitKind>> wordsOf(RateLimitKind) noexcept;
std::span<const Word<BreakerKind>> wordsOf(BreakerKind) noexcept;
std::span<const Word<TimeoutKind>> wordsOf(TimeoutKind) noexcept;
std::span<const Word<GovernorKind>> wordsOf(GovernorKind) noexcept;

template <>
struct Table<RetrySpec> {
    static constexpr std::tuple kFields {
        field("enabled", &RetrySpec::enabled, Any {}, "Whether calls that failed are tried again."),
        field("maxRetryAttempts", &RetrySpec::maxRetryAttempts, Range {1, 1000}, "Tries after the first one."),
        field("backoff", &RetrySpec::backoff, Any {},
            "How the wait before each retry grows; \"article\" is delayMs times the retry's number and 40 to 120 ms "
            "more."),
        field("delayMs", &RetrySpec::delayMs, Range {0, 86'400'000}, "The wait that the others follow from."),
        field("maxDelayMs", &RetrySpec::maxDelayMs, Range {0, 86'400'000}, "No wait is longer; 0 is no limit."),
        field("useJitter", &RetrySpec::useJitter, Any {}, "Whether waits are spread at random."),
    };
};

template <>
struct Table<HedgingSpec> {
    static constexpr std::tuple kFields {
        field("enabled", &HedgingSpec::enabled, Any {},
            "Whether another attempt starts beside one that is slow; the first answer counts."),
        field("maxHedgedAttempts", &HedgingSpec::maxHedgedAttempts, Range {1, 10}, "Attempts beside the first one."),
        field("delayMs", &HedgingSpec::delayMs, Range {0, 86'400'000},
            "What the attempts under way are given before another one starts; 0 is all at once."),
    };
};

template <>
struct Table<RateLimitSpec> {
    static constexpr std::tuple kFields {
        field("kind", &RateLimitSpec::kind, Any {},
            "Whether calls for each period are limited: all permits of a period come in together, or evenly spaced."),
        field("permits", &RateLimitSpec::permits, Range {1, 1'000'000}, "Calls for each period."),
        field("periodMs", &RateLimitSpec::periodMs, Range {1, 86'400'000}, "The period."),
        field("burst", &RateLimitSpec::burst, Range {1, 10'000}, "Permits that may be saved up."),
        field("queueLimit", &RateLimitSpec::queueLimit, Range {0, 1'000'000},
            "Token bucket: calls that may wait for a permit; further ones are refused."),
    };
};

template <>
struct Table<BreakerSpec> {
    static constexpr std::tuple kFields {
        field("kind", &BreakerSpec::kind, Any {}, "What opens the circuit: a share of failures, or failures in a row."),
        field("failureRatio", &BreakerSpec::failureRatio, kShare, "Share of failures in the window that opens it."),
        field("minimumThroughput", &BreakerSpec::minimumThroughput, Range {2, 1'000'000},
            "Calls in the window below which the share says nothing."),
        field("samplingSeconds", &BreakerSpec::samplingSeconds, Range {0.5, 86'400}, "Length of the window."),
        field("failures", &BreakerSpec::failures, Range {1, 1'000'000}, "Failures in a row that open it."),
        field("breakSeconds", &BreakerSpec::breakSeconds, Range {0.5, 86'400},
            "How long it stays open before a call may try again."),
    };
};

template <>
struct Table<TimeoutSpec> {
    static constexpr std::tuple kFields {
        field("kind", &TimeoutSpec::kind, Any {},
            "Whether a call that takes too long is asked to end and awaited, or left behind."),
        field("ms", &TimeoutSpec::ms, Range {10, 86'400'000}, "What one call is given."),
    };
};

template <>
struct Table<LimiterSpec> {
    static constexpr std::tuple kFields {
        field("enabled", &LimiterSpec::enabled, Any {}, "Whether calls at once are limited."),
        field("permitLimit", &LimiterSpec::permitLimit, Range {1, 1'000'000}, "Calls at once."),
        field("queueLimit", &LimiterSpec::queueLimit, Range {0, 1'000'000},
            "Calls that may wait for their turn; further ones are refused."),
    };
};

template <>
struct Table<ChaosSpec> {
    static constexpr std::tuple kFields {
        field("enabled", &ChaosSpec::enabled, Any {}, "Whether faults and delays are injected on purpose."),
        field("faultRate", &ChaosSpec::faultRate, kShare, "Share of the tries that fail without reaching the service."),
        field("latencyRate", &ChaosSpec::latencyRate, kShare, "Share of the tries that are delayed."),
        field("latencyMs", &ChaosSpec::latencyMs, kMilliseconds, "By how much."),
    };
};

template <>
struct Table<ResilienceSpec> {
    static constexpr std::tuple kFields {
        field("order", &ResilienceSpec::order, Any {},
            "How the strategies are nested, the outermost first; those left out follow."),
        field("retry", &ResilienceSpec::retry, Any {}, "Trying again."),
        field("hedging", &ResilienceSpec::hedging, Any {}, "Asking again without waiting for the answer."),
        field("rateLimit", &ResilienceSpec::rateLimit, Any {}, "Limiting calls for each time."),
        field("breaker", &ResilienceSpec::breaker, Any {}, "Holding calls back while the service is in trouble."),
        field("timeout", &ResilienceSpec::timeout, Any {}, "Giving up on a call in time."),
        field("limiter", &ResilienceSpec::limiter, Any {}, "Limiting calls at once."),
        field("chaos", &ResilienceSpec::chaos, Any {}, "Injecting trouble."),
    };
};

template <>
struct Table<GovernorSpec> {
    static constexpr std::tuple kFields {
        field("kind", &GovernorSpec::kind, Any {},
            "Whether the pool keeps its threads, or is governed as the thread pool of .NET is."),
        field("minThreads", &GovernorSpec::minThreads, Range {1, 512}, "Threads that there may always be."),
        field("maxThreads", &GovernorSpec::maxThreads, Range {1, 512}, "Threads that there may be at most."),
        field("hillClimbing", &GovernorSpec::hillClimbing, Any {},
            "Whether the number of threads follows the measured throughput."),
        field("cooperativeBlocking", &GovernorSpec::cooperativeBlocking, Any {},
            "Whether a worker that waits on its thread gets a stand-in."),
        field("processors", &GovernorSpec::processors, Range {0, 512},
            "Processors that the governor believes in; 0 is as many as the pool had threads at first."),
    };
};

template <>
struct Table<AntiPatternsSpec> {
    static constexpr std::tuple kFields {
        field("blockOnAsync", &AntiPatternsSpec::blockOnAsync, Any {},
            "The charge stage waits for its call on the worker, as .Result does."),
        field("unboundedFanOut", &AntiPatternsSpec::unboundedFanOut, Any {},
            "Bounded mode: the stages take every order at once."),
        field("unboundedChannel", &AntiPatternsSpec::unboundedChannel, Any {},
            "Bounded mode: intake never makes a client wait."),
        field("ignoreCancellation", &AntiPatternsSpec::ignoreCancellation, Any {},
            "Calls run on after their order has been cancelled."),
        field("fireAndForget", &AntiPatternsSpec::fireAndForget, Any {},
            "Orders are started without an owner; on shutdown they are lost."),
        field("asyncVoid", &AntiPatternsSpec::asyncVoid, Any {}, "Errors are thrown where nobody catches them."),
        field("taskRun", &AntiPatternsSpec::taskRun, Any {}, "Every call is wrapped in a work item of its own."),
        field("needlessLayers", &AntiPatternsSpec::needlessLayers, Range {0, 100},
            "Coroutines that never suspend, around every call."),
        field("retryWithoutBackoff", &AntiPatternsSpec::retryWithoutBackoff, Any {},
            "Failed calls are repeated at once, ten times."),
        field("noIdempotencyKeys", &AntiPatternsSpec::noIdempotencyKeys, Any {},
            "Charges carry no key, so a repeated one takes the money twice."),
        field("noTimeout", &AntiPatternsSpec::noTimeout, Any {}, "Calls and orders are waited for without end."),
        field(
            "abruptStop", &AntiPatternsSpec::abruptStop, Any {}, "Stop ends what is in flight instead of draining it."),
        field("insertEach", &AntiPatternsSpec::insertEach, Any {},
            "Bounded mode: one transaction for each order instead of one for a chunk."),
        field("hogWorkerMs", &AntiPatternsSpec::hogWorkerMs, kMilliseconds,
            "Time that a worker computes in the middle of each order's validation."),
        field("collectThenAnswer", &AntiPatternsSpec::collectThenAnswer, Any {},
            "Results are kept until the last order has ended."),
        field("waitForAll", &AntiPatternsSpec::waitForAll, Any {},
            "Unbounded mode, in one request: no result is looked at before all orders have ended."),
    };
};

} // namespace engine::fields
