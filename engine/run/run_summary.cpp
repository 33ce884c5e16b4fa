// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/run_summary.h"

#include "engine/run/json_values.h"
#include "engine/run/report_json.h"

#include <algorithm>
#include <chrono>

namespace engine {

namespace {

/// When the last order ended, or the end of the run where the events cannot tell.
std::chrono::nanoseconds lastEnd(const Snapshot& last, const RunRecord& record)
{
    if (last.ledger.ended() == 0 || last.droppedEvents > 0 || record.droppedEvents() > 0) {
        return last.at;
    }
    std::int64_t end = -1;
    for (const Event& event : record.events()) {
        if (event.kind == EventKind::OrderMoved && isEnd(event.state)) {
            end = std::max(end, event.at);
        }
    }
    return end < 0 ? last.at : std::chrono::nanoseconds(end);
}

QJsonValue seedValue(std::uint64_t seed)
{
    // As in a scenario: beyond 2^53, where readers of JSON round whole numbers, the seed is a text.
    constexpr std::uint64_t largest = 1ULL << 53;
    return seed <= largest ? QJsonValue(static_cast<qint64>(seed)) : QJsonValue(QString::number(seed));
}

QJsonObject latencyObject(const Percentiles& latency)
{
    return {{QStringLiteral("p50"), rounded(latency.p50Ms)}, {QStringLiteral("p95"), rounded(latency.p95Ms)},
        {QStringLiteral("p99"), rounded(latency.p99Ms)}, {QStringLiteral("max"), rounded(latency.maxMs)}};
}

} // namespace

RunSummary summarise(
    const Snapshot& last, const RunRecord& record, const Scenario& scenario, std::vector<Finding> findings)
{
    RunSummary summary;
    summary.scenario = scenario.name;
    summary.mode = last.mode;
    summary.seed = scenario.seed;
    summary.clock = last.virtualClock ? ClockKind::Virtual : ClockKind::Real;
    summary.rate = last.rate;
    summary.outcome = last.outcome;
    summary.outcomeDetail = QString::fromStdString(last.outcomeDetail.text());
    summary.ledger = last.ledger;
    if (last.expectedOrders >= 0) {
        summary.expectedOrders = last.expectedOrders;
    }
    summary.badLines = last.badLines;
    if (last.acceptedAfter >= std::chrono::nanoseconds::zero()) {
        summary.acceptedAfterMs = toMs(last.acceptedAfter);
    }
    summary.makespanMs = toMs(lastEnd(last, record));
    if (summary.makespanMs > 0) {
        summary.throughputPerSecond = static_cast<double>(last.ledger.persisted) * 1000.0 / summary.makespanMs;
    }
    summary.latency = last.latency;
    summary.maxThreads = last.pool.maxThreads;
    summary.peakThreads = last.pool.peakThreads;
    summary.peakBlocked = last.pool.peakBlocked;
    summary.peakPendingWorkItems = last.pool.peakPendingWorkItems;
    summary.peakQueueDepth = last.channel.peak;
    summary.peakInFlight = {.validate = last.stage(Stage::Validate).inFlight.peak,
        .charge = last.stage(Stage::Charge).inFlight.peak,
        .persist = last.stage(Stage::Persist).inFlight.peak,
        .total = last.inFlightTotal.peak};
    summary.queueingDelay = last.pool.queueingDelay;
    summary.refusedByService = last.ruleEngine.refused + last.paymentProvider.refused;
    summary.doubleCharges = last.doubleCharges;
    summary.deadLetters = last.deadLetters;
    summary.databaseTransactions = last.store.transactions;
    summary.databaseRows = last.store.rows;
    summary.simulatedMs = toMs(last.at);
    summary.wallMs = toMs(last.wall);
    summary.peakResidentBytes = last.peakResidentBytes;
    summary.droppedEvents = std::max(last.droppedEvents, record.droppedEvents());
    summary.findings = std::move(findings);
    summary.endings = last.endings;
    summary.governor = last.governor;
    summary.validateLimit = last.stage(Stage::Validate).adaptive;
    summary.chargeLimit = last.stage(Stage::Charge).adaptive;
    summary.ruleEnginePolicy = last.ruleEnginePolicy;
    summary.paymentPolicy = last.paymentPolicy;
    summary.habits = last.habits;
    return summary;
}

QJsonObject toJson(const RunSummary& summary)
{
    QJsonObject json;
    const auto put = [&json](const char* name, const QJsonValue& value) { json.insert(QLatin1String(name), value); };

    put("scenario", summary.scenario);
    put("mode", QString::fromLatin1(toString(summary.mode)));
    put("seed", seedValue(summary.seed));
    put("clock", summary.clock == ClockKind::Virtual ? QStringLiteral("virtual") : QStringLiteral("real"));
    put("clockRate", rounded(summary.rate));
    put("outcome", QString::fromLatin1(toString(summary.outcome)));
    put("outcomeDetail", summary.outcomeDetail);

    put("expectedOrders", summary.expectedOrders ? integer(*summary.expectedOrders) : QJsonValue());
    put("submitted", integer(summary.ledger.submitted));
    put("persisted", integer(summary.ledger.persisted));
    put("rejected", integer(summary.ledger.rejected));
    put("failed", integer(summary.ledger.failed));
    put("cancelled", integer(summary.ledger.cancelled));
    put("dropped", integer(summary.ledger.dropped));
    put("lost", integer(summary.ledger.lost));
    put("left", integer(summary.ledger.inFlight));
    put("badLines", integer(summary.badLines));
    put("deadLetters", integer(summary.deadLetters));

    put("acceptedAfterMs", summary.acceptedAfterMs ? rounded(*summary.acceptedAfterMs) : QJsonValue());
    put("makespanMs", rounded(summary.makespanMs));
    put("throughputPerSecond", rounded(summary.throughputPerSecond));
    put("latencyMs", latencyObject(summary.latency));

    put("maxThreads", summary.maxThreads);
    put("peakThreads", summary.peakThreads);
    put("peakBlocked", summary.peakBlocked);
    put("peakPendingWorkItems", integer(summary.peakPendingWorkItems));
    put("peakQueueDepth", integer(summary.peakQueueDepth));
    put("peakInFlight",
        QJsonObject {{QStringLiteral("validate"), integer(summary.peakInFlight.validate)},
            {QStringLiteral("charge"), integer(summary.peakInFlight.charge)},
            {QStringLiteral("persist"), integer(summary.peakInFlight.persist)},
            {QStringLiteral("total"), integer(summary.peakInFlight.total)}});
    put("queueingDelayMs",
        QJsonObject {{QStringLiteral("p50"), rounded(summary.queueingDelay.p50Ms)},
            {QStringLiteral("p99"), rounded(summary.queueingDelay.p99Ms)},
            {QStringLiteral("max"), rounded(summary.queueingDelay.maxMs)}});

    put("refusedByService", integer(summary.refusedByService));
    put("doubleCharges", integer(summary.doubleCharges));
    put("databaseTransactions", integer(summary.databaseTransactions));
    put("databaseRows", integer(summary.databaseRows));
    put("simulatedMs", rounded(summary.simulatedMs));
    put("wallMs", rounded(summary.wallMs));
    put("peakResidentBytes", integer(summary.peakResidentBytes));
    put("droppedEvents", integer(summary.droppedEvents));
    addReport(json, summary);
    return json;
}

} // namespace engine
