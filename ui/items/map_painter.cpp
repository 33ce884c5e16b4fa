// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/items/map_painter.h"

#include "ui/items/token_shapes.h"

#include <QLocale>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double kRadius = 4.0;
constexpr double kFillShare = 0.3; ///< of a colour in an area that a line of the same colour bounds
constexpr double kChevronStep = 9.0;
constexpr double kRingGap = 2.0;

QColor faded(QColor color, double share)
{
    color.setAlphaF(static_cast<float>(share));
    return color;
}

QString grouped(std::int64_t count)
{
    return QLocale(QLocale::English).toString(static_cast<qlonglong>(count));
}

/// Small arrows along a belt, pointing the way that orders go.
void paintChevrons(QPainter& painter, const QRectF& belt, const QColor& color)
{
    const double half = std::min(belt.height() / 2 - 2, 4.0);
    if (half < 1.5)
        return;
    painter.setPen(QPen(color, 1.2));
    const int count = std::max(1, static_cast<int>(belt.width() / kChevronStep) - 1);
    const double first = belt.center().x() - (count - 1) * kChevronStep / 2;
    for (int index = 0; index < count; ++index) {
        const QPointF tip(first + index * kChevronStep + half / 2, belt.center().y());
        const std::array arrow = {tip + QPointF(-half, -half), tip, tip + QPointF(-half, half)};
        painter.drawPolyline(arrow.data(), static_cast<int>(arrow.size()));
    }
}

} // namespace

std::vector<BlockBand> blockBands(const MapLayout::Station& place, const OrderTokens::Station& told)
{
    const auto total = told.total();
    std::vector<BlockBand> bands;
    if (total == 0)
        return bands;
    const bool limited = told.limit > 0;
    const double share = limited ? std::min(1.0, static_cast<double>(told.level) / static_cast<double>(told.limit)) : 1.0;
    const double whole = place.room.height() * share;
    std::int64_t below = 0;
    for (int state = 0; state < kTokenStateCount; ++state) {
        const auto count = told.counts[static_cast<std::size_t>(state)];
        if (count == 0)
            continue;
        const auto edge = [&](std::int64_t orders) {
            return place.room.bottom() - std::round(whole * static_cast<double>(orders) / static_cast<double>(total));
        };
        const double top = edge(below + count);
        bands.push_back({static_cast<TokenState>(state), count,
            QRectF(place.room.left(), top, place.room.width(), edge(below) - top)});
        below += count;
    }
    return bands;
}

bool MapPainter::hasBlocks() const
{
    for (int station = 0; station < kMapStationCount; ++station) {
        if (layout.at(static_cast<MapStation>(station)).block)
            return true;
    }
    return false;
}

void MapPainter::paintBelt(QPainter& painter) const
{
    const QRectF belt = layout.belt();
    for (int station = 0; station + 1 < kMapStationCount; ++station) {
        const double left = layout.at(static_cast<MapStation>(station)).frame.right();
        const double right = layout.at(static_cast<MapStation>(station + 1)).frame.left();
        const QRectF part(left, belt.top(), right - left, belt.height());
        painter.fillRect(part, colors.station);
        painter.setPen(QPen(colors.line, 1.0));
        painter.drawLine(part.topLeft(), part.topRight());
        painter.drawLine(part.bottomLeft(), part.bottomRight());
        paintChevrons(painter, part, colors.outline);
    }
}

/// Walls and a floor, and no lid: what is in it can spill over.
void MapPainter::paintVessel(QPainter& painter, const QRectF& frame) const
{
    const QRectF wall = frame.adjusted(1, 1, -1, -1);
    QPainterPath path(wall.topLeft());
    path.lineTo(wall.left(), wall.bottom() - kRadius);
    path.quadTo(wall.bottomLeft(), QPointF(wall.left() + kRadius, wall.bottom()));
    path.lineTo(wall.right() - kRadius, wall.bottom());
    path.quadTo(wall.bottomRight(), QPointF(wall.right(), wall.bottom() - kRadius));
    path.lineTo(wall.topRight());
    painter.fillPath(path, colors.station);
    painter.strokePath(path, QPen(colors.outline, 2.0));
}

void MapPainter::paintBackground(QPainter& painter, int troubledStation) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRectF(QPointF(), layout.size()), colors.surface);
    paintBelt(painter);
    for (int index = 0; index < kMapStationCount; ++index) {
        const auto station = static_cast<MapStation>(index);
        const QRectF frame = layout.at(station).frame;
        const QRectF outline = frame.adjusted(0.5, 0.5, -0.5, -0.5);
        if (!tokens.at(station).inUse) {
            painter.fillRect(frame, colors.surface);
            const QRectF belt(frame.left(), layout.belt().top(), frame.width(), layout.belt().height());
            paintChevrons(painter, belt, colors.line);
            painter.setPen(QPen(colors.line, 1.0, Qt::DashLine));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(outline, kRadius, kRadius);
        } else if (station == MapStation::Channel && tokens.at(station).limit > 0) {
            paintVessel(painter, layout.vessel());
        } else {
            painter.setPen(QPen(colors.line, 1.0));
            painter.setBrush(colors.station);
            painter.drawRoundedRect(outline, kRadius, kRadius);
        }
        if (index == troubledStation) {
            painter.setPen(QPen(colors.trouble, 2.0));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), kRadius, kRadius);
        }
    }
}

void MapPainter::paintLevels(QPainter& painter) const
{
    const auto& channel = tokens.at(MapStation::Channel);
    if (channel.inUse && channel.limit > 0) {
        const double share = std::clamp(static_cast<double>(channel.level) / static_cast<double>(channel.limit), 0.0, 1.0);
        QRectF gauge = layout.gauge();
        painter.fillRect(gauge, colors.line);
        gauge.setTop(gauge.bottom() - std::round(gauge.height() * share));
        painter.fillRect(gauge, channel.level >= channel.limit ? colors.trouble : colors.running);
    }
    if (tokens.known)
        return;
    for (int index = 0; index < kMapStationCount; ++index) {
        const auto& told = tokens.stations[static_cast<std::size_t>(index)];
        if (!told.inUse || told.limit <= 0 || told.level <= 0)
            continue;
        const double share = std::min(1.0, static_cast<double>(told.level) / static_cast<double>(told.limit));
        QRectF fill = layout.at(static_cast<MapStation>(index)).room;
        fill.setTop(fill.bottom() - std::max(2.0, std::round(fill.height() * share)));
        painter.fillRect(fill, faded(colors.running, kFillShare));
        painter.fillRect(QRectF(fill.left(), fill.top(), fill.width(), 2), colors.running);
    }
}

void MapPainter::paintBand(QPainter& painter, const QRectF& band, TokenState state, std::int64_t count) const
{
    const QColor color = tokenColor(state, colors);
    painter.fillRect(band, faded(color, kFillShare));
    painter.fillRect(QRectF(band.left(), band.top(), band.width(), std::min(2.0, band.height())), color);

    const QFontMetricsF metrics(font);
    const QString number = grouped(count);
    const double glyph = std::round(metrics.ascent() * 0.9);
    const double width = metrics.horizontalAdvance(number) + glyph + 4;
    if (band.height() < metrics.height() + 4 || width > band.width())
        return;
    const double left = std::round(band.center().x() - width / 2);
    const double middle = std::round(band.center().y());
    paintToken(painter, QRectF(left, middle - std::floor(glyph / 2), glyph, glyph), state, colors);
    painter.setPen(colors.text);
    painter.drawText(QPointF(left + glyph + 4, middle + metrics.ascent() / 2 - metrics.descent() / 3), number);
}

void MapPainter::paintBlocks(QPainter& painter) const
{
    painter.setFont(font);
    for (int index = 0; index < kMapStationCount; ++index) {
        const auto& place = layout.at(static_cast<MapStation>(index));
        if (!place.block)
            continue;
        for (const BlockBand& band : blockBands(place, tokens.stations[static_cast<std::size_t>(index)]))
            paintBand(painter, band.area, band.state, band.count);
    }
}

void MapPainter::paintFollowed(QPainter& painter, const TokenMotion::Body& body) const
{
    const QPointF middle(body.x, body.y);
    const double radius = body.pitchNow() / 2.0 + kRingGap;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colors.surface, 5.0));
    painter.drawEllipse(middle, radius + 1, radius + 1);
    painter.setPen(QPen(colors.text, 2.0));
    painter.drawEllipse(middle, radius + 1, radius + 1);

    painter.setFont(font);
    const QFontMetricsF metrics(font);
    const QString label = QLatin1Char('#') + QString::number(body.token.order);
    QRectF plate(0, 0, metrics.horizontalAdvance(label) + 8, metrics.height() + 2);
    plate.moveCenter(middle - QPointF(0, radius + 6 + plate.height() / 2));
    if (plate.top() < 0)
        plate.moveTop(middle.y() + radius + 6);
    plate.moveLeft(std::clamp(plate.left(), 0.0, std::max(0.0, layout.size().width() - plate.width())));
    painter.setPen(QPen(colors.text, 1.0));
    painter.setBrush(colors.surface);
    painter.drawRoundedRect(plate, 3, 3);
    painter.drawText(plate, Qt::AlignCenter, label);
}

} // namespace ui
