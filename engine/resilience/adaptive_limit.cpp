// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/adaptive_limit.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace engine {

AdaptiveLimit::AdaptiveLimit(const Bounds& bounds)
    : m_bounds(bounds)
    , m_limit(bounds.initial)
{
    if (bounds.minimum < 1 || bounds.initial < bounds.minimum || bounds.maximum < bounds.initial)
        throw std::out_of_range("AdaptiveLimit: 1 <= minLimit <= initialLimit <= maxLimit is required");
}

int AdaptiveLimit::onSample(Clock::TimePoint at, const LimitSample& sample)
{
    const int before = limit();
    const Proposal proposal = propose(at, m_limit, sample);
    m_limit = std::clamp<double>(proposal.limit, m_bounds.minimum, m_bounds.maximum);
    if (limit() != before)
        m_decisions.add({at.time_since_epoch(), before, limit(), std::string(proposal.reason),
            proposal.measured.roundTrip, proposal.measured.inFlight});
    return limit();
}

AimdLimit::AimdLimit(const AimdOptions& options)
    : AdaptiveLimit({options.initialLimit, options.minLimit, options.maxLimit})
    , m_options(options)
{
    if (!(options.backoffRatio >= 0.5 && options.backoffRatio < 1.0))
        throw std::out_of_range("AimdLimit: backoffRatio must be 0.5 to below 1");
}

AdaptiveLimit::Proposal AimdLimit::propose(Clock::TimePoint at, double limit, const LimitSample& sample)
{
    if (sample.dropped || sample.roundTrip > m_options.tolerated) {
        if (m_lastStepBack > at - sample.roundTrip)
            return {limit, {}, sample};
        m_lastStepBack = at;
        return {limit * m_options.backoffRatio,
            sample.dropped ? "A call was dropped: fewer at once."
                           : "A call took longer than is tolerated: fewer at once.",
            sample};
    }
    if (2.0 * sample.inFlight >= limit)
        return {limit + 1.0 / limit, "Calls are quick and the limit is in use: one more at once.", sample};
    return {limit, {}, sample};
}

GradientLimit::GradientLimit(const GradientOptions& options)
    : AdaptiveLimit({options.initialLimit, options.minLimit, options.maxLimit})
    , m_options(options)
{
    const bool fits = options.queueSize >= 0 && options.smoothing > 0.0 && options.smoothing <= 1.0
        && options.tolerance >= 1.0 && options.longWindow >= 1 && options.window > Clock::Duration::zero()
        && options.samplesPerWindow >= 1 && options.dropBackoff > 0.0 && options.dropBackoff < 1.0;
    if (!fits)
        throw std::out_of_range("GradientLimit: an option is outside its range");
}

void GradientLimit::learn(double roundTrip)
{
    m_seen = std::min(m_seen + 1, kWarmup + 1);
    const double factor = m_seen <= kWarmup ? 1.0 / m_seen : 2.0 / (m_options.longWindow + 1.0);
    m_usual += factor * (roundTrip - m_usual);
}

AdaptiveLimit::Proposal GradientLimit::propose(Clock::TimePoint at, double limit, const LimitSample& sample)
{
    if (m_windowEnd == Clock::TimePoint::min())
        m_windowEnd = at + m_options.window;
    m_highestInFlight = std::max(m_highestInFlight, sample.inFlight);
    m_dropped = m_dropped || sample.dropped;
    if (!sample.dropped) {
        ++m_count;
        m_total += static_cast<double>(sample.roundTrip.count());
    }
    const bool isFull = at >= m_windowEnd && (m_dropped || m_count >= m_options.samplesPerWindow);
    if (!isFull)
        return {limit, {}, sample};
    const double average = m_count > 0 ? m_total / m_count : 0.0;
    const LimitSample window {Clock::Duration(std::llround(average)), m_highestInFlight, m_dropped};
    m_windowEnd = at + m_options.window;
    m_count = 0;
    m_total = 0.0;
    m_highestInFlight = 0;
    m_dropped = false;
    return step(limit, window);
}

AdaptiveLimit::Proposal GradientLimit::step(double limit, const LimitSample& window)
{
    if (window.dropped)
        return {limit * m_options.dropBackoff, "A call was dropped: fewer at once.", window};
    const double roundTrip = std::max<double>(1.0, static_cast<double>(window.roundTrip.count()));
    learn(roundTrip);
    if (m_usual > 2.0 * roundTrip) // far from load: forget it quicker than the average does
        m_usual *= 0.95;
    if (2.0 * window.inFlight < limit)
        return {limit, {}, window};
    const double gradient = std::clamp(m_options.tolerance * m_usual / roundTrip, 0.5, 1.0);
    const double aim = limit * gradient + m_options.queueSize;
    const double next = limit + m_options.smoothing * (aim - limit);
    return {next,
        next > limit ? "Calls take little longer than usual and the limit is in use: more at once."
                     : "Calls take longer than usual: fewer at once.",
        window};
}

} // namespace engine
