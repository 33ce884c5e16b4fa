// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/consecutive_failures_breaker.h"

#include <stdexcept>

namespace engine {

ConsecutiveFailuresBreaker::ConsecutiveFailuresBreaker(Clock& clock, ConsecutiveFailuresOptions options)
    : CircuitBreaker(clock, std::move(options.breaker))
    , m_failures(options.failures)
{
    if (m_failures < 1 || m_options.breakDuration < Clock::Duration::zero())
        throw std::out_of_range("ConsecutiveFailuresBreaker: failures >= 1 and breakDuration >= 0 are required");
    attach();
}

void ConsecutiveFailuresBreaker::look(Step& step)
{
    if (m_state == BreakerState::Open && step.now >= m_blockedUntil)
        halfOpenNow(step, breakOver());
}

void ConsecutiveFailuresBreaker::admit(Step& step, Admission& admission)
{
    look(step);
    if (m_state == BreakerState::Closed)
        return;
    if (m_state == BreakerState::HalfOpen && step.now >= m_blockedUntil) {
        m_blockedUntil = later(step.now, m_options.breakDuration);
        admission.trial = true;
        return;
    }
    refuse(step, admission);
}

void ConsecutiveFailuresBreaker::failed(Step& step, const Admission& admission, const Failure& failure)
{
    if (m_state == BreakerState::HalfOpen) {
        breakNow(step, failedTrial(admission, failure), &failure, false);
    } else if (m_state == BreakerState::Closed && ++m_streak >= m_failures) {
        const Phrase row = counted(m_streak, QT_TRANSLATE_NOOP("engine", "A call failed: %2"),
            QT_TRANSLATE_NOOP("engine", "%1 calls in a row failed, the last one: %2"), wordsFor(failure));
        breakNow(step, row, &failure, false);
    }
}

void ConsecutiveFailuresBreaker::notFailed(Step& step, const Admission& admission, bool succeeded)
{
    if (!succeeded)
        return;
    if (m_state == BreakerState::Closed)
        m_streak = 0;
    else if (m_state == BreakerState::HalfOpen)
        closeNow(step, succeededTrial(admission), false);
}

} // namespace engine
