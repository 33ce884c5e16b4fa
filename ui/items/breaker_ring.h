// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QQuickPaintedItem>
#include <QtQml/qqmlregistration.h>

namespace ui {

/// A ring of which a part is drawn strongly: from the top, clockwise.
///
/// Bounds   share is 0..1; what lies outside is drawn as the nearest of them
/// Threads  properties: GUI thread; paint(): the render thread while the GUI thread waits
class BreakerRing : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(double share MEMBER m_share NOTIFY changed FINAL)
    Q_PROPERTY(double thickness MEMBER m_thickness NOTIFY changed FINAL)
    Q_PROPERTY(QColor strong MEMBER m_strong NOTIFY changed FINAL)
    Q_PROPERTY(QColor faint MEMBER m_faint NOTIFY changed FINAL)

public:
    explicit BreakerRing(QQuickItem* parent = nullptr);

    void paint(QPainter* painter) override;

Q_SIGNALS:
    void changed();

private:
    double m_share = 1;
    double m_thickness = 2;
    QColor m_strong;
    QColor m_faint;
};

} // namespace ui
