// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/resilience/circuit_breaker.h"

namespace engine {

struct ConsecutiveFailuresOptions {
    int failures = 5;
    BreakerOptions breaker;
};

/// Opens at the n-th handled failure in a row.
///
/// Model    a success starts the row anew; a failure that is not handled has no effect. Entering, or reading the state,
///          after the break makes it HalfOpen. There one call for each breakDuration is let through to try; a failure
///          breaks again, a success closes, anything else leaves it HalfOpen
/// Units    clock time; breakDuration 0 or more, saturating at the end of time
/// Errors   the constructor throws std::out_of_range for failures < 1 or a negative breakDuration
/// Threads  as CircuitBreaker: callbacks run outside its lock, which differs from the peer (P7-CB-6)
/// Source   semantics section 12.1
class ConsecutiveFailuresBreaker final : public CircuitBreaker {
public:
    ConsecutiveFailuresBreaker(Clock& clock, ConsecutiveFailuresOptions options);

private:
    void admit(Step& step, Admission& admission) override;
    void failed(Step& step, const Admission& admission, const Failure& failure) override;
    void notFailed(Step& step, const Admission& admission, bool succeeded) override;
    Clock::Duration nextBreak(Clock::TimePoint) override { return m_options.breakDuration; }
    void reset(Clock::TimePoint) override { m_streak = 0; }
    void look(Step& step) override;
    void describe(Clock::TimePoint, BreakerView& view) const override { view.failures = m_streak; }

    const int m_failures;
    int m_streak = 0;
};

} // namespace engine
