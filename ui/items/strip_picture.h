// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/items/strip_line.h"
#include "ui/items/strip_scale.h"
#include "ui/items/strip_source.h"

#include <QColor>
#include <QFont>
#include <QImage>
#include <QRect>
#include <QSize>

#include <cstdint>
#include <vector>

namespace ui {

/// All that one strip chart shows, as values.
///
/// Units    pixels are device-independent but for `columns`, which has one entry for each pixel of the image's plot
struct StripPicture {
    struct Line {
        QString label;
        QColor color;
        StripLine::Pattern pattern = StripLine::Solid;
        StripLine::Area area = StripLine::Empty;
        bool bound = false;
        std::vector<StripColumn> columns;
    };
    struct Look {
        QColor background;
        QColor grid;
        QColor text;
        QColor strong; ///< of the most important marks
        QFont font;
        double areaOpacity = 0.25;

        friend bool operator==(const Look&, const Look&) = default;
    };

    QSize size;
    double ratio = 1.0; ///< pixels of the image for each device-independent one
    double from = 0; ///< seconds, of the plot's left edge
    double to = 1; ///< of its right edge
    bool relative = true; ///< times are told as counted back from `to`
    bool rows = false; ///< each line in a row of its own, all with the same scale
    double top = 1; ///< of the value axis
    StripUnit unit = StripUnit::Number;
    std::int64_t firstColumn = 0;
    std::vector<Line> lines;
    std::vector<StripMark> marks;
    std::vector<StripTick> ticks;
    Look look;

    [[nodiscard]] QRect plot() const; ///< where the lines are
    [[nodiscard]] QRect row(std::size_t line) const; ///< of that line; the whole plot unless there are rows
};

/// Where a mark's label goes. `place` -1: there is no room for it.
struct MarkLabel {
    std::size_t mark = 0;
    int left = 0;
    int width = 0;
    bool shown = false;
};

/// Labels beside their marks (right of them, or left), the most important and then the latest first, none over another.
/// `x` is where each mark is, `widths` how wide its text is, both as long as `ranks`; all between 0 and `room`.
[[nodiscard]] std::vector<MarkLabel> placeMarkLabels(
    const std::vector<int>& x, const std::vector<int>& widths, const std::vector<int>& ranks, int room);

/// Draws strip pictures. What changes rarely (axes and their text) is kept from one picture to the next.
///
/// Threads  one owner
class StripPainter {
public:
    [[nodiscard]] QImage paint(const StripPicture& picture);

private:
    struct Ground {
        QSize size;
        double ratio = 0;
        double top = 0;
        bool rows = false;
        QRect plot;
        std::vector<AxisLabel> values;
        std::vector<std::pair<int, QString>> times; ///< x and text
        std::vector<QString> names; ///< of rows
        StripPicture::Look look;

        friend bool operator==(const Ground&, const Ground&) = default;
    };

    [[nodiscard]] static Ground groundOf(const StripPicture& picture);
    static void paintGround(const Ground& ground, const StripPicture& picture, QImage& image);

    Ground m_ground;
    QImage m_groundImage;
};

} // namespace ui
