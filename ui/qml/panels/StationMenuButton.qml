// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Threadweir

/* Three dots that open what can be done to a station. The station itself takes the keyboard's focus. */
AbstractButton {
    id: root

    required property string station

    implicitWidth: Theme.unit * 3
    implicitHeight: Theme.unit * 2
    padding: 0
    focusPolicy: Qt.NoFocus
    Accessible.name: qsTr("What can be done to %1").arg(root.station)

    background: Rectangle {
        color: root.down || root.hovered ? Theme.raised : "transparent"
        radius: Theme.smallRadius
    }
    contentItem: Text {
        text: "⋯"
        color: root.hovered ? Theme.text : Theme.mutedText
        font.pixelSize: Theme.bodySize
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.thinBarHeight
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
    }
}
