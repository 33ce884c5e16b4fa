// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/order.h"
#include "engine/order/order_state.h"
#include "engine/telemetry/finding.h"
#include "engine/telemetry/governor_view.h"
#include "engine/telemetry/order_view.h"
#include "engine/telemetry/policy_view.h"
#include "engine/workload/anti_patterns_spec.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace engine {

/// The shape in which the pipeline runs.
enum class Mode : std::uint8_t { Blocking, Unbounded, Bounded };
inline constexpr int kModeCount = 3;
/// "blocking", "unbounded", "bounded".
[[nodiscard]] const char* toString(Mode mode) noexcept;

/// How a run ended, or that it has not.
enum class RunOutcome : std::uint8_t { Running, Completed, Cancelled, Deadlocked, TimeLimit, Failed };
/// "running", "completed", "cancelled", "deadlocked", "timeLimit", "failed".
[[nodiscard]] const char* toString(RunOutcome outcome) noexcept;

/// Where the submitted orders are. submitted == persisted + rejected + failed + cancelled + dropped + lost + inFlight, always.
struct LedgerCounts {
    std::int64_t submitted = 0;
    std::int64_t persisted = 0;
    std::int64_t rejected = 0;
    std::int64_t failed = 0;
    std::int64_t cancelled = 0;
    std::int64_t dropped = 0;
    std::int64_t lost = 0; ///< without an owner, and gone: fire and forget is the only way here
    std::int64_t inFlight = 0;

    [[nodiscard]] std::int64_t ended() const { return persisted + rejected + failed + cancelled + dropped + lost; }
    [[nodiscard]] bool holds() const { return submitted == ended() + inFlight; }
    friend bool operator==(const LedgerCounts&, const LedgerCounts&) = default;
};

/// Percentiles of a distribution so far, in milliseconds of clock time. All 0 while `count` is 0.
struct Percentiles {
    std::int64_t count = 0;
    double p50Ms = 0;
    double p95Ms = 0;
    double p99Ms = 0;
    double maxMs = 0;
    double meanMs = 0;
};

/// A level with its bound: now, at its highest, and at most (0: no bound).
struct Level {
    std::int64_t now = 0;
    std::int64_t peak = 0;
    std::int64_t limit = 0;
};

enum class WorkerState : std::uint8_t { Idle, Running, Blocked };

/// One worker of the pool, and what it works on (0: nothing that belongs to an order).
struct WorkerView {
    WorkerState state = WorkerState::Idle;
    OrderId order = 0;
    OrderPlace place = OrderPlace::Intake; ///< of that order; only known where the run follows single orders
};

struct PoolView {
    int threads = 0; ///< alive: idle + running + blocked
    int running = 0;
    int blocked = 0;
    int idle = 0;
    int maxThreads = 0;
    std::int64_t pendingWorkItems = 0;
    int peakThreads = 0;
    int peakBlocked = 0;
    std::int64_t peakPendingWorkItems = 0;
    Percentiles queueingDelay; ///< from being made ready to being taken by a worker
    Percentiles recentQueueingDelay; ///< of the work items that were taken in the last two seconds
    // What it takes to wait, measured where single orders are followed; -1: not known.
    std::int64_t threadStackBytes = -1; ///< resident of the stack of a worker that is blocked, or was last
    std::int64_t threadStackReserved = -1; ///< address space of that stack
    std::int64_t frameBytesPerOrder = -1; ///< coroutine frames, flow and all else of an order that waits for the rule engine
    std::vector<WorkerView> workers; ///< one for each thread alive
};

/// An adaptive limit of a stage, if it has one.
struct AdaptiveLimitView {
    bool enabled = false;
    std::vector<LimitDecision> decisions; ///< oldest first, the latest ones
    std::int64_t droppedDecisions = 0;
};

struct StageView {
    Level inFlight; ///< orders inside the stage; limit 0 where the mode has none
    std::int64_t done = 0;
    std::int64_t failed = 0;
    Percentiles latency; ///< of the stage's call, queueing at the downstream included
    Percentiles recentLatency; ///< of the calls that ended in the last two seconds
    AdaptiveLimitView adaptive;
};

/// What somebody does to a service by hand, on top of what its scenario says. As it is at first: nothing.
struct ServiceTrouble {
    bool outage = false; ///< every call fails at once
    double latencyFactor = 1.0; ///< what latencies are multiplied by
    double failureRate = 0.0; ///< share of the calls that fail besides those that fail anyway, 0..1
    double hangRate = 0.0; ///< share of the calls that are never answered while it lasts, 0..1

    friend bool operator==(const ServiceTrouble&, const ServiceTrouble&) = default;
};

struct ServiceView {
    std::string name;
    Level busyServers;
    Level acceptQueue;
    std::int64_t calls = 0;
    std::int64_t refused = 0; ///< accept queue full
    std::int64_t failed = 0;
    std::int64_t cancelled = 0;
    bool outage = false; ///< by an outage window that is open now, or by hand
    double latencyFactor = 1.0; ///< 1: as the scenario's model says
    ServiceTrouble trouble; ///< by hand
};

struct StoreView {
    Level connections; ///< in use
    std::int64_t transactions = 0; ///< committed
    std::int64_t rows = 0; ///< order rows committed
    ServiceTrouble trouble; ///< by hand
};

/// How the orders that ended otherwise than well came to it: each reason under its own name.
struct EndingCounts {
    std::int64_t timedOut = 0; ///< failed, because a deadline of the call passed
    std::int64_t cancelledByCaller = 0;
    std::int64_t cancelledByTimeout = 0; ///< the order's own deadline, or the run's
    std::int64_t cancelledByShutdown = 0;
    std::int64_t cancelledByFailure = 0; ///< of something else in the run
};

/// What bad habits cost, counted whether they are on or off.
///
/// Units    bytes; clock time, but layerTime, which is processor time on the wall
struct HabitView {
    std::int64_t orphansNow = 0; ///< calls to services that run on after their order has ended
    std::int64_t orphansTotal = 0;
    std::chrono::nanoseconds orphanedTime{}; ///< what services have spent on them
    std::int64_t unobservedErrors = 0; ///< thrown where nobody catches
    std::int64_t extraHops = 0; ///< work items made only to wrap a call
    std::int64_t layerFrames = 0; ///< coroutine frames of needless layers
    std::int64_t layerBytes = 0; ///< allocated for them
    std::chrono::nanoseconds layerTime{};
    std::chrono::nanoseconds hoggedTime{}; ///< computed in the middle of flows
    std::int64_t heldResults = 0; ///< results kept back now
    std::int64_t heldResultBytes = 0;
    std::chrono::nanoseconds firstResultAfter{-1}; ///< when the client saw its first result; -1: it has not yet
};

/// Everything that can be seen of a run at one instant: a value with no way back to what it was taken from.
///
/// Units    times in clock time since the run's start unless the name says wall
/// Threads  immutable once published; share it as std::shared_ptr<const Snapshot>
struct Snapshot {
    std::int64_t sequence = 0; ///< 0, 1, 2, ...
    std::chrono::nanoseconds at{};
    std::chrono::nanoseconds wall{};
    Mode mode = Mode::Bounded;
    RunOutcome outcome = RunOutcome::Running;
    Phrase outcomeDetail; ///< one plain sentence once the run has ended
    std::string scenario;
    bool virtualClock = true;
    bool held = false;
    std::chrono::nanoseconds jumpingTo{-1}; ///< where a jump ahead leads to; -1: there is none
    bool draining = false;
    double rate = 1.0;
    std::int64_t expectedOrders = -1; ///< -1: not known, or without end

    LedgerCounts ledger;
    PoolView pool;
    Level channel; ///< orders between intake and the first stage
    std::int64_t waitingWriters = 0; ///< clients that wait until the channel has room
    Level inFlightTotal; ///< orders accepted, taken from the channel and not ended
    std::array<StageView, kStageCount> stages;
    ServiceView ruleEngine;
    ServiceView paymentProvider;
    PolicyView ruleEnginePolicy;
    PolicyView paymentPolicy;
    StoreView store;
    GovernorView governor;
    AntiPatternsSpec antiPatterns; ///< in force
    HabitView habits;
    EndingCounts endings;
    OrdersView orders; ///< single orders, if the run was asked to follow them
    std::optional<OrderDetail> watched; ///< the order that somebody looks at
    std::vector<Finding> findings; ///< what holds at this instant
    std::int64_t doubleCharges = 0;
    std::int64_t deadLetters = 0;
    Percentiles latency; ///< from submission to being persisted
    Percentiles recentLatency; ///< of the orders that were persisted in the last two seconds
    double throughputPerSecond = 0; ///< persisted, over the last second of clock time
    std::chrono::nanoseconds acceptedAfter{-1}; ///< when intake had answered every order of the request; -1: not yet
    std::chrono::nanoseconds lastEnd{-1}; ///< when the last order that has ended so far did; -1: none has
    std::int64_t badLines = 0;
    std::int64_t residentBytes = 0;
    std::int64_t peakResidentBytes = 0;
    std::int64_t droppedEvents = 0;

    [[nodiscard]] const StageView& stage(Stage which) const { return stages[static_cast<std::size_t>(which)]; }
};

} // namespace engine
