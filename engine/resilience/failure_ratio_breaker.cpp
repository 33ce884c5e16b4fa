// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/failure_ratio_breaker.h"

#include <cmath>
#include <stdexcept>

namespace engine {

using namespace std::chrono_literals;

namespace {

long percent(double share)
{
    return std::lround(100.0 * share);
}

Phrase endedTrial(const CircuitBreaker::Admission& admission)
{
    return Phrase(admission.trial
            ? QT_TRANSLATE_NOOP("engine", "The trial call ended in a way that does not count as a failure.")
            : QT_TRANSLATE_NOOP(
                "engine", "A call that began earlier ended in a way that does not count as a failure."));
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
        halfOpenNow(step, breakOver());
        return;
    }
    refuse(step, admission);
}

void FailureRatioBreaker::failed(Step& step, const Admission& admission, const Failure& failure)
{
    if (m_state == BreakerState::HalfOpen) {
        breakNow(step, failedTrial(admission, failure), &failure, false);
        return;
    }
    m_metrics.countFailure(step.now);
    if (m_state != BreakerState::Closed)
        return;
    const HealthMetrics::Info info = m_metrics.query(step.now);
    if (info.throughput < m_ratio.minimumThroughput || info.failureRatio() < m_ratio.failureRatio)
        return;
    const Phrase::Number seconds {
        std::chrono::duration<double>(m_ratio.samplingDuration).count(), QLocale::FloatingPointShortest};
    const Phrase cause(
        QT_TRANSLATE_NOOP("engine", "%1 of %2 calls failed within %3 s: %4 %, and it opens at %5 %. The last one: %6"),
        info.failures, info.throughput, seconds, percent(info.failureRatio()), percent(m_ratio.failureRatio),
        wordsFor(failure));
    breakNow(step, cause, &failure, false);
}

void FailureRatioBreaker::notFailed(Step& step, const Admission& admission, bool succeeded)
{
    m_metrics.countSuccess(step.now);
    if (m_state != BreakerState::HalfOpen)
        return;
    closeNow(step, succeeded ? succeededTrial(admission) : endedTrial(admission), false);
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
