// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/telemetry/run_record.h"

#include <algorithm>
#include <utility>

namespace engine {

// m_snapshots has those that fall on the stride; m_last may lie behind the last of them. Together they never exceed the
// limit, and a limit below 2 could not hold the first and the last.

RunRecord::RunRecord(Limits limits)
    : m_limits{std::max<std::size_t>(limits.snapshots, 2), limits.events, limits.orderViews}
{
}

void RunRecord::append(SnapshotPointer snapshot)
{
    if (!snapshot)
        return;
    const std::lock_guard lock(m_mutex);
    const bool lastWasKeptOnlyAsLast = m_last && m_snapshots.back() != m_last;
    if (lastWasKeptOnlyAsLast)
        ++m_droppedSnapshots;
    m_last = std::move(snapshot);

    // Whether it falls on the stride or is only the last, the new one needs a place.
    if (m_snapshots.size() == m_limits.snapshots) {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < m_snapshots.size(); i += 2)
            m_snapshots[kept++] = m_snapshots[i];
        m_droppedSnapshots += static_cast<std::int64_t>(m_snapshots.size() - kept);
        m_snapshots.resize(kept);
        m_stride *= 2;
    }
    if (m_seen++ % m_stride == 0)
        m_snapshots.push_back(m_last);
    if (m_last->orders.orders)
        boundOrderViews();
}

void RunRecord::boundOrderViews()
{
    const auto lengthOf = [](const SnapshotPointer& snapshot) {
        return snapshot->orders.orders ? snapshot->orders.orders->size() : std::size_t {0};
    };
    std::size_t total = m_snapshots.back() == m_last ? 0 : lengthOf(m_last);
    for (const SnapshotPointer& snapshot : m_snapshots)
        total += lengthOf(snapshot);
    for (SnapshotPointer& snapshot : m_snapshots) {
        if (total <= m_limits.orderViews)
            return;
        const std::size_t length = lengthOf(snapshot);
        if (length == 0 || snapshot == m_last)
            continue;
        auto shorter = std::make_shared<Snapshot>(*snapshot);
        shorter->orders.orders = nullptr;
        snapshot = std::move(shorter);
        total -= length;
    }
}

void RunRecord::append(const Event* events, std::size_t count)
{
    if (m_limits.events == 0)
        return; // nobody wants them, so none is missing
    const std::lock_guard lock(m_mutex);
    const std::size_t taken = std::min(count, m_limits.events - m_events.size());
    const std::size_t needed = m_events.size() + taken;
    // Doubling past the limit would hold memory that can never be used.
    if (needed > m_events.capacity())
        m_events.reserve(std::min(m_limits.events, std::max(needed, 2 * m_events.capacity())));
    m_events.insert(m_events.end(), events, events + taken);
    m_droppedEvents += static_cast<std::int64_t>(count - taken);
}

void RunRecord::countLostEvents(std::int64_t lost)
{
    const std::lock_guard lock(m_mutex);
    m_droppedEvents += lost;
}

std::vector<RunRecord::SnapshotPointer> RunRecord::snapshots() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<SnapshotPointer> all;
    all.reserve(m_snapshots.size() + 1);
    all = m_snapshots;
    if (m_last && m_snapshots.back() != m_last)
        all.push_back(m_last);
    return all;
}

std::vector<Event> RunRecord::events() const
{
    const std::lock_guard lock(m_mutex);
    return m_events;
}

std::int64_t RunRecord::droppedSnapshots() const
{
    const std::lock_guard lock(m_mutex);
    return m_droppedSnapshots;
}

std::int64_t RunRecord::droppedEvents() const
{
    const std::lock_guard lock(m_mutex);
    return m_droppedEvents;
}

} // namespace engine
