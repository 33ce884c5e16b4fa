// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Threadweir

/* The title of a strip, which is also where another one is chosen for its place. */
WordChooser {
    id: root

    label: qsTr("Strip: %1").arg(root.displayText)
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: implicitContentHeight + Theme.half
    leftPadding: 0
    rightPadding: Theme.unit * 2
    font.pixelSize: Theme.bodySize
    upwards: true
    listWidth: Theme.unit * 24

    background: Item {
        Rectangle {
            anchors.fill: parent
            anchors.leftMargin: -Theme.half
            anchors.rightMargin: -Theme.half
            visible: root.hovered || root.down
            color: Theme.raised
            radius: Theme.smallRadius
        }
        FocusRing {
            radius: Theme.smallRadius + Theme.focusWidth
            shown: root.visualFocus
        }
    }
    contentItem: Text {
        text: root.displayText
        color: Theme.text
        font.pixelSize: root.font.pixelSize
        font.bold: true
        verticalAlignment: Text.AlignVCenter
    }
    indicator: Text {
        x: root.width - width
        anchors.verticalCenter: parent.verticalCenter
        text: "▾"
        color: Theme.mutedText
        font.pixelSize: Theme.secondarySize
    }
}
