// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/render/pool_picture.h"

#include "tests/ui/event_loop.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cstdlib>

using ui::WorkerLanes;

namespace render {

namespace {

constexpr QColor kRunning(0, 0, 255);
constexpr QColor kBlocked(255, 0, 0);
constexpr QColor kIdle(0, 160, 0);

} // namespace

PoolPicture::PoolPicture(const engine::Snapshot& snapshot, const QSize& size)
{
    figures.show(std::make_shared<const engine::Snapshot>(snapshot));
    lanes.setProperty("surfaceColor", QColor(Qt::white));
    lanes.setProperty("runningColor", kRunning);
    lanes.setProperty("blockedColor", kBlocked);
    lanes.setProperty("idleColor", kIdle);
    lanes.setProperty("textColor", QColor(Qt::black));
    lanes.setProperty("mutedColor", QColor(Qt::black));
    lanes.setProperty("placeNames", QStringList {QString(), QString(), QStringLiteral("validate"), QStringLiteral("charge")});
    lanes.setSize(size);
    lanes.setStates(figures.workerStates());
    lanes.setOrders(figures.workerOrders());
    lanes.setPlaces(figures.workerPlaces());
    lanes.setGoal(figures.pool().goal);
    lanes.setParentItem(window.contentItem());
    queue.setProperty("color", kBlocked);
    queue.setY(size.height() + 10);
    queue.setSize(QSizeF(size.width(), 10));
    queue.setCount(figures.pool().pendingWorkItems);
    queue.setParentItem(window.contentItem());
    window.resize(size + QSize(0, 30));
    window.show();
    REQUIRE(support::processEventsUntil([this] { return lanes.imagesDrawn() > 0; }));
    image = window.grabWindow();
    REQUIRE_FALSE(image.isNull());
}

std::array<int, 4> PoolPicture::counted() const
{
    std::array<int, 4> counts {};
    for (int place = 0; place < lanes.grid().count(); ++place)
        ++counts[static_cast<std::size_t>(look(lanes.grid().place(place)))];
    return counts;
}

int PoolPicture::boxes() const
{
    const int y = static_cast<int>(queue.y()) + 5;
    int found = 0;
    for (int x = 1; x < image.width(); ++x)
        found += is(x, y, kBlocked) && !is(x - 1, y, kBlocked) ? 1 : 0;
    return found + (is(0, y, kBlocked) ? 1 : 0);
}

bool PoolPicture::is(int x, int y, const QColor& color) const
{
    const QColor pixel = image.pixelColor(x, y);
    return std::abs(pixel.red() - color.red()) + std::abs(pixel.green() - color.green()) + std::abs(pixel.blue() - color.blue()) < 120;
}

WorkerLanes::State PoolPicture::look(const QRect& place) const
{
    int running = 0;
    int blocked = 0;
    int idle = 0;
    for (int y = place.top(); y <= place.bottom(); ++y) {
        for (int x = place.left(); x <= place.right(); ++x) {
            running += is(x, y, kRunning) ? 1 : 0;
            blocked += is(x, y, kBlocked) ? 1 : 0;
            idle += is(x, y, kIdle) ? 1 : 0;
        }
    }
    if (running > blocked && running > idle)
        return WorkerLanes::Running;
    if (blocked > idle)
        return WorkerLanes::Blocked;
    // A dotted outline has gaps, a whole one has none.
    int gaps = 0;
    for (int x = place.left() + 5; x < place.right() - 5; ++x)
        gaps += is(x, place.top(), QColor(Qt::white)) ? 1 : 0;
    return gaps > 2 ? WorkerLanes::NotStarted : WorkerLanes::Idle;
}

void checkPool(const engine::Snapshot& snapshot, const QSize& size)
{
    const PoolPicture picture(snapshot, size);
    INFO("workers " << snapshot.pool.threads << ", lanes " << picture.lanes.grid().lanes());
    const auto counted = picture.counted();
    CHECK(counted[WorkerLanes::Running] == snapshot.pool.running);
    CHECK(counted[WorkerLanes::Blocked] == snapshot.pool.blocked);
    CHECK(counted[WorkerLanes::Idle] == snapshot.pool.idle);
    CHECK(counted[WorkerLanes::NotStarted] == std::max(0, picture.figures.pool().goal - snapshot.pool.threads));
    const double waiting = picture.figures.pool().pendingWorkItems;
    CHECK(picture.boxes() * picture.queue.each() >= waiting);
    CHECK((waiting == 0 || (picture.boxes() - 1) * picture.queue.each() < waiting));
}

} // namespace render
