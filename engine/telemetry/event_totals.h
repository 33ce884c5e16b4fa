// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/event.h"
#include "engine/telemetry/histogram.h"
#include "engine/telemetry/recent_durations.h"
#include "engine/telemetry/snapshot.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace engine {

/// What the events of a run add up to: distributions and counts.
///
/// Model    OrderMoved to Persisted -> latency. WorkItemStarted -> queueing delay. StageEnded -> the stage's latency,
///          and `failed` where the state is Failed, else `done`; a call that ended Cancelled is in neither, and in no
///          latency.
/// Bounds   1.3 MiB, and what RecentDurations remembers: a few KiB for each distribution and look. An event that a full
///          ring lost is missing here too.
/// Threads  one owner
class EventTotals {
public:
    void add(const Event* events, std::size_t count) noexcept;

    /// Writes latency, pool.queueingDelay, done, failed and latency of each stage, and what is recent of these, as seen
    /// from Snapshot::at, which never goes back; leaves everything else alone.
    void writeTo(Snapshot& snapshot);

private:
    struct Durations {
        Histogram all;
        RecentDurations recent;

        void writeTo(Percentiles& total, Percentiles& lately, std::chrono::nanoseconds at);
    };
    struct StageTotals {
        Durations latency;
        std::int64_t done = 0;
        std::int64_t failed = 0;
    };

    void addStageEnd(const Event& event) noexcept;

    Durations m_latency;
    Durations m_queueingDelay;
    std::array<StageTotals, kStageCount> m_stages;
};

} // namespace engine
