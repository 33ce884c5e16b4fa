// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Threadweir

/* A container whose level is a depth: filled from the bottom, closed by a lid where there is a limit, open where not. */
Item {
    id: root

    required property levelFigures level
    readonly property color tint: root.level.full ? Theme.blocked : Theme.running

    implicitWidth: Theme.unit * 12
    implicitHeight: Theme.unit * 4

    Rectangle {
        anchors.fill: parent
        color: Theme.window
        radius: Theme.smallRadius
        border.color: root.level.full ? Theme.blocked : Theme.outline
        border.width: root.level.full ? 2 : 1
    }
    Rectangle { // no lid: there is no limit
        visible: !root.level.limited
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.half
        anchors.rightMargin: Theme.half
        height: 2
        color: Theme.surface
    }
    Rectangle {
        readonly property real room: root.height - 2 * Theme.half

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.half
        height: root.level.now > 0 ? Math.max(2, Math.round(room * root.level.fraction)) : 0
        color: Qt.rgba(root.tint.r, root.tint.g, root.tint.b, Theme.fillOpacity)

        Rectangle { // the surface
            width: parent.width
            height: Math.min(2, parent.height)
            color: root.tint
        }
    }
    Rectangle { // the highest so far
        visible: root.level.peak > 0
        anchors.left: parent.left
        anchors.right: parent.right
        y: Math.round(Theme.half + (root.height - 2 * Theme.half) * (1 - root.level.peakFraction))
        height: 1
        color: Theme.mutedText
    }
}
