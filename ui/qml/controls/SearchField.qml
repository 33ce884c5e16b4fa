// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Threadweir

/* What to look for. Escape empties it, and a second Escape leaves it. */
TextField {
    id: root

    required property string label

    implicitHeight: Theme.unit * 3.5
    leftPadding: Theme.unit * 3
    rightPadding: clear.visible ? clear.width : Theme.unit
    topPadding: 0
    bottomPadding: 0
    hoverEnabled: true
    selectByMouse: true
    color: Theme.text
    placeholderTextColor: Theme.mutedText
    selectionColor: Theme.accent
    selectedTextColor: Theme.accentText
    font.pixelSize: Theme.secondarySize
    verticalAlignment: TextInput.AlignVCenter
    Accessible.name: root.label

    Keys.onEscapePressed: event => {
        event.accepted = root.text !== ""
        root.clear()
    }

    background: Rectangle {
        color: Theme.window
        radius: Theme.smallRadius
        border.color: root.hovered ? Theme.mutedText : Theme.outline
        border.width: 1

        FocusRing {
            anchors.margins: -Theme.focusWidth
            shown: root.activeFocus
        }
        Text {
            x: Theme.unit
            anchors.verticalCenter: parent.verticalCenter
            text: "⌕"
            color: Theme.mutedText
            font.pixelSize: Theme.bodySize
            Accessible.ignored: true
        }
    }

    GlyphButton {
        id: clear

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        visible: root.text !== ""
        focusPolicy: Qt.NoFocus
        glyph: "✕"
        text: qsTr("Empty the search")
        onClicked: root.clear()
    }
}
