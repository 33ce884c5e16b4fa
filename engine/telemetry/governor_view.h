// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/phrase.h"
#include "engine/workload/governor_spec.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

namespace engine {

/// Why the number of threads changed. The first nine have the numbers that traces of the .NET pool use; RandomMove and
/// ChangePoint are never produced, there as here.
enum class ThreadChangeReason : std::uint8_t {
    Warmup = 0, ///< by the climber, before it had enough samples
    Initializing = 1, ///< it is not the count that the climber knew
    RandomMove = 2,
    ClimbingMove = 3, ///< by the climber, from a measured wave
    ChangePoint = 4,
    Stabilizing = 5, ///< by the climber, when the thread count had no wave at all
    Starvation = 6, ///< work waited and no worker took any
    ThreadTimedOut = 7, ///< a worker had nothing to do for too long
    CooperativeBlocking = 8, ///< blocked workers got a stand-in, or gave it back
    Fixed = 9, ///< by the user
};

/// One change of the thread count.
struct GovernorDecision {
    std::int64_t index = 0; ///< 0, 1, 2, ... since the governor was made
    std::chrono::nanoseconds at {}; ///< clock time
    int from = 0;
    int to = 0;
    ThreadChangeReason reason = ThreadChangeReason::Fixed;
    std::optional<double> throughputBefore; ///< work items/s; empty: nothing was measured
    std::optional<double> throughputAfter; ///< empty: not known yet, or the next decision came at the same instant
    Phrase why; ///< one sentence in plain words
};

/// What the governor of a pool does, and what it decided last.
///
/// Threads  a value
struct GovernorView {
    GovernorKind policy = GovernorKind::Fixed;
    int goal = 0; ///< threads that may run or be blocked
    int minThreads = 0; ///< under Fixed: the goal
    int maxThreads = 0; ///< under Fixed: the goal
    std::vector<GovernorDecision> decisions; ///< oldest first, those asked for that are still kept
    std::int64_t decisionCount = 0; ///< so far, forgotten ones too
    std::int64_t droppedDecisions = 0; ///< asked for, but forgotten: only the latest are kept
};

} // namespace engine
