// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/event.h"
#include "engine/telemetry/snapshot.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

namespace engine {

/// What a run leaves behind: its snapshots and its events, up to a limit, and what it had to leave out.
///
/// Model    when the snapshots reach their limit every second one is dropped and from then on only every second is kept
///          (then every fourth, ...), so that the whole run stays covered; the first and the last are always kept.
///          Events are kept from the start of the run until their limit. Where the snapshots' lists of orders are longer
///          than their limit taken together, the oldest ones lose theirs and keep the counts; the last one keeps it.
/// Threads  append and read from any thread
class RunRecord {
public:
    using SnapshotPointer = std::shared_ptr<const Snapshot>;
    struct Limits {
        std::size_t snapshots = 4096;
        std::size_t events = 200'000; ///< 0: none are wanted
        std::size_t orderViews = 1'000'000; ///< of 24 bytes each
    };

    explicit RunRecord(Limits limits);

    void append(SnapshotPointer snapshot);
    void append(const Event* events, std::size_t count);
    void countLostEvents(std::int64_t lost); ///< events that a full ring could not take

    [[nodiscard]] std::vector<SnapshotPointer> snapshots() const;
    [[nodiscard]] std::vector<Event> events() const;
    [[nodiscard]] std::int64_t droppedSnapshots() const;
    [[nodiscard]] std::int64_t droppedEvents() const; ///< lost in rings, or beyond the limit

private:
    void boundOrderViews();

    Limits m_limits;
    mutable std::mutex m_mutex;
    std::vector<SnapshotPointer> m_snapshots;
    SnapshotPointer m_last;
    std::int64_t m_seen = 0;
    std::int64_t m_stride = 1;
    std::int64_t m_droppedSnapshots = 0;
    std::vector<Event> m_events;
    std::int64_t m_droppedEvents = 0;
};

} // namespace engine
