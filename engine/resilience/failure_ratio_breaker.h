// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/resilience/circuit_breaker.h"
#include "engine/resilience/health_metrics.h"

namespace engine {

/// What a breaker knows when it asks how long to break.
struct BreakRequest {
    double failureRatio = 0.0;
    std::int64_t failures = 0;
    int halfOpenAttempts = 0; ///< since it was last closed
};

struct FailureRatioOptions {
    double failureRatio = 0.1;
    int minimumThroughput = 100;
    Clock::Duration samplingDuration = std::chrono::seconds(30);
    BreakerOptions breaker;
    std::function<Clock::Duration(const BreakRequest&)> breakDurationGenerator;
};

/// Opens when enough of the recent calls have failed.
///
/// Model    a handled failure that arrives in Closed opens it if throughput >= minimumThroughput and failures /
///          throughput >= failureRatio over the sampling window, itself included; a success never does. The first call
///          after the break is the only trial: while it is out everybody else is refused, for ever if it never returns.
///          Whatever is not a handled failure counts as a success, a cancelled trial too
/// Units    clock time; samplingDuration and breakDuration 0.5 s to one day
/// Errors   the constructor throws std::out_of_range for failureRatio outside 0..1, minimumThroughput < 2 or a duration
///          outside Threads  as CircuitBreaker Source   semantics PO-CB-1 to PO-CB-6
class FailureRatioBreaker final : public CircuitBreaker {
public:
    FailureRatioBreaker(Clock& clock, FailureRatioOptions options);

private:
    void admit(Step& step, Admission& admission) override;
    void failed(Step& step, const Admission& admission, const Failure& failure) override;
    void notFailed(Step& step, const Admission& admission, bool succeeded) override;
    Clock::Duration nextBreak(Clock::TimePoint now) override;
    void reset(Clock::TimePoint now) override;
    void describe(Clock::TimePoint now, BreakerView& view) const override;

    const FailureRatioOptions m_ratio;
    HealthMetrics m_metrics;
    int m_halfOpenAttempts = 0;
};

} // namespace engine
