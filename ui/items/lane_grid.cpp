// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/items/lane_grid.h"

#include <algorithm>

namespace ui {

namespace {

constexpr int kLaneGap = 4;
constexpr int kLanePadding = 6; ///< above and below its text, together
constexpr int kTallestLane = 3; ///< lines of text
constexpr int kWidestLane = 50; ///< letters

int ceilDivide(int a, int b)
{
    return (a + b - 1) / b;
}

} // namespace

LaneGrid::LaneGrid(int count, const QSize& room, int letterWidth, int lineHeight)
    : m_count(std::max(count, 0))
    , m_room(room)
{
    if (m_count == 0 || room.isEmpty())
        return;
    chooseLanes(letterWidth, lineHeight);
    if (!m_lanes)
        chooseCells();
}

void LaneGrid::chooseLanes(int letterWidth, int lineHeight)
{
    const int least = kLaneLetters * letterWidth + 2 * lineHeight; // with its glyph
    if (m_count > kMostLanes)
        return;
    double best = 0;
    for (int rows = 1; rows <= m_count; ++rows) {
        const int columns = ceilDivide(m_count, rows);
        const int width = std::min(m_room.width(), columns * kWidestLane * letterWidth);
        const int height = std::min(m_room.height() / rows - kLaneGap, kTallestLane * lineHeight);
        if (width / columns - kLaneGap < least || height < lineHeight + kLanePadding)
            continue;
        const double even = m_count % rows == 0 ? 1.0 : 0.8; // lanes of one length are easier to compare
        if (const double score = height * even; score > best) {
            best = score;
            m_rows = rows;
            m_width = width;
            m_pitch = height + kLaneGap;
        }
    }
    m_lanes = best > 0;
    m_gap = kLaneGap;
}

void LaneGrid::chooseCells()
{
    int best = 0;
    for (int rows = 1; rows <= m_count; ++rows) {
        const int columns = ceilDivide(m_count, rows);
        const int pitch = std::min({m_room.width() / columns, m_room.height() / rows, kLargestCell});
        if (pitch > best) {
            best = pitch;
            m_rows = rows;
        }
    }
    best = std::max(best, kSmallestCell);
    if (m_rows == 0) // more than there is room for: what does not fit is cut off
        m_rows = std::max(1, ceilDivide(m_count, std::max(1, m_room.width() / best)));
    m_pitch = best;
    m_width = std::min(m_room.width(), ceilDivide(m_count, m_rows) * best);
    m_gap = best >= 12 ? std::max(2, best / 7) : best >= 7 ? 2 : 1;
}

int LaneGrid::firstOf(int row) const
{
    const int each = m_count / m_rows;
    return row * each + std::min(row, m_count % m_rows);
}

int LaneGrid::inRow(int row) const
{
    return m_count / m_rows + (row < m_count % m_rows ? 1 : 0);
}

int LaneGrid::rowOf(int index) const
{
    const int longer = m_count % m_rows; // the first rows have one more
    const int each = m_count / m_rows;
    const int inLonger = longer * (each + 1);
    return index < inLonger ? index / (each + 1) : longer + (index - inLonger) / each;
}

QRect LaneGrid::place(int index) const
{
    const int row = rowOf(index);
    const int column = index - firstOf(row);
    const int inThis = inRow(row);
    const int left = column * m_width / inThis;
    const int width = m_lanes ? (column + 1) * m_width / inThis - left - m_gap : m_pitch - m_gap;
    return {left, row * m_pitch, width, m_pitch - m_gap};
}

int LaneGrid::at(const QPoint& point) const
{
    if (m_count == 0 || point.x() < 0 || point.y() < 0 || point.y() >= m_rows * m_pitch)
        return -1;
    const int row = point.y() / m_pitch;
    const int column = std::min(point.x() * inRow(row) / std::max(1, m_width), inRow(row) - 1);
    const int index = firstOf(row) + column;
    return place(index).contains(point) ? index : -1;
}

int LaneGrid::moved(int index, int rows) const
{
    const int row = rowOf(index);
    const int target = row + rows;
    if (target < 0 || target >= m_rows)
        return index;
    return firstOf(target) + std::min(index - firstOf(row), inRow(target) - 1);
}

} // namespace ui
