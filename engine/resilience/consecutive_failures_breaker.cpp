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
        halfOpenNow(step, "The break is over: one call may try.");
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
        const char* const who =
            admission.trial ? "The trial call failed: " : "A call that began earlier failed during the trial: ";
        breakNow(step, who + wordsFor(failure), &failure, false);
    } else if (m_state == BreakerState::Closed && ++m_streak >= m_failures) {
        const std::string row =
            m_streak == 1 ? "A call failed: " : std::to_string(m_streak) + " calls in a row failed, the last one: ";
        breakNow(step, row + wordsFor(failure), &failure, false);
    }
}

void ConsecutiveFailuresBreaker::notFailed(Step& step, const Admission& admission, bool succeeded)
{
    if (!succeeded)
        return;
    if (m_state == BreakerState::Closed)
        m_streak = 0;
    else if (m_state == BreakerState::HalfOpen)
        closeNow(step, admission.trial ? "The trial call succeeded." : "A call that began earlier succeeded.", false);
}

} // namespace engine
