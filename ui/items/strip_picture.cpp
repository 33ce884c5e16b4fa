// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/items/strip_picture.h"

#include "ui/items/strip_raster.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <map>

namespace ui {

namespace {

constexpr double kLineWidth = 2.0;
constexpr double kBoundWidth = 1.25;
constexpr int kLabelGap = 4;
constexpr int kRowGap = 3;
constexpr double kBandOpacity = 0.25;
constexpr double kBoundOpacity = 0.9;
constexpr double kMarkOpacity = 0.7;
constexpr int kTallChart = 170; ///< from here on labels of marks have two rows
constexpr double kPlateOpacity = 0.75; ///< behind text that lies on lines
constexpr int kHatchPeriod = 6;
constexpr double kHalfTick = 3.5;
constexpr double kTickHeight = 6;
constexpr int kTallPlot = 96; ///< from here on there is room for more labels of values
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

/// Pixels of the image for one pixel of the sizes above.
double imageScale(const StripPicture& picture)
{
    return picture.ratio * picture.scale();
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

QColor withOpacity(QColor color, double opacity)
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

void drawArea(const StripPicture& picture, const StripPicture::Line& line, StripRaster& raster)
{
    const bool alone = line.pattern == StripLine::AreaOnly;
    if (line.area == StripLine::Filled)
        raster.fill(line.columns, alone ? line.color : withOpacity(line.color, picture.look.areaOpacity));
    else if (line.area == StripLine::Hatched)
        raster.hatch(line.columns, withOpacity(line.color, 2 * picture.look.areaOpacity), pixels(kHatchPeriod, imageScale(picture)));
    if (!line.bound && !alone)
        raster.band(line.columns, withOpacity(line.color, kBandOpacity));
}

void drawLine(const StripPicture& picture, const StripPicture::Line& line, StripRaster& raster)
{
    if (line.pattern == StripLine::AreaOnly)
        return;
    const double width = std::max(1.0, (line.bound ? kBoundWidth : kLineWidth) * imageScale(picture));
    if (!line.bound) {
        raster.line(line.columns, line.color, width, patternOf(line, imageScale(picture)));
        return;
    }
    std::vector<StripColumn> within = line.columns; // above the axis a limit is only named
    for (StripColumn& column : within) {
        if (column.mean > line.top)
            column = {};
    }
    raster.line(within, withOpacity(line.color, kBoundOpacity), width, patternOf(line, imageScale(picture)));
}

void drawLines(const StripPicture& picture, QImage& image)
{
    for (const auto draw : {&drawArea, &drawLine}) {
        for (const StripPicture::Line& line : picture.lines) {
            StripRaster raster(image, scaled(picture.row(line.row), picture.ratio), line.top, picture.firstColumn);
            draw(picture, line, raster);
        }
    }
}

/// The limits that others are held against, by name: at their line, or at the top where they are above it.
void drawBoundLabels(const StripPicture& picture, QPainter& painter)
{
    const QFontMetrics metrics(picture.look.font);
    std::vector<QRect> taken;
    for (const StripPicture::Line& line : picture.lines) {
        if (!line.bound || line.columns.empty() || !line.columns.back().has())
            continue;
        const QRect plot = picture.row(line.row);
        const double value = line.columns.back().mean;
        const QString above = value > line.top ? QStringLiteral("↑ ") : QString();
        const QString text = above + QStringLiteral("%1 %2").arg(line.label, shortNumber(value));
        const int width = metrics.horizontalAdvance(text);
        const int atLine = plot.top() + static_cast<int>(plot.height() * (1.0 - std::min(value / line.top, 1.0)));
        QRect place(plot.right() - width - kLabelGap, atLine - metrics.height() + 1, width, metrics.height());
        if (place.top() < plot.top())
            place.moveTop(atLine + 2);
        for (const QRect& other : taken) {
            if (place.intersects(other))
                place.moveRight(other.left() - 2 * kLabelGap);
        }
        if (place.left() < plot.left())
            continue;
        taken.push_back(place);
        painter.fillRect(place.adjusted(-2, 1, 2, -1), withOpacity(picture.look.background, kPlateOpacity));
        painter.setPen(picture.look.text);
        painter.drawText(place, Qt::AlignCenter, text);
    }
}

void drawMarks(const StripPicture& picture, QPainter& painter)
{
    const QRect plot = picture.plot();
    const QFontMetrics metrics(picture.look.font);
    std::vector<MarkLabel> labels;
    for (const StripMark& mark : picture.marks)
        labels.push_back({xOf(picture, mark.at), metrics.horizontalAdvance(mark.text), mark.rank});
    placeMarkLabels(labels, plot.left(), picture.size.width(), picture.markRows());
    for (std::size_t index = 0; index < labels.size(); ++index) {
        const MarkLabel& label = labels[index];
        const StripMark& mark = picture.marks[index];
        const bool strong = mark.rank == 0;
        const QColor color = strong ? picture.look.strong : picture.look.text;
        const int upper = label.row >= 0 ? plot.top() - (picture.markRows() - label.row) * metrics.height() : plot.top();
        painter.setPen(QPen(strong ? color : withOpacity(color, kMarkOpacity), 1, strong ? Qt::SolidLine : Qt::DashLine));
        painter.drawLine(label.x, upper + 1, label.x, plot.bottom());
        if (label.row < 0) { // somewhat to see where a label is missing
            painter.fillRect(QRect(label.x - 1, plot.top() - 3, 3, 3), color);
            continue;
        }
        painter.setPen(color);
        painter.drawText(QRect(label.left, upper, label.width, metrics.height()), Qt::AlignLeft | Qt::AlignVCenter, mark.text);
    }
}

/// What became more or less, put together where it would lie over one another: in steps of a fixed time, so that they
/// stay the same while they move.
void drawTicks(const StripPicture& picture, QPainter& painter)
{
    const QRect plot = picture.plot();
    const double half = kHalfTick * picture.scale();
    const double height = kTickHeight * picture.scale();
    const double step = (picture.to - picture.from) / plot.width() * 2 * (half + 1);
    std::map<std::int64_t, int> changes;
    for (const StripTick& tick : picture.ticks)
        changes[static_cast<std::int64_t>(std::floor(tick.at / step))] += tick.by;

    painter.setPen(Qt::NoPen);
    painter.setBrush(picture.look.text);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const auto& [number, by] : changes) {
        if (by == 0)
            continue;
        const double x = xOf(picture, (static_cast<double>(number) + 0.5) * step);
        const double base = plot.bottom() + 1 - (by > 0 ? 0 : height);
        const double point = by > 0 ? base - height : base + height;
        painter.drawPolygon(QPolygonF({QPointF(x - half, base), QPointF(x + half, base), QPointF(x, point)}));
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace

QRect StripPicture::plot() const
{
    const QFontMetrics metrics(look.font);
    int gutter = metrics.horizontalAdvance(QStringLiteral("0,000"));
    if (rows > 1) {
        for (const Line& line : lines)
            gutter = std::max(gutter, line.bound ? 0 : metrics.horizontalAdvance(line.label));
    }
    const int left = gutter + kLabelGap + 2;
    const int above = markRows() * metrics.height() + 1;
    return {left, above, std::max(1, size.width() - left - 1), std::max(1, size.height() - above - metrics.height() - 2)};
}

int StripPicture::markRows() const
{
    return size.height() >= kTallChart * scale() ? 2 : 1;
}

QRect StripPicture::row(int index) const
{
    const QRect all = plot();
    const int height = std::max(1, (all.height() - kRowGap * (rows - 1)) / rows);
    return {all.left(), all.top() + index * (height + kRowGap), all.width(), rows > 1 ? height : all.height()};
}

void placeMarkLabels(std::vector<MarkLabel>& labels, int plotLeft, int room, int rows)
{
    std::vector<MarkLabel*> order;
    for (MarkLabel& label : labels)
        order.push_back(&label);
    std::ranges::stable_sort(order, [](const MarkLabel* a, const MarkLabel* b) { return a->rank != b->rank ? a->rank < b->rank : a->x > b->x; });

    const auto covers = [](const MarkLabel& label, int left, int x) { return x >= left - 1 && x <= left + label.width; };
    const auto isFree = [&](const MarkLabel& label, int left, int row) {
        if (left < (row == rows - 1 ? plotLeft : 0) || left + label.width > room)
            return false;
        return std::ranges::none_of(labels, [&](const MarkLabel& other) {
            if (other.row < 0 || &other == &label)
                return false;
            const bool overlap = other.row == row && left < other.left + other.width + kLabelGap && other.left < left + label.width + kLabelGap;
            const bool crossed = other.row <= row && covers(label, left, other.x);
            const bool crosses = row <= other.row && covers(other, other.left, label.x);
            return overlap || crossed || crosses;
        });
    };
    for (MarkLabel* const label : order) {
        for (int row = rows - 1; row >= 0 && label->row < 0; --row) {
            for (const int left : {label->x + kLabelGap, label->x - kLabelGap - label->width}) {
                if (label->row < 0 && isFree(*label, left, row)) {
                    label->left = left;
                    label->row = row;
                }
            }
        }
    }
}

StripPainter::Ground StripPainter::groundOf(const StripPicture& picture)
{
    Ground ground {picture.size, picture.ratio, picture.rows, picture.plot(), picture.lines.empty() ? 1 : picture.lines.front().top, {}, {}, {}, {}, picture.look};
    if (picture.rows == 1)
        ground.values = valueLabels(ground.top, ground.plot.height() >= kTallPlot * picture.scale(), picture.unit);
    for (const StripPicture::Line& line : picture.lines) {
        if (picture.rows > 1 && !line.bound) {
            ground.names.push_back(line.label);
            ground.tops.push_back(picture.scaledRows ? shortNumber(line.top) : QString());
        }
        if (picture.rows > 1 && line.bound && !line.columns.empty() && line.columns.back().has())
            ground.tops[static_cast<std::size_t>(line.row)].clear(); // its limit tells the scale
    }
    for (const AxisLabel& label : timeLabels(picture.from, picture.to, picture.relative, std::max(2, static_cast<int>(ground.plot.width() / (kPixelsPerTime * picture.scale())))))
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
    for (std::size_t index = 0; index < ground.names.size(); ++index) {
        const QRect row = picture.row(static_cast<int>(index));
        rule(plot.left(), row.bottom() + 1, plot.right(), row.bottom() + 1);
        text({0, row.center().y() - half, plot.left() - kLabelGap, metrics.height()}, Qt::AlignRight | Qt::AlignVCenter, ground.names[index]);
        text({plot.left(), row.top(), plot.width() - kLabelGap, metrics.height()}, Qt::AlignRight | Qt::AlignVCenter, ground.tops[index]);
    }
    for (const AxisLabel& label : ground.values) {
        const int y = plot.bottom() + 1 - static_cast<int>(std::lround(label.at / ground.top * plot.height()));
        rule(plot.left(), y, plot.right(), y);
        text({0, y - half, plot.left() - kLabelGap, metrics.height()}, Qt::AlignRight | Qt::AlignVCenter, label.text);
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
