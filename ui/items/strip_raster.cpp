// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/items/strip_raster.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr int kFull = 255;

std::int64_t modulo(std::int64_t value, std::int64_t by)
{
    const std::int64_t rest = value % by;
    return rest < 0 ? rest + by : rest;
}

QRgb mixed(QRgb below, const QColor& color, int alpha)
{
    const auto channel = [alpha](int under, int over) { return under + (over - under) * alpha / kFull; };
    return qRgb(channel(qRed(below), color.red()), channel(qGreen(below), color.green()), channel(qBlue(below), color.blue()));
}

double distance(double x, double y, double x0, double y0, double x1, double y1)
{
    const double dx = x1 - x0;
    const double dy = y1 - y0;
    const double length = dx * dx + dy * dy;
    const double way = length > 0 ? std::clamp(((x - x0) * dx + (y - y0) * dy) / length, 0.0, 1.0) : 0.0;
    return std::hypot(x - x0 - way * dx, y - y0 - way * dy);
}

StripColumn between(const StripColumn& a, const StripColumn& b, float way)
{
    if (!a.has() || !b.has())
        return a.has() ? a : b;
    return {a.low + (b.low - a.low) * way, a.high + (b.high - a.high) * way, a.mean + (b.mean - a.mean) * way};
}

} // namespace

std::int64_t firstCoarse(std::int64_t firstPixel, int width)
{
    return (firstPixel - modulo(firstPixel, width)) / width - 1;
}

void spread(std::span<const StripColumn> coarse, int width, std::int64_t firstPixel, bool holds, std::span<StripColumn> out)
{
    const auto first = static_cast<double>(firstCoarse(firstPixel, width));
    for (std::size_t pixel = 0; pixel < out.size(); ++pixel) {
        const double place = (static_cast<double>(firstPixel) + static_cast<double>(pixel) + 0.5) / width - first;
        if (holds) {
            out[pixel] = coarse[static_cast<std::size_t>(place)];
            continue;
        }
        const auto left = static_cast<std::size_t>(place - 0.5);
        out[pixel] = between(coarse[left], coarse[left + 1], static_cast<float>(place - 0.5 - static_cast<double>(left)));
    }
}

StripRaster::StripRaster(QImage& image, const QRect& plot, double top, std::int64_t firstColumn)
    : m_image(image)
    , m_plot(plot.intersected(image.rect()))
    , m_top(top)
    , m_firstColumn(firstColumn)
{
}

double StripRaster::yOf(double value) const
{
    return m_plot.top() + m_plot.height() * (1.0 - std::clamp(value / m_top, 0.0, 1.0));
}

void StripRaster::blend(int x, int y, const QColor& color, double coverage)
{
    auto* const line = reinterpret_cast<QRgb*>(m_image.scanLine(y));
    line[x] = mixed(line[x], color, static_cast<int>(std::lround(coverage * color.alphaF() * kFull)));
}

void StripRaster::span(int x, double upper, double lower, const QColor& color)
{
    const int first = std::max(static_cast<int>(std::floor(upper)), m_plot.top());
    const int last = std::min(static_cast<int>(std::ceil(lower)) - 1, m_plot.bottom());
    for (int y = first; y <= last; ++y) {
        const double coverage = std::min(lower, y + 1.0) - std::max(upper, static_cast<double>(y));
        if (coverage > 0)
            blend(x, y, color, coverage);
    }
}

void StripRaster::fill(std::span<const StripColumn> columns, const QColor& color)
{
    const int width = std::min(m_plot.width(), static_cast<int>(columns.size()));
    for (int x = 0; x < width; ++x) {
        const StripColumn& column = columns[static_cast<std::size_t>(x)];
        if (column.has())
            span(m_plot.left() + x, yOf(column.mean), m_plot.bottom() + 1.0, color);
    }
}

void StripRaster::hatch(std::span<const StripColumn> columns, const QColor& color, int period)
{
    const double half = period / 6.0; // of a stroke's width, measured across
    const int width = std::min(m_plot.width(), static_cast<int>(columns.size()));
    for (int x = 0; x < width; ++x) {
        const StripColumn& column = columns[static_cast<std::size_t>(x)];
        if (!column.has())
            continue;
        for (int y = static_cast<int>(std::ceil(yOf(column.mean))); y <= m_plot.bottom(); ++y) {
            const auto place = static_cast<double>(modulo(m_firstColumn + x + y, period));
            const double coverage = half + 0.5 - std::min(place, period - place);
            if (coverage > 0)
                blend(m_plot.left() + x, y, color, std::min(coverage, 1.0));
        }
    }
}

void StripRaster::band(std::span<const StripColumn> columns, const QColor& color)
{
    const int width = std::min(m_plot.width(), static_cast<int>(columns.size()));
    for (int x = 0; x < width; ++x) {
        const StripColumn& column = columns[static_cast<std::size_t>(x)];
        if (column.has() && column.high > column.low)
            span(m_plot.left() + x, yOf(column.high), yOf(column.low), color);
    }
}

void StripRaster::line(std::span<const StripColumn> columns, const QColor& color, double width, Pattern pattern)
{
    m_mask.assign(static_cast<std::size_t>(m_plot.width()) * static_cast<std::size_t>(m_plot.height()), 0);
    const int period = pattern.on + pattern.off;
    const int count = std::min(m_plot.width(), static_cast<int>(columns.size()));
    for (int x = 0; x < count; ++x) {
        const StripColumn& column = columns[static_cast<std::size_t>(x)];
        if (!column.has() || (pattern.on > 0 && modulo(m_firstColumn + x, period) >= pattern.on))
            continue;
        const bool goesOn = x + 1 < count && columns[static_cast<std::size_t>(x) + 1].has();
        const StripColumn& next = goesOn ? columns[static_cast<std::size_t>(x) + 1] : column;
        segment(x + 0.5, yOf(column.mean) - m_plot.top(), x + (goesOn ? 1.5 : 0.5), yOf(next.mean) - m_plot.top(), width / 2);
    }
    for (int y = 0; y < m_plot.height(); ++y) {
        const std::uint8_t* const mask = m_mask.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(m_plot.width());
        auto* const pixels = reinterpret_cast<QRgb*>(m_image.scanLine(m_plot.top() + y)) + m_plot.left();
        for (int x = 0; x < m_plot.width(); ++x) {
            if (mask[x] > 0)
                pixels[x] = mixed(pixels[x], color, mask[x] * color.alpha() / kFull);
        }
    }
}

void StripRaster::segment(double x0, double y0, double x1, double y1, double halfWidth)
{
    // A line on the edge of the plot is whole: it is moved inwards by what would be cut off.
    const double lowest = m_plot.height() - halfWidth;
    y0 = std::clamp(y0, halfWidth, std::max(halfWidth, lowest));
    y1 = std::clamp(y1, halfWidth, std::max(halfWidth, lowest));
    const double reach = halfWidth + 0.5;
    const int left = std::max(0, static_cast<int>(std::floor(x0 - reach)));
    const int right = std::min(m_plot.width() - 1, static_cast<int>(std::floor(x1 + reach)));
    const int upper = std::max(0, static_cast<int>(std::floor(std::min(y0, y1) - reach)));
    const int lower = std::min(m_plot.height() - 1, static_cast<int>(std::floor(std::max(y0, y1) + reach)));
    for (int y = upper; y <= lower; ++y) {
        std::uint8_t* const mask = m_mask.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(m_plot.width());
        for (int x = left; x <= right; ++x) {
            const double coverage = std::clamp(reach - distance(x + 0.5, y + 0.5, x0, y0, x1, y1), 0.0, 1.0);
            mask[x] = std::max(mask[x], static_cast<std::uint8_t>(std::lround(coverage * kFull)));
        }
    }
}

} // namespace ui
