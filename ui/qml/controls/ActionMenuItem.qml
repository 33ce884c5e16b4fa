// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Threadweir

/* One line of a menu; a tick before it says that it is so already. */
MenuItem {
    id: root

    implicitHeight: Theme.unit * 3.5
    leftPadding: Theme.unit
    rightPadding: Theme.unit * 2
    topPadding: 0
    bottomPadding: 0
    font.pixelSize: Theme.secondarySize
    Accessible.name: root.text

    indicator: null
    arrow: null
    background: Rectangle {
        color: root.highlighted ? Theme.raised : "transparent"
        radius: Theme.smallRadius
    }
    contentItem: Row {
        spacing: Theme.unit

        Text {
            width: Theme.unit * 1.5
            anchors.verticalCenter: parent.verticalCenter
            text: root.checkable && root.checked ? "✓" : ""
            color: Theme.text
            font: root.font
        }
        Text {
            anchors.verticalCenter: parent.verticalCenter
            text: root.text
            color: root.enabled ? Theme.text : Theme.disabledText
            font: root.font
        }
    }
}
