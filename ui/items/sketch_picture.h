// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QQuickPaintedItem>
#include <QtQml/qqmlregistration.h>

namespace ui {

/// A small still picture of bars over time, with hatched bands for outages and a line above slow times.
///
/// Shape    bars: 0..1 each; outages and slowTimes: pairs of begin and end, 0..1
/// Threads  the GUI thread sets it, the render thread paints it while the GUI thread waits
class SketchPicture : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QList<double> bars MEMBER m_bars NOTIFY changed FINAL)
    Q_PROPERTY(QList<double> outages MEMBER m_outages NOTIFY changed FINAL)
    Q_PROPERTY(QList<double> slowTimes MEMBER m_slowTimes NOTIFY changed FINAL)
    Q_PROPERTY(QColor barColor MEMBER m_barColor NOTIFY changed FINAL)
    Q_PROPERTY(QColor outageColor MEMBER m_outageColor NOTIFY changed FINAL)
    Q_PROPERTY(QColor slowColor MEMBER m_slowColor NOTIFY changed FINAL)
    Q_PROPERTY(QColor groundColor MEMBER m_groundColor NOTIFY changed FINAL)

public:
    explicit SketchPicture(QQuickItem* parent = nullptr);

    void paint(QPainter* painter) override;

Q_SIGNALS:
    void changed();

private:
    void paintOutages(QPainter& painter, const QRectF& room) const;

    QList<double> m_bars;
    QList<double> m_outages;
    QList<double> m_slowTimes;
    QColor m_barColor;
    QColor m_outageColor;
    QColor m_slowColor;
    QColor m_groundColor;
};

} // namespace ui
