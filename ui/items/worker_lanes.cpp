// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/items/worker_lanes.h"

#include "ui/items/lane_painter.h"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QPainter>
#include <QQuickWindow>
#include <QSGImageNode>

#include <algorithm>
#include <array>

namespace ui {

WorkerLanes::WorkerLanes(QQuickItem* parent)
    : QQuickItem(parent)
{
    setFlag(ItemHasContents);
    setAcceptedMouseButtons(Qt::LeftButton);
    setAcceptHoverEvents(true);
    m_flash.setSingleShot(true);
    m_flash.setInterval(kFlashTime);
    m_pace.setSingleShot(true);
    connect(&m_pace, &QTimer::timeout, this, &WorkerLanes::refresh);
    connect(&m_flash, &QTimer::timeout, this, [this] {
        m_firstNew = -1;
        m_gone = 0;
        refresh();
    });
    connect(this, &WorkerLanes::workersChanged, this, &WorkerLanes::refreshSoon);
    connect(this, &WorkerLanes::lookChanged, this, &WorkerLanes::refresh);
}

void WorkerLanes::setStates(const QByteArray& states)
{
    if (states == m_states)
        return;
    noteCount(static_cast<int>(m_states.size()), static_cast<int>(states.size()));
    m_states = states;
    Q_EMIT workersChanged();
}

void WorkerLanes::setOrders(const QList<double>& orders)
{
    if (orders == m_orders)
        return;
    m_orders = orders;
    Q_EMIT workersChanged();
}

void WorkerLanes::setPlaces(const QByteArray& places)
{
    if (places == m_places)
        return;
    m_places = places;
    Q_EMIT workersChanged();
}

void WorkerLanes::setGoal(int goal)
{
    if (goal == m_goal)
        return;
    m_goal = goal;
    Q_EMIT workersChanged();
}

void WorkerLanes::noteCount(int before, int now)
{
    if (before == 0 || now == before) // nothing flashes when a pool appears
        return;
    if (now > before) {
        m_firstNew = m_firstNew < 0 ? before : std::min(m_firstNew, before);
        m_gone = std::max(0, m_gone - (now - before));
    } else {
        m_gone += before - now;
        m_firstNew = m_firstNew < now ? m_firstNew : -1;
    }
    m_flash.start();
}

int WorkerLanes::stateOf(int place) const
{
    return place < m_states.size() ? static_cast<int>(m_states.at(place)) : static_cast<int>(NotStarted);
}

double WorkerLanes::orderOf(int place) const
{
    return stateOf(place) != Idle && place < m_orders.size() ? m_orders.at(place) : 0;
}

QString WorkerLanes::textOf(int place) const
{
    const double order = orderOf(place);
    if (order <= 0) {
        const std::array words {tr("idle"), tr("running"), tr("blocked"), tr("not started")};
        return words[static_cast<std::size_t>(stateOf(place))];
    }
    const int where = place < m_places.size() ? m_places.at(place) : -1;
    const QString name = where >= 0 && where < m_placeNames.size() ? m_placeNames.at(where) : QString();
    return QStringLiteral("#%1 %2").arg(order, 0, 'f', 0).arg(name).trimmed();
}

QString WorkerLanes::describe(int worker) const
{
    if (worker < 0 || worker >= m_grid.count())
        return {};
    const std::array words {tr("idle"), tr("running"), tr("blocked"), tr("not started")};
    QString text = tr("Worker %1: %2").arg(worker + 1).arg(words[static_cast<std::size_t>(stateOf(worker))]);
    if (orderOf(worker) > 0)
        text += tr(", order %1").arg(textOf(worker));
    return text;
}

// --- when it is drawn -------------------------------------------------------------------------------------------------

void WorkerLanes::refresh()
{
    if (isVisible() && window())
        polish();
}

void WorkerLanes::refreshSoon()
{
    const auto since = m_sincePolish.isValid() ? std::chrono::milliseconds(m_sincePolish.elapsed()) : kInterval;
    if (since >= kInterval)
        refresh();
    else if (!m_pace.isActive())
        m_pace.start(kInterval - since);
}

void WorkerLanes::geometryChange(const QRectF& now, const QRectF& before)
{
    QQuickItem::geometryChange(now, before);
    if (now.size() != before.size())
        refresh();
}

void WorkerLanes::itemChange(ItemChange change, const ItemChangeData& data)
{
    QQuickItem::itemChange(change, data);
    if (change == ItemVisibleHasChanged || change == ItemSceneChange || change == ItemDevicePixelRatioHasChanged)
        refresh();
}

void WorkerLanes::updatePolish()
{
    if (!window() || width() < 1 || height() < 1)
        return;
    m_sincePolish.start();
    const auto alive = static_cast<int>(m_states.size());
    const int places = std::min(std::max(alive + m_gone, m_goal), kMostPlaces);
    const QSize size = QSizeF(width(), height()).toSize();
    const QFontMetrics metrics(m_font);
    m_grid = LaneGrid(places, size, metrics.averageCharWidth(), metrics.height());
    const double ratio = window()->effectiveDevicePixelRatio();
    m_image = QImage((QSizeF(size) * ratio).toSize(), QImage::Format_RGB32);
    m_image.setDevicePixelRatio(ratio);
    m_image.fill(m_surfaceColor);
    QPainter painter(&m_image);
    paintAll(painter);
    ++m_imagesDrawn;
    m_shown = false;
    update();
    Q_EMIT currentChanged(); // what is said of it may be another
}

QSGNode* WorkerLanes::updatePaintNode(QSGNode* old, UpdatePaintNodeData*)
{
    auto* node = static_cast<QSGImageNode*>(old);
    if (m_image.isNull() || (node && m_shown))
        return node;
    if (!node) {
        node = window()->createImageNode();
        node->setOwnsTexture(true);
        node->setFiltering(QSGTexture::Nearest);
    }
    node->setTexture(window()->createTextureFromImage(m_image, QQuickWindow::TextureIsOpaque));
    node->setRect(QRectF(QPointF(0, 0), QSizeF(m_image.size()) / m_image.devicePixelRatio()));
    m_shown = true;
    return node;
}

// --- how it is used ---------------------------------------------------------------------------------------------------

void WorkerLanes::setCurrent(int place)
{
    const int within = std::clamp(place, 0, std::max(0, m_grid.count() - 1));
    if (within == m_current)
        return;
    m_current = within;
    refresh();
    Q_EMIT currentChanged();
}

void WorkerLanes::setHovered(int place)
{
    if (place == m_hovered)
        return;
    m_hovered = place;
    Q_EMIT hoveredChanged();
}

void WorkerLanes::click(int place)
{
    if (place >= 0 && orderOf(place) > 0)
        Q_EMIT workerClicked(orderOf(place));
}

void WorkerLanes::mousePressEvent(QMouseEvent* event)
{
    const int place = m_grid.at(event->position().toPoint());
    if (place >= 0)
        setCurrent(place);
    click(place);
}

void WorkerLanes::hoverMoveEvent(QHoverEvent* event)
{
    setHovered(m_grid.at(event->position().toPoint()));
}

void WorkerLanes::hoverLeaveEvent(QHoverEvent*)
{
    setHovered(-1);
}

void WorkerLanes::keyPressEvent(QKeyEvent* event)
{
    if (m_grid.count() == 0)
        return event->ignore();
    switch (event->key()) {
    case Qt::Key_Left:
        return setCurrent(m_current - 1);
    case Qt::Key_Right:
        return setCurrent(m_current + 1);
    case Qt::Key_Up:
        return setCurrent(m_grid.moved(std::min(m_current, m_grid.count() - 1), -1));
    case Qt::Key_Down:
        return setCurrent(m_grid.moved(std::min(m_current, m_grid.count() - 1), 1));
    case Qt::Key_Home:
        return setCurrent(0);
    case Qt::Key_End:
        return setCurrent(m_grid.count() - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        return click(m_current);
    default:
        event->ignore();
    }
}

void WorkerLanes::focusInEvent(QFocusEvent* event)
{
    QQuickItem::focusInEvent(event);
    refresh();
}

void WorkerLanes::focusOutEvent(QFocusEvent* event)
{
    QQuickItem::focusOutEvent(event);
    refresh();
}

// --- how it is drawn --------------------------------------------------------------------------------------------------

void WorkerLanes::paintAll(QPainter& painter)
{
    const LaneLook look {m_idleColor, m_runningColor, m_blockedColor, m_surfaceColor, m_textColor, m_mutedColor, m_font};
    LanePainter draw(painter, look, m_grid.lanes());
    std::array<QImage, NotStarted + 1> sprites; // 500 cells look alike but for their state
    const auto alive = static_cast<int>(m_states.size());
    for (int place = 0; place < m_grid.count(); ++place) {
        const QRect rect = m_grid.place(place);
        const int state = stateOf(place);
        if (m_grid.lanes()) {
            draw.place(rect, state);
            draw.text(rect, state, textOf(place));
        } else {
            QImage& image = sprites[static_cast<std::size_t>(state)];
            if (image.isNull())
                image = LanePainter::sprite(rect.size(), state, painter.device()->devicePixelRatio(), look);
            painter.drawImage(rect.topLeft(), image);
        }
        const bool isNew = m_firstNew >= 0 && place >= m_firstNew && place < alive;
        if (isNew || (place >= alive && place < alive + m_gone))
            draw.badge(rect, isNew);
        if (hasActiveFocus() && place == std::min(m_current, m_grid.count() - 1))
            draw.frame(rect);
    }
}

} // namespace ui
