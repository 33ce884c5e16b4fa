// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/items/breaker_ring.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr int kDegree = 16; ///< as QPainter counts

} // namespace

BreakerRing::BreakerRing(QQuickItem* parent)
    : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
    connect(this, &BreakerRing::changed, this, [this] { update(); });
}

void BreakerRing::paint(QPainter* painter)
{
    const double side = std::min(width(), height()) - m_thickness;
    const QRectF box((width() - side) / 2, (height() - side) / 2, side, side);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(m_faint, m_thickness));
    painter->drawEllipse(box);
    const double share = std::clamp(m_share, 0.0, 1.0);
    if (share <= 0)
        return;
    painter->setPen(QPen(m_strong, m_thickness, Qt::SolidLine, Qt::FlatCap));
    painter->drawArc(box, 90 * kDegree, -static_cast<int>(std::lround(share * 360 * kDegree)));
}

} // namespace ui
