// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/items/worker_cells.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr int kIdle = 0;
constexpr int kRunning = 1;
constexpr int kBlocked = 2;
constexpr int kNotStarted = 3;
constexpr int kMostCells = 2000; ///< beyond it cells are no longer told apart by eye
constexpr double kGapShare = 0.18; ///< of the pitch
constexpr double kCornerShare = 8.0; ///< side of a cell over the radius of its corners
constexpr double kGlyphFrom = 12.0; ///< side of the smallest cell that has room for a glyph

void hatch(QPainter& painter, const QRectF& cell, const QColor& color)
{
    const double step = std::max(3.0, cell.width() / 5.0);
    painter.save();
    QPainterPath inside;
    inside.addRoundedRect(cell, cell.width() / kCornerShare, cell.width() / kCornerShare);
    painter.setClipPath(inside);
    painter.setPen(QPen(color, std::max(1.0, step / 3.0)));
    for (double x = cell.left() - cell.height(); x < cell.right(); x += step)
        painter.drawLine(QPointF(x, cell.bottom()), QPointF(x + cell.height(), cell.top()));
    painter.restore();
}

} // namespace

WorkerCells::WorkerCells(QQuickItem* parent)
    : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
    connect(this, &WorkerCells::workersChanged, this, [this] { update(); });
    connect(this, &WorkerCells::colorsChanged, this, [this] { update(); });
}

void WorkerCells::setWorkers(const QByteArray& workers)
{
    if (workers == m_workers)
        return;
    m_workers = workers;
    Q_EMIT workersChanged();
}

void WorkerCells::setMaxWorkers(int count)
{
    if (count == m_maxWorkers)
        return;
    m_maxWorkers = count;
    Q_EMIT workersChanged();
}

int WorkerCells::cellCount() const
{
    return std::min(std::max(static_cast<int>(m_workers.size()), m_maxWorkers), kMostCells);
}

WorkerCells::Grid WorkerCells::grid(int cells) const
{
    // The fewest rows in which a cell is still as large as the width or the height allows.
    Grid best;
    for (int rows = 1; rows <= cells; ++rows) {
        const int columns = (cells + rows - 1) / rows;
        const double pitch = std::min({width() / columns, height() / rows, kLargest});
        if (pitch > best.pitch)
            best = {columns, rows, pitch};
        else if (rows * best.pitch > height())
            break;
    }
    best.pitch = std::max(best.pitch, kSmallest);
    return best;
}

void WorkerCells::paint(QPainter* painter)
{
    const int alive = static_cast<int>(m_workers.size());
    const int cells = cellCount();
    if (cells == 0)
        return;
    const Grid layout = grid(cells);
    const double gap = std::max(2.0, std::floor(layout.pitch * kGapShare));
    const double side = std::floor(layout.pitch) - gap;
    for (int index = 0; index < cells; ++index) {
        const int row = index / layout.columns;
        const int column = index % layout.columns;
        const QPointF corner(column * std::floor(layout.pitch), row * std::floor(layout.pitch));
        paintCell(*painter, QRectF(corner, QSizeF(side, side)), index < alive ? m_workers.at(index) : kNotStarted);
    }
}

void WorkerCells::paintCell(QPainter& painter, const QRectF& cell, int state) const
{
    const double radius = cell.width() / kCornerShare;
    const QRectF outline = cell.adjusted(0.5, 0.5, -0.5, -0.5);
    const bool roomy = cell.width() >= kGlyphFrom;
    const QPointF middle = cell.center();
    const double unit = cell.width() / 8.0;
    painter.setBrush(Qt::NoBrush);

    switch (state) {
    case kRunning:
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_runningColor);
        painter.drawRoundedRect(cell, radius, radius);
        if (roomy) {
            QPainterPath arrow(middle + QPointF(-1.25 * unit, -1.75 * unit));
            arrow.lineTo(middle + QPointF(1.75 * unit, 0));
            arrow.lineTo(middle + QPointF(-1.25 * unit, 1.75 * unit));
            arrow.closeSubpath();
            painter.fillPath(arrow, m_glyphColor);
        }
        break;
    case kBlocked:
        hatch(painter, cell, m_blockedColor);
        painter.setPen(QPen(m_blockedColor, 1.0));
        painter.drawRoundedRect(outline, radius, radius);
        if (roomy) {
            const QRectF bar(middle - QPointF(2.5 * unit, 0.75 * unit), QSizeF(5 * unit, 1.5 * unit));
            painter.fillRect(bar.adjusted(-unit / 2, -unit / 2, unit / 2, unit / 2), m_glyphColor);
            painter.fillRect(bar, m_blockedColor);
        }
        break;
    case kIdle:
        painter.setPen(QPen(m_idleColor, 1.0));
        painter.drawRoundedRect(outline, radius, radius);
        if (roomy) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(m_idleColor);
            painter.drawEllipse(middle, unit * 0.75, unit * 0.75);
        }
        break;
    default:
        painter.setPen(QPen(m_idleColor, 1.0, Qt::DotLine));
        painter.drawRoundedRect(outline, radius, radius);
        break;
    }
}

} // namespace ui
