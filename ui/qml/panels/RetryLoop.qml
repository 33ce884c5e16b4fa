// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Threadweir

/* The way back into a stage, below it: how many orders wait before they try again, how many retries there were, and how many
   calls were made beside a slow one. */
Item {
    id: root

    required property real retries
    required property real hedges
    required property real backingOff
    readonly property bool busy: root.backingOff > 0
    readonly property color tint: root.busy ? Theme.blocked : Theme.mutedText

    implicitHeight: Theme.loopHeight
    opacity: root.retries > 0 || root.hedges > 0 || root.busy ? 1 : 0
    Accessible.role: Accessible.StaticText
    Accessible.name: {
        const parts = [qsTr("%1 retries").arg(Format.count(root.retries))]
        if (root.busy)
            parts.push(qsTr("%1 orders backing off").arg(Format.count(root.backingOff)))
        if (root.hedges > 0)
            parts.push(qsTr("%1 hedged calls").arg(Format.count(root.hedges)))
        return parts.join(", ")
    }
    ToolTip.text: root.Accessible.name
    ToolTip.visible: pointer.hovered && root.opacity > 0
    ToolTip.delay: Application.styleHints.mousePressAndHoldInterval

    HoverHandler {
        id: pointer
    }

    Item { // the lower half of a frame: down, along, and up again
        x: root.width * 0.1
        width: root.width * 0.8
        height: root.height / 2 + 1
        clip: true

        Rectangle {
            y: -height / 2
            width: parent.width
            height: parent.height * 2
            radius: Theme.radius
            color: "transparent"
            border.color: root.tint
            border.width: root.busy ? 2 : 1
        }
    }
    Item { // the upper half of a square that stands on its corner: the tip of an arrow
        x: Math.round(root.width * 0.1 - width / 2 + 1)
        width: Theme.unit + 2
        height: width / 2
        clip: true

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            y: parent.height - height / 2
            width: parent.width * Math.SQRT1_2
            height: width
            rotation: 45
            antialiasing: true
            color: root.tint
        }
    }
    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        y: root.height / 2 - height / 2
        width: label.width + Theme.unit
        height: label.height
        color: Theme.surface

        Text {
            id: label

            anchors.centerIn: parent
            width: Math.min(implicitWidth, root.width * 0.8 - 2 * Theme.unit)
            text: {
                const parts = []
                if (root.retries > 0 || root.hedges === 0)
                    parts.push(`↻ ${Format.brief(root.retries)}`)
                if (root.hedges > 0)
                    parts.push(`⇉ ${Format.brief(root.hedges)}`)
                return parts.join("  ")
            }
            color: root.busy ? Theme.text : Theme.mutedText
            font.pixelSize: Theme.secondarySize
            font.bold: root.busy
            elide: Text.ElideRight
            Accessible.ignored: true
        }
    }
}
