// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/order_snapshot.h"
#include "ui/items/map_layout.h"
#include "ui/items/token_motion.h"
#include "ui/models/map_tokens.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>
#include <set>

using Catch::Approx;
using engine::OrderActivity;
using engine::OrderPlace;
using support::OrderSnapshot;
using ui::MapLayout;
using ui::MapStation;
using ui::TokenMotion;

namespace {

/// A map without a window.
struct Map {
    explicit Map(const QSizeF& size = QSizeF(910, 260)) { layout.resize(size); }

    bool show(OrderSnapshot& snapshot, bool jump = false)
    {
        return motion.show(ui::tokensOf(*snapshot.make()), layout, jump);
    }
    [[nodiscard]] QPointF at(std::uint64_t order) const
    {
        const auto* body = motion.find(order);
        REQUIRE(body);
        return {body->x, body->y};
    }
    [[nodiscard]] QPointF cell(MapStation station, int index) const { return layout.middleOf(station, index); }

    MapLayout layout;
    TokenMotion motion;
};

bool isNear(QPointF left, QPointF right)
{
    return std::abs(left.x() - right.x()) < 0.01 && std::abs(left.y() - right.y()) < 0.01;
}

} // namespace

TEST_CASE("map motion: orders are packed from the bottom, the oldest first, without holes", "[items][map]")
{
    OrderSnapshot snapshot;
    for (const std::uint64_t order : {7U, 3U, 9U, 1U, 5U}) { // the list is in no order, and ids do not tell the age
        engine::OrderView view;
        view.order = order;
        view.since = std::chrono::milliseconds(100 - static_cast<int>(order));
        view.place = OrderPlace::Batch;
        snapshot.add(view);
    }
    Map map;
    map.show(snapshot, true);
    int cell = 0;
    for (const std::uint64_t order : {9U, 7U, 5U, 3U, 1U})
        CHECK(isNear(map.at(order), map.cell(MapStation::Batch, cell++)));

    const auto& batch = map.layout.at(MapStation::Batch);
    CHECK(map.cell(MapStation::Batch, 0).y() + batch.pitch / 2.0 == Approx(batch.room.bottom()));
    for (int next = 1; next < batch.capacity(); ++next) { // one cell to the next is one step
        const QPointF step = map.cell(MapStation::Batch, next) - map.cell(MapStation::Batch, next - 1);
        CHECK(std::abs(step.x()) + std::abs(step.y()) == Approx(batch.pitch));
    }
}

TEST_CASE("map motion: the oldest leaves, and the others close up by one cell", "[items][map]")
{
    OrderSnapshot snapshot;
    snapshot.add(OrderPlace::Batch, OrderActivity::Queued, 9);
    Map map;
    map.show(snapshot, true);
    snapshot.remove(1);
    REQUIRE(map.show(snapshot));
    REQUIRE(map.motion.moving());
    while (map.motion.moving())
        map.motion.advance(16);
    for (int order = 2; order <= 9; ++order)
        CHECK(isNear(map.at(static_cast<std::uint64_t>(order)), map.cell(MapStation::Batch, order - 2)));
}

TEST_CASE("map motion: in a stage, those who wait for a place stand on rows of their own above the free ones", "[items][map]")
{
    OrderSnapshot snapshot;
    snapshot.rest.stages[1].inFlight.limit = 10;
    snapshot.add(OrderPlace::Charge, OrderActivity::WaitingForPermit, 2); // they came first
    snapshot.add(OrderPlace::Charge, OrderActivity::Suspended, 8);
    Map map;
    map.show(snapshot, true);
    const auto& charge = map.layout.at(MapStation::Charge);
    CHECK(charge.inside == 8);
    CHECK(charge.freePlaces == 2);
    CHECK(charge.waitingFrom % charge.columns == 0);
    CHECK(charge.waitingFrom >= 10);
    CHECK(isNear(map.at(3), map.cell(MapStation::Charge, 0)));
    CHECK(isNear(map.at(1), map.cell(MapStation::Charge, charge.waitingFrom)));
}

TEST_CASE("map motion: the channel's vessel is full when the channel is", "[items][map]")
{
    const auto limit = GENERATE(8, 60, 500, 1200);
    OrderSnapshot snapshot;
    snapshot.rest.channel.limit = limit;
    snapshot.add(OrderPlace::Channel, OrderActivity::Queued, limit);
    Map map;
    map.show(snapshot, true);
    const auto& channel = map.layout.at(MapStation::Channel);
    REQUIRE_FALSE(channel.block);
    CHECK(channel.capacity() >= limit);
    const double top = map.cell(MapStation::Channel, limit - 1).y() - channel.pitch / 2.0;
    const QRectF vessel = map.layout.vessel();
    CHECK(top > vessel.top());
    CHECK(top - vessel.top() <= channel.pitch);
    CHECK(vessel.bottom() == channel.frame.bottom());

    for (int order = 1; order <= limit / 2; ++order)
        snapshot.remove(static_cast<std::uint64_t>(order));
    const int before = channel.pitch;
    map.show(snapshot, true);
    CHECK(channel.pitch == before); // its cells do not grow: the level falls
}

TEST_CASE("map motion: an order that moves on goes along the belt and is there in time", "[items][map]")
{
    OrderSnapshot snapshot;
    snapshot.add(OrderPlace::Validate, OrderActivity::Suspended, 5);
    Map map;
    map.show(snapshot, true);
    const QPointF start = map.at(3);
    const auto goal = GENERATE(OrderPlace::Charge, OrderPlace::Persist);
    snapshot.move(3, goal, OrderActivity::Suspended);
    REQUIRE(map.show(snapshot));
    CHECK(isNear(map.at(3), start)); // it sets out from where it was

    const auto station = static_cast<MapStation>(goal);
    const QRectF belt = map.layout.belt();
    double x = start.x();
    int frames = 0;
    bool wasBetween = false;
    while (map.motion.moving()) {
        map.motion.advance(10);
        ++frames;
        const QPointF now = map.at(3);
        CHECK(now.x() >= x); // never back
        x = now.x();
        const bool between = x > map.layout.at(MapStation::Validate).frame.right() + 0.01
            && x < map.layout.at(station).frame.left() - 0.01;
        if (between) {
            wasBetween = true;
            CHECK(now.y() >= belt.top());
            CHECK(now.y() <= belt.bottom());
        }
    }
    CHECK(wasBetween);
    CHECK(frames * 10 >= 120);
    CHECK(frames * 10 <= 200);
    CHECK(isNear(map.at(3), map.cell(station, 0)));
}

TEST_CASE("map motion: the first half of the time takes an order more than half of its way", "[items][map]")
{
    OrderSnapshot snapshot;
    snapshot.add(OrderPlace::Validate, OrderActivity::Suspended);
    Map map;
    map.show(snapshot, true);
    const double from = map.at(1).x();
    snapshot.move(1, OrderPlace::Charge, OrderActivity::Suspended);
    map.show(snapshot);
    map.motion.advance(TokenMotion::kWayMs / 2);
    CHECK(map.at(1).x() - from > 0.6 * (map.cell(MapStation::Charge, 0).x() - from));
}

TEST_CASE("map motion: a new order comes in over the belt, and one that is gone is gone", "[items][map]")
{
    OrderSnapshot snapshot;
    snapshot.add(OrderPlace::Charge, OrderActivity::Suspended);
    Map map;
    map.show(snapshot, true);
    snapshot.add(OrderPlace::Charge, OrderActivity::Suspended);
    map.show(snapshot);
    CHECK(map.at(2).x() == Approx(map.layout.at(MapStation::Charge).frame.left()));
    CHECK(map.layout.belt().contains(map.at(2)));
    snapshot.remove(1);
    map.show(snapshot);
    CHECK_FALSE(map.motion.find(1));
    CHECK(map.motion.bodies().size() == 1);
}

TEST_CASE("map motion: with a jump everything is at once where it is", "[items][map]")
{
    OrderSnapshot snapshot;
    snapshot.add(OrderPlace::Validate, OrderActivity::Suspended, 30);
    Map map;
    map.show(snapshot, true);
    snapshot.move(5, OrderPlace::Charge, OrderActivity::Running);
    map.show(snapshot); // on its way
    map.motion.advance(20);
    CHECK(map.show(snapshot, true));
    CHECK_FALSE(map.motion.moving());
    CHECK(isNear(map.at(5), map.cell(MapStation::Charge, 0)));
}

TEST_CASE("map motion: a snapshot in which nothing has changed changes nothing", "[items][map]")
{
    OrderSnapshot snapshot;
    snapshot.add(OrderPlace::Validate, OrderActivity::Suspended, 30).add(OrderPlace::Channel, OrderActivity::Queued, 100);
    Map map;
    CHECK(map.show(snapshot, true));
    CHECK_FALSE(map.show(snapshot));
    CHECK_FALSE(map.motion.advance(16));
    snapshot.move(4, OrderPlace::Validate, OrderActivity::Running);
    CHECK(map.show(snapshot)); // it looks different where it is
    CHECK_FALSE(map.motion.moving());
}

TEST_CASE("map motion: a station without room for its orders holds a block, and none of them is seen", "[items][map]")
{
    OrderSnapshot snapshot(engine::Mode::Unbounded);
    snapshot.add(OrderPlace::Charge, OrderActivity::Suspended, 5000).add(OrderPlace::Validate, OrderActivity::Suspended, 10);
    Map map;
    map.show(snapshot, true);
    CHECK(map.layout.at(MapStation::Charge).block);
    CHECK_FALSE(map.layout.at(MapStation::Validate).block);
    const auto seen = std::count_if(map.motion.bodies().begin(), map.motion.bodies().end(), [](const auto& body) { return body.seen(); });
    CHECK(seen == 10);

    for (std::uint64_t order = 1; order <= 4800; ++order)
        snapshot.remove(order);
    map.show(snapshot);
    CHECK_FALSE(map.layout.at(MapStation::Charge).block);
    CHECK_FALSE(map.motion.moving()); // they were there already
}

TEST_CASE("map motion: a station with orders that are not in the list holds a block", "[items][map]")
{
    OrderSnapshot snapshot(engine::Mode::Unbounded);
    snapshot.add(OrderPlace::Charge, OrderActivity::Suspended, 5).omit(OrderPlace::Charge, OrderActivity::Suspended, 1);
    Map map;
    map.show(snapshot, true);
    CHECK(map.layout.at(MapStation::Charge).block);
}

TEST_CASE("map motion: no two tokens of a station share a cell, and none lies outside of it", "[items][map]")
{
    const auto size = GENERATE(QSizeF(528, 60), QSizeF(910, 260), QSizeF(1880, 600), QSizeF(3800, 1500));
    const auto count = GENERATE(1, 30, 200, 1000);
    OrderSnapshot snapshot;
    snapshot.rest.channel.limit = 500;
    snapshot.rest.stages[1].inFlight.limit = 10;
    for (int place = 0; place < engine::kOrderPlaceCount; ++place) {
        const auto activity = place % 2 == 0 ? OrderActivity::Suspended : OrderActivity::WaitingForPermit;
        snapshot.add(static_cast<OrderPlace>(place), activity, count);
        snapshot.add(static_cast<OrderPlace>(place), OrderActivity::Running, 3);
    }
    Map map(size);
    map.show(snapshot, true);
    std::set<std::pair<double, double>> taken;
    for (const auto& body : map.motion.bodies()) {
        if (!body.seen())
            continue;
        const double half = body.pitch / 2.0;
        const QRectF box(body.x - half, body.y - half, body.pitch, body.pitch);
        CHECK(map.layout.at(body.token.station).room.contains(box));
        CHECK(taken.insert({body.x, body.y}).second);
    }
}

TEST_CASE("map motion: the token under the pointer is found, on its way too", "[items][map]")
{
    OrderSnapshot snapshot;
    snapshot.add(OrderPlace::Validate, OrderActivity::Suspended, 20);
    Map map;
    map.show(snapshot, true);
    for (std::uint64_t order = 1; order <= 20; ++order)
        CHECK(map.motion.nearest(map.at(order) + QPointF(2, -2), 50)->token.order == order);
    CHECK_FALSE(map.motion.nearest(QPointF(5, 5), 20));
    snapshot.move(20, OrderPlace::Persist, OrderActivity::Suspended);
    map.show(snapshot);
    map.motion.advance(60);
    CHECK(map.motion.nearest(map.at(20), 20)->token.order == 20);
}

TEST_CASE("map motion: an order that has ended while a call for it goes on is two tokens", "[items][map]")
{
    OrderSnapshot snapshot;
    engine::OrderView order;
    order.order = 4;
    order.place = OrderPlace::Ended;
    order.activity = OrderActivity::Cancelled;
    snapshot.add(order);
    order.place = OrderPlace::Charge;
    order.activity = OrderActivity::Orphaned;
    snapshot.add(order);
    Map map;
    map.show(snapshot, true);
    CHECK(map.motion.bodies().size() == 2);
    CHECK_FALSE(map.show(snapshot)); // and they are not taken for one another
    CHECK_FALSE(map.motion.moving());
}
