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
        int row = 0;
        double top = 1; ///< of its value axis
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

    static constexpr double kFontSize = 11.0; ///< at scale 1

    QSize size;
    double ratio = 1.0; ///< pixels of the image for each device-independent one
    double from = 0; ///< seconds, of the plot's left edge
    double to = 1; ///< of its right edge
    bool relative = true; ///< times are told as counted back from `to`
    int rows = 1;
    bool scaledRows = false; ///< each row's scale is told in it
    StripUnit unit = StripUnit::Number;
    std::int64_t firstColumn = 0;
    std::vector<Line> lines;
    std::vector<StripMark> marks;
    std::vector<StripTick> ticks;
    Look look;

    [[nodiscard]] double scale() const { return look.font.pixelSize() / kFontSize; } ///< of everything that is not text
    [[nodiscard]] QRect plot() const; ///< where the lines are
    [[nodiscard]] QRect row(int index) const;
    [[nodiscard]] int markRows() const; ///< rows of labels above the plot
};

/// One mark and where its label is. Row 0 is the uppermost; -1: there is no room for it.
struct MarkLabel {
    int x = 0; ///< of the mark
    int width = 0; ///< of the label's text
    int rank = 0;
    int left = 0;
    int row = -1;
};

/// Puts labels beside their marks (right of them, or left), the most important and then the latest first: none over
/// another, none across the line of a mark whose label is in the same row or above, and in the lowest row none left of
/// `plotLeft`, where the numbers of the axis are.
void placeMarkLabels(std::vector<MarkLabel>& labels, int plotLeft, int room, int rows);

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
        int rows = 1;
        QRect plot;
        double top = 0;
        std::vector<AxisLabel> values;
        std::vector<std::pair<int, QString>> times; ///< x and text
        std::vector<QString> names; ///< of rows
        std::vector<QString> tops; ///< of rows with a scale of their own and no limit
        StripPicture::Look look;

        friend bool operator==(const Ground&, const Ground&) = default;
    };

    [[nodiscard]] static Ground groundOf(const StripPicture& picture);
    static void paintGround(const Ground& ground, const StripPicture& picture, QImage& image);

    Ground m_ground;
    QImage m_groundImage;
};

} // namespace ui
