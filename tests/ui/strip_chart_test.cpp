// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/event_loop.h"
#include "ui/items/strip_chart.h"
#include "ui/models/strip_history.h"

#include <QQuickWindow>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <chrono>

using namespace std::chrono_literals;
using Catch::Approx;
using support::processEventsUntil;
using ui::StripSeries;

namespace {

/// A chart of the pending work items in a window that is shown, over a history that a test feeds.
struct Shown {
    Shown()
    {
        line.series = StripSeries::ChannelDepth;
        line.boundedBy = StripSeries::ChannelCapacity;
        limit.series = StripSeries::ChannelCapacity;
        limit.bound = true;
        kind.add(&line);
        kind.add(&limit);
        QFont font;
        font.setPixelSize(11);
        chart.setProperty("font", font);
        chart.setProperty("background", QColor(Qt::black));
        chart.setKind(&kind);
        chart.setSource(&history);
        chart.setFrom(0);
        chart.setTo(10);
        window.resize(400, 150);
        chart.setParentItem(window.contentItem());
        chart.setSize(QSizeF(400, 150));
        history.begin(std::make_shared<const engine::Snapshot>());
        window.show();
        REQUIRE(processEventsUntil([&] { return chart.imagesDrawn() > 0; }));
    }

    void add(std::chrono::milliseconds at, std::int64_t depth, std::int64_t capacity = 0)
    {
        engine::Snapshot snapshot;
        snapshot.at = at;
        snapshot.channel = {.now = depth, .peak = depth, .limit = capacity};
        history.add(std::make_shared<const engine::Snapshot>(std::move(snapshot)));
    }
    void settle() { support::processEventsFor(2 * ui::StripChart::kSlowest); }

    ui::StripHistory history;
    ui::StripLine line;
    ui::StripLine limit;
    ui::StripKind kind;
    ui::StripChart chart;
    QQuickWindow window;
};

} // namespace

TEST_CASE("strip chart: what has not changed is not drawn again", "[items][strips]")
{
    Shown shown;
    shown.add(1s, 5);
    shown.settle();
    const int before = shown.chart.imagesDrawn();
    Q_EMIT shown.history.changed();
    shown.settle();
    CHECK(shown.chart.imagesDrawn() == before);
    shown.add(20s, 5); // beyond the axis
    shown.add(21s, 9);
    shown.settle();
    CHECK(shown.chart.imagesDrawn() <= before + 1); // the line now goes on to the right
    shown.add(22s, 9);
    shown.settle();
    CHECK(shown.chart.imagesDrawn() <= before + 1);
}

TEST_CASE("strip chart: a burst of samples is drawn at a calm pace, and its last one always", "[items][strips]")
{
    Shown shown;
    shown.chart.setTo(100);
    shown.settle();
    const int before = shown.chart.imagesDrawn();
    for (int step = 1; step <= 200; ++step) {
        shown.add(step * 100ms, step);
        QCoreApplication::processEvents();
    }
    shown.settle();
    CHECK(shown.chart.imagesDrawn() - before <= 6);
    CHECK(shown.chart.topValue() == 400);
}

TEST_CASE("strip chart: while it cannot be seen it draws nothing", "[items][strips]")
{
    Shown shown;
    shown.chart.setVisible(false);
    const int before = shown.chart.imagesDrawn();
    for (int second = 1; second < 9; ++second)
        shown.add(second * 1s, second);
    shown.settle();
    CHECK(shown.chart.imagesDrawn() == before);
    shown.chart.setVisible(true);
    REQUIRE(processEventsUntil([&] { return shown.chart.imagesDrawn() > before; }));
}

TEST_CASE("strip chart: its axis holds the values, and a limit unless that is far above them", "[items][strips]")
{
    Shown shown;
    shown.add(1s, 90);
    shown.add(2s, 90);
    shown.settle();
    CHECK(shown.chart.topValue() == 100);
    shown.add(3s, 90, 300);
    shown.add(4s, 90, 300);
    shown.settle();
    CHECK(shown.chart.topValue() == 400);
    Shown far;
    far.add(1s, 90, 5000);
    far.add(2s, 90, 5000);
    far.settle();
    CHECK(far.chart.topValue() == 100);
}

TEST_CASE("strip chart: a line that scrolls keeps its shape", "[items][strips]")
{
    Shown shown;
    for (int step = 1; step < 400; ++step)
        shown.add(step * 50ms, (step * 37) % 91);
    shown.settle();
    const auto columns = [&] {
        shown.settle();
        return std::pair(shown.chart.picture().firstColumn, shown.chart.picture().lines.front().columns);
    };
    shown.chart.setProperty("relative", false); // so that it answers at once
    shown.chart.setFrom(5);
    shown.chart.setTo(15);
    const auto [firstBefore, before] = columns();
    shown.chart.setFrom(5.73);
    shown.chart.setTo(15.73);
    const auto [firstAfter, after] = columns();
    const auto moved = firstAfter - firstBefore;
    REQUIRE(moved > 0);
    for (std::size_t column = 0; column + static_cast<std::size_t>(moved) + 8 < before.size(); ++column)
        CHECK(after[column].mean == Approx(before[column + static_cast<std::size_t>(moved)].mean));
}
