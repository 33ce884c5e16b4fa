// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/policy_figures.h"

#include <algorithm>

namespace ui {

namespace {

double countOf(std::int64_t count)
{
    return static_cast<double>(count);
}

double inSeconds(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double>(time).count();
}

} // namespace

BreakerFigures BreakerFigures::from(const engine::BreakerView& breaker, std::chrono::nanoseconds at)
{
    BreakerFigures figures;
    figures.enabled = breaker.enabled;
    figures.state = static_cast<BreakerState>(breaker.state);
    figures.throughput = countOf(breaker.throughput);
    figures.failures = countOf(breaker.failures);
    figures.timesOpened = countOf(std::count_if(breaker.changes.begin(), breaker.changes.end(),
        [](const engine::BreakerChange& change) { return change.to == engine::BreakerState::Open; }));
    if (breaker.state == engine::BreakerState::Open && breaker.blockedUntil > at) {
        const auto openedAt = breaker.changes.empty() ? at : std::min(at, breaker.changes.back().at);
        figures.secondsLeft = inSeconds(breaker.blockedUntil - at);
        figures.shareLeft = figures.secondsLeft / inSeconds(breaker.blockedUntil - openedAt);
    }
    return figures;
}

LimiterFigures LimiterFigures::from(const engine::LimiterView& limiter)
{
    return {limiter.enabled, limiter.permitLimit, limiter.permitsInUse, limiter.queueLimit, limiter.queued};
}

PolicyFigures PolicyFigures::from(const engine::PolicyView& policy, std::chrono::nanoseconds at)
{
    return {policy.off, countOf(policy.attempts), countOf(policy.retries), countOf(policy.hedgesStarted), countOf(policy.timeouts),
        countOf(policy.brokenCircuitRejections + policy.limiterRejections + policy.rateRejections),
        countOf(policy.orphansNow),
        BreakerFigures::from(policy.breaker, at), LimiterFigures::from(policy.limiter)};
}

} // namespace ui
