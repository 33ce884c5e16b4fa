// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/snapshot.h"
#include "ui/items/queue_bar.h"
#include "ui/items/worker_lanes.h"
#include "ui/models/run_figures.h"

#include <QImage>
#include <QQuickWindow>

#include <array>

namespace render {

/// The picture of a pool, and of its queue below it, as it is on the screen.
class PoolPicture {
public:
    PoolPicture(const engine::Snapshot& snapshot, const QSize& size);

    /// How many places look like each WorkerLanes::State, told from what share of them has its colour.
    [[nodiscard]] std::array<int, 4> counted() const;
    [[nodiscard]] int boxes() const; ///< in the row of those who wait

    ui::RunFigures figures;
    QQuickWindow window;
    ui::WorkerLanes lanes;
    ui::QueueBar queue;
    QImage image;

private:
    [[nodiscard]] bool is(int x, int y, const QColor& color) const;
    [[nodiscard]] ui::WorkerLanes::State look(const QRect& place) const;
};

/// Compares what is counted in the picture with the pool of the snapshot, and the boxes with the work items that wait.
void checkPool(const engine::Snapshot& snapshot, const QSize& size);

} // namespace render
