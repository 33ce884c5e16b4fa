// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scenario_run.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace engine;
using namespace std::chrono_literals;
using tests::EndedRun;
using tests::runToTheEnd;
using tests::scenarioWith;

namespace {

/// 100 orders a second for eight seconds, through services that could do more.
Scenario eightSeconds(const QStringList& more = {})
{
    return scenarioWith("first-minute",
        QStringList {QStringLiteral("workload.arrival=steady"), QStringLiteral("workload.ratePerSecond=100"),
            QStringLiteral("workload.orders=800"), QStringLiteral("workload.repeatForever=false"),
            QStringLiteral("limits.chunkWaitMs=50"), QStringLiteral("limits.validateInFlight=20"),
            QStringLiteral("limits.chargeInFlight=20"), QStringLiteral("paymentProvider.servers=20")}
            + more);
}

const Snapshot& at(const EndedRun& run, std::chrono::nanoseconds when)
{
    const auto found = std::ranges::find_if(run.snapshots, [when](const auto& s) { return s->at == when; });
    REQUIRE(found != run.snapshots.end());
    return **found;
}

void checkBooks(const EndedRun& run)
{
    REQUIRE(run.last->ledger.holds());
    REQUIRE(run.last->ledger.inFlight == 0);
    REQUIRE(run.last->ledger.persisted == run.rows);
}

} // namespace

TEST_CASE("run changes: another rate of arrival takes effect at once, also on the wait for the next order", "[run][apply]")
{
    Scenario wanted = eightSeconds();
    wanted.workload.ratePerSecond = 200;
    const auto run = runToTheEnd(
        eightSeconds({QStringLiteral("workload.ratePerSecond=0.1")}), Mode::Bounded, [&](Run& running, const Snapshot& snapshot) {
            if (snapshot.at == 2s)
                running.apply(wanted);
        });
    checkBooks(run);
    CHECK(at(run, 2s).ledger.submitted == 1);
    const auto inASecond = at(run, 3s).ledger.submitted;
    CHECK((inASecond > 190 && inASecond < 203));
    CHECK(run.last->ledger.submitted == 800);
    CHECK(run.last->at < 7s);
}

TEST_CASE("run changes: chunks, connections and round trips are those that were applied last", "[run][apply]")
{
    Scenario wanted = eightSeconds();
    wanted.limits.chunkSize = 5;
    wanted.limits.chunkWaitMs = 1000;
    wanted.store.connections = 3;
    wanted.store.roundTripMs = 1;
    const auto run = runToTheEnd(eightSeconds(), Mode::Bounded, [&](Run& running, const Snapshot& snapshot) {
        if (snapshot.at == 2s)
            running.apply(wanted);
    });
    checkBooks(run);
    const Snapshot& from = at(run, 3s);
    const Snapshot& to = at(run, 6s);
    CHECK(from.stage(Stage::Persist).inFlight.limit == 5);
    CHECK(from.store.connections.limit == 3);
    CHECK((to.store.rows - from.store.rows) / (to.store.transactions - from.store.transactions) == 5);
    CHECK(at(run, 2s).store.connections.limit == 10);
}

TEST_CASE("run changes: a run that is stopped drains as long as was applied last", "[run][apply]")
{
    Scenario wanted = eightSeconds({QStringLiteral("paymentProvider.servers=1")});
    wanted.limits.drainSeconds = 1;
    const auto run = runToTheEnd(
        eightSeconds({QStringLiteral("paymentProvider.servers=1")}), Mode::Bounded, [&](Run& running, const Snapshot& snapshot) {
            if (snapshot.at == 1s)
                running.apply(wanted);
            if (snapshot.at == 4s)
                running.stop();
        });
    checkBooks(run);
    CHECK(run.last->outcome == RunOutcome::Cancelled);
    CHECK(run.last->at < 5500ms);
}

TEST_CASE("run changes: what is advised goes by the scenario in force", "[run][apply]")
{
    const QStringList storm {QStringLiteral("paymentProvider.failureRate=0.9"),
        QStringLiteral("paymentProvider.resilience.retry.enabled=true"),
        QStringLiteral("paymentProvider.resilience.retry.maxRetryAttempts=5")};
    Scenario wanted = eightSeconds(storm);
    wanted.paymentProvider.resilience.breaker.kind = BreakerKind::FailureRatio;
    wanted.paymentProvider.resilience.breaker.failureRatio = 1.0;
    const auto run = runToTheEnd(eightSeconds(storm), Mode::Bounded, [&](Run& running, const Snapshot& snapshot) {
        if (snapshot.at == 5s)
            running.apply(wanted);
    });
    checkBooks(run);
    const auto advice = [](const Snapshot& snapshot) {
        const auto found = std::ranges::find(snapshot.findings, FindingKind::RetryStorm, &Finding::kind);
        REQUIRE(found != snapshot.findings.end());
        return found->remedySwitch;
    };
    CHECK(advice(at(run, 5s)) == "paymentProvider.resilience.breaker.kind");
    CHECK(advice(at(run, 7s)) == "paymentProvider.resilience.retry.maxRetryAttempts");
}

TEST_CASE("run changes: what is broken by hand is seen in the snapshot, and healing it lets orders through again",
    "[run][trouble]")
{
    const Stage stage = GENERATE(Stage::Validate, Stage::Charge, Stage::Persist);
    const auto run = runToTheEnd(eightSeconds(), Mode::Bounded, [&](Run& running, const Snapshot& snapshot) {
        if (snapshot.at == 2s)
            running.setTrouble(stage, {.outage = true});
        if (snapshot.at == 4s)
            running.setTrouble(stage, {});
    });
    checkBooks(run);
    const auto troubleOf = [&](const Snapshot& snapshot) {
        return stage == Stage::Validate ? snapshot.ruleEngine.trouble
            : stage == Stage::Charge    ? snapshot.paymentProvider.trouble
                                        : snapshot.store.trouble;
    };
    CHECK_FALSE(troubleOf(at(run, 2s)).outage);
    CHECK(troubleOf(at(run, 3s)).outage);
    CHECK_FALSE(troubleOf(at(run, 5s)).outage);
    // Nothing failed before and after; between, nearly everything did.
    CHECK(at(run, 2s).ledger.failed == 0);
    const auto failed = run.last->ledger.failed;
    CHECK((failed > 170 && failed < 240));
    CHECK(run.last->ledger.persisted == 800 - failed);
    CHECK(at(run, 3500ms).ledger.persisted - at(run, 3s).ledger.persisted == 0);
    CHECK(at(run, 6s).ledger.persisted - at(run, 5s).ledger.persisted > 80);
}

TEST_CASE("run changes: services that are made to hang fill up, and come back when they are healed", "[run][trouble]")
{
    const Stage stage = GENERATE(Stage::Validate, Stage::Charge, Stage::Persist);
    const auto run = runToTheEnd(eightSeconds(), Mode::Bounded, [&](Run& running, const Snapshot& snapshot) {
        if (snapshot.at == 2s)
            running.setTrouble(stage, {.hangRate = 1.0});
        if (snapshot.at == 4s)
            running.setTrouble(stage, {});
    });
    checkBooks(run);
    CHECK(run.last->outcome == RunOutcome::Completed);
    CHECK(at(run, 3950ms).ledger.persisted == at(run, 3s).ledger.persisted);
    CHECK(run.last->ledger.persisted > 700);
}
