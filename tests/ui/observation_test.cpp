// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/observation.h"

#include <catch2/catch_test_macros.hpp>

namespace {

engine::Snapshot flowing()
{
    engine::Snapshot snapshot;
    snapshot.ledger = {.submitted = 100, .persisted = 70, .inFlight = 30};
    snapshot.pool.threads = 8;
    snapshot.pool.maxThreads = 8;
    snapshot.pool.idle = 8;
    snapshot.channel.limit = 50;
    return snapshot;
}

} // namespace

TEST_CASE("observation: the most telling thing is named", "[models][observation]")
{
    auto snapshot = flowing();

    SECTION("orders flow")
    {
        CHECK(ui::observe(snapshot) == QStringLiteral("Orders flow: 30 in flight, 70 persisted."));
    }
    SECTION("no worker is left")
    {
        snapshot.pool.idle = 0;
        snapshot.pool.blocked = 8;
        snapshot.pool.pendingWorkItems = 4992;
        snapshot.channel.now = 50;
        CHECK(ui::observe(snapshot).startsWith(QStringLiteral("All 8 workers are blocked, and 4,992 work items wait")));
    }
    SECTION("a downstream has a long queue")
    {
        snapshot.paymentProvider.busyServers = {.now = 10, .peak = 10, .limit = 10};
        snapshot.paymentProvider.acceptQueue = {.now = 4990, .peak = 4990, .limit = 100'000};
        CHECK(ui::observe(snapshot)
            == QStringLiteral("4,990 calls queue at the payment provider, which serves 10 at a time."));
    }
    SECTION("an outage")
    {
        snapshot.ruleEngine.outage = true;
        CHECK(ui::observe(snapshot).contains(QStringLiteral("rule engine has an outage")));
    }
    SECTION("the channel is full")
    {
        snapshot.channel.now = 50;
        CHECK(ui::observe(snapshot).contains(QStringLiteral("channel is full")));
    }
    SECTION("nothing has arrived")
    {
        CHECK(ui::observe({}) == QStringLiteral("No order has arrived yet."));
    }
}

TEST_CASE("observation: a run that has ended says how, in the engine's words if it has any", "[models][observation]")
{
    auto snapshot = flowing();
    CHECK(ui::describeEnd(snapshot).isEmpty());

    snapshot.outcome = engine::RunOutcome::Deadlocked;
    CHECK(ui::observe(snapshot).isEmpty());
    CHECK(ui::describeEnd(snapshot).contains(QStringLiteral("Nothing can run any more")));

    snapshot.outcomeDetail = engine::Phrase("All 8 workers wait for each other.");
    CHECK(ui::describeEnd(snapshot) == QStringLiteral("All 8 workers wait for each other."));

    for (const auto outcome : {engine::RunOutcome::Completed, engine::RunOutcome::Cancelled,
             engine::RunOutcome::TimeLimit, engine::RunOutcome::Failed}) {
        snapshot.outcome = outcome;
        snapshot.outcomeDetail = {};
        CHECK_FALSE(ui::describeEnd(snapshot).isEmpty());
    }
}
