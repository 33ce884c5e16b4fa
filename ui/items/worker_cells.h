// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QColor>
#include <QQuickPaintedItem>
#include <QtQml/qqmlregistration.h>

namespace ui {

/// The workers of a pool as a grid of cells: one for each worker alive and one for each that may still be started.
///
/// Model    idle: an outline with a dot; running: filled, with an arrow; blocked: hatched, with a bar across; not
/// started:
///          a dashed outline. Shape tells the states apart, colour only helps.
/// Shape    `workers` has one byte for each worker alive: 0 idle, 1 running, 2 blocked. Rows are equally long where the
///          number of cells allows it; cells are as large as fits, between kSmallest and kLargest.
/// Units    device-independent pixels
/// Threads  properties: GUI thread; paint(): the render thread while the GUI thread waits
class WorkerCells : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QByteArray workers READ workers WRITE setWorkers NOTIFY workersChanged FINAL)
    Q_PROPERTY(int maxWorkers READ maxWorkers WRITE setMaxWorkers NOTIFY workersChanged FINAL)
    Q_PROPERTY(QColor idleColor MEMBER m_idleColor NOTIFY colorsChanged FINAL)
    Q_PROPERTY(QColor runningColor MEMBER m_runningColor NOTIFY colorsChanged FINAL)
    Q_PROPERTY(QColor blockedColor MEMBER m_blockedColor NOTIFY colorsChanged FINAL)
    Q_PROPERTY(QColor glyphColor MEMBER m_glyphColor NOTIFY colorsChanged FINAL)

public:
    static constexpr double kSmallest = 6.0;
    static constexpr double kLargest = 72.0;

    explicit WorkerCells(QQuickItem* parent = nullptr);

    [[nodiscard]] QByteArray workers() const { return m_workers; }
    void setWorkers(const QByteArray& workers);
    [[nodiscard]] int maxWorkers() const { return m_maxWorkers; }
    void setMaxWorkers(int count); ///< workers that the pool may have; cells beyond `workers` are drawn as not started

    /// `workers` for a single one in that state, as a legend needs it.
    Q_INVOKABLE static QByteArray only(int state) { return QByteArray(1, static_cast<char>(state)); }

    void paint(QPainter* painter) override;

Q_SIGNALS:
    void workersChanged();
    void colorsChanged();

private:
    struct Grid {
        int columns = 0;
        int rows = 0;
        double pitch = 0; ///< side of a cell and the gap after it
    };

    [[nodiscard]] int cellCount() const;
    [[nodiscard]] Grid grid(int cells) const;
    void paintCell(QPainter& painter, const QRectF& cell, int state) const;

    QByteArray m_workers;
    int m_maxWorkers = 0;
    QColor m_idleColor;
    QColor m_runningColor;
    QColor m_blockedColor;
    QColor m_glyphColor;
};

} // namespace ui
