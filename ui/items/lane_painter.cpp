// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/items/lane_painter.h"

#include "ui/items/worker_lanes.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace ui {

namespace {

constexpr int kCellGlyphFrom = 12; ///< side of the smallest cell that has room for a glyph
// Of a lane, as shares of the height of a line of its text.
constexpr double kGlyphAt = 0.9; ///< the middle of its glyph
constexpr double kTextAt = 1.7;
constexpr double kTextEnd = 0.3;

double radiusOf(const QRect& place)
{
    return std::clamp(std::min(place.width(), place.height()) / 6.0, 1.0, 5.0);
}

void hatch(QPainter& painter, const QRect& place, const QColor& color)
{
    const int height = place.height();
    const double step = std::clamp(height / 3.5, 4.0, 8.0);
    QPainterPath inside;
    inside.addRoundedRect(place, radiusOf(place), radiusOf(place));
    painter.save();
    painter.setClipPath(inside);
    painter.setPen(QPen(color, std::max(1.25, step / 3.2)));
    for (double x = place.left() - height; x < place.right() + 1; x += step)
        painter.drawLine(QPointF(x, place.bottom() + 1), QPointF(x + height, place.top()));
    painter.restore();
}

/// An arrow for running, a bar for blocked, a dot for idle.
void glyph(QPainter& painter, const QPointF& middle, double size, int state, const QColor& color)
{
    const double unit = size / 8.0;
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    if (state == WorkerLanes::Running) {
        const QPolygonF arrow({middle + QPointF(-2 * unit, -3 * unit), middle + QPointF(3 * unit, 0), middle + QPointF(-2 * unit, 3 * unit)});
        painter.drawPolygon(arrow);
    } else if (state == WorkerLanes::Blocked) {
        painter.drawRect(QRectF(middle - QPointF(3 * unit, unit), QSizeF(6 * unit, 2 * unit)));
    } else if (state == WorkerLanes::Idle) {
        painter.drawEllipse(middle, 1.5 * unit, 1.5 * unit);
    }
}

} // namespace

LanePainter::LanePainter(QPainter& painter, const LaneLook& look, bool lanes)
    : m_painter(painter)
    , m_look(look)
    , m_lanes(lanes)
{
    m_painter.setRenderHint(QPainter::Antialiasing);
}

QImage LanePainter::sprite(const QSize& size, int state, double ratio, const LaneLook& look)
{
    QImage image((QSizeF(size) * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    LanePainter(painter, look, false).place(QRect(QPoint(0, 0), size), state);
    return image;
}

void LanePainter::place(const QRect& place, int state)
{
    const double radius = radiusOf(place);
    const QRectF outline = QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5);
    const int side = std::min(place.width(), place.height());
    const bool lane = m_lanes && place.width() > place.height();
    const double line = QFontMetrics(m_look.font).height();
    const QPointF middle = lane ? QPointF(place.left() + kGlyphAt * line, QRectF(place).center().y()) : QRectF(place).center();
    const double size = lane ? 0.9 * line : 0.8 * side;
    switch (state) {
    case WorkerLanes::Running:
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_look.running);
        m_painter.drawRoundedRect(place, radius, radius);
        if (side >= kCellGlyphFrom)
            glyph(m_painter, middle, size, state, m_look.surface);
        break;
    case WorkerLanes::Blocked:
        hatch(m_painter, place, m_look.blocked);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(m_look.blocked, 1.5));
        m_painter.drawRoundedRect(outline, radius, radius);
        if (side >= kCellGlyphFrom && !lane) {
            m_painter.fillRect(QRectF(middle - QPointF(size * 0.45, size * 0.22), QSizeF(size * 0.9, size * 0.44)), m_look.surface);
            glyph(m_painter, middle, size, state, m_look.blocked);
        }
        break;
    case WorkerLanes::Idle:
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(m_look.idle, 1));
        m_painter.drawRoundedRect(outline, radius, radius);
        if (side >= kCellGlyphFrom)
            glyph(m_painter, middle, size, state, m_look.idle);
        break;
    default:
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(m_look.idle, 1, Qt::DotLine));
        m_painter.drawRoundedRect(outline, radius, radius);
        break;
    }
}

void LanePainter::text(const QRect& place, int state, const QString& text)
{
    m_painter.setFont(m_look.font);
    const QFontMetrics metrics(m_look.font);
    const double line = metrics.height();
    const QRectF where(place.left() + kTextAt * line, place.top(), place.width() - (kTextAt + kTextEnd) * line, place.height());
    const QString fitting = metrics.elidedText(text, Qt::ElideRight, static_cast<int>(where.width()));
    if (state == WorkerLanes::Blocked) { // the text lies on a plate, so that the hatching does not cross it
        const double middle = QRectF(place).center().y();
        const QRectF plate(place.left() + 0.3 * line, middle - line / 2 - 1, 1.6 * line + metrics.horizontalAdvance(fitting), line + 2);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_look.surface);
        m_painter.drawRoundedRect(plate, 2, 2);
        glyph(m_painter, QPointF(place.left() + kGlyphAt * line, middle), 0.9 * line, state, m_look.blocked);
    }
    m_painter.setPen(state == WorkerLanes::Running ? m_look.surface : state == WorkerLanes::Blocked ? m_look.text : m_look.muted);
    m_painter.drawText(where, Qt::AlignLeft | Qt::AlignVCenter, fitting);
}

void LanePainter::badge(const QRect& place, bool plus)
{
    const double side = std::clamp(std::min(place.width(), place.height()) * 0.6, 5.0, 16.0);
    const QPointF middle(m_lanes ? place.right() - side * 0.8 : QRectF(place).center().x(), QRectF(place).center().y());
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_look.text);
    m_painter.drawEllipse(middle, side / 2 + 1, side / 2 + 1);
    m_painter.setPen(QPen(m_look.surface, std::max(1.0, side / 7), Qt::SolidLine, Qt::FlatCap));
    m_painter.drawLine(middle - QPointF(side * 0.3, 0), middle + QPointF(side * 0.3, 0));
    if (plus)
        m_painter.drawLine(middle - QPointF(0, side * 0.3), middle + QPointF(0, side * 0.3));
}

void LanePainter::frame(const QRect& place)
{
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(m_look.text, 2));
    m_painter.drawRoundedRect(QRectF(place).adjusted(1, 1, -1, -1), radiusOf(place), radiusOf(place));
}

} // namespace ui
