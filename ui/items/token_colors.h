// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace ui {

/// The colours of the map by their roles, as the theme gives them. One object for the map and for its legend.
///
/// Threads  GUI thread; read by painting while the GUI thread waits
class TokenColors : public QObject {
    Q_OBJECT
    QML_ELEMENT
    // what orders do
    Q_PROPERTY(QColor queued MEMBER queued NOTIFY changed FINAL)
    Q_PROPERTY(QColor waiting MEMBER waiting NOTIFY changed FINAL)
    Q_PROPERTY(QColor running MEMBER running NOTIFY changed FINAL)
    Q_PROPERTY(QColor blocked MEMBER blocked NOTIFY changed FINAL)
    Q_PROPERTY(QColor done MEMBER done NOTIFY changed FINAL)
    Q_PROPERTY(QColor failed MEMBER failed NOTIFY changed FINAL)
    Q_PROPERTY(QColor gone MEMBER gone NOTIFY changed FINAL)
    // where they are
    Q_PROPERTY(QColor surface MEMBER surface NOTIFY changed FINAL)
    Q_PROPERTY(QColor station MEMBER station NOTIFY changed FINAL)
    Q_PROPERTY(QColor line MEMBER line NOTIFY changed FINAL)
    Q_PROPERTY(QColor outline MEMBER outline NOTIFY changed FINAL)
    Q_PROPERTY(QColor trouble MEMBER trouble NOTIFY changed FINAL)
    Q_PROPERTY(QColor text MEMBER text NOTIFY changed FINAL)

public:
    using QObject::QObject;

    QColor queued = Qt::gray;
    QColor waiting = Qt::lightGray;
    QColor running = Qt::blue;
    QColor blocked = Qt::yellow;
    QColor done = Qt::green;
    QColor failed = Qt::red;
    QColor gone = Qt::darkGray; ///< cancelled, dropped
    QColor surface = Qt::black; ///< of the panel
    QColor station = Qt::black; ///< inside a station, and of glyphs on a filled token
    QColor line = Qt::darkGray;
    QColor outline = Qt::gray;
    QColor trouble = Qt::yellow;
    QColor text = Qt::white;

Q_SIGNALS:
    void changed();
};

} // namespace ui
