// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/run_record.h"
#include "engine/telemetry/snapshot.h"
#include "engine/workload/scenario.h"

#include <QJsonObject>
#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace engine {

/// What a run came to, in the numbers by which runs are compared.
///
/// Model    throughput = persisted / makespan. The makespan reaches from the run's start to the end of its last order;
///          where events were dropped it reaches to the end of the run, which is at most one telemetry tick later.
/// Units    names that end in Ms are milliseconds of clock time, wallMs of wall time; bytes are bytes
/// Threads  a value
struct RunSummary {
    struct PeakInFlight {
        std::int64_t validate = 0;
        std::int64_t charge = 0;
        std::int64_t persist = 0;
        std::int64_t total = 0;
    };

    QString scenario;
    Mode mode = Mode::Bounded;
    std::uint64_t seed = 0;
    ClockKind clock = ClockKind::Virtual;
    double rate = 1.0; ///< of the real clock, when the run ended
    RunOutcome outcome = RunOutcome::Running;
    QString outcomeDetail;
    LedgerCounts ledger;
    std::optional<std::int64_t> expectedOrders; ///< empty: not known, or without end
    std::int64_t badLines = 0;
    std::optional<double> acceptedAfterMs; ///< empty: intake never answered the whole request
    double makespanMs = 0;
    double throughputPerSecond = 0;
    Percentiles latency;
    int maxThreads = 0;
    int peakThreads = 0;
    int peakBlocked = 0;
    std::int64_t peakPendingWorkItems = 0;
    std::int64_t peakQueueDepth = 0;
    PeakInFlight peakInFlight;
    Percentiles queueingDelay;
    std::int64_t refusedByService = 0; ///< by the rule engine and the payment provider together
    std::int64_t doubleCharges = 0;
    std::int64_t deadLetters = 0;
    std::int64_t databaseTransactions = 0;
    std::int64_t databaseRows = 0;
    double simulatedMs = 0;
    double wallMs = 0;
    std::int64_t peakResidentBytes = 0;
    std::int64_t droppedEvents = 0;

    std::vector<Finding> findings; ///< of the whole run, most severe first
    EndingCounts endings;
    GovernorView governor;
    AdaptiveLimitView validateLimit;
    AdaptiveLimitView chargeLimit;
    PolicyView ruleEnginePolicy;
    PolicyView paymentPolicy;
    HabitView habits;
};

/// `last` is the run's final snapshot, `record` what the finished run recorded, `findings` what it was found to show.
[[nodiscard]] RunSummary summarise(
    const Snapshot& last, const RunRecord& record, const Scenario& scenario, std::vector<Finding> findings = {});

/// The document summary.json: one object; a value that is not known is null, times are rounded to the microsecond.
[[nodiscard]] QJsonObject toJson(const RunSummary& summary);

} // namespace engine
