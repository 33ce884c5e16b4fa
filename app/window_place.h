// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QRect>
#include <QVariantMap>

class QQuickWindow;

namespace app {

/// `wanted` as it can be seen on one of `screens`: on the one that shows the most of it, no larger than that and wholly
/// inside; in the middle of the first one if no screen shows enough of it to be taken hold of.
[[nodiscard]] QRect visiblePlace(const QRect& wanted, const QList<QRect>& screens);

/// Where a window is, kept from one start to the next: place and size while it is an ordinary window, and whether it
/// was maximised. Screens may have come and gone meanwhile.
///
/// Shape    initialProperties() for the window's QML, watch() when it is there; the place is kept whenever it changes
/// Threads  GUI thread only
class WindowPlace : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// x, y, width, height and visibility, as far as they are known.
    [[nodiscard]] static QVariantMap initialProperties();
    void watch(QQuickWindow& window);
};

} // namespace app
