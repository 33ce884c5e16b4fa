// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/failure_ratio_breaker.h"

#include <cmath>
#include <stdexcept>

namespace engine {

using namespace std::chrono_literals;

namespace {

std::string percent(double share)
{
    return std::to_string(std::lround(100.0 * share)) + " %";
}

} // namespace

FailureRatioBreaker::FailureRatioBreaker(Clock& clock, FailureRatioOptions options)
    : CircuitBreaker(clock, options.breaker)
    , m_ratio(std::move(options))
    , m_metrics(m_ratio.samplingDuration, clock.now())
{
    const auto isAllowed = [](Clock::Duration duration) { return duration >= 500ms && duration <= 24h; };
    if (!(m_ratio.failureRatio >= 0.0 && m_ratio.failureRatio <= 1.0) || m_ratio.minimumThroughput < 2
        || !isAllowed(m_ratio.samplingDuration) || !isAllowed(m_ratio.breaker.breakDuration))
        throw std::out_of_range(
            "FailureRatioBreaker: 0 <= failureRatio <= 1, minimumThroughput >= 2 and durations of 0.5 s to "
            "one day are required");
    attach();
}

void FailureRatioBreaker::admit(Step& step, Admission& admission)
{
    if (m_state == BreakerState::Closed)
        return;
    if (m_state == BreakerState::Open && step.now >= m_blockedUntil) {
        ++m_halfOpenAttempts;
        m_blockedUntil = later(step.now, m_options.breakDuration);
        admission.trial = true;
        halfOpenNow(step, "The break is over: one call may try.");
        return;
    }
    refuse(step, admission);
}

void FailureRatioBreaker::failed(Step& step, const Admission& admission, const Failure& failure)
{
    if (m_state == BreakerState::HalfOpen) {
        const char* const who =
            admission.trial ? "The trial call failed: " : "A call that began earlier failed during the trial: ";
        breakNow(step, who + wordsFor(failure), &failure, false);
        return;
    }
    m_metrics.countFailure(step.now);
    if (m_state != BreakerState::Closed)
        return;
    const HealthMetrics::Info info = m_metrics.query(step.now);
    if (info.throughput < m_ratio.minimumThroughput || info.failureRatio() < m_ratio.failureRatio)
        return;
    breakNow(step,
        std::to_string(info.failures) + " of " + std::to_string(info.throughput) + " calls failed within "
            + seconds(m_ratio.samplingDuration) + ": " + percent(info.failureRatio()) + ", and it opens at "
            + percent(m_ratio.failureRatio) + ". The last one: " + wordsFor(failure),
        &failure, false);
}

void FailureRatioBreaker::notFailed(Step& step, const Admission& admission, bool succeeded)
{
    m_metrics.countSuccess(step.now);
    if (m_state != BreakerState::HalfOpen)
        return;
    const std::string who = admission.trial ? "The trial call" : "A call that began earlier";
    closeNow(step, who + (succeeded ? " succeeded." : " ended in a way that does not count as a failure."), false);
}

Clock::Duration FailureRatioBreaker::nextBreak(Clock::TimePoint now)
{
    if (!m_ratio.breakDurationGenerator)
        return m_options.breakDuration;
    const HealthMetrics::Info info = m_metrics.query(now);
    return m_ratio.breakDurationGenerator({info.failureRatio(), info.failures, m_halfOpenAttempts});
}

void FailureRatioBreaker::reset(Clock::TimePoint now)
{
    m_metrics.reset(now);
    m_halfOpenAttempts = 0;
}

void FailureRatioBreaker::describe(Clock::TimePoint now, BreakerView& view) const
{
    const HealthMetrics::Info info = m_metrics.peek(now);
    view.throughput = info.throughput;
    view.failures = info.failures;
    view.failureRatio = info.failureRatio();
}

} // namespace engine
