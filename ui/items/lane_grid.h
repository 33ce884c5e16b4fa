// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QSize>

namespace ui {

/// Where the places of a number of workers are: lanes with room for text, or square cells.
///
/// Model    lanes, if each can be kLaneWidth letters wide and a line of text high; else cells, as large as fits. The rows
///          differ by one place at most, and each is as long as the others: there is no ragged last row.
/// Shape    places 0 .. count - 1, row by row
/// Units    device-independent pixels
class LaneGrid {
public:
    static constexpr int kMostLanes = 24;
    static constexpr int kLaneLetters = 13; ///< "#1234 persist"
    static constexpr int kSmallestCell = 5;
    static constexpr int kLargestCell = 44;

    LaneGrid() = default;
    LaneGrid(int count, const QSize& room, int letterWidth, int lineHeight);

    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] int rows() const { return m_rows; }
    [[nodiscard]] int inRow(int row) const; ///< places in that row
    [[nodiscard]] bool lanes() const { return m_lanes; }
    [[nodiscard]] QRect place(int index) const;
    [[nodiscard]] int rowOf(int index) const;
    [[nodiscard]] int firstOf(int row) const; ///< the index of its first place
    /// The place at that point, or -1 where there is none.
    [[nodiscard]] int at(const QPoint& point) const;
    /// The place below (rows 1) or above (rows -1), or the same where there is none.
    [[nodiscard]] int moved(int index, int rows) const;

private:
    void chooseLanes(int letterWidth, int lineHeight);
    void chooseCells();

    int m_count = 0;
    QSize m_room;
    int m_rows = 0;
    bool m_lanes = false;
    int m_width = 0; ///< of the longest row
    int m_pitch = 0; ///< from one row to the next
    int m_gap = 0;
};

} // namespace ui
