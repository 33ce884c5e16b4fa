// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scenario_run.h"

#include <QTemporaryDir>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>
#include <atomic>

using namespace engine;
using namespace std::chrono_literals;
using tests::runToTheEnd;
using tests::scenarioWith;

namespace {

/// Orders that keep coming for 8 s, with workers that can wait for the services themselves.
Scenario eightSeconds()
{
    return scenarioWith("first-minute",
        {QStringLiteral("workload.arrival=steady"), QStringLiteral("workload.ratePerSecond=40"),
            QStringLiteral("workload.repeatForever=false"), QStringLiteral("workload.orders=320"),
            QStringLiteral("limits.blockingKind=synchronous"), QStringLiteral("limits.chunkWaitMs=200")});
}

void checkBooks(const tests::EndedRun& run)
{
    REQUIRE(run.last->ledger.holds());
    REQUIRE(run.last->ledger.inFlight == 0);
    REQUIRE(run.last->ledger.persisted == run.rows);
    for (const auto& snapshot : run.snapshots)
        REQUIRE(snapshot->ledger.holds());
}

} // namespace

TEST_CASE("mode switch: a new mode takes over within 250 ms, and no order is lost", "[modes][switch]")
{
    const Mode from = GENERATE(Mode::Blocking, Mode::Unbounded, Mode::Bounded);
    const Mode to = GENERATE(Mode::Blocking, Mode::Unbounded, Mode::Bounded);
    const auto run = runToTheEnd(eightSeconds(), from, [to](Run& running, const Snapshot& snapshot) {
        if (snapshot.at == 3s)
            running.setMode(to);
    });
    INFO(toString(from) << " to " << toString(to));
    checkBooks(run);
    CHECK(run.last->outcome == RunOutcome::Completed);
    CHECK(run.last->ledger.persisted + run.last->ledger.rejected + run.last->ledger.failed == 320);
    for (const auto& snapshot : run.snapshots) {
        if (snapshot->at < 3s)
            CHECK(snapshot->mode == from);
        if (snapshot->at >= 3250ms)
            CHECK(snapshot->mode == to);
    }
}

TEST_CASE("mode switch: leaving a starved blocking mode heals within 250 ms, and no order is lost", "[modes][switch]")
{
    const Mode to = GENERATE(Mode::Bounded, Mode::Unbounded);
    INFO("to " << toString(to));
    const auto run = runToTheEnd(
        scenarioWith("first-minute"), Mode::Blocking, [to](Run& running, const Snapshot& snapshot) {
            if (snapshot.at == 10s)
                running.setMode(to);
            if (snapshot.at == 20s)
                running.stop();
        });
    checkBooks(run);
    CHECK(run.last->outcome == RunOutcome::Completed);
    CHECK(run.last->ledger.persisted == run.last->ledger.submitted);
    std::int64_t starvedAt = 0;
    for (const auto& snapshot : run.snapshots) {
        if (snapshot->at == 10s) { // starved, but going on: orders keep coming
            CHECK(snapshot->outcome == RunOutcome::Running);
            CHECK(snapshot->pool.blocked == 8);
            CHECK(snapshot->ledger.inFlight > 500);
            starvedAt = snapshot->ledger.persisted;
        }
        if (snapshot->at >= 10250ms && snapshot->outcome == RunOutcome::Running) {
            REQUIRE(snapshot->pool.blocked == 0);
            REQUIRE(snapshot->ledger.persisted > starvedAt);
        }
    }
}

TEST_CASE("mode switch: leaving a starved blocking mode heals on a real clock too", "[modes][switch]")
{
    const QTemporaryDir directory;
    Run::Options options;
    options.scenario = scenarioWith("first-minute");
    options.scenario.clock = {ClockKind::Real, 20.0};
    options.mode = Mode::Blocking;
    options.databasePath = directory.filePath(QStringLiteral("orders.sqlite"));
    std::atomic<Run*> running {nullptr};
    std::atomic<bool> wasStarved {false};
    options.onSnapshot = [&](const Run::SnapshotPointer& snapshot) {
        Run* const run = running;
        if (!run)
            return;
        if (snapshot->pool.blocked == 8 && snapshot->at > 5s && !wasStarved.exchange(true))
            run->setMode(Mode::Bounded);
        if (wasStarved && snapshot->mode == Mode::Bounded && snapshot->pool.blocked == 0)
            run->stop();
    };
    {
        const auto run = Run::start(options);
        running = run.get();
        REQUIRE(run->waitUntilFinished(60s));
        CHECK(wasStarved);
        CHECK(run->snapshot()->outcome == RunOutcome::Completed);
        CHECK(run->snapshot()->ledger.holds());
        CHECK(run->snapshot()->ledger.persisted == run->snapshot()->ledger.submitted);
    }
}

TEST_CASE("mode switch: what lies in the channel goes to the new mode", "[modes][switch]")
{
    // 2,000 orders at once, which bounded mode would need 16 s for.
    const Scenario scenario = scenarioWith("mega-order", {QStringLiteral("workload.orders=2000")});
    const auto run = runToTheEnd(scenario, Mode::Bounded, [](Run& running, const Snapshot& snapshot) {
        if (snapshot.at == 1s)
            running.setMode(Mode::Unbounded);
    });
    checkBooks(run);
    CHECK(run.last->outcome == RunOutcome::Completed);
    CHECK(run.last->ledger.persisted == 2000);
    CHECK(run.last->inFlightTotal.peak > 1500);
    // Their orders in flight were the bound, and the bound is gone.
    const auto before = std::ranges::find_if(run.snapshots, [](const auto& s) { return s->at == 1s; });
    REQUIRE(before != run.snapshots.end());
    CHECK((*before)->inFlightTotal.peak < 300);
}

TEST_CASE("mode switch: a client that waits at a full channel goes on in a mode that has none", "[modes][switch]")
{
    // The order that waited used to be offered to the new mode for ever, and no other one after it.
    const Mode to = GENERATE(Mode::Blocking, Mode::Unbounded);
    const Scenario scenario = scenarioWith("mega-order",
        {QStringLiteral("workload.orders=400"), QStringLiteral("limits.channelCapacity=10"),
            QStringLiteral("limits.blockingKind=synchronous")});
    const auto run = runToTheEnd(scenario, Mode::Bounded, [to](Run& running, const Snapshot& snapshot) {
        if (snapshot.at == 500ms)
            running.setMode(to);
    });
    INFO(toString(to));
    checkBooks(run);
    CHECK(run.last->outcome == RunOutcome::Completed);
    CHECK(run.last->ledger.persisted == 400);
}

TEST_CASE("mode switch: a request that blocking mode was to answer ends when another mode takes over", "[modes][switch]")
{
    // Every order is there when the mode changes, and the client waits for the answer.
    const Mode to = GENERATE(Mode::Bounded, Mode::Unbounded);
    const Scenario scenario = scenarioWith(
        "mega-order", {QStringLiteral("workload.orders=400"), QStringLiteral("limits.blockingKind=synchronous")});
    const auto run = runToTheEnd(scenario, Mode::Blocking, [to](Run& running, const Snapshot& snapshot) {
        if (snapshot.at == 1s)
            running.setMode(to);
    });
    INFO(toString(to));
    checkBooks(run);
    CHECK(run.last->outcomeDetail.text() == "All 400 orders have ended: 400 persisted.");
    CHECK(run.last->at < 6s); // blocking mode would have needed 7.5 s
}

TEST_CASE("mode switch: results reach the client also when the mode changes after the answer", "[modes][switch]")
{
    const Scenario scenario = scenarioWith(
        "mega-order", {QStringLiteral("workload.orders=2000"), QStringLiteral("antiPatterns.collectThenAnswer=true")});
    const auto run = runToTheEnd(scenario, Mode::Bounded, [](Run& running, const Snapshot& snapshot) {
        if (snapshot.at == 1s)
            running.setMode(Mode::Unbounded);
    });
    checkBooks(run);
    std::int64_t kept = 0;
    for (const auto& snapshot : run.snapshots)
        kept = std::max(kept, snapshot->habits.heldResults);
    CHECK(kept > 1500); // the rest, of both modes, ends together with the last ones
}

TEST_CASE("mode switch: back and forth while orders flow, the books hold", "[modes][switch]")
{
    const auto run = runToTheEnd(eightSeconds(), Mode::Bounded, [](Run& running, const Snapshot& snapshot) {
        const auto step = snapshot.at / 250ms;
        running.setMode(static_cast<Mode>(step % kModeCount));
    });
    checkBooks(run);
    CHECK(run.last->ledger.persisted + run.last->ledger.rejected + run.last->ledger.failed == 320);
}

TEST_CASE("limits: a change takes effect on the orders that come next", "[modes][limits]")
{
    const Scenario scenario = scenarioWith("mega-order", {QStringLiteral("workload.orders=1500")});
    Scenario wanted = scenario;
    wanted.limits.chargeInFlight = 3;
    wanted.limits.validateInFlight = 5;
    const auto run = runToTheEnd(scenario, Mode::Bounded, [&](Run& running, const Snapshot& snapshot) {
        if (snapshot.at == 2s)
            running.apply(wanted);
    });
    checkBooks(run);
    CHECK(run.last->ledger.persisted == 1500);
    for (const auto& snapshot : run.snapshots) {
        if (snapshot->at > 2250ms) {
            REQUIRE(snapshot->stage(Stage::Charge).inFlight.now <= 3);
            REQUIRE(snapshot->stage(Stage::Validate).inFlight.now <= 5);
        }
    }
    const auto after = std::ranges::find_if(run.snapshots, [](const auto& s) { return s->at == 3s; });
    REQUIRE(after != run.snapshots.end());
    CHECK((*after)->stage(Stage::Charge).inFlight.limit == 3);
    CHECK((*after)->stage(Stage::Charge).inFlight.now == 3);
}

TEST_CASE("limits: an adaptive limit follows what the service can do, and says why", "[modes][limits]")
{
    const char* const kind = GENERATE("aimd", "gradient");
    const Scenario scenario = scenarioWith("mega-order",
        {QStringLiteral("workload.orders=3000"), QStringLiteral("limits.chargeLimit=%1").arg(QLatin1String(kind)),
            QStringLiteral("limits.chargeInFlight=2"), QStringLiteral("limits.validateInFlight=20")});
    const auto run = runToTheEnd(scenario, Mode::Bounded);
    checkBooks(run);
    CHECK(run.last->ledger.persisted == 3000);
    const AdaptiveLimitView& limit = run.last->stage(Stage::Charge).adaptive;
    REQUIRE(limit.enabled);
    REQUIRE_FALSE(limit.decisions.empty());
    CHECK(limit.decisions.back().to > 5); // 20 servers are there for more than 2 calls
    CHECK_FALSE(limit.decisions.back().reason.empty());
    CHECK_FALSE(run.last->stage(Stage::Validate).adaptive.enabled);
}

TEST_CASE("decisions: snapshots on the way have the latest, and the last one all that are known", "[modes][limits]")
{
    const Scenario scenario = scenarioWith("climbing", {QStringLiteral("workload.orders=3000")});
    const auto run = runToTheEnd(scenario, Mode::Blocking);
    checkBooks(run);
    const GovernorView& last = run.last->governor;
    CHECK(last.decisions.size() > 20);
    CHECK(static_cast<std::int64_t>(last.decisions.size()) + last.droppedDecisions == last.decisionCount);
    bool full = false;
    for (const auto& snapshot : run.snapshots) {
        if (snapshot == run.last)
            continue;
        const GovernorView& governor = snapshot->governor;
        REQUIRE(governor.decisions.size() <= 8);
        full = full || governor.decisions.size() == 8;
        if (!governor.decisions.empty())
            REQUIRE(governor.decisions.back().index == governor.decisionCount - 1);
    }
    CHECK(full);
}
