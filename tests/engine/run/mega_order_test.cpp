// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scenario_run.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <algorithm>

using namespace engine;
using namespace std::chrono_literals;
using Catch::Matchers::WithinRel;
using tests::runToTheEnd;
using tests::scenarioWith;

namespace {

double throughput(const tests::EndedRun& run)
{
    return static_cast<double>(run.last->ledger.persisted) * 1e9 / static_cast<double>(run.last->lastEnd.count());
}

} // namespace

TEST_CASE("mega-order: pipelined bounded mode reaches what Little's law allows and never exceeds a limit", "[run][bounded]")
{
    const auto run = runToTheEnd(scenarioWith("mega-order"), Mode::Bounded);

    CHECK(run.last->outcome == RunOutcome::Completed);
    CHECK(run.rows == 5000);
    CHECK_THAT(throughput(run), WithinRel(125.0, 0.01));
    CHECK(run.last->stage(Stage::Validate).inFlight.peak == 20);
    CHECK(run.last->stage(Stage::Charge).inFlight.peak == 10);
    CHECK(run.last->ruleEngine.busyServers.peak == 20);
    CHECK(run.last->paymentProvider.busyServers.peak == 10);
    CHECK(run.last->store.transactions == 25);

    SECTION("the request is answered before 1 % of the orders are done")
    {
        REQUIRE(run.last->acceptedAfter.count() >= 0);
        const auto done = std::count_if(run.events.begin(), run.events.end(), [&](const Event& event) {
            return event.kind == EventKind::OrderMoved && event.state == OrderState::Persisted
                && event.at <= run.last->acceptedAfter.count();
        });
        CHECK(done < 50);
    }
    SECTION("every snapshot obeys the limits and adds up")
    {
        REQUIRE(run.snapshots.size() > 700);
        for (const auto& snapshot : run.snapshots) {
            REQUIRE(snapshot->stage(Stage::Validate).inFlight.now <= 20);
            REQUIRE(snapshot->stage(Stage::Charge).inFlight.now <= 10);
            REQUIRE(snapshot->channel.now <= snapshot->channel.limit);
            REQUIRE(snapshot->ledger.holds());
        }
    }
}

TEST_CASE("mega-order: batchwise bounded mode pays for each stage in turn", "[run][bounded]")
{
    const auto run
        = runToTheEnd(scenarioWith("mega-order", {QStringLiteral("limits.boundedShape=batchwise")}), Mode::Bounded);

    CHECK(run.rows == 5000);
    CHECK_THAT(throughput(run), WithinRel(94.3, 0.01));
    CHECK(run.last->store.transactions == 25);
    CHECK(run.last->stage(Stage::Validate).inFlight.peak == 20);
    CHECK(run.last->stage(Stage::Charge).inFlight.peak == 10);
}

TEST_CASE("mega-order: unbounded mode has all 5,000 orders in flight at its peak", "[run][unbounded]")
{
    const auto run = runToTheEnd(scenarioWith("mega-order"), Mode::Unbounded);

    CHECK(run.last->outcome == RunOutcome::Completed);
    CHECK(run.rows == 5000);
    CHECK(run.last->inFlightTotal.peak == 5000);
    CHECK(run.last->acceptedAfter == run.last->lastEnd); // the answer comes with the last order
}

TEST_CASE("mega-order: blocking mode deadlocks before one order is done, and says so", "[run][blocking]")
{
    const auto run = runToTheEnd(scenarioWith("mega-order"), Mode::Blocking);

    CHECK(run.last->outcome == RunOutcome::Deadlocked);
    CHECK(run.last->pool.peakBlocked == 8);
    CHECK(run.last->pool.peakThreads == 8);
    CHECK(run.last->pool.peakPendingWorkItems >= 4992);
    CHECK(run.last->at == 50ms); // when the first validations were over
    CHECK(run.rows == 0);
    CHECK(run.last->ledger.cancelled == 5000);
    CHECK(run.last->ledger.inFlight == 0);
    CHECK(run.last->outcomeDetail.text().find("Deadlocked") == 0);

    const auto standstill = std::find_if(run.snapshots.begin(), run.snapshots.end(),
        [](const auto& snapshot) { return snapshot->pool.blocked == 8 && snapshot->ledger.cancelled == 0; });
    REQUIRE(standstill != run.snapshots.end());
    CHECK((*standstill)->pool.pendingWorkItems >= 4992);
}

TEST_CASE("mega-order: synchronous blocking mode is as fast as its threads", "[run][blocking]")
{
    const auto run
        = runToTheEnd(scenarioWith("mega-order", {QStringLiteral("limits.blockingKind=synchronous")}), Mode::Blocking);

    CHECK(run.last->outcome == RunOutcome::Completed);
    CHECK(run.rows == 5000);
    CHECK_THAT(throughput(run), WithinRel(8 / 0.150, 0.01));
    CHECK(run.last->pool.peakBlocked == 8);
}

TEST_CASE("slow-downstream: blocking mode starves while the service is slow and drains when it recovers", "[run][blocking]")
{
    const Scenario scenario = scenarioWith("slow-downstream");
    const auto run = runToTheEnd(scenario, Mode::Blocking);
    const auto seconds = [](double value) { return std::chrono::nanoseconds(static_cast<std::int64_t>(value * 1e9)); };
    REQUIRE(scenario.paymentProvider.latencyChanges.size() == 2);
    const auto slowFrom = seconds(scenario.paymentProvider.latencyChanges[0].atSeconds);
    const auto slowUntil = seconds(scenario.paymentProvider.latencyChanges[1].atSeconds);

    CHECK(run.last->outcome == RunOutcome::Completed);
    CHECK(run.last->ledger.persisted == run.last->ledger.submitted);
    std::int64_t before = 0;
    std::int64_t during = 0;
    bool starved = false;
    for (const auto& snapshot : run.snapshots) {
        const std::int64_t pending = snapshot->pool.pendingWorkItems;
        if (snapshot->at < slowFrom)
            before = std::max(before, pending);
        else if (snapshot->at < slowUntil)
            during = std::max(during, pending);
        starved = starved || (pending > 0 && snapshot->pool.blocked == snapshot->pool.maxThreads);
    }
    CHECK(before < 5);
    CHECK(during > 50);
    CHECK(starved);
    CHECK(run.last->pool.pendingWorkItems == 0);
}
