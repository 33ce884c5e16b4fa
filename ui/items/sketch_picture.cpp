// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/items/sketch_picture.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double kHeadRoom = 0.18; ///< of the height, above the highest bar: where slow times are

} // namespace

SketchPicture::SketchPicture(QQuickItem* parent)
    : QQuickPaintedItem(parent)
{
    connect(this, &SketchPicture::changed, this, [this] { update(); });
}

void SketchPicture::paint(QPainter* painter)
{
    const QRectF room(0, 0, width(), height() - 1);
    const double top = std::round(room.height() * kHeadRoom);
    paintOutages(*painter, QRectF(0, 0, room.width(), top));

    const double step = room.width() / static_cast<double>(std::max<qsizetype>(m_bars.size(), 1));
    for (qsizetype index = 0; index < m_bars.size(); ++index) {
        const double share = m_bars.at(index);
        if (share <= 0)
            continue;
        const double left = std::round(static_cast<double>(index) * step);
        const double right = std::max(left + 1, std::round(static_cast<double>(index + 1) * step) - 1);
        const double tall = std::max(2.0, std::round((room.height() - top) * share));
        painter->fillRect(QRectF(left, room.height() - tall, right - left, tall), m_barColor);
    }
    const double thick = std::max(2.0, std::round(height() / 24));
    for (qsizetype index = 0; index + 1 < m_slowTimes.size(); index += 2) {
        const double left = std::round(room.width() * m_slowTimes.at(index));
        const double right = std::round(room.width() * m_slowTimes.at(index + 1));
        painter->fillRect(QRectF(left, 0, right - left, thick), m_slowColor);
        painter->fillRect(QRectF(left, 0, thick, top), m_slowColor);
        painter->fillRect(QRectF(right - thick, 0, thick, top), m_slowColor);
    }
    painter->fillRect(QRectF(0, room.height(), room.width(), 1), m_groundColor);
}

void SketchPicture::paintOutages(QPainter& painter, const QRectF& room) const
{
    constexpr double kStripes = 5;
    for (qsizetype index = 0; index + 1 < m_outages.size(); index += 2) {
        const double left = std::round(room.width() * m_outages.at(index));
        const double right = std::round(room.width() * m_outages.at(index + 1));
        painter.save();
        painter.setClipRect(QRectF(left, 0, right - left, room.height()));
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(m_outageColor, 1));
        for (double x = left - room.height(); x < right; x += kStripes)
            painter.drawLine(QPointF(x, room.height()), QPointF(x + room.height(), 0));
        painter.restore();
        painter.fillRect(QRectF(left, 0, 1, room.height()), m_outageColor);
        painter.fillRect(QRectF(right - 1, 0, 1, room.height()), m_outageColor);
    }
}

} // namespace ui
