// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/governor/cooperative_blocking.h"
#include "engine/governor/decision_log.h"
#include "engine/governor/gate.h"
#include "engine/governor/hill_climbing.h"
#include "engine/governor/thread_limits.h"

#include <algorithm>
#include <optional>

namespace engine {

/// What the governor reads of a pool at one instant.
struct PoolReading {
    int processing = 0; ///< workers that run or are blocked
    int existing = 0; ///< threads alive
    std::int64_t requested = 0; ///< work items that wait for a worker
};

/// What the gate reads when it needs it.
class GateSensors {
public:
    /// Share of the processors that was used since the last reading, 0..100.
    virtual int cpuPercent() = 0;
    virtual MemoryLoad memory() = 0;

protected:
    ~GateSensors() = default;
};

struct DotnetSettings {
    static constexpr std::chrono::nanoseconds kIdleTimeout = std::chrono::seconds(20);

    ThreadLimits limits {1, ThreadLimits::kHighest};
    int processors = 1; ///< at least 1
    bool hillClimbing = true;
    bool starvation = true;
    bool cooperativeBlocking = true;
    std::chrono::nanoseconds idleTimeout = kIdleTimeout; ///< negative: threads never leave for that
    HillClimbingSettings climber;
};

/// Decides how many threads may process work items, as the thread pool of .NET does: a climber that watches throughput,
/// a gate that adds a thread when work starves, stand-ins for blocked workers, and limits.
///
/// Model    a state machine without threads or timers. It is told what happened and when, and answers with the goal and
///          with the time at which the gate wants to look again. Each change of the goal is written to the log
/// Units    clock time; threads
/// Errors   none; times must not go backwards
/// Threads  one owner, who keeps the lock that semantics PD-5 speaks of
/// Source   semantics PD-1 to PD-10, GT-1 to GT-5, BL-1 to BL-7, LM-1, LM-2
class DotnetGovernor {
public:
    using Time = Clock::TimePoint;

    /// Starts with `goal` threads, moved into the limits; `completed` work items have ended before.
    DotnetGovernor(const DotnetSettings& settings, int goal, IntervalLottery lottery, DecisionLog& log, Time at = {},
        std::int64_t completed = 0);

    [[nodiscard]] int goal() const { return m_goal; }
    [[nodiscard]] const ThreadLimits& limits() const { return m_settings.limits; }
    [[nodiscard]] std::int64_t completed() const { return m_completed; }
    [[nodiscard]] const HillClimbing& climber() const { return m_climber; }
    [[nodiscard]] const CooperativeBlocking& blocking() const { return m_blocking; }

    // --- what happens in the pool
    void itemQueued(Time at) { m_gate.ensureRunning(at); }
    void itemDequeued(Time at) { m_lastDequeue = at; }
    void itemsCompleted(Time at, std::int64_t items = 1);
    /// So many workers wait on their thread now.
    void workersBlocked(Time at, int blocked);
    /// A worker had nothing to do for the idle timeout. True: it leaves.
    bool workerTimedOut(Time at, const PoolReading& pool);

    // --- the climber, asked by workers after each item
    /// Not before this time.
    [[nodiscard]] Time nextSample() const;
    /// Takes a sample if all of PD-5 holds. True: it did.
    bool takeSample(Time at, const PoolReading& pool, int cpuPercent);
    bool takeSample(Time at, const PoolReading& pool) { return takeSample(at, pool, m_cpuPercent); }

    // --- the gate
    [[nodiscard]] std::optional<Time> nextGate() const { return m_gate.next(); }
    void gate(Time at, const PoolReading& pool, GateSensors& sensors);
    /// Whether the gate, given time, would change the goal of a pool in which nothing else happens and work waits.
    [[nodiscard]] bool gateCanHelp(const PoolReading& pool) const;

    // --- what the user changes
    bool setMinThreads(Time at, int threads);
    bool setMaxThreads(Time at, int threads);
    void setHillClimbing(Time at, bool on);
    void setCooperativeBlocking(Time at, bool on);
    void setProcessors(int processors) { m_settings.processors = std::max(processors, 1); }

private:
    [[nodiscard]] CooperativeBlocking::Limits blockingLimits() const;
    [[nodiscard]] bool adjustmentIsPending() const
    {
        return m_blocking.pending() != CooperativeBlocking::Pending::None;
    }
    void adjustForBlocking(Time at, int existing, GateSensors& sensors);
    void relieveStarvation(Time at, const PoolReading& pool);
    void setGoal(Time at, int goal, ThreadChangeReason reason, Phrase why);
    void forceGoal(Time at, int goal, ThreadChangeReason reason, Phrase why);

    DotnetSettings m_settings;
    DecisionLog& m_log;
    HillClimbing m_climber;
    CooperativeBlocking m_blocking;
    Gate m_gate;
    int m_goal;
    int m_cpuPercent = 0;
    bool m_cpuWasRead = false;
    Time m_lastDequeue;
    std::int64_t m_completed;
    Time m_sampleStart {};
    Time m_nextSample {};
    int m_intervalMs = 0;
    std::int64_t m_completedAtSample;
};

} // namespace engine
