// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/governor/gate.h"

#include <algorithm>

namespace engine {

using namespace std::chrono_literals;

std::optional<Gate::Time> Gate::next() const
{
    if (!isRunning())
        return std::nullopt;
    Time due = m_periodBegan + kPeriod;
    if (m_blockingDue)
        due = std::min(due, *m_blockingDue);
    if (m_woken)
        due = std::min(due, *m_woken);
    return due;
}

void Gate::ensureRunning(Time at)
{
    if (!isRunning())
        m_periodBegan = at;
    m_periodsLeft = kQuietPeriods;
}

void Gate::wake(Time at)
{
    ensureRunning(at);
    if (!m_woken)
        m_woken = at;
}

void Gate::setBlockingDelay(Time at, std::optional<Clock::Duration> delay)
{
    m_blockingDue = delay ? std::optional<Time>(at + *delay) : std::nullopt;
}

bool Gate::look(Time at)
{
    m_woken.reset();
    if (!isRunning() || at < m_periodBegan + kPeriod)
        return false;
    m_periodBegan = at;
    return true;
}

void Gate::endPeriod(bool quiet)
{
    m_periodsLeft = quiet ? m_periodsLeft - 1 : kQuietPeriods;
}

bool Gate::isStarved(Clock::Duration sinceLastDequeue, int cpuPercent, int goal)
{
    const Clock::Duration threshold = cpuPercent < kCpuLowBelow ? kPeriod : Clock::Duration(goal * 1s);
    return sinceLastDequeue > threshold;
}

} // namespace engine
