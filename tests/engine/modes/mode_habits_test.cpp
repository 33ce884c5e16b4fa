// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scenario_run.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace engine;
using namespace std::chrono_literals;
using tests::EndedRun;
using tests::runToTheEnd;
using tests::scenarioWith;

namespace {

/// Changes the bad habits when `at` has come.
tests::Watcher change(const Scenario& scenario, std::chrono::nanoseconds at, void (*habit)(AntiPatternsSpec&))
{
    return [scenario, at, habit](Run& run, const Snapshot& snapshot) {
        if (snapshot.at != at)
            return;
        Scenario wanted = scenario;
        habit(wanted.antiPatterns);
        run.apply(wanted);
    };
}

const Snapshot& at(const EndedRun& run, std::chrono::nanoseconds time)
{
    const auto found = std::ranges::find_if(run.snapshots, [time](const auto& s) { return s->at >= time; });
    REQUIRE(found != run.snapshots.end());
    return **found;
}

void checkBooks(const EndedRun& run)
{
    REQUIRE(run.last->ledger.holds());
    REQUIRE(run.last->ledger.inFlight == 0);
    REQUIRE(run.last->ledger.persisted == run.rows);
}

Scenario manyAtOnce(const QStringList& more = {})
{
    return scenarioWith("mega-order", QStringList {QStringLiteral("workload.orders=2000")} + more);
}

} // namespace

TEST_CASE("habits: unbounded fan-out lets every order into a stage, until it is switched off", "[modes][habits]")
{
    const Scenario on = manyAtOnce({QStringLiteral("antiPatterns.unboundedFanOut=true")});
    const auto run = runToTheEnd(on, Mode::Bounded);
    checkBooks(run);
    CHECK(run.last->stage(Stage::Validate).inFlight.peak > 1000);

    SECTION("switched off, the limits hold again")
    {
        const auto cured = runToTheEnd(
            on, Mode::Bounded, change(on, 50ms, [](AntiPatternsSpec& habits) { habits.unboundedFanOut = false; }));
        checkBooks(cured);
        CHECK(cured.last->ledger.persisted == 2000);
        const auto late = std::ranges::find_if(cured.snapshots, [](const auto& s) { return s->at > 10s && s->at < 12s; });
        REQUIRE(late != cured.snapshots.end());
        CHECK((*late)->stage(Stage::Charge).inFlight.now <= 10);
    }
}

TEST_CASE("habits: an unbounded channel takes what the bounded one makes wait", "[modes][habits]")
{
    const Scenario bounded = manyAtOnce({QStringLiteral("limits.channelCapacity=100")});
    CHECK(runToTheEnd(bounded, Mode::Bounded).last->channel.peak <= 100);

    const auto run = runToTheEnd(
        bounded, Mode::Bounded, change(bounded, 100ms, [](AntiPatternsSpec& habits) { habits.unboundedChannel = true; }));
    checkBooks(run);
    CHECK(run.last->channel.peak > 1500);
    CHECK(run.last->channel.limit == 0);
}

TEST_CASE("habits: flows that nobody owns are lost on shutdown, and only they", "[modes][habits]")
{
    Scenario scenario = scenarioWith("first-minute",
        {QStringLiteral("workload.repeatForever=false"), QStringLiteral("workload.orders=200"),
            QStringLiteral("workload.arrival=steady"), QStringLiteral("workload.ratePerSecond=50")});
    SECTION("owned: none is")
    {
        CHECK(runToTheEnd(scenario, Mode::Bounded).last->ledger.lost == 0);
    }
    SECTION("unowned: what is in flight at the end is gone without a trace")
    {
        scenario.antiPatterns.fireAndForget = true;
        scenario.paymentProvider.failureRate = 0.2;
        const auto run = runToTheEnd(scenario, Mode::Bounded);
        checkBooks(run);
        CHECK(run.last->ledger.lost > 20);
        CHECK(run.last->ledger.persisted > 0);
        CHECK(run.last->ledger.failed == 0); // failures vanish
        CHECK(run.deadLetters.isEmpty());
    }
    SECTION("switched off in mid-run, the orders that follow have an owner")
    {
        scenario.antiPatterns.fireAndForget = true;
        const auto run = runToTheEnd(
            scenario, Mode::Unbounded, change(scenario, 1s, [](AntiPatternsSpec& habits) { habits.fireAndForget = false; }));
        checkBooks(run);
        CHECK(run.last->ledger.lost == 0); // they had 3 s to get through
        CHECK(run.last->ledger.persisted == 200);
    }
}

TEST_CASE("habits: an abrupt stop cancels what draining would have finished", "[modes][habits]")
{
    Scenario scenario = scenarioWith("shutdown-under-load");
    const auto stopAtThree = [](Run& run, const Snapshot& snapshot) {
        if (snapshot.at == 3s)
            run.stop();
    };
    const auto drained = runToTheEnd(scenario, Mode::Bounded, stopAtThree);
    checkBooks(drained);
    CHECK(drained.last->ledger.cancelled == 0);

    scenario.antiPatterns.abruptStop = true;
    const auto cut = runToTheEnd(scenario, Mode::Bounded, stopAtThree);
    checkBooks(cut);
    CHECK(cut.last->ledger.cancelled > 5);
    CHECK(cut.last->endings.cancelledByShutdown == cut.last->ledger.cancelled);
}

TEST_CASE("habits: an insert for each order needs a transaction for each, until it is switched off", "[modes][habits]")
{
    const Scenario scenario = scenarioWith("mega-order", {QStringLiteral("workload.orders=400")});
    CHECK(runToTheEnd(scenario, Mode::Bounded).last->store.transactions == 2);

    Scenario each = scenario;
    each.antiPatterns.insertEach = true;
    CHECK(runToTheEnd(each, Mode::Bounded).last->store.transactions == 400);

    const auto cured
        = runToTheEnd(each, Mode::Bounded, change(each, 50ms, [](AntiPatternsSpec& habits) { habits.insertEach = false; }));
    CHECK(cured.last->store.transactions == 2);
}

TEST_CASE("habits: results that are collected take memory until the last one is there", "[modes][habits]")
{
    const Scenario streaming = manyAtOnce();
    const auto streamed = runToTheEnd(streaming, Mode::Bounded);
    CHECK(at(streamed, 10s).habits.heldResults == 0);
    CHECK(streamed.last->habits.firstResultAfter < 3s);

    Scenario collecting = streaming;
    collecting.antiPatterns.collectThenAnswer = true;
    const auto collected = runToTheEnd(collecting, Mode::Bounded);
    CHECK(at(collected, 10s).habits.heldResults > 500);
    CHECK(at(collected, 10s).habits.heldResultBytes > at(collected, 4s).habits.heldResultBytes);
    CHECK(collected.last->habits.heldResults == 0);
    CHECK(collected.last->habits.firstResultAfter == collected.last->lastEnd);
}

TEST_CASE("habits: waiting for all keeps the first result back, which each in turn would show", "[modes][habits]")
{
    Scenario scenario = manyAtOnce({QStringLiteral("paymentProvider.latency.kind=exponential")});
    const auto each = runToTheEnd(scenario, Mode::Unbounded);
    CHECK(each.last->habits.firstResultAfter < 1s);

    scenario.antiPatterns.waitForAll = true;
    const auto all = runToTheEnd(scenario, Mode::Unbounded);
    CHECK(all.last->habits.firstResultAfter == all.last->lastEnd);
}
