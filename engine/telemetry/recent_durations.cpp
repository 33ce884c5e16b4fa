// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/telemetry/recent_durations.h"

namespace engine {

const Histogram::Counts& RecentDurations::before(std::chrono::nanoseconds at, const Histogram& histogram)
{
    if (m_looks.empty() || at - m_looks.back().at >= kStep)
        m_looks.push_back({at, histogram.counts()});
    while (m_looks.size() > 1 && at - m_looks[1].at >= kWindow)
        m_looks.pop_front();
    return at - m_looks.front().at >= kWindow ? m_looks.front().held : m_nothing;
}

} // namespace engine
