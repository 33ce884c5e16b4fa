// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/governor_view.h"

#include <cstddef>
#include <deque>

namespace engine {

/// The latest changes of the thread count, each with the throughput that was measured before and after it.
///
/// Model    throughput is completed work items over clock time since the change before, or over the last kMeasured to
///          2 * kMeasured of it if that is longer ago. What came after a change is known with the next change, or when
///          kMeasured has passed
/// Shape    kKept entries; older ones are forgotten and stay counted
/// Threads  one owner
class DecisionLog {
public:
    using Time = std::chrono::nanoseconds;
    static constexpr std::size_t kKept = 200;
    static constexpr Time kMeasured = std::chrono::seconds(1);

    /// `completed` counts work items from any beginning.
    explicit DecisionLog(Time at = {}, std::int64_t completed = 0);

    void add(Time at, int from, int to, ThreadChangeReason reason, Phrase why, std::int64_t completed);
    /// Reads the throughput; from time to time, and before looking at the log.
    void measure(Time at, std::int64_t completed);

    [[nodiscard]] std::int64_t count() const { return m_count; }
    /// Those kept with an index of at least `since`, oldest first.
    [[nodiscard]] std::vector<GovernorDecision> since(std::int64_t index) const;
    /// How many of them are not kept any more.
    [[nodiscard]] std::int64_t droppedSince(std::int64_t index) const;

private:
    [[nodiscard]] std::optional<double> rateSinceMark(Time at, std::int64_t completed) const;

    std::deque<GovernorDecision> m_kept;
    std::int64_t m_count = 0;
    Time m_mark; ///< where the present measurement began
    std::int64_t m_completedAtMark;
    std::optional<double> m_lastRate; ///< of the measurement before it, unless a change lies between them
};

} // namespace engine
