// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/clock.h"

#include <optional>

namespace engine {

/// When the governor looks after the pool by itself: every period while there is something to do, at once when it is
/// woken, and when a delay of cooperative blocking has elapsed.
///
/// Model    it starts with the first request or wake, looks first one period later, and stops after kQuietPeriods
///          periods in a row without anything to do
/// Units    clock time
/// Threads  one owner. It only says when: whoever owns a timer calls
/// Source   semantics GT-1, GT-3, BL-5
class Gate {
public:
    using Time = Clock::TimePoint;
    static constexpr Clock::Duration kPeriod = std::chrono::milliseconds(500);
    static constexpr int kQuietPeriods = 2;
    static constexpr int kCpuLowBelow = 80; ///< percent

    [[nodiscard]] bool isRunning() const { return m_periodsLeft > 0; }
    /// When to look next; empty: it has stopped.
    [[nodiscard]] std::optional<Time> next() const;

    /// Work was queued, or something else has begun that it must look after.
    void ensureRunning(Time at);
    /// To look at once.
    void wake(Time at);
    /// Blocking threads are to be looked after when `delay` has elapsed; none: not any more.
    void setBlockingDelay(Time at, std::optional<Clock::Duration> delay);
    [[nodiscard]] bool hasBlockingDelay() const { return m_blockingDue.has_value(); }
    [[nodiscard]] bool blockingDelayHasElapsed(Time at) const { return m_blockingDue && at >= *m_blockingDue; }

    /// It looks, at `at`: a wake has been heard. True: a period is over too, and a new one begins.
    bool look(Time at);
    /// Says at the end of a period if there was anything to do in it.
    void endPeriod(bool quiet);

    /// Work waits for workers, and none has been taken for longer than is normal.
    [[nodiscard]] static bool isStarved(Clock::Duration sinceLastDequeue, int cpuPercent, int goal);

private:
    int m_periodsLeft = 0;
    Time m_periodBegan {};
    std::optional<Time> m_woken;
    std::optional<Time> m_blockingDue;
};

} // namespace engine
