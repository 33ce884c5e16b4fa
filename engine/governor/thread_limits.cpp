// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/governor/thread_limits.h"

#include <algorithm>

namespace engine {

ThreadLimits::ThreadLimits(int min, int max)
    : m_min(std::clamp(min, 1, kHighest))
    , m_max(std::clamp(max, m_min, kHighest))
{
}

ThreadLimits ThreadLimits::forced(std::optional<int> min, std::optional<int> max, int defaultMin, int defaultMax)
{
    ThreadLimits limits(min.value_or(defaultMin), max.value_or(defaultMax));
    if (min)
        limits.m_forcedMin = limits.m_min;
    if (max)
        limits.m_forcedMax = limits.m_max;
    return limits;
}

bool ThreadLimits::setMin(int threads)
{
    if (threads < 0 || threads > m_max)
        return false;
    const int wanted = std::max(threads, 1);
    if (m_forcedMin && wanted != *m_forcedMin)
        return false;
    m_min = wanted;
    return true;
}

bool ThreadLimits::setMax(int threads)
{
    if (threads <= 0 || threads < m_min)
        return false;
    const int wanted = std::min(threads, kHighest);
    if (m_forcedMax && wanted != *m_forcedMax)
        return false;
    m_max = wanted;
    return true;
}

} // namespace engine
