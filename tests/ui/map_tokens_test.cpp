// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/order_snapshot.h"
#include "ui/models/map_tokens.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <chrono>

using engine::OrderActivity;
using engine::OrderPlace;
using support::OrderSnapshot;
using ui::MapStation;
using ui::TokenState;
using namespace std::chrono_literals;

TEST_CASE("map tokens: every order in the list is one token, in the place and the state that the snapshot says",
    "[models][map]")
{
    OrderSnapshot snapshot;
    std::vector<engine::OrderView> orders;
    for (int place = 0; place < engine::kOrderPlaceCount; ++place) {
        for (int activity = 0; activity < engine::kOrderActivityCount; ++activity) {
            engine::OrderView order;
            order.order = orders.size() + 1;
            order.since = std::chrono::microseconds(1500) * static_cast<int>(orders.size());
            order.place = static_cast<OrderPlace>(place);
            order.activity = static_cast<OrderActivity>(activity);
            order.attempt = static_cast<std::uint8_t>(orders.size() % 4);
            orders.push_back(order);
            snapshot.add(order);
        }
    }
    const ui::OrderTokens shown = ui::tokensOf(*snapshot.make());
    CHECK(shown.known);
    REQUIRE(shown.tokens);
    REQUIRE(shown.tokens->size() == orders.size());
    for (std::size_t index = 0; index < orders.size(); ++index) {
        const ui::OrderToken& token = shown.tokens->at(index);
        CHECK(token.order == orders[index].order);
        CHECK(static_cast<int>(token.station) == static_cast<int>(orders[index].place));
        CHECK(static_cast<int>(token.state) == static_cast<int>(orders[index].activity));
        CHECK(token.sinceMs == 1.5 * static_cast<double>(index));
        CHECK(token.attempt == orders[index].attempt);
    }
}

TEST_CASE("map tokens: a station counts all its orders, also those that are not in the list", "[models][map]")
{
    OrderSnapshot snapshot;
    snapshot.add(OrderPlace::Charge, OrderActivity::Suspended, 3);
    snapshot.omit(OrderPlace::Charge, OrderActivity::Suspended, 20'000);
    snapshot.omit(OrderPlace::Validate, OrderActivity::Blocked, 7);
    const ui::OrderTokens shown = ui::tokensOf(*snapshot.make());
    CHECK(shown.tokens->size() == 3);
    CHECK(shown.at(MapStation::Charge).counts[static_cast<std::size_t>(TokenState::Suspended)] == 20'003);
    CHECK(shown.at(MapStation::Charge).total() == 20'003);
    CHECK(shown.at(MapStation::Validate).total() == 7);
    CHECK(shown.at(MapStation::Persist).total() == 0);
}

TEST_CASE("map tokens: levels and limits are those of the channel and of the stages", "[models][map]")
{
    OrderSnapshot snapshot;
    snapshot.rest.channel.limit = 500;
    snapshot.rest.stages[0].inFlight.limit = 20;
    snapshot.rest.stages[1].inFlight.limit = 10;
    snapshot.rest.stages[2].inFlight.limit = 50;
    snapshot.add(OrderPlace::Channel, OrderActivity::Queued, 30);
    snapshot.add(OrderPlace::Validate, OrderActivity::Suspended, 12).add(OrderPlace::Validate, OrderActivity::WaitingForPermit, 5);
    snapshot.add(OrderPlace::Batch, OrderActivity::Queued, 8);
    const ui::OrderTokens shown = ui::tokensOf(*snapshot.make());
    CHECK(shown.at(MapStation::Channel).level == 30);
    CHECK(shown.at(MapStation::Channel).limit == 500);
    CHECK(shown.at(MapStation::Validate).level == 12);
    CHECK(shown.at(MapStation::Validate).limit == 20);
    CHECK(shown.at(MapStation::Charge).limit == 10);
    CHECK(shown.at(MapStation::Batch).level == 8);
    CHECK(shown.at(MapStation::Batch).limit == 50); // a chunk
    CHECK(shown.at(MapStation::Persist).limit == 50);
    CHECK(shown.at(MapStation::Ledger).limit == 0);
}

TEST_CASE("map tokens: channel and batch are in use where the mode has them, or orders of an earlier mode are left there",
    "[models][map]")
{
    const auto mode = GENERATE(engine::Mode::Blocking, engine::Mode::Unbounded, engine::Mode::Bounded);
    OrderSnapshot snapshot(mode);
    snapshot.add(OrderPlace::Validate, OrderActivity::Running);
    ui::OrderTokens shown = ui::tokensOf(*snapshot.make());
    CHECK(shown.at(MapStation::Channel).inUse == (mode == engine::Mode::Bounded));
    CHECK(shown.at(MapStation::Batch).inUse == (mode == engine::Mode::Bounded));
    CHECK(shown.at(MapStation::Intake).inUse);
    CHECK(shown.at(MapStation::Persist).inUse);

    snapshot.add(OrderPlace::Channel, OrderActivity::Queued).add(OrderPlace::Batch, OrderActivity::Queued);
    shown = ui::tokensOf(*snapshot.make());
    CHECK(shown.at(MapStation::Channel).inUse);
    CHECK(shown.at(MapStation::Batch).inUse);
}

TEST_CASE("map tokens: a run that does not follow single orders has none, but its levels", "[models][map]")
{
    engine::Snapshot snapshot;
    snapshot.at = 2500ms;
    snapshot.sequence = 50;
    snapshot.channel = {.now = 30, .peak = 45, .limit = 60};
    const ui::OrderTokens shown = ui::tokensOf(snapshot);
    CHECK_FALSE(shown.known);
    CHECK_FALSE(shown.tokens);
    CHECK(shown.atMs == 2500);
    CHECK(shown.sequence == 50);
    CHECK(shown.at(MapStation::Channel).level == 30);
}
