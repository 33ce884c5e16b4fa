// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/health_metrics.h"

namespace engine {

HealthMetrics::HealthMetrics(Clock::Duration samplingDuration, Clock::TimePoint now)
    : m_samplingDuration(samplingDuration)
    , m_windowDuration(samplingDuration < kShortestWithWindows ? samplingDuration : samplingDuration / kWindows)
{
    reset(now);
}

HealthMetrics::Window& HealthMetrics::current(Clock::TimePoint now)
{
    if (m_windows.empty() || now - m_windows.back().start >= m_windowDuration)
        m_windows.push_back({now});
    while (now - m_windows.front().start >= m_samplingDuration)
        m_windows.pop_front();
    return m_windows.back();
}

HealthMetrics::Info HealthMetrics::query(Clock::TimePoint now)
{
    current(now);
    return peek(now);
}

HealthMetrics::Info HealthMetrics::peek(Clock::TimePoint now) const
{
    Info info;
    for (const Window& window : m_windows) {
        if (now - window.start >= m_samplingDuration)
            continue;
        info.throughput += window.successes + window.failures;
        info.failures += window.failures;
    }
    return info;
}

void HealthMetrics::reset(Clock::TimePoint now)
{
    m_windows.clear();
    // A single bucket begins when it is made; the first window begins with the first access.
    if (m_samplingDuration < kShortestWithWindows)
        m_windows.push_back({now});
}

} // namespace engine
