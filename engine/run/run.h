// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/run_record.h"
#include "engine/telemetry/snapshot.h"
#include "engine/workload/scenario.h"

#include <QString>

#include <chrono>
#include <functional>
#include <memory>

namespace engine {

/// One execution of a scenario in a mode: the public face of the engine.
///
/// Shape    start() -> hold / resume / step / setRate / setMaxThreadCount at will -> finished() -> result.
///          At the end the ledger holds, nothing is in flight, and the database has one row for each persisted order.
/// Errors   start() never throws: what cannot be started ends at once as RunOutcome::Failed, with the reason in
///          Snapshot::outcomeDetail
/// Threads  every function may be called from any thread and returns without waiting for the engine, except
///          waitUntilFinished() and the destructor, which cancels and waits
class Run {
public:
    using SnapshotPointer = std::shared_ptr<const Snapshot>;

    struct Options {
        Scenario scenario;
        Mode mode = Mode::Bounded;
        QString databasePath; ///< where the order database is made; the file stays. An existing database is replaced.
        QString ordersFile; ///< empty: orders are generated
        bool strictOrders = false; ///< the first bad line of ordersFile ends the run as failed
        bool startHeld = false;
        bool followOrders = false; ///< Snapshot::orders and Snapshot::watched are wanted
        RunRecord::Limits recordLimits;
        /// Called with every snapshot, in order, from one thread that is not the caller's. Must not block for long.
        std::function<void(const SnapshotPointer&)> onSnapshot;
        /// Called once, after the last snapshot, from that same thread.
        std::function<void()> onFinished;
    };

    [[nodiscard]] static std::unique_ptr<Run> start(Options options);
    virtual ~Run() = default;

    /// Clock time stands still until resume(). Work that is running goes on until it next waits.
    virtual void hold() = 0;
    virtual void resume() = 0;
    /// Holds, and moves the clock to the next timer that is due.
    virtual void step() = 0;
    /// Runs in virtual time, held or not, until the clock has come `ahead` further, and goes on as before from there; there is
    /// a snapshot of that instant. hold() and step() end it where it is, another jump adds to it.
    virtual void jump(std::chrono::nanoseconds ahead) = 0;
    /// 0.05..20 clock seconds for each wall second; values outside are clamped. No effect on a virtual clock.
    virtual void setRate(double rate) = 0;
    virtual void setMaxThreadCount(int threads) = 0;
    /// Brings into force, within 250 ms of clock time, whatever of `wanted` differs from what is in force and can change while
    /// orders flow: the rate of arrivals and their spikes, pool and governor, limits, the models and the resilience of the
    /// services, the store, anti-patterns. What is left is for another run: seed, number and kind of arrivals, the shape of
    /// bounded mode, the time limit, and the clock, whose rate has a command of its own.
    virtual void apply(const Scenario& wanted) = 0;
    /// What has not started is for the new mode; what is in flight finishes under the old one, without keeping workers blocked
    /// that wait for it in sync-over-async manner.
    virtual void setMode(Mode mode) = 0;
    enum class BreakerCommand : std::uint8_t { Isolate, Open, Close };
    /// By hand; without effect where the stage's service has no breaker.
    virtual void commandBreaker(Stage stage, BreakerCommand command) = 0;
    /// What is done to the stage's service, or to the store, by hand, in place of what was done before: nothing heals it. In
    /// force for calls that begin then; those that were made to hang end or go on when calls no longer hang.
    virtual void setTrouble(Stage stage, const ServiceTrouble& trouble) = 0;

    /// From now on snapshots have the detail of this order (Snapshot::watched), also when it has ended; 0: of none. Needs
    /// Options::followOrders. An order that had ended half a second of clock time before is not known any more.
    virtual void watch(OrderId order) = 0;

    /// Takes no more orders and finishes those in flight; after the scenario's drainSeconds cancels what is left.
    virtual void stop() = 0;
    /// Ends what is in flight, promptly, for the caller's reason.
    virtual void cancel() = 0;

    [[nodiscard]] virtual SnapshotPointer snapshot() const = 0; ///< the latest; never null
    [[nodiscard]] virtual bool finished() const = 0;
    /// False when `timeout` of wall time has passed first.
    virtual bool waitUntilFinished(std::chrono::milliseconds timeout = std::chrono::hours(24)) = 0;

    /// What was recorded. Complete once finished() is true.
    [[nodiscard]] virtual const RunRecord& record() const = 0;
    /// Lines of the orders file that could not be read: "FILE:LINE: problem". Complete once finished() is true.
    [[nodiscard]] virtual QStringList badLineReports() const = 0;
    /// Why the orders could not be read to their end: "FILE: problem" or "FILE:LINE: problem"; empty if they could.
    /// Such a run ends as RunOutcome::Failed, unless it had ended as something else by then. Complete once finished()
    /// is true.
    [[nodiscard]] virtual QString sourceError() const = 0;
    /// What the run was found to show, most severe first. Complete once finished() is true.
    [[nodiscard]] virtual std::vector<Finding> findings() const = 0;
};

} // namespace engine
