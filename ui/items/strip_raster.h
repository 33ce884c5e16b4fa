// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/items/strip_source.h"

#include <QColor>
#include <QImage>
#include <QRect>

#include <cstdint>
#include <span>
#include <vector>

namespace ui {

/// A line that is known every `width` pixels, for each pixel: straight from one middle to the next, or, where it `holds`
/// its values, in steps.
///
/// Shape    coarse[0] is for the pixels from (firstPixel / width - 1) * width on, so one before the first that is wanted;
///          it needs out.size() / width + 3 entries
void spread(std::span<const StripColumn> coarse, int width, std::int64_t firstPixel, bool holds, std::span<StripColumn> out);
/// The number of the first coarse column that spread() needs.
[[nodiscard]] std::int64_t firstCoarse(std::int64_t firstPixel, int width);

/// Draws lines that have a value for each column of pixels, straight into the pixels of an image.
///
/// Model    value 0 is the lower edge of the plot, `top` the upper one; coverage is fractional, so edges and slopes are
///          smooth. A line's pixels are gathered in a mask first: where it crosses itself it does not get darker.
///          Patterns and hatching are fixed to `firstColumn`, the number of the leftmost column on the axis of time, so
///          that they move with the line.
/// Shape    image: QImage::Format_RGB32; `columns` has one entry for each pixel of the plot's width
/// Units    pixels of the image
/// Bounds   nothing is drawn outside the plot
/// Threads  one owner; the image must not be copied or drawn on by others meanwhile
class StripRaster {
public:
    struct Pattern {
        int on = 0; ///< columns that are drawn, then `off` columns that are not; 0: all are
        int off = 0;
    };

    StripRaster(QImage& image, const QRect& plot, double top, std::int64_t firstColumn);

    /// From the means down to the lower edge.
    void fill(std::span<const StripColumn> columns, const QColor& color);
    /// The same, in lines that rise to the right, `period` pixels apart.
    void hatch(std::span<const StripColumn> columns, const QColor& color, int period);
    /// From the lows to the highs.
    void band(std::span<const StripColumn> columns, const QColor& color);
    /// Along the means.
    void line(std::span<const StripColumn> columns, const QColor& color, double width, Pattern pattern);

    [[nodiscard]] double yOf(double value) const; ///< in the image; a value beyond the plot is at its edge

private:
    void blend(int x, int y, QRgb color, double coverage);
    void span(int x, double upper, double lower, QRgb color);
    /// Into the mask, from (x0, y0) to (x0 + dx, y1), measured from the plot's corner.
    void segment(double x0, double y0, double dx, double y1, double halfWidth);

    QRect m_plot;
    double m_top;
    std::int64_t m_firstColumn;
    QRgb* m_pixels; ///< of the image
    qsizetype m_stride; ///< pixels from one row to the next
    std::vector<std::uint8_t> m_mask; ///< of the plot
    int m_upperMask = 0; ///< rows of it that are in use
    int m_lowerMask = -1;
};

} // namespace ui
