// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/items/order_map.h"

#include "ui/items/map_painter.h"

#include <QHoverEvent>
#include <QMouseEvent>
#include <QQuickWindow>
#include <QSGImageNode>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace ui {

namespace {

constexpr double kReach = 6.0; ///< how far from a small token's middle the pointer still means it
constexpr int kRoomyPitch = 8; ///< from which on cells are two pixels apart instead of one

int gapOf(int pitch)
{
    return pitch >= kRoomyPitch ? 2 : 1;
}

/// Whether what the background shows of the stations is the same.
bool looksAlike(const OrderTokens& left, const OrderTokens& right)
{
    for (std::size_t index = 0; index < left.stations.size(); ++index) {
        const auto& a = left.stations[index];
        const auto& b = right.stations[index];
        if (a.inUse != b.inUse || (a.limit > 0) != (b.limit > 0))
            return false;
    }
    return true;
}

} // namespace

OrderMap::OrderMap(QQuickItem* parent)
    : QQuickItem(parent)
{
    setFlag(ItemHasContents);
    setAcceptHoverEvents(true);
    setAcceptedMouseButtons(Qt::LeftButton);
}

void OrderMap::setTokens(const OrderTokens& tokens)
{
    const bool jump
        = m_reducedMotion || !m_tokens.known || tokens.sequence < m_tokens.sequence || tokens.atMs < m_tokens.atMs;
    m_backgroundStale = m_backgroundStale || !looksAlike(tokens, m_tokens);
    const bool levels = tokens.stations != m_tokens.stations || tokens.known != m_tokens.known;
    m_tokens = tokens;
    if (levels || m_backgroundStale)
        update();
    showTokens(jump);
    Q_EMIT tokensChanged();
}

void OrderMap::showTokens(bool jump)
{
    const bool moved = m_motion.moving();
    const QRectF vessel = m_layout.vessel();
    if (m_motion.show(m_tokens, m_layout, jump))
        update();
    m_backgroundStale = m_backgroundStale || m_layout.vessel() != vessel;
    noteBlocks();
    point();
    if (m_motion.moving() != moved)
        Q_EMIT movingChanged();
}

void OrderMap::noteBlocks()
{
    QList<int> blocks;
    for (int station = 0; station < kMapStationCount; ++station) {
        if (m_layout.at(static_cast<MapStation>(station)).block)
            blocks.append(station);
    }
    if (blocks == m_blocks)
        return;
    m_blocks = blocks;
    Q_EMIT blocksChanged();
}

void OrderMap::setColors(TokenColors* colors)
{
    if (colors == m_colors)
        return;
    if (m_colors)
        disconnect(m_colors, nullptr, this, nullptr);
    m_colors = colors;
    if (m_colors)
        connect(m_colors, &TokenColors::changed, this, &OrderMap::repaintAll);
    repaintAll();
    Q_EMIT colorsChanged();
}

void OrderMap::setFont(const QFont& font)
{
    if (font == m_font)
        return;
    m_font = font;
    update();
    Q_EMIT fontChanged();
}

void OrderMap::setFollowedOrder(double order)
{
    const auto followed = static_cast<std::uint64_t>(std::max(0.0, order));
    if (followed == m_followed)
        return;
    m_followed = followed;
    update();
    Q_EMIT followedOrderChanged();
}

void OrderMap::setTroubledStation(int station)
{
    if (station == m_troubled)
        return;
    m_troubled = station;
    repaintAll();
    Q_EMIT troubledStationChanged();
}

void OrderMap::repaintAll()
{
    m_sprites.clear();
    m_backgroundStale = true;
    update();
}

void OrderMap::advance(double elapsedMs)
{
    if (!m_motion.advance(static_cast<float>(elapsedMs)))
        return;
    update();
    point();
    if (!m_motion.moving())
        Q_EMIT movingChanged();
}

const TokenMotion::Body* OrderMap::bodyAt(QPointF point) const
{
    const TokenMotion::Body* body = m_motion.nearest(point, m_layout.stationWidth());
    if (!body)
        return nullptr;
    const double reach = std::max(kReach, body->pitchNow() * 0.75);
    return std::hypot(body->x - point.x(), body->y - point.y()) <= reach ? body : nullptr;
}

double OrderMap::orderAt(double x, double y) const
{
    const TokenMotion::Body* body = bodyAt(QPointF(x, y));
    return body ? static_cast<double>(body->token.order) : 0;
}

void OrderMap::point()
{
    PointedToken pointed;
    if (const TokenMotion::Body* body = m_pointer ? bodyAt(*m_pointer) : nullptr) {
        const OrderToken& token = body->token;
        pointed = {true, static_cast<double>(token.order), static_cast<int>(token.station), static_cast<int>(token.state), token.attempt,
            token.sinceMs, std::max(0.0, m_tokens.atMs - token.sinceMs), QPointF(body->x, body->y)};
    }
    if (pointed == m_pointed)
        return;
    m_pointed = pointed;
    setCursor(m_pointed.valid ? Qt::PointingHandCursor : Qt::ArrowCursor);
    Q_EMIT pointedChanged();
}

void OrderMap::geometryChange(const QRectF& now, const QRectF& before)
{
    QQuickItem::geometryChange(now, before);
    if (now.size() == before.size() || now.isEmpty())
        return;
    m_layout.resize(now.size());
    m_backgroundStale = true;
    showTokens(true);
    update();
    Q_EMIT layoutChanged();
}

void OrderMap::itemChange(ItemChange change, const ItemChangeData& data)
{
    if (change == ItemDevicePixelRatioHasChanged || change == ItemSceneChange)
        repaintAll();
    QQuickItem::itemChange(change, data);
}

void OrderMap::hoverMoveEvent(QHoverEvent* event)
{
    m_pointer = event->position();
    point();
}

void OrderMap::hoverLeaveEvent(QHoverEvent*)
{
    m_pointer.reset();
    point();
}

void OrderMap::mousePressEvent(QMouseEvent* event)
{
    m_pressed = orderAt(event->position().x(), event->position().y());
    event->setAccepted(m_pressed != 0);
}

void OrderMap::mouseReleaseEvent(QMouseEvent*)
{
    if (m_pressed != 0)
        Q_EMIT orderClicked(m_pressed); // also if the token has moved on: it was meant
    m_pressed = 0;
}

void OrderMap::paintBackground(const QSize& pixels, double scale)
{
    m_background = QImage(pixels, QImage::Format_RGB32);
    QPainter painter(&m_background);
    painter.scale(scale, scale);
    MapPainter {m_layout, m_tokens, *m_colors, m_font}.paintBackground(painter, m_troubled);
    m_backgroundStale = false;
}

void OrderMap::paintTokens(QImage& picture, double scale)
{
    const TokenSprites::Canvas canvas {reinterpret_cast<QRgb*>(picture.bits()),
        picture.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb)), picture.width(), picture.height()};
    const auto pixels = static_cast<float>(scale);
    const auto cornerOf = [pixels](float middle, int pitch) {
        const int before = gapOf(pitch) / 2; // whole pixels
        return (middle - static_cast<float>(pitch) / 2) * pixels + std::floor(static_cast<float>(before) * pixels);
    };
    const auto sideOf = [scale](int pitch) { return static_cast<int>(std::lround(static_cast<double>(pitch - gapOf(pitch)) * scale)); };

    for (int index = 0; index < kMapStationCount; ++index) {
        const auto station = static_cast<MapStation>(index);
        const auto& place = m_layout.at(station);
        for (int cell = place.inside; cell < place.inside + place.freePlaces; ++cell) {
            const QPointF middle = m_layout.middleOf(station, cell);
            m_sprites.drawFreePlace(canvas, *m_colors, sideOf(place.pitch),
                cornerOf(static_cast<float>(middle.x()), place.pitch), cornerOf(static_cast<float>(middle.y()), place.pitch));
        }
    }
    for (const bool moving : {false, true}) { // those on their way lie above those at rest
        for (const TokenMotion::Body& body : m_motion.bodies()) {
            if (body.moves() != moving || !body.seen())
                continue;
            const int pitch = body.pitchNow();
            m_sprites.draw(
                canvas, *m_colors, body.token.state, sideOf(pitch), cornerOf(body.x, pitch), cornerOf(body.y, pitch));
        }
    }
}

void OrderMap::paintPicture(QImage& picture, double scale)
{
    if (picture.size() != m_background.size())
        picture = QImage(m_background.size(), QImage::Format_RGB32);
    std::memcpy(picture.bits(), m_background.constBits(), static_cast<std::size_t>(m_background.sizeInBytes()));
    const MapPainter painter {m_layout, m_tokens, *m_colors, m_font};
    {
        QPainter levels(&picture);
        levels.scale(scale, scale);
        painter.paintLevels(levels);
        if (painter.hasBlocks())
            painter.paintBlocks(levels);
    }
    paintTokens(picture, scale);
    const TokenMotion::Body* followed = m_followed != 0 ? m_motion.find(m_followed) : nullptr;
    if (followed && followed->seen()) {
        QPainter above(&picture);
        above.scale(scale, scale);
        painter.paintFollowed(above, *followed);
    }
}

QSGNode* OrderMap::updatePaintNode(QSGNode* node, UpdatePaintNodeData*)
{
    const double scale = window()->effectiveDevicePixelRatio();
    const QSize pixels(static_cast<int>(std::ceil(width() * scale)), static_cast<int>(std::ceil(height() * scale)));
    if (!m_colors || pixels.isEmpty()) {
        delete node;
        return nullptr;
    }
    if (m_backgroundStale || m_background.size() != pixels)
        paintBackground(pixels, scale);
    QImage& picture = m_pictures[m_next];
    m_next = 1 - m_next;
    paintPicture(picture, scale);

    auto* image = static_cast<QSGImageNode*>(node);
    if (!image) {
        image = window()->createImageNode();
        image->setOwnsTexture(true);
        image->setFiltering(QSGTexture::Nearest);
    }
    image->setTexture(window()->createTextureFromImage(picture, QQuickWindow::TextureIsOpaque));
    image->setRect(QRectF(QPointF(), QSizeF(pixels) / scale));
    return image;
}

} // namespace ui
