// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workload/policy_fields.h"

namespace engine::fields {

std::span<const Word<StrategyKind>> wordsOf(StrategyKind) noexcept
{
    static constexpr Word<StrategyKind> kWords[] = {
        {"limiter", StrategyKind::Limiter},
        {"retry", StrategyKind::Retry},
        {"hedging", StrategyKind::Hedging},
        {"rateLimit", StrategyKind::RateLimit},
        {"breaker", StrategyKind::Breaker},
        {"timeout", StrategyKind::Timeout},
        {"chaos", StrategyKind::Chaos},
    };
    return kWords;
}

std::span<const Word<BackoffKind>> wordsOf(BackoffKind) noexcept
{
    static constexpr Word<BackoffKind> kWords[] = {
        {"constant", BackoffKind::Constant},
        {"linear", BackoffKind::Linear},
        {"exponential", BackoffKind::Exponential},
        {"article", BackoffKind::Article},
    };
    return kWords;
}

std::span<const Word<RateLimitKind>> wordsOf(RateLimitKind) noexcept
{
    static constexpr Word<RateLimitKind> kWords[] = {
        {"off", RateLimitKind::Off},
        {"tokenBucket", RateLimitKind::TokenBucket},
        {"spaced", RateLimitKind::Spaced},
    };
    return kWords;
}

std::span<const Word<BreakerKind>> wordsOf(BreakerKind) noexcept
{
    static constexpr Word<BreakerKind> kWords[] = {
        {"off", BreakerKind::Off},
        {"failureRatio", BreakerKind::FailureRatio},
        {"consecutiveFailures", BreakerKind::ConsecutiveFailures},
    };
    return kWords;
}

std::span<const Word<TimeoutKind>> wordsOf(TimeoutKind) noexcept
{
    static constexpr Word<TimeoutKind> kWords[] = {
        {"off", TimeoutKind::Off},
        {"optimistic", TimeoutKind::Optimistic},
        {"pessimistic", TimeoutKind::Pessimistic},
    };
    return kWords;
}

std::span<const Word<GovernorKind>> wordsOf(GovernorKind) noexcept
{
    static constexpr Word<GovernorKind> kWords[] = {
        {"fixed", GovernorKind::Fixed},
        {"dotnet", GovernorKind::Dotnet},
    };
    return kWords;
}

} // namespace engine::fields
