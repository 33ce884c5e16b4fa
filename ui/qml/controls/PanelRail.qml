// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Threadweir

/* What is left of a panel that is folded away: its name along the edge. A click brings the panel back. */
AbstractButton {
    id: root

    property string hint: ""

    implicitWidth: Theme.unit * 4
    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    Accessible.role: Accessible.Button
    Accessible.name: root.text
    Accessible.description: root.hint
    ToolTip.text: root.hint
    ToolTip.visible: root.hovered && root.hint !== ""
    ToolTip.delay: Application.styleHints.mousePressAndHoldInterval

    background: Rectangle {
        color: root.down || root.hovered ? Theme.raised : Theme.surface
        radius: Theme.radius
        border.color: Theme.line
        border.width: 1

        FocusRing { shown: root.visualFocus }
    }
    contentItem: Item {
        Text {
            anchors.horizontalCenter: parent.horizontalCenter
            y: Theme.unit
            text: "»"
            color: Theme.text
            font.pixelSize: Theme.bodySize
            Accessible.ignored: true
        }
        Text {
            x: (parent.width + height) / 2
            y: Theme.unit * 5
            text: root.text
            color: Theme.text
            font.pixelSize: Theme.bodySize
            font.bold: true
            rotation: 90
            transformOrigin: Item.TopLeft
            Accessible.ignored: true
        }
    }

    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()
}
