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
