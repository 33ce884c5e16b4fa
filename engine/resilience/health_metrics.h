// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/clock.h"

#include <cstdint>
#include <deque>

namespace engine {

/// Successes and failures of the last `samplingDuration`.
///
/// Model    below 200 ms one bucket, which starts anew on the first access at or after its end. Otherwise up to ten
///          rolling windows of a tenth each: an access at or after the newest window's end opens a new one that starts
///          then, and windows are dropped once they are samplingDuration old. A query is an access, too
/// Units    clock time
/// Threads  guarded by its owner
/// Source   semantics PO-HM-1 to PO-HM-4
class HealthMetrics {
public:
    struct Info {
        std::int64_t throughput = 0;
        std::int64_t failures = 0;

        [[nodiscard]] double failureRatio() const
        {
            return throughput == 0 ? 0.0 : static_cast<double>(failures) / static_cast<double>(throughput);
        }
        friend bool operator==(const Info&, const Info&) = default;
    };

    HealthMetrics(Clock::Duration samplingDuration, Clock::TimePoint now);

    void countSuccess(Clock::TimePoint now) { ++current(now).successes; }
    void countFailure(Clock::TimePoint now) { ++current(now).failures; }
    [[nodiscard]] Info query(Clock::TimePoint now);
    /// What a query would give, without being an access.
    [[nodiscard]] Info peek(Clock::TimePoint now) const;
    void reset(Clock::TimePoint now);

private:
    static constexpr int kWindows = 10;
    static constexpr Clock::Duration kShortestWithWindows = std::chrono::milliseconds(200);

    struct Window {
        Clock::TimePoint start;
        std::int64_t successes = 0;
        std::int64_t failures = 0;
    };
    Window& current(Clock::TimePoint now);

    const Clock::Duration m_samplingDuration;
    const Clock::Duration m_windowDuration;
    std::deque<Window> m_windows; ///< oldest first
};

} // namespace engine
