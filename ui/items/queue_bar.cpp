// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/items/queue_bar.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

/// The next after `each` in 1, 2, 5, 10, 20, ...
double next(double each)
{
    const double power = std::pow(10.0, std::floor(std::log10(each) + 1e-9));
    return each < 1.5 * power ? 2 * power : each < 3 * power ? 5 * power : 10 * power;
}

double fitting(double count, double room)
{
    double each = 1;
    while (count / each > room)
        each = next(each);
    return each;
}

} // namespace

QueueBar::QueueBar(QQuickItem* parent)
    : QQuickPaintedItem(parent)
{
    connect(this, &QueueBar::colorChanged, this, [this] { update(); });
}

void QueueBar::setCount(double count)
{
    if (count == m_count)
        return;
    const int before = boxes();
    m_count = count;
    rescale();
    if (boxes() != before)
        update();
    Q_EMIT countChanged();
}

int QueueBar::boxes() const
{
    return static_cast<int>(std::ceil(m_count / m_each));
}

void QueueBar::rescale()
{
    const double room = std::max(1.0, std::floor(width() / (kBoxWidth + kBoxGap)));
    const bool tooMany = m_count / m_each > room;
    const double wanted = tooMany ? fitting(m_count, room) : std::min(m_each, fitting(2 * m_count, room));
    if (wanted == m_each)
        return;
    m_each = wanted;
    update();
    Q_EMIT eachChanged();
}

void QueueBar::geometryChange(const QRectF& now, const QRectF& before)
{
    QQuickPaintedItem::geometryChange(now, before);
    if (now.size() != before.size()) {
        rescale();
        update();
    }
}

void QueueBar::paint(QPainter* painter)
{
    for (int box = 0; box < boxes(); ++box)
        painter->fillRect(QRectF(box * (kBoxWidth + kBoxGap), 0, kBoxWidth, height()), m_color);
}

} // namespace ui
