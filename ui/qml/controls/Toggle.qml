// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Threadweir

/* A switch that says in words what it switches. On is a filled track with the knob at the right: it reads without colour. */
Switch {
    id: root

    property bool on: false
    property bool harmful: false // on is a bad habit
    property int lines: 2

    signal flipped(bool on)

    readonly property color tint: root.harmful ? Theme.blocked : Theme.accent

    implicitHeight: Math.max(Theme.unit * 3, implicitContentHeight)
    padding: 0
    spacing: Theme.unit
    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    font.pixelSize: Theme.secondarySize
    checked: root.on
    Accessible.name: root.text

    onToggled: {
        root.flipped(root.checked)
        root.checked = Qt.binding(() => root.on) // what was refused is not shown as done
    }

    indicator: Rectangle {
        y: (root.height - height) / 2
        width: Theme.unit * 4
        height: Theme.unit * 2
        radius: height / 2
        color: root.checked ? (root.enabled ? root.tint : Theme.disabledText) : "transparent"
        border.color: root.checked && root.enabled ? root.tint : root.enabled ? Theme.outline : Theme.line
        border.width: 1

        Rectangle {
            x: root.checked ? parent.width - width - 2 : 2
            anchors.verticalCenter: parent.verticalCenter
            width: parent.height - 4
            height: width
            radius: width / 2
            color: root.checked ? Theme.surface : root.enabled ? (root.hovered ? Theme.text : Theme.mutedText) : Theme.line

            Behavior on x { NumberAnimation { duration: Theme.shortMove } }
        }
        FocusRing {
            radius: height / 2
            shown: root.visualFocus
        }
    }
    contentItem: Text {
        leftPadding: root.text === "" ? 0 : root.indicator.width + root.spacing
        text: root.text
        color: root.enabled ? Theme.text : Theme.disabledText
        font: root.font
        wrapMode: Text.Wrap
        maximumLineCount: root.lines
        elide: Text.ElideRight
        verticalAlignment: Text.AlignVCenter
    }

    Keys.onReturnPressed: root.flipped(!root.on)
    Keys.onEnterPressed: root.flipped(!root.on)
}
