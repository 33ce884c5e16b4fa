// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/event_loop.h"
#include "tests/ui/lab_window.h"
#include "ui/items/live_region.h"

#include <QAccessible>

#include <catch2/catch_test_macros.hpp>

using support::Lab;
using support::processEventsUntil;
using ui::LiveRegion;

TEST_CASE("live region: a new sentence is announced, the same with other numbers is not", "[items][accessibility]")
{
    LiveRegion region;
    region.setText(QStringLiteral("Orders flow: 22 in flight."));
    CHECK(region.said() == QStringLiteral("Orders flow: 22 in flight."));
    region.setText(QStringLiteral("Orders flow: 1,023 in flight."));
    region.setText({});
    CHECK(region.said() == QStringLiteral("Orders flow: 22 in flight."));
}

TEST_CASE("live region: of what changes too fast to be heard the last is said", "[items][accessibility]")
{
    LiveRegion region;
    region.setText(QStringLiteral("Orders flow."));
    region.setText(QStringLiteral("The channel is full."));
    region.setText(QStringLiteral("All 8 workers are blocked."));
    CHECK(region.said() == QStringLiteral("Orders flow."));
    CHECK(processEventsUntil([&] { return region.said() == QStringLiteral("All 8 workers are blocked."); }));
}

TEST_CASE("window: what the run suffers from is said to a screen reader", "[window][accessibility]")
{
    Lab lab;
    engine::Snapshot starved;
    starved.ledger.submitted = 60;
    starved.ledger.inFlight = 60;
    starved.pool.threads = 8;
    starved.pool.blocked = 8;
    starved.pool.pendingWorkItems = 52;
    lab.fake.current().publish(starved);
    auto* region = lab.find("liveRegion");
    CHECK(processEventsUntil([&] { return region->property("said").toString().startsWith(QStringLiteral("All 8 workers are blocked")); }));
    auto* accessible = QAccessible::queryAccessibleInterface(region);
    REQUIRE(accessible);
    CHECK(accessible->role() == QAccessible::AlertMessage);
    CHECK(accessible->text(QAccessible::Name) == region->property("said").toString());
}
