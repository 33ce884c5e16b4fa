// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/governor/cooperative_blocking.h"

#include <algorithm>

namespace engine {

namespace {

/// Compensation ends at 80 % of the memory; starvation goes on adding threads, slowly.
bool isShortOfMemory(const MemoryLoad& memory, int existing)
{
    return memory.limitBytes > 0
        && memory.usedBytes + existing * CooperativeBlocking::kBytesPerThread >= memory.limitBytes / 10 * 8;
}

} // namespace

int CooperativeBlocking::target(const Limits& limits) const
{
    return m_blocked <= 0 ? limits.min : std::min(limits.min + m_blocked, limits.max);
}

bool CooperativeBlocking::setBlocked(int blocked, int goal, const Limits& limits)
{
    const bool more = blocked > m_blocked;
    const bool fewer = blocked < m_blocked;
    m_blocked = blocked;
    const int wanted = target(limits);
    if (more && goal < wanted && m_pending != Pending::WithDelay) {
        const bool wake = m_pending == Pending::None;
        m_pending = Pending::WithDelay;
        return wake;
    }
    if (fewer && m_added > 0 && goal > wanted && m_pending != Pending::Immediately) {
        m_pending = Pending::Immediately;
        return true;
    }
    return false;
}

CooperativeBlocking::Adjustment CooperativeBlocking::adjust(
    int goal, int existing, bool delayElapsed, const MemoryLoad& memory, const Limits& limits)
{
    const bool asked = m_pending != Pending::None;
    m_pending = Pending::None;
    const int wanted = target(limits);
    if (!asked || goal == wanted)
        return {goal};
    if (goal > wanted) {
        const int goes = std::min(goal - wanted, m_added);
        m_added -= goes;
        return {goal - goes};
    }

    const int free = std::min(limits.min + limits.processors, limits.max);
    const int withoutDelay = std::min(wanted, std::max(free, std::min(existing, limits.max)));
    int next = goal;
    if (goal < withoutDelay)
        next = withoutDelay;
    else if (delayElapsed)
        next = goal + 1;
    if (next > existing && next > goal && isShortOfMemory(memory, existing))
        return {goal};
    m_added += next - goal;
    if (next >= wanted)
        return {next};
    m_pending = Pending::WithDelay;
    const int steps = 1 + (next - free) / limits.processors;
    return {next, std::min(steps * kDelayStep, kLongestDelay)};
}

} // namespace engine
