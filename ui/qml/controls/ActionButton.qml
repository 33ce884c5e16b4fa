// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Threadweir

/* A push button: a word, with a glyph before it if it has one. A word without room is cut short. */
Button {
    id: root

    property string glyph: ""
    property string hint: ""
    property bool prominent: false
    property bool compact: false // only the glyph is seen
    readonly property color foreground: !root.enabled ? Theme.disabledText : root.prominent ? Theme.accentText : Theme.text

    readonly property real bareWidth: root.leftPadding + root.rightPadding + (root.glyph !== "" ? sign.advanceWidth : 0)
    readonly property real fullWidth: root.bareWidth + label.advanceWidth + (root.glyph !== "" && root.text !== "" ? Theme.unit : 0)

    implicitWidth: Math.ceil(root.compact ? root.bareWidth : root.fullWidth)
    implicitHeight: Theme.controlHeight
    leftPadding: Theme.unit * 1.5
    rightPadding: Theme.unit * 1.5
    topPadding: 0
    bottomPadding: 0
    focusPolicy: Qt.TabFocus
    font.pixelSize: Theme.bodySize
    Accessible.name: root.text
    Accessible.description: root.hint
    ToolTip.text: root.compact && root.hint !== "" ? `${root.text}: ${root.hint}` : root.hint
    ToolTip.visible: root.hovered && root.hint !== ""
    ToolTip.delay: Application.styleHints.mousePressAndHoldInterval

    TextMetrics {
        id: sign

        font: root.font
        text: root.glyph
    }
    TextMetrics {
        id: label

        font: root.font
        text: root.text
    }

    background: Rectangle {
        color: root.prominent && root.enabled ? Theme.accent : root.down || root.hovered ? Theme.raised : "transparent"
        opacity: root.prominent && root.down ? 0.8 : 1
        radius: Theme.radius
        border.color: root.enabled ? Theme.outline : Theme.line
        border.width: root.prominent && root.enabled ? 0 : 1

        FocusRing { shown: root.visualFocus }
    }
    contentItem: Row {
        spacing: Theme.unit

        Text {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.glyph !== ""
            text: root.glyph
            color: root.foreground
            font: root.font
        }
        Text {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, Math.max(0, root.availableWidth - x))
            elide: Text.ElideRight
            visible: root.text !== "" && !root.compact
            text: root.text
            color: root.foreground
            font: root.font
        }
    }

    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()
}
