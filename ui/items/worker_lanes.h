// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/items/lane_grid.h"

#include <QByteArray>
#include <QColor>
#include <QElapsedTimer>
#include <QFont>
#include <QImage>
#include <QList>
#include <QQuickItem>
#include <QStringList>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <chrono>

namespace ui {

/// The workers of a pool: a lane for each, with the order and the stage that it is busy with, or a cell.
///
/// Model    idle: an outline; running: filled; blocked: hatched; a place that the pool may still fill: a dotted outline.
///          Shape tells them apart, colour only helps. A worker that is new has a plus, one that has gone a minus, for
///          kFlashTime. Drawn into one image, at most once in kInterval, and only when something has changed.
/// Shape    `states` has one byte for each worker alive: 0 idle, 1 running, 2 blocked. `orders` and `places` belong to the
///          same workers; order 0: none. Place p is called placeNames[p]; an empty name is not written.
/// Units    device-independent pixels
/// Threads  properties and updatePolish(): GUI thread; updatePaintNode(): the render thread while the GUI thread waits
class WorkerLanes : public QQuickItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QByteArray states READ states WRITE setStates NOTIFY workersChanged FINAL)
    Q_PROPERTY(QList<double> orders READ orders WRITE setOrders NOTIFY workersChanged FINAL)
    Q_PROPERTY(QByteArray places READ places WRITE setPlaces NOTIFY workersChanged FINAL)
    Q_PROPERTY(int goal READ goal WRITE setGoal NOTIFY workersChanged FINAL)
    Q_PROPERTY(QStringList placeNames MEMBER m_placeNames NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor idleColor MEMBER m_idleColor NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor runningColor MEMBER m_runningColor NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor blockedColor MEMBER m_blockedColor NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor surfaceColor MEMBER m_surfaceColor NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor textColor MEMBER m_textColor NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor mutedColor MEMBER m_mutedColor NOTIFY lookChanged FINAL)
    Q_PROPERTY(QFont font MEMBER m_font NOTIFY lookChanged FINAL)
    Q_PROPERTY(int current READ current NOTIFY currentChanged FINAL)
    Q_PROPERTY(int hovered READ hovered NOTIFY hoveredChanged FINAL)

public:
    static constexpr std::chrono::milliseconds kInterval {80};
    static constexpr std::chrono::milliseconds kFlashTime {1500};
    static constexpr int kMostPlaces = 1024;
    enum State { Idle, Running, Blocked, NotStarted };
    Q_ENUM(State)

    explicit WorkerLanes(QQuickItem* parent = nullptr);

    [[nodiscard]] QByteArray states() const { return m_states; }
    void setStates(const QByteArray& states);
    [[nodiscard]] QList<double> orders() const { return m_orders; }
    void setOrders(const QList<double>& orders);
    [[nodiscard]] QByteArray places() const { return m_places; }
    void setPlaces(const QByteArray& places);
    [[nodiscard]] int goal() const { return m_goal; }
    void setGoal(int goal); ///< threads that the pool may have now: places beyond `states` are drawn as not started
    [[nodiscard]] int current() const { return m_current; } ///< the one that keys have chosen
    [[nodiscard]] int hovered() const { return m_hovered; } ///< the one under the pointer; -1: none

    /// `states` for a single worker in that state, as a legend needs it.
    Q_INVOKABLE static QByteArray only(int state) { return QByteArray(1, static_cast<char>(state)); }
    /// One worker in words: "Worker 3: blocked, order 1234, charge".
    Q_INVOKABLE QString describe(int worker) const;

    [[nodiscard]] const QImage& image() const { return m_image; } ///< what is shown
    [[nodiscard]] const LaneGrid& grid() const { return m_grid; }
    [[nodiscard]] int imagesDrawn() const { return m_imagesDrawn; }

Q_SIGNALS:
    void workersChanged();
    void lookChanged();
    void currentChanged();
    void hoveredChanged();
    void workerClicked(double orderId);

protected:
    void updatePolish() override;
    QSGNode* updatePaintNode(QSGNode* old, UpdatePaintNodeData* data) override;
    void geometryChange(const QRectF& now, const QRectF& before) override;
    void itemChange(ItemChange change, const ItemChangeData& data) override;
    void mousePressEvent(QMouseEvent* event) override;
    void hoverMoveEvent(QHoverEvent* event) override;
    void hoverLeaveEvent(QHoverEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void refresh();
    void refreshSoon();
    void noteCount(int before, int now);
    [[nodiscard]] int stateOf(int place) const;
    [[nodiscard]] double orderOf(int place) const;
    [[nodiscard]] QString textOf(int place) const;
    void setCurrent(int place);
    void setHovered(int place);
    void click(int place);

    void paintAll(QPainter& painter);

    QByteArray m_states;
    QList<double> m_orders;
    QByteArray m_places;
    int m_goal = 0;
    QStringList m_placeNames;
    QColor m_idleColor;
    QColor m_runningColor;
    QColor m_blockedColor;
    QColor m_surfaceColor;
    QColor m_textColor;
    QColor m_mutedColor;
    QFont m_font;
    int m_current = 0;
    int m_hovered = -1;

    int m_firstNew = -1; ///< workers from here on are new; -1: none is
    int m_gone = 0; ///< places after the last worker whose workers have gone
    QTimer m_flash;
    QTimer m_pace;
    QElapsedTimer m_sincePolish;

    LaneGrid m_grid;
    QImage m_image;
    bool m_shown = false; ///< the scene graph has the image
    int m_imagesDrawn = 0;
};

} // namespace ui
