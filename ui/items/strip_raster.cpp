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

QRgb mixed(QRgb below, QRgb color, int alpha)
{
    // Two channels at a time: neither of them reaches into the other.
    constexpr QRgb kRedBlue = 0x00ff00ff;
    constexpr QRgb kGreen = 0x0000ff00;
    const auto share = static_cast<QRgb>(alpha + (alpha >> 7)); // 0..256
    const QRgb redBlue = (((below & kRedBlue) * (256 - share) + (color & kRedBlue) * share) >> 8) & kRedBlue;
    const QRgb green = (((below & kGreen) * (256 - share) + (color & kGreen) * share) >> 8) & kGreen;
    return 0xff000000 | redBlue | green;
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
    : m_plot(plot.intersected(image.rect()))
    , m_top(top)
    , m_firstColumn(firstColumn)
    , m_pixels(reinterpret_cast<QRgb*>(image.bits()))
    , m_stride(image.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb)))
{
}

double StripRaster::yOf(double value) const
{
    return m_plot.top() + m_plot.height() * (1.0 - std::clamp(value / m_top, 0.0, 1.0));
}

void StripRaster::blend(int x, int y, QRgb color, double coverage)
{
    QRgb& pixel = m_pixels[y * m_stride + x];
    pixel = mixed(pixel, color, static_cast<int>(std::lround(coverage * qAlpha(color))));
}

void StripRaster::span(int x, double upper, double lower, QRgb color)
{
    if (!(lower > upper))
        return;
    const int firstWhole = static_cast<int>(std::ceil(upper));
    const int lastWhole = static_cast<int>(std::floor(lower)); // the one after
    if (firstWhole > lastWhole) { // within one pixel
        blend(x, lastWhole, color, lower - upper);
        return;
    }
    if (upper < firstWhole)
        blend(x, firstWhole - 1, color, firstWhole - upper);
    QRgb* pixel = m_pixels + firstWhole * m_stride + x;
    for (int y = firstWhole; y < lastWhole; ++y, pixel += m_stride)
        *pixel = mixed(*pixel, color, qAlpha(color));
    if (lower > lastWhole)
        blend(x, lastWhole, color, lower - lastWhole);
}

void StripRaster::fill(std::span<const StripColumn> columns, const QColor& color)
{
    const int width = std::min(m_plot.width(), static_cast<int>(columns.size()));
    for (int x = 0; x < width; ++x) {
        const StripColumn& column = columns[static_cast<std::size_t>(x)];
        if (column.has())
            span(m_plot.left() + x, yOf(column.mean), m_plot.bottom() + 1.0, color.rgba());
    }
}

void StripRaster::hatch(std::span<const StripColumn> columns, const QColor& color, int period)
{
    std::vector<double> strokes(static_cast<std::size_t>(period)); // what a pixel is covered, by its place across them
    for (int place = 0; place < period; ++place)
        strokes[static_cast<std::size_t>(place)] = std::clamp(period / 6.0 + 0.5 - std::min(place, period - place), 0.0, 1.0);

    const int width = std::min(m_plot.width(), static_cast<int>(columns.size()));
    for (int x = 0; x < width; ++x) {
        const StripColumn& column = columns[static_cast<std::size_t>(x)];
        if (!column.has())
            continue;
        const int first = static_cast<int>(std::ceil(yOf(column.mean)));
        auto place = static_cast<int>(modulo(m_firstColumn + x + first, period));
        for (int y = first; y <= m_plot.bottom(); ++y) {
            if (const double coverage = strokes[static_cast<std::size_t>(place)]; coverage > 0)
                blend(m_plot.left() + x, y, color.rgba(), coverage);
            place = place + 1 == period ? 0 : place + 1;
        }
    }
}

void StripRaster::band(std::span<const StripColumn> columns, const QColor& color)
{
    const int width = std::min(m_plot.width(), static_cast<int>(columns.size()));
    for (int x = 0; x < width; ++x) {
        const StripColumn& column = columns[static_cast<std::size_t>(x)];
        if (column.has() && column.high > column.low)
            span(m_plot.left() + x, yOf(column.high), yOf(column.low), color.rgba());
    }
}

void StripRaster::line(std::span<const StripColumn> columns, const QColor& color, double width, Pattern pattern)
{
    m_mask.assign(static_cast<std::size_t>(m_plot.width()) * static_cast<std::size_t>(m_plot.height()), 0);
    m_upperMask = m_plot.height();
    m_lowerMask = -1;
    const int period = pattern.on + pattern.off;
    const int count = std::min(m_plot.width(), static_cast<int>(columns.size()));
    for (int x = 0; x < count; ++x) {
        const StripColumn& column = columns[static_cast<std::size_t>(x)];
        if (!column.has() || (pattern.on > 0 && modulo(m_firstColumn + x, period) >= pattern.on))
            continue;
        const bool goesOn = x + 1 < count && columns[static_cast<std::size_t>(x) + 1].has();
        const StripColumn& next = goesOn ? columns[static_cast<std::size_t>(x) + 1] : column;
        segment(x + 0.5, yOf(column.mean) - m_plot.top(), goesOn ? 1 : 0, yOf(next.mean) - m_plot.top(), width / 2);
    }
    const QRgb ink = color.rgba();
    for (int y = m_upperMask; y <= m_lowerMask; ++y) {
        const std::uint8_t* const mask = m_mask.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(m_plot.width());
        QRgb* const pixels = m_pixels + (m_plot.top() + y) * m_stride + m_plot.left();
        for (int x = 0; x < m_plot.width(); ++x) {
            if (mask[x] > 0)
                pixels[x] = mixed(pixels[x], ink, mask[x] * qAlpha(ink) / kFull);
        }
    }
}

void StripRaster::segment(double x0, double y0, double dx, double y1, double halfWidth)
{
    // A line on the edge of the plot is whole: it is moved inwards by what would be cut off.
    const double lowest = std::max(halfWidth, m_plot.height() - halfWidth);
    y0 = std::clamp(y0, halfWidth, lowest);
    const double dy = std::clamp(y1, halfWidth, lowest) - y0;
    const double length = std::max(dx * dx + dy * dy, 1e-9);
    const double reach = halfWidth + 0.5;
    const double whole = std::max(0.0, halfWidth - 0.5);
    const int left = std::max(0, static_cast<int>(x0 - reach));
    const int right = std::min(m_plot.width() - 1, static_cast<int>(x0 + dx + reach));
    const int upper = std::max(0, static_cast<int>(std::min(y0, y0 + dy) - reach));
    const int lower = std::min(m_plot.height() - 1, static_cast<int>(std::max(y0, y0 + dy) + reach));
    m_upperMask = std::min(m_upperMask, upper);
    m_lowerMask = std::max(m_lowerMask, lower);
    for (int y = upper; y <= lower; ++y) {
        std::uint8_t* const mask = m_mask.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(m_plot.width());
        const double fromY = y + 0.5 - y0;
        for (int x = left; x <= right; ++x) {
            if (mask[x] == kFull)
                continue;
            const double fromX = x + 0.5 - x0;
            const double way = std::clamp((fromX * dx + fromY * dy) / length, 0.0, 1.0);
            const double offX = fromX - way * dx;
            const double offY = fromY - way * dy;
            const double square = offX * offX + offY * offY;
            if (square >= reach * reach)
                continue;
            const double coverage = square <= whole * whole ? 1.0 : std::min(1.0, reach - std::sqrt(square));
            mask[x] = std::max(mask[x], static_cast<std::uint8_t>(std::lround(coverage * kFull)));
        }
    }
}

} // namespace ui
