// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/event_loop.h"
#include "ui/items/lane_grid.h"
#include "ui/items/queue_bar.h"
#include "ui/items/worker_lanes.h"

#include <QQuickWindow>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>
#include <set>

using namespace std::chrono_literals;
using support::processEventsUntil;
using ui::LaneGrid;
using ui::WorkerLanes;

namespace {

constexpr int kLetter = 7;
constexpr int kLine = 15;

/// Lanes in a window that is shown.
struct Shown {
    Shown()
    {
        lanes.setProperty("font", QFont(QStringLiteral("JetBrains Mono"), 9));
        lanes.setProperty("surfaceColor", QColor(Qt::white));
        for (const char* const color : {"idleColor", "runningColor", "blockedColor", "textColor", "mutedColor"})
            lanes.setProperty(color, QColor(Qt::darkBlue));
        lanes.setProperty("placeNames", QStringList {QString(), QString(), QStringLiteral("validate"), QStringLiteral("charge")});
        window.resize(600, 100);
        lanes.setParentItem(window.contentItem());
        lanes.setSize(QSizeF(600, 100));
        lanes.setGoal(4);
        lanes.setStates(QByteArray("\x01\x02\x00", 3));
        lanes.setOrders({7, 1234, 99});
        lanes.setPlaces(QByteArray("\x02\x03\x00", 3));
        window.show();
        window.requestActivate();
        REQUIRE(processEventsUntil([&] { return window.isActive() && lanes.imagesDrawn() > 0; }));
    }

    QQuickWindow window;
    WorkerLanes lanes;
};

} // namespace

TEST_CASE("lane grid: places lie within the room, in rows that differ by one place at most, and none over another", "[items][pool]")
{
    const int count = GENERATE(1, 2, 7, 8, 16, 17, 24, 25, 61, 97, 128, 499, 500);
    const QSize room = GENERATE(QSize(560, 72), QSize(940, 140), QSize(300, 200), QSize(2400, 400));
    const LaneGrid grid(count, room, kLetter, kLine);
    REQUIRE(grid.count() == count);
    int total = 0;
    for (int row = 0; row < grid.rows(); ++row) {
        CHECK(grid.inRow(0) - grid.inRow(row) <= 1);
        CHECK(grid.inRow(0) - grid.inRow(row) >= 0);
        CHECK(grid.firstOf(row) == total);
        total += grid.inRow(row);
    }
    CHECK(total == count);
    const QRect whole(QPoint(0, 0), room);
    for (int index = 0; index < count; ++index) {
        const QRect place = grid.place(index);
        CHECK(place.width() >= 2);
        CHECK(whole.contains(place));
        CHECK(grid.at(place.center()) == index);
        if (index > 0 && grid.rowOf(index) == grid.rowOf(index - 1))
            CHECK(grid.place(index - 1).right() < place.left());
    }
}

TEST_CASE("lane grid: few workers have lanes with room for text, many have cells", "[items][pool]")
{
    CHECK(LaneGrid(8, QSize(560, 72), kLetter, kLine).lanes());
    CHECK(LaneGrid(8, QSize(560, 72), kLetter, kLine).rows() == 2);
    CHECK(LaneGrid(24, QSize(960, 140), kLetter, kLine).lanes());
    CHECK_FALSE(LaneGrid(24, QSize(560, 72), kLetter, kLine).lanes());
    CHECK_FALSE(LaneGrid(25, QSize(2000, 1000), kLetter, kLine).lanes());
    const LaneGrid lanes(8, QSize(560, 72), kLetter, kLine);
    CHECK(lanes.place(0).width() >= LaneGrid::kLaneLetters * kLetter);
    CHECK(lanes.place(0).height() > kLine);
}

TEST_CASE("lane grid: up and down lead to the place above and below, and stop at the edge", "[items][pool]")
{
    const LaneGrid grid(8, QSize(560, 72), kLetter, kLine);
    CHECK(grid.moved(1, 1) == 5);
    CHECK(grid.moved(5, -1) == 1);
    CHECK(grid.moved(1, -1) == 1);
    CHECK(grid.moved(6, 1) == 6);
    CHECK(grid.at(QPoint(-1, 3)) == -1);
    CHECK(grid.at(QPoint(3, 4000)) == -1);
    CHECK(LaneGrid().at(QPoint(1, 1)) == -1);
}

TEST_CASE("worker lanes: a worker in words says its state, its order and where that is", "[items][pool]")
{
    Shown shown;
    CHECK(shown.lanes.describe(0) == QStringLiteral("Worker 1: running, order #7 validate"));
    CHECK(shown.lanes.describe(1) == QStringLiteral("Worker 2: blocked, order #1234 charge"));
    CHECK(shown.lanes.describe(2) == QStringLiteral("Worker 3: idle"));
    CHECK(shown.lanes.describe(3) == QStringLiteral("Worker 4: not started"));
    CHECK(shown.lanes.describe(4).isEmpty());
}

TEST_CASE("worker lanes: clicking a worker, or choosing it by keys, names its order", "[items][pool]")
{
    Shown shown;
    const QSignalSpy clicked(&shown.lanes, &WorkerLanes::workerClicked);
    QTest::mouseClick(&shown.window, Qt::LeftButton, {}, shown.lanes.grid().place(1).center());
    REQUIRE(clicked.count() == 1);
    CHECK(clicked.at(0).at(0).toDouble() == 1234);
    QTest::mouseClick(&shown.window, Qt::LeftButton, {}, shown.lanes.grid().place(2).center());
    CHECK(clicked.count() == 1); // an idle worker has no order

    shown.lanes.forceActiveFocus();
    QTest::keyClick(&shown.window, Qt::Key_Home);
    QTest::keyClick(&shown.window, Qt::Key_Return);
    REQUIRE(clicked.count() == 2);
    CHECK(clicked.at(1).at(0).toDouble() == 7);
    QTest::keyClick(&shown.window, Qt::Key_Right);
    CHECK(shown.lanes.current() == 1);
    QTest::keyClick(&shown.window, Qt::Key_End);
    CHECK(shown.lanes.current() == 3);
    QTest::keyClick(&shown.window, Qt::Key_Right);
    CHECK(shown.lanes.current() == 3);
}

TEST_CASE("worker lanes: what does not change is not drawn again, and a burst is drawn at a calm pace", "[items][pool]")
{
    Shown shown;
    support::processEventsFor(2 * WorkerLanes::kInterval);
    const int before = shown.lanes.imagesDrawn();
    shown.lanes.setStates(QByteArray("\x01\x02\x00", 3));
    shown.lanes.setOrders({7, 1234, 99});
    support::processEventsFor(2 * WorkerLanes::kInterval);
    CHECK(shown.lanes.imagesDrawn() == before);

    for (int burst = 0; burst < 20; ++burst) {
        shown.lanes.setOrders({burst + 10.0, 1234, 99});
        QCoreApplication::processEvents();
    }
    REQUIRE(processEventsUntil([&] { return shown.lanes.describe(0).contains(QStringLiteral("#29")); }));
    support::processEventsFor(2 * WorkerLanes::kInterval);
    CHECK(shown.lanes.imagesDrawn() - before <= 4);
}

TEST_CASE("worker lanes: a new worker has a sign for a while, and so has the place of one that has gone", "[items][pool]")
{
    Shown shown;
    support::processEventsFor(2 * WorkerLanes::kInterval);
    const auto placeOf = [&](int worker) { return shown.lanes.image().copy(shown.lanes.grid().place(worker)); };
    shown.lanes.setStates(QByteArray(3, '\0'));
    support::processEventsFor(2 * WorkerLanes::kInterval);
    const QImage idle = placeOf(0);
    const QImage unused = placeOf(3);

    shown.lanes.setStates(QByteArray(4, '\0'));
    support::processEventsFor(2 * WorkerLanes::kInterval);
    CHECK(placeOf(0) == idle);
    CHECK(placeOf(3) != idle);
    REQUIRE(processEventsUntil([&] { return placeOf(3) == idle; })); // the sign goes by itself

    shown.lanes.setStates(QByteArray(3, '\0'));
    support::processEventsFor(2 * WorkerLanes::kInterval);
    CHECK(placeOf(3) != unused);
    REQUIRE(processEventsUntil([&] { return placeOf(3) == unused; }));
}

TEST_CASE("queue bar: a box stands for so few that all still fit, and the boxes stand for all that wait", "[items][pool]")
{
    ui::QueueBar bar;
    bar.setSize(QSizeF(280, 12)); // 40 boxes
    const double count = GENERATE(0.0, 1.0, 39.0, 40.0, 41.0, 81.0, 542.0, 4992.0, 50000.0);
    bar.setCount(count);
    CHECK(bar.boxes() <= 40);
    CHECK(bar.boxes() * bar.each() >= count);
    CHECK((bar.boxes() - 1) * bar.each() < std::max(count, 1.0));
    const std::set<double> round {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000};
    CHECK(round.contains(bar.each()));
    CHECK((bar.each() == 1 || count / bar.each() > 40 / 2.5));
}

TEST_CASE("queue bar: as a queue gets shorter a box stands for as many as before for a while", "[items][pool]")
{
    ui::QueueBar bar;
    bar.setSize(QSizeF(280, 12));
    bar.setCount(300);
    CHECK(bar.each() == 10);
    bar.setCount(190);
    CHECK(bar.each() == 10);
    bar.setCount(90);
    CHECK(bar.each() == 5);
    bar.setCount(0);
    CHECK(bar.each() == 1);
    CHECK(bar.boxes() == 0);
}
