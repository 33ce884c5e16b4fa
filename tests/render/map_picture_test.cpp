// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/render/map_check.h"
#include "tests/render/map_picture.h"
#include "tests/render/token_count.h"
#include "tests/support/order_snapshot.h"
#include "tests/ui/event_loop.h"
#include "ui/items/map_painter.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>
#include <cmath>

using engine::OrderActivity;
using engine::OrderPlace;
using render::MapPicture;
using render::checkPicture;
using support::OrderSnapshot;
using ui::MapStation;

namespace {

/// Some of everything everywhere, with all limits.
OrderSnapshot& everything(OrderSnapshot& snapshot)
{
    snapshot.rest.channel.limit = 200;
    snapshot.rest.stages[0].inFlight.limit = 20;
    snapshot.rest.stages[1].inFlight.limit = 10;
    snapshot.rest.stages[2].inFlight.limit = 50;
    snapshot.add(OrderPlace::Intake, OrderActivity::WaitingForPermit, 3);
    snapshot.add(OrderPlace::Channel, OrderActivity::Queued, 140);
    snapshot.add(OrderPlace::Validate, OrderActivity::Running, 2).add(OrderPlace::Validate, OrderActivity::WaitingForWorker, 4);
    snapshot.add(OrderPlace::Validate, OrderActivity::Suspended, 9).add(OrderPlace::Validate, OrderActivity::WaitingForPermit, 6);
    snapshot.add(OrderPlace::Charge, OrderActivity::Blocked, 2).add(OrderPlace::Charge, OrderActivity::BackingOff, 3);
    snapshot.add(OrderPlace::Charge, OrderActivity::Orphaned, 2).add(OrderPlace::Charge, OrderActivity::Suspended, 1);
    snapshot.add(OrderPlace::Batch, OrderActivity::Queued, 13);
    snapshot.add(OrderPlace::Persist, OrderActivity::Suspended, 31);
    snapshot.add(OrderPlace::Ended, OrderActivity::Persisted, 12).add(OrderPlace::Ended, OrderActivity::Rejected, 2);
    snapshot.add(OrderPlace::Ended, OrderActivity::Failed, 3).add(OrderPlace::Ended, OrderActivity::TimedOut, 4);
    snapshot.add(OrderPlace::Ended, OrderActivity::Cancelled, 5).add(OrderPlace::Ended, OrderActivity::Dropped, 1);
    return snapshot.add(OrderPlace::Ended, OrderActivity::Lost, 2);
}

} // namespace

TEST_CASE("map picture: tokens are counted in it by station and state, and are those of the snapshot", "[map][render]")
{
    const auto theme = GENERATE(MapPicture::Theme::Dark, MapPicture::Theme::Light, MapPicture::Theme::Projector);
    const auto size = GENERATE(QSize(560, 300), QSize(900, 440), QSize(1600, 900));
    OrderSnapshot orders;
    const auto snapshot = everything(orders).make();
    MapPicture picture(size, theme);
    picture.begin(snapshot);
    checkPicture(picture, *snapshot);
}

TEST_CASE("map picture: it is true again after orders have moved on", "[map][render]")
{
    OrderSnapshot orders;
    MapPicture picture(QSize(1200, 560));
    picture.begin(everything(orders).make());
    auto snapshot = orders.make();
    for (engine::OrderId order = 1; order <= 60; ++order) {
        orders.move(order, static_cast<OrderPlace>(order % 7), OrderActivity::Suspended);
        if (order % 10 != 0)
            continue;
        snapshot = orders.make();
        picture.show(snapshot);
        support::processEventsFor(std::chrono::milliseconds(40)); // the next one comes while they are on their way
    }
    picture.settle();
    checkPicture(picture, *snapshot);
}

TEST_CASE("map picture: free places are those that a stage has left", "[map][render]")
{
    OrderSnapshot orders;
    orders.rest.stages[1].inFlight.limit = 10;
    orders.add(OrderPlace::Charge, OrderActivity::Suspended, 7).add(OrderPlace::Charge, OrderActivity::WaitingForPermit, 4);
    MapPicture picture(QSize(1200, 560));
    picture.begin(orders.make());
    CHECK(render::countTokens(picture.grabMap(), picture.map(), MapStation::Charge).freePlaces == 3);
}

TEST_CASE("map picture: the channel's gauge is as high as the channel is full", "[map][render]")
{
    const int count = GENERATE(0, 50, 137, 200);
    OrderSnapshot orders;
    orders.rest.channel.limit = 200;
    orders.add(OrderPlace::Channel, OrderActivity::Queued, count);
    MapPicture picture(QSize(1200, 560));
    picture.begin(orders.make());
    const QImage image = picture.grabMap();
    const QRect gauge = picture.map().layout().gauge().toAlignedRect();
    const QRgb empty = picture.map().colors()->line.rgb();
    int filled = 0;
    for (int y = gauge.top(); y <= gauge.bottom(); ++y)
        filled += image.pixel(gauge.center().x(), y) != empty ? 1 : 0;
    CHECK(std::abs(filled - gauge.height() * count / 200) <= 1);
}

TEST_CASE("map picture: a block is divided as its orders are, and the words say that it is one", "[map][render]")
{
    OrderSnapshot orders(engine::Mode::Unbounded);
    orders.add(OrderPlace::Charge, OrderActivity::Suspended, 6000).add(OrderPlace::Charge, OrderActivity::Blocked, 2000);
    orders.omit(OrderPlace::Charge, OrderActivity::Failed, 2000);
    MapPicture picture(QSize(1200, 560));
    picture.begin(orders.make());
    REQUIRE(picture.map().blocks() == QList<int> {static_cast<int>(MapStation::Charge)});

    const QImage image = picture.grabMap();
    const QRectF room = picture.map().layout().at(MapStation::Charge).room;
    const int height = static_cast<int>(room.height());
    const std::vector<int> bands = render::bandHeights(image, room);
    REQUIRE(bands.size() == 3);
    const std::vector<int> expected = {height * 2 / 10, height * 6 / 10, height * 2 / 10}; // from the bottom: by state
    for (std::size_t band = 0; band < bands.size(); ++band)
        CHECK(std::abs(bands[band] - expected[band]) <= 1);
    CHECK(picture.panel()->property("remark").toString() == QStringLiteral("2,000 orders are counted but not drawn one by one"));
}

TEST_CASE("map picture: a snapshot in which nothing has changed is not drawn again", "[map][render]")
{
    OrderSnapshot orders;
    everything(orders);
    MapPicture picture(QSize(900, 440));
    picture.begin(orders.make());
    picture.settle();
    (void)picture.grab();
    int frames = 0;
    QObject::connect(&picture.window(), &QQuickWindow::afterRendering, &picture.window(), [&frames] { ++frames; });
    for (int turn = 0; turn < 5; ++turn) {
        picture.show(orders.make());
        support::processEventsFor(std::chrono::milliseconds(50));
    }
    CHECK(frames == 0);
}

TEST_CASE("map picture: with reduced motion nothing moves", "[map][render]")
{
    OrderSnapshot orders;
    MapPicture picture(QSize(900, 440));
    picture.panel()->setProperty("reducedMotion", true);
    picture.begin(everything(orders).make());
    orders.move(150, OrderPlace::Persist, OrderActivity::Suspended);
    const auto snapshot = orders.make();
    picture.show(snapshot);
    CHECK_FALSE(picture.map().moving());
    checkPicture(picture, *snapshot);
}

TEST_CASE("map picture: a time that goes back is shown without motion", "[map][render]")
{
    OrderSnapshot orders;
    MapPicture picture(QSize(900, 440));
    const auto early = everything(orders).make();
    orders.move(150, OrderPlace::Persist, OrderActivity::Suspended);
    picture.begin(orders.make());
    picture.settle();
    picture.show(early);
    CHECK_FALSE(picture.map().moving());
    checkPicture(picture, *early);
}
