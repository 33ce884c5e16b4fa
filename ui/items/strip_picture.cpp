// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/items/strip_picture.h"

#include "ui/items/strip_raster.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ui {

namespace {

constexpr double kLineWidth = 2.0;
constexpr double kBoundWidth = 1.25;
constexpr int kLabelGap = 4;
constexpr int kRowGap = 3;
constexpr double kBandOpacity = 0.25;
constexpr double kBoundOpacity = 0.9;
constexpr int kHatchPeriod = 6;
constexpr int kHalfTick = 4;
constexpr int kTickHeight = 6;
constexpr int kTallPlot = 120; ///< from here on the value axis has four parts
constexpr int kPixelsPerTime = 84; ///< for a label on the axis of time

int pixels(double value, double ratio)
{
    return std::max(1, static_cast<int>(std::lround(value * ratio)));
}

QRect scaled(const QRect& rect, double ratio)
{
    return {static_cast<int>(std::lround(rect.x() * ratio)), static_cast<int>(std::lround(rect.y() * ratio)),
        pixels(rect.width(), ratio), pixels(rect.height(), ratio)};
}

StripRaster::Pattern patternOf(const StripPicture::Line& line, double ratio)
{
    if (line.bound)
        return {pixels(5, ratio), pixels(4, ratio)};
    switch (line.pattern) {
    case StripLine::Dashed:
        return {pixels(9, ratio), pixels(4, ratio)};
    case StripLine::Dotted:
        return {pixels(2, ratio), pixels(4, ratio)};
    default:
        return {};
    }
}

QColor faded(QColor color, double opacity)
{
    color.setAlphaF(static_cast<float>(color.alphaF() * opacity));
    return color;
}

int xOf(const StripPicture& picture, double at)
{
    const QRect plot = picture.plot();
    const double way = (at - picture.from) / (picture.to - picture.from);
    return plot.left() + static_cast<int>(std::floor(way * plot.width() + 1e-6)); // rounding must not make it jump
}

void drawLines(const StripPicture& picture, QImage& image)
{
    const double ratio = picture.ratio;
    for (const bool areas : {true, false}) {
        for (std::size_t index = 0; index < picture.lines.size(); ++index) {
            const StripPicture::Line& line = picture.lines[index];
            StripRaster raster(image, scaled(picture.row(index), ratio), picture.top, picture.firstColumn);
            if (!areas) {
                const double width = std::max(1.0, (line.bound ? kBoundWidth : kLineWidth) * ratio);
                raster.line(line.columns, faded(line.color, line.bound ? kBoundOpacity : 1), width, patternOf(line, ratio));
                continue;
            }
            if (line.area == StripLine::Filled)
                raster.fill(line.columns, faded(line.color, picture.look.areaOpacity));
            else if (line.area == StripLine::Hatched)
                raster.hatch(line.columns, faded(line.color, 2 * picture.look.areaOpacity), pixels(kHatchPeriod, ratio));
            if (!line.bound)
                raster.band(line.columns, faded(line.color, kBandOpacity));
        }
    }
}

/// The limits that others are held against, by name: at their line, or at the top where they are above it.
void drawBoundLabels(const StripPicture& picture, QPainter& painter)
{
    const QRect plot = picture.plot();
    const QFontMetrics metrics(picture.look.font);
    std::vector<QRect> taken;
    for (std::size_t index = 0; index < picture.lines.size(); ++index) {
        const StripPicture::Line& line = picture.lines[index];
        if (!line.bound || line.columns.empty() || !line.columns.back().has())
            continue;
        const double value = line.columns.back().mean;
        const bool above = value > picture.top;
        const QString text = QStringLiteral("%1%2 %3").arg(above ? QStringLiteral("↑ ") : QString(), line.label, shortNumber(value));
        const int width = metrics.horizontalAdvance(text);
        const int atLine = plot.top() + static_cast<int>(plot.height() * (1.0 - std::min(value / picture.top, 1.0)));
        QRect place(plot.right() - width - kLabelGap, atLine - metrics.height() + 1, width, metrics.height());
        if (place.top() < plot.top())
            place.moveTop(atLine + 1);
        for (const QRect& other : taken) {
            if (place.intersects(other))
                place.moveRight(other.left() - 2 * kLabelGap);
        }
        if (place.left() < plot.left())
            continue;
        taken.push_back(place);
        painter.setPen(line.color);
        painter.drawText(place, Qt::AlignCenter, text);
    }
}

void drawMarks(const StripPicture& picture, QPainter& painter)
{
    const QRect plot = picture.plot();
    const QFontMetrics metrics(picture.look.font);
    std::vector<int> x;
    std::vector<int> widths;
    std::vector<int> ranks;
    for (const StripMark& mark : picture.marks) {
        x.push_back(xOf(picture, mark.at));
        widths.push_back(metrics.horizontalAdvance(mark.text));
        ranks.push_back(mark.rank);
        const bool strong = mark.rank == 0;
        painter.setPen(QPen(strong ? picture.look.strong : picture.look.text, 1, strong ? Qt::SolidLine : Qt::DashLine));
        painter.drawLine(x.back(), plot.top() - metrics.height() + 2, x.back(), plot.bottom());
    }
    for (const MarkLabel& label : placeMarkLabels(x, widths, ranks, picture.size.width())) {
        if (!label.shown)
            continue;
        const StripMark& mark = picture.marks[label.mark];
        painter.setPen(mark.rank == 0 ? picture.look.strong : picture.look.text);
        const QRect place(label.left, plot.top() - metrics.height() - 1, label.width, metrics.height());
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, mark.text);
    }
}

void drawTicks(const StripPicture& picture, QPainter& painter)
{
    const QRect plot = picture.plot();
    painter.setPen(Qt::NoPen);
    painter.setBrush(picture.look.strong);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const StripTick& tick : picture.ticks) {
        const int x = xOf(picture, tick.at);
        const int base = tick.by > 0 ? plot.bottom() + 1 : plot.bottom() + 1 - kTickHeight;
        const int point = tick.by > 0 ? base - kTickHeight : base + kTickHeight;
        painter.drawPolygon(QPolygon({QPoint(x - kHalfTick, base), QPoint(x + kHalfTick, base), QPoint(x, point)}));
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace

QRect StripPicture::plot() const
{
    const QFontMetrics metrics(look.font);
    int gutter = metrics.horizontalAdvance(QStringLiteral("0,000"));
    if (rows) {
        for (const Line& line : lines)
            gutter = std::max(gutter, metrics.horizontalAdvance(line.label));
    }
    const int left = gutter + kLabelGap;
    const int above = metrics.height() + 1;
    return {left, above, std::max(1, size.width() - left - 1), std::max(1, size.height() - above - metrics.height() - 2)};
}

QRect StripPicture::row(std::size_t line) const
{
    const QRect all = plot();
    if (!rows || lines.empty())
        return all;
    const auto count = static_cast<int>(lines.size());
    const int height = std::max(1, (all.height() - kRowGap * (count - 1)) / count);
    return {all.left(), all.top() + static_cast<int>(line) * (height + kRowGap), all.width(), height};
}

std::vector<MarkLabel> placeMarkLabels(
    const std::vector<int>& x, const std::vector<int>& widths, const std::vector<int>& ranks, int room)
{
    std::vector<std::size_t> order(x.size());
    std::iota(order.begin(), order.end(), std::size_t {0});
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return ranks[a] != ranks[b] ? ranks[a] < ranks[b] : x[a] > x[b]; });
    std::vector<MarkLabel> labels(x.size());
    const auto isFree = [&](int left, int width) {
        return left >= 0 && left + width <= room && std::ranges::none_of(labels, [&](const MarkLabel& other) {
            return other.shown && left < other.left + other.width + kLabelGap && other.left < left + width + kLabelGap;
        });
    };
    for (const std::size_t mark : order) {
        labels[mark] = {mark, 0, widths[mark], false};
        for (const int left : {x[mark] + kLabelGap, x[mark] - kLabelGap - widths[mark]}) {
            // A label that covers the line of another mark would seem to be that one's.
            const bool crossed = std::ranges::any_of(x, [&](int other) { return other != x[mark] && other >= left && other <= left + widths[mark]; });
            if (!crossed && isFree(left, widths[mark])) {
                labels[mark] = {mark, left, widths[mark], true};
                break;
            }
        }
    }
    return labels;
}

StripPainter::Ground StripPainter::groundOf(const StripPicture& picture)
{
    Ground ground {picture.size, picture.ratio, picture.top, picture.rows, picture.plot(), {}, {}, {}, picture.look};
    if (picture.rows) {
        for (const StripPicture::Line& line : picture.lines)
            ground.names.push_back(line.label);
        ground.values = valueLabels(picture.top, 1, picture.unit);
    } else {
        ground.values = valueLabels(picture.top, ground.plot.height() >= kTallPlot ? 4 : 2, picture.unit);
    }
    for (const AxisLabel& label : timeLabels(picture.from, picture.to, picture.relative, std::max(2, ground.plot.width() / kPixelsPerTime)))
        ground.times.emplace_back(xOf(picture, label.at), label.text);
    return ground;
}

void StripPainter::paintGround(const Ground& ground, const StripPicture& picture, QImage& image)
{
    const QRect plot = ground.plot;
    const QFontMetrics metrics(ground.look.font);
    image.fill(ground.look.background);
    QPainter painter(&image);
    painter.setFont(ground.look.font);
    const auto text = [&](const QRect& place, int alignment, const QString& what) {
        painter.setPen(ground.look.text);
        painter.drawText(place, alignment, what);
    };
    const auto rule = [&](int x0, int y0, int x1, int y1) {
        painter.fillRect(QRect(QPoint(x0, y0), QPoint(x1, y1)), ground.look.grid);
    };

    const int half = metrics.height() / 2;
    if (ground.rows) {
        for (std::size_t line = 0; line < ground.names.size(); ++line) {
            const QRect row = picture.row(line);
            rule(plot.left(), row.bottom() + 1, plot.right(), row.bottom() + 1);
            text({0, row.center().y() - half, plot.left() - kLabelGap, metrics.height()}, Qt::AlignRight | Qt::AlignVCenter, ground.names[line]);
        }
    } else {
        for (const AxisLabel& label : ground.values) {
            const int y = plot.bottom() + 1 - static_cast<int>(std::lround(label.at / ground.top * plot.height()));
            rule(plot.left(), y, plot.right(), y);
            text({0, y - half, plot.left() - kLabelGap, metrics.height()}, Qt::AlignRight | Qt::AlignVCenter, label.text);
        }
    }
    int free = plot.right() + 1; // labels from the right on, as far as they do not touch
    for (auto time = ground.times.rbegin(); time != ground.times.rend(); ++time)
        rule(time->first, plot.top(), time->first, plot.bottom());
    auto times = ground.times;
    std::ranges::sort(times, std::greater<>(), [](const auto& time) { return time.first; });
    for (const auto& [x, what] : times) {
        const int width = metrics.horizontalAdvance(what);
        const int left = std::min(std::max(x - width / 2, plot.left() - kLabelGap), plot.right() + 1 - width);
        if (left + width > free)
            continue;
        text({left, plot.bottom() + 3, width, metrics.height()}, Qt::AlignCenter, what);
        free = left - 2 * kLabelGap;
    }
}

QImage StripPainter::paint(const StripPicture& picture)
{
    const Ground ground = groundOf(picture);
    if (m_groundImage.isNull() || !(ground == m_ground)) {
        const QSize size(pixels(picture.size.width(), picture.ratio), pixels(picture.size.height(), picture.ratio));
        m_groundImage = QImage(size, QImage::Format_RGB32);
        m_groundImage.setDevicePixelRatio(picture.ratio);
        paintGround(ground, picture, m_groundImage);
        m_ground = ground;
    }
    QImage image = m_groundImage.copy();
    drawLines(picture, image);
    QPainter painter(&image);
    painter.setFont(picture.look.font);
    drawTicks(picture, painter);
    drawBoundLabels(picture, painter);
    drawMarks(picture, painter);
    return image;
}

} // namespace ui
