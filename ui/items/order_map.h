// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/items/map_layout.h"
#include "ui/items/order_tokens.h"
#include "ui/items/token_colors.h"
#include "ui/items/token_motion.h"
#include "ui/items/token_shapes.h"

#include <QFont>
#include <QImage>
#include <QList>
#include <QQuickItem>
#include <QString>
#include <QtQml/qqmlregistration.h>

#include <array>
#include <optional>

namespace ui {

/// The token under the pointer.
struct PointedToken {
    Q_GADGET
    QML_VALUE_TYPE(pointedToken)
    Q_PROPERTY(bool valid MEMBER valid)
    Q_PROPERTY(double order MEMBER order)
    Q_PROPERTY(int station MEMBER station)
    Q_PROPERTY(int state MEMBER state)
    Q_PROPERTY(int attempt MEMBER attempt)
    Q_PROPERTY(double sinceMs MEMBER sinceMs)
    Q_PROPERTY(double forMs MEMBER forMs)
    Q_PROPERTY(QPointF middle MEMBER middle)

public:
    bool valid = false; ///< there is one
    double order = 0;
    int station = 0; ///< a MapStation
    int state = 0; ///< a TokenState
    int attempt = 0;
    double sinceMs = 0; ///< when it came to its station
    double forMs = 0; ///< how long it has been there
    QPointF middle;

    friend bool operator==(const PointedToken&, const PointedToken&) = default;
};

/// Every order as a token, on its station or on the way to it: one item, one picture, however many there are.
///
/// Model    show a snapshot's `tokens`, then advance() in each frame while `moving`. The picture is painted over a background
///          that is kept, by a loop over pixels, and given to the scene graph as one image. Without a change nothing is
///          painted. A time that goes back, or another run, is shown without motion.
/// Units    device-independent pixels; the picture has the pixels of the screen; order ids are whole numbers in a double,
///          told apart up to 2^53
/// Threads  properties: GUI thread; updatePaintNode(): the render thread while the GUI thread waits
class OrderMap : public QQuickItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(ui::OrderTokens tokens READ tokens WRITE setTokens NOTIFY tokensChanged FINAL)
    Q_PROPERTY(ui::TokenColors* colors READ colors WRITE setColors NOTIFY colorsChanged FINAL)
    Q_PROPERTY(QFont font READ font WRITE setFont NOTIFY fontChanged FINAL)
    Q_PROPERTY(double followedOrder READ followedOrder WRITE setFollowedOrder NOTIFY followedOrderChanged FINAL)
    Q_PROPERTY(int troubledStation READ troubledStation WRITE setTroubledStation NOTIFY troubledStationChanged FINAL)
    Q_PROPERTY(bool reducedMotion MEMBER m_reducedMotion NOTIFY reducedMotionChanged FINAL)
    Q_PROPERTY(bool moving READ moving NOTIFY movingChanged FINAL)
    Q_PROPERTY(double pitch READ pitch NOTIFY layoutChanged FINAL)
    Q_PROPERTY(double stationWidth READ stationWidth NOTIFY layoutChanged FINAL)
    Q_PROPERTY(QList<int> blocks READ blocks NOTIFY blocksChanged FINAL)
    Q_PROPERTY(ui::PointedToken pointed READ pointed NOTIFY pointedChanged FINAL)

public:
    explicit OrderMap(QQuickItem* parent = nullptr);

    [[nodiscard]] OrderTokens tokens() const { return m_tokens; }
    void setTokens(const OrderTokens& tokens);
    [[nodiscard]] TokenColors* colors() const { return m_colors; }
    void setColors(TokenColors* colors);
    [[nodiscard]] QFont font() const { return m_font; }
    void setFont(const QFont& font); ///< of numbers on blocks and of the followed order's label
    [[nodiscard]] double followedOrder() const { return static_cast<double>(m_followed); }
    void setFollowedOrder(double order); ///< ringed and labelled; 0: none
    [[nodiscard]] int troubledStation() const { return m_troubled; }
    void setTroubledStation(int station); ///< has the one outline that warns; -1: none
    [[nodiscard]] bool moving() const { return m_motion.moving(); }
    [[nodiscard]] double pitch() const { return m_layout.pitch(); } ///< from one station to the next
    [[nodiscard]] double stationWidth() const { return m_layout.stationWidth(); }
    [[nodiscard]] QList<int> blocks() const { return m_blocks; } ///< stations without room for single orders
    [[nodiscard]] PointedToken pointed() const { return m_pointed; }

    Q_INVOKABLE void advance(double elapsedMs);
    Q_INVOKABLE int stationAt(double x) const { return m_layout.stationAt(x); } ///< -1: between two
    Q_INVOKABLE double orderAt(double x, double y) const; ///< 0: none

    [[nodiscard]] const MapLayout& layout() const { return m_layout; }
    [[nodiscard]] const TokenMotion& motion() const { return m_motion; }

Q_SIGNALS:
    void orderClicked(double order);
    void tokensChanged();
    void colorsChanged();
    void fontChanged();
    void followedOrderChanged();
    void troubledStationChanged();
    void reducedMotionChanged();
    void movingChanged();
    void layoutChanged();
    void blocksChanged();
    void pointedChanged();

protected:
    void geometryChange(const QRectF& now, const QRectF& before) override;
    void itemChange(ItemChange change, const ItemChangeData& data) override;
    void hoverMoveEvent(QHoverEvent* event) override;
    void hoverLeaveEvent(QHoverEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    QSGNode* updatePaintNode(QSGNode* node, UpdatePaintNodeData* data) override;

private:
    void showTokens(bool jump);
    void repaintAll(); ///< the background too
    void noteBlocks();
    [[nodiscard]] const TokenMotion::Body* bodyAt(QPointF point) const;
    void point();
    void paintBackground(const QSize& pixels, double scale);
    void paintPicture(QImage& picture, double scale);
    void paintTokens(QImage& picture, double scale);

    OrderTokens m_tokens;
    TokenColors* m_colors = nullptr;
    QFont m_font;
    std::uint64_t m_followed = 0;
    int m_troubled = -1;
    bool m_reducedMotion = false;

    MapLayout m_layout;
    TokenMotion m_motion;
    QList<int> m_blocks;
    std::optional<QPointF> m_pointer; // where it hovers
    PointedToken m_pointed;
    double m_pressed = 0;

    bool m_backgroundStale = true;
    QImage m_background;
    std::array<QImage, 2> m_pictures; // the one that is shown, and the one to paint next
    std::size_t m_next = 0;
    TokenSprites m_sprites;
};

} // namespace ui
