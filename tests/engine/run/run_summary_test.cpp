// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/run_summary.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <QJsonDocument>

#include <array>
#include <chrono>
#include <limits>

namespace {

using namespace std::chrono_literals;
using Catch::Matchers::WithinAbs;

engine::Snapshot finishedSnapshot()
{
    engine::Snapshot last;
    last.at = 40'100ms;
    last.wall = 600ms;
    last.mode = engine::Mode::Bounded;
    last.outcome = engine::RunOutcome::Completed;
    last.outcomeDetail = engine::Phrase("Every order ended.");
    last.expectedOrders = 5000;
    last.ledger = {
        .submitted = 5000, .persisted = 4990, .rejected = 4, .failed = 3, .cancelled = 2, .dropped = 1, .inFlight = 0};
    last.pool.maxThreads = 8;
    last.pool.peakThreads = 8;
    last.pool.peakBlocked = 7;
    last.pool.peakPendingWorkItems = 4992;
    last.pool.queueingDelay = {.count = 9, .p50Ms = 0.1, .p95Ms = 0.2, .p99Ms = 0.3, .maxMs = 0.4};
    last.channel.peak = 4800;
    last.inFlightTotal.peak = 231;
    last.stages[0].inFlight.peak = 20;
    last.stages[1].inFlight.peak = 10;
    last.stages[2].inFlight.peak = 200;
    last.ruleEngine.refused = 5;
    last.paymentProvider.refused = 6;
    last.store.transactions = 25;
    last.doubleCharges = 1;
    last.latency = {.count = 4990, .p50Ms = 20'000.0, .p95Ms = 38'000.0, .p99Ms = 39'600.0, .maxMs = 40'090.0};
    last.acceptedAfter = 400us;
    last.peakResidentBytes = 1 << 26;
    return last;
}

engine::Event endOfOrder(std::chrono::nanoseconds at, engine::OrderState state)
{
    engine::Event event;
    event.at = at.count();
    event.state = state;
    return event;
}

} // namespace

TEST_CASE("run summary: the document has every promised name, with its value", "[run][summary]")
{
    const engine::RunRecord record({});
    engine::Scenario scenario;
    scenario.seed = 17;
    const QJsonObject json = engine::toJson(engine::summarise(finishedSnapshot(), record, scenario));

    CHECK(json[u"mode"].toString() == QStringLiteral("bounded"));
    CHECK(json[u"seed"].toInteger() == 17);
    CHECK(json[u"clock"].toString() == QStringLiteral("virtual"));
    CHECK(json[u"outcome"].toString() == QStringLiteral("completed"));
    CHECK(json[u"submitted"].toInteger() == 5000);
    CHECK(json[u"persisted"].toInteger() == 4990);
    CHECK(json[u"rejected"].toInteger() == 4);
    CHECK(json[u"failed"].toInteger() == 3);
    CHECK(json[u"cancelled"].toInteger() == 2);
    CHECK(json[u"dropped"].toInteger() == 1);
    CHECK(json[u"acceptedAfterMs"].toDouble() == 0.4);
    CHECK(json[u"makespanMs"].toDouble() == 40'100.0);
    CHECK(json[u"throughputPerSecond"].toDouble() == 124.439);
    const QJsonObject latency = json[u"latencyMs"].toObject();
    CHECK(latency.keys()
        == QStringList({QStringLiteral("max"), QStringLiteral("p50"), QStringLiteral("p95"), QStringLiteral("p99")}));
    CHECK(latency[u"p50"].toDouble() == 20'000.0);
    CHECK(latency[u"max"].toDouble() == 40'090.0);
    CHECK(json[u"peakThreads"].toInteger() == 8);
    CHECK(json[u"peakBlocked"].toInteger() == 7);
    CHECK(json[u"peakPendingWorkItems"].toInteger() == 4992);
    CHECK(json[u"peakQueueDepth"].toInteger() == 4800);
    const QJsonObject inFlight = json[u"peakInFlight"].toObject();
    CHECK(inFlight[u"validate"].toInteger() == 20);
    CHECK(inFlight[u"charge"].toInteger() == 10);
    CHECK(inFlight[u"persist"].toInteger() == 200);
    CHECK(inFlight[u"total"].toInteger() == 231);
    const QJsonObject queueing = json[u"queueingDelayMs"].toObject();
    CHECK(queueing.keys() == QStringList({QStringLiteral("max"), QStringLiteral("p50"), QStringLiteral("p99")}));
    CHECK(json[u"refusedByService"].toInteger() == 11);
    CHECK(json[u"doubleCharges"].toInteger() == 1);
    CHECK(json[u"databaseTransactions"].toInteger() == 25);
    CHECK(json[u"simulatedMs"].toDouble() == 40'100.0);
    CHECK(json[u"wallMs"].toDouble() == 600.0);
    CHECK(json[u"peakResidentBytes"].toInteger() == 1 << 26);
    CHECK(json[u"droppedEvents"].toInteger() == 0);
}

TEST_CASE("run summary: the document counts what stood before each service", "[run][summary]")
{
    engine::Snapshot last = finishedSnapshot();
    last.paymentPolicy.hedgesStarted = 7;
    last.paymentPolicy.hedgesWon = 5;
    last.paymentPolicy.rateRejections = 3;
    last.ruleEnginePolicy.hedgesStarted = 1;
    const engine::RunRecord record({});
    const QJsonObject json = engine::toJson(engine::summarise(last, record, {}));
    const QJsonObject payment = json[u"policies"].toObject()[u"paymentProvider"].toObject();
    CHECK(payment[u"hedgesStarted"].toInteger() == 7);
    CHECK(payment[u"hedgesWon"].toInteger() == 5);
    CHECK(payment[u"rateRejections"].toInteger() == 3);
    const QJsonObject rules = json[u"policies"].toObject()[u"ruleEngine"].toObject();
    CHECK(rules[u"hedgesStarted"].toInteger() == 1);
    CHECK(rules[u"hedgesWon"].toInteger(-1) == 0);
}

TEST_CASE("run summary: the makespan ends with the last order, if every event was kept", "[run][summary]")
{
    engine::Snapshot last = finishedSnapshot();
    const std::array events = {endOfOrder(30s, engine::OrderState::Persisted),
        endOfOrder(40s, engine::OrderState::Rejected), endOfOrder(40'050ms, engine::OrderState::Charging)};
    engine::RunRecord record({.snapshots = 8, .events = 8});
    record.append(events.data(), events.size());

    SECTION("the latest end counts, a move that is no end does not")
    {
        CHECK_THAT(engine::summarise(last, record, {}).makespanMs, WithinAbs(40'000.0, 1e-6));
    }
    SECTION("with lost events the end of the run stands in for it")
    {
        record.countLostEvents(1);
        const engine::RunSummary summary = engine::summarise(last, record, {});
        CHECK_THAT(summary.makespanMs, WithinAbs(40'100.0, 1e-6));
        CHECK(summary.droppedEvents == 1);
    }
}

TEST_CASE("run summary: what is not known is null, never a number that could be taken for one", "[run][summary]")
{
    engine::Snapshot last;
    last.outcome = engine::RunOutcome::Failed;
    engine::Scenario scenario;
    const engine::RunRecord record({});

    SECTION("a request that was never answered, orders without end")
    {
        const QJsonObject json = engine::toJson(engine::summarise(last, record, scenario));
        CHECK(json[u"acceptedAfterMs"].isNull());
        CHECK(json[u"expectedOrders"].isNull());
        CHECK(json[u"throughputPerSecond"].toDouble() == 0.0);
    }
    SECTION("a seed keeps all of its 64 bits")
    {
        scenario.seed = std::numeric_limits<std::uint64_t>::max();
        const QByteArray text = QJsonDocument(engine::toJson(engine::summarise(last, record, scenario))).toJson();
        CHECK(text.contains("18446744073709551615"));
        scenario.seed = 9'007'199'254'740'993;
        const QByteArray odd = QJsonDocument(engine::toJson(engine::summarise(last, record, scenario))).toJson();
        CHECK(odd.contains("\"9007199254740993\""));
    }
}
