// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/diagnosis/diagnostician.h"
#include "engine/governor/thread_pool_governor.h"
#include "engine/intake/intake.h"
#include "engine/modes/mode_switch.h"
#include "engine/run/run.h"
#include "engine/runtime/thread_executor.h"
#include "engine/store/sqlite_order_store.h"
#include "engine/telemetry/collector.h"
#include "engine/telemetry/order_board.h"

#include <condition_variable>
#include <optional>
#include <thread>

namespace engine {

/// All that one run consists of, and the thread that sees it through from opening the database to the last snapshot.
///
/// Threads  see Run. `m_main` opens, starts, waits and closes; the client's strand runs on `m_outside`; commands that may take
///          long are called on `m_outside` too
class RunEngine final : public Run {
public:
    explicit RunEngine(Options options);
    ~RunEngine() override;

    void hold() override;
    void resume() override;
    void step() override;
    void jump(std::chrono::nanoseconds ahead) override;
    void setRate(double rate) override;
    void setMaxThreadCount(int threads) override;
    void apply(const Scenario& wanted) override;
    void setMode(Mode mode) override;
    void commandBreaker(Stage stage, BreakerCommand command) override;
    void setTrouble(Stage stage, const ServiceTrouble& trouble) override;
    void watch(OrderId order) override;
    [[nodiscard]] std::vector<Finding> findings() const override;
    void stop() override;
    void cancel() override;
    [[nodiscard]] SnapshotPointer snapshot() const override;
    [[nodiscard]] bool finished() const override;
    bool waitUntilFinished(std::chrono::milliseconds timeout) override;
    [[nodiscard]] const RunRecord& record() const override { return m_record; }
    [[nodiscard]] QStringList badLineReports() const override;
    [[nodiscard]] QString sourceError() const override;

private:
    void main();
    [[nodiscard]] bool open();
    [[nodiscard]] std::unique_ptr<OrderSource> makeSource() const;
    QCoro::Task<> clientFlow();
    QCoro::Task<> deadLetterFlow();
    void runClient();
    void letCommandsIn();
    void awaitStart(); ///< for a command, on m_outside
    void stopTimers();
    void close();

    [[nodiscard]] std::vector<Finding> judge(const Snapshot& snapshot);
    void sample();
    void stalled();
    /// A snapshot of this instant; virtual time goes on when it is there and `then` was called.
    void requestLook(std::function<void()> then = {});
    /// The first one says how the run ended; what is in flight is cancelled for `reason`.
    void endEarly(RunOutcome outcome, CancelReason reason, const Phrase& detail);
    void decide(RunOutcome outcome, const Phrase& detail);
    void fill(Snapshot& snapshot);
    void fillPool(Snapshot& snapshot) const;
    void fillCostOfWaiting(Snapshot& snapshot);
    /// What can cancel the order that is watched from outside it.
    void addRunTokens(OrderDetail& order) const;
    /// What was decided, with at most so many entries in each list.
    void fillDecisions(Snapshot& snapshot, std::size_t most) const;
    [[nodiscard]] std::int64_t expectedOrders() const;

    const Options m_options;
    const Scenario& m_scenario = m_options.scenario;
    const std::chrono::steady_clock::time_point m_wallStart = std::chrono::steady_clock::now();

    Clock m_clock;
    std::unique_ptr<OrderTracks> m_tracks; ///< null: nobody follows single orders
    std::unique_ptr<OrderBoard> m_board; ///< likewise
    Probe m_probe;
    RunRecord m_record;
    WorkerPool m_pool;
    mutable ThreadPoolGovernor m_governor;
    Ledger m_ledger;
    SimulatedRuleEngine m_ruleEngine;
    SimulatedPaymentProvider m_paymentProvider;
    SqliteOrderStore m_store;
    Channel<DeadLetter> m_deadLetters;
    Results m_results;
    OrderJournal m_journal;
    TaskScope m_orphans; ///< calls that may outlive their order; cancelled when the last order has ended
    Habits m_habits;
    DownstreamPolicy m_rulePolicy;
    DownstreamPolicy m_paymentPolicy;
    DownstreamCalls m_ruleCalls;
    DownstreamCalls m_paymentCalls;
    ValidateStage m_validate;
    ChargeStage m_charge;
    PersistStage m_persist;
    TaskScope m_scope; ///< what the mode starts
    TaskScope m_unowned; ///< what it starts and forgets
    TaskScope m_background; ///< what outlives the mode: the writer of dead letters
    CancellationSource m_intakeSource; ///< ends the arrivals
    ArrivalChanges m_arrivalChanges;
    ModeSwitch m_mode;
    Diagnostician m_diagnostician; ///< the collector's
    Scenario m_inForce; ///< m_scenario with what apply() has changed; m_outside's
    std::int64_t m_stackBytes = -1; ///< the collector's; of a worker that was blocked last
    std::int64_t m_stackReserved = -1;
    std::int64_t m_frameBytesPerOrder = -1; ///< set before there is a collector
    std::unique_ptr<OrderSource> m_source;
    ThreadExecutor m_outside;
    TaskScope m_client; ///< the client's flow, on m_outside

    CallbackTimer m_sampler;
    CallbackTimer m_timeLimit;
    CallbackTimer m_drainLimit;
    CallbackTimer m_jumpEnd;
    std::atomic<bool> m_sampling{false};
    std::atomic<bool> m_clientActive{false};
    std::atomic<bool> m_draining{false};
    std::atomic<std::int64_t> m_acceptedAfter{-1};
    std::atomic<std::int64_t> m_badLines{0};
    std::atomic<double> m_drainSeconds;
    std::atomic<std::int64_t> m_drainUntil{0}; ///< ns of clock time; 0: it is not draining

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<Finding> m_findings; ///< of the whole run
    std::optional<Scenario> m_toJudgeBy; ///< what apply() has brought, and the diagnostician has not heard of
    RunOutcome m_outcome = RunOutcome::Running;
    Phrase m_outcomeDetail;
    QStringList m_badLineReports;
    QString m_sourceError;
    bool m_commandable = false; ///< what a command would end or stop is there
    bool m_finished = false;

    std::optional<Collector> m_collector;
    std::thread m_main;
};

} // namespace engine
