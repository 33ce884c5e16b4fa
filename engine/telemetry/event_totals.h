// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/event.h"
#include "engine/telemetry/histogram.h"
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
/// Bounds   1.3 MiB, fixed. An event that a full ring lost is missing here too.
/// Threads  one owner
class EventTotals {
public:
    void add(const Event* events, std::size_t count) noexcept;

    /// Writes latency, pool.queueingDelay, and done, failed and latency of each stage; leaves everything else alone.
    void writeTo(Snapshot& snapshot) const;

private:
    struct StageTotals {
        Histogram latency;
        std::int64_t done = 0;
        std::int64_t failed = 0;
    };

    void addStageEnd(const Event& event) noexcept;

    Histogram m_latency;
    Histogram m_queueingDelay;
    std::array<StageTotals, kStageCount> m_stages;
};

} // namespace engine
