// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Threadweir

/* A small button of one glyph. `text` is its name for who cannot see it, `hint` what it does. */
AbstractButton {
    id: root

    required property string glyph
    property string hint: ""

    implicitWidth: Theme.unit * 3
    implicitHeight: Theme.unit * 3
    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    Accessible.role: Accessible.Button
    Accessible.name: root.text
    Accessible.description: root.hint
    ToolTip.text: root.hint
    ToolTip.visible: root.hovered && root.hint !== ""
    ToolTip.delay: Application.styleHints.mousePressAndHoldInterval

    background: Rectangle {
        color: root.down || root.hovered ? Theme.raised : "transparent"
        radius: Theme.smallRadius

        FocusRing {
            anchors.margins: 0
            radius: Theme.smallRadius
            shown: root.visualFocus
        }
    }
    contentItem: Text {
        text: root.glyph
        color: root.enabled ? (root.hovered ? Theme.text : Theme.mutedText) : Theme.disabledText
        font.pixelSize: Theme.bodySize
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
    }

    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()
}
