// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/event_loop.h"
#include "ui/items/queue_bar.h"
#include "ui/items/worker_lanes.h"
#include "ui/models/run_figures.h"

#include <QImage>
#include <QQuickWindow>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include <algorithm>
#include <array>
#include <random>

using support::processEventsUntil;
using ui::WorkerLanes;

namespace {

constexpr QColor kRunning(0, 0, 255);
constexpr QColor kBlocked(255, 0, 0);
constexpr QColor kIdle(0, 160, 0);

engine::Snapshot poolNumber(unsigned seed, int workers)
{
    std::mt19937 random(seed);
    engine::Snapshot snapshot;
    snapshot.governor.goal = workers + static_cast<int>(random() % 4);
    snapshot.pool.threads = workers;
    for (int worker = 0; worker < workers; ++worker) {
        const auto state = static_cast<engine::WorkerState>(random() % 3);
        (state == engine::WorkerState::Running ? snapshot.pool.running : state == engine::WorkerState::Blocked ? snapshot.pool.blocked : snapshot.pool.idle) += 1;
        snapshot.pool.workers.push_back({state, state == engine::WorkerState::Idle ? 0 : 1 + random() % 90'000, engine::OrderPlace::Charge});
    }
    snapshot.pool.pendingWorkItems = static_cast<std::int64_t>(random() % 6000);
    return snapshot;
}

/// The picture of a pool, and of its queue below it, as it is on the screen.
class PoolPicture {
public:
    PoolPicture(const engine::Snapshot& snapshot, const QSize& size)
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
        REQUIRE(processEventsUntil([this] { return lanes.imagesDrawn() > 0; }));
        image = window.grabWindow();
        REQUIRE_FALSE(image.isNull());
    }

    /// How many places look like each state, told from what share of them has its colour.
    [[nodiscard]] std::array<int, 4> counted() const
    {
        std::array<int, 4> counts {};
        for (int place = 0; place < lanes.grid().count(); ++place)
            ++counts[static_cast<std::size_t>(look(lanes.grid().place(place)))];
        return counts;
    }
    /// Boxes in the row of those who wait.
    [[nodiscard]] int boxes() const
    {
        const int y = static_cast<int>(queue.y()) + 5;
        int found = 0;
        for (int x = 1; x < image.width(); ++x)
            found += is(x, y, kBlocked) && !is(x - 1, y, kBlocked) ? 1 : 0;
        return found + (is(0, y, kBlocked) ? 1 : 0);
    }

    ui::RunFigures figures;
    QQuickWindow window;
    WorkerLanes lanes;
    ui::QueueBar queue;
    QImage image;

private:
    [[nodiscard]] bool is(int x, int y, const QColor& color) const
    {
        const QColor pixel = image.pixelColor(x, y);
        return std::abs(pixel.red() - color.red()) + std::abs(pixel.green() - color.green()) + std::abs(pixel.blue() - color.blue()) < 120;
    }
    [[nodiscard]] WorkerLanes::State look(const QRect& place) const
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
};

} // namespace

TEST_CASE("pool picture: as many places look running, blocked, idle and not started as the snapshot has", "[pool][lanes]")
{
    const auto seed = GENERATE(range(1U, 21U));
    const int workers = seed % 2 == 0 ? static_cast<int>(1 + seed) : static_cast<int>(seed * 6);
    const auto snapshot = poolNumber(seed, workers);
    const PoolPicture picture(snapshot, QSize(1200, 140));
    INFO("workers " << workers << ", lanes " << picture.lanes.grid().lanes());
    const auto counted = picture.counted();
    CHECK(counted[WorkerLanes::Running] == snapshot.pool.running);
    CHECK(counted[WorkerLanes::Blocked] == snapshot.pool.blocked);
    CHECK(counted[WorkerLanes::Idle] == snapshot.pool.idle);
    CHECK(counted[WorkerLanes::NotStarted] == snapshot.governor.goal - snapshot.pool.threads);
}

TEST_CASE("pool picture: 500 workers are told apart in small cells", "[pool][lanes]")
{
    auto snapshot = poolNumber(7, 500);
    snapshot.governor.goal = 500;
    const PoolPicture picture(snapshot, QSize(940, 140));
    const auto counted = picture.counted();
    CHECK(counted[WorkerLanes::Running] == snapshot.pool.running);
    CHECK(counted[WorkerLanes::Blocked] == snapshot.pool.blocked);
    CHECK(counted[WorkerLanes::Idle] == snapshot.pool.idle);
}

TEST_CASE("pool picture: the boxes of the queue stand for the work items that wait", "[pool][queue]")
{
    const PoolPicture picture(poolNumber(GENERATE(range(1U, 21U)), 8), QSize(700, 100));
    const double waiting = picture.figures.pool().pendingWorkItems;
    CHECK(picture.boxes() * picture.queue.each() >= waiting);
    CHECK((picture.boxes() - 1) * picture.queue.each() < waiting);
}
