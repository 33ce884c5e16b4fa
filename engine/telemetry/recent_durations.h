// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/histogram.h"

#include <chrono>
#include <deque>

namespace engine {

/// Tells what a histogram has recorded in the last two seconds of clock time from all that it holds.
///
/// Model    a look remembers what the histogram holds, at most once in kStep. Recent is what was recorded after the
///          latest remembered look that is at least kWindow old, so the window is between kWindow and kWindow + kStep
///          plus the time between two looks; while there is no such look, everything is recent.
/// Bounds   remembers at most kWindow / kStep + 2 looks
/// Threads  one owner
class RecentDurations {
public:
    static constexpr std::chrono::nanoseconds kWindow = std::chrono::seconds(2);
    static constexpr std::chrono::nanoseconds kStep = std::chrono::milliseconds(500);

    /// What `histogram`, the same each time, held before what is recent at `at`, which never goes back. Valid until the
    /// next call.
    [[nodiscard]] const Histogram::Counts& before(std::chrono::nanoseconds at, const Histogram& histogram);

private:
    struct Look {
        std::chrono::nanoseconds at;
        Histogram::Counts held;
    };
    std::deque<Look> m_looks;
    Histogram::Counts m_nothing;
};

} // namespace engine
