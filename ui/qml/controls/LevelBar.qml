// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Threadweir

/* A level from 0 to 1 with a tick at its highest so far. At its limit it turns to the colour of waiting and gets a cap. */
Rectangle {
    id: root

    required property real fraction
    property real peakFraction: 0
    property bool full: false
    property color fill: Theme.running

    implicitHeight: Theme.barHeight
    radius: height / 2
    color: Theme.raised

    Rectangle {
        width: root.fraction > 0 ? Math.max(root.height, root.width * root.fraction) : 0
        height: root.height
        radius: root.radius
        color: root.full ? Theme.blocked : root.fill
    }
    Rectangle {
        visible: root.peakFraction > 0
        x: Math.min(root.width - width, root.width * root.peakFraction - width / 2)
        y: -2
        width: 2
        height: root.height + 4
        color: Theme.mutedText
    }
}
