// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Threadweir

/* A few words in an order, to type over. Return or leaving the field says what was typed, Escape takes it back. */
TextField {
    id: root

    required property string label
    required property string shown
    property string problem: ""

    signal typed(string text)
    signal abandoned()

    property bool dirty: false

    implicitHeight: Theme.unit * 3
    leftPadding: Theme.half
    rightPadding: Theme.half
    topPadding: 0
    bottomPadding: 0
    hoverEnabled: true
    selectByMouse: true
    text: root.shown
    color: root.enabled ? Theme.text : Theme.disabledText
    selectionColor: Theme.accent
    selectedTextColor: Theme.accentText
    font.pixelSize: Theme.secondarySize
    verticalAlignment: TextInput.AlignVCenter
    Accessible.name: root.label
    Accessible.description: root.problem

    onTextEdited: root.dirty = true
    onEditingFinished: {
        if (!root.dirty)
            return
        root.dirty = false
        root.typed(root.text)
        if (root.problem === "")
            root.text = root.shown
    }
    onShownChanged: {
        if (!root.dirty && root.problem === "")
            root.text = root.shown
    }

    Keys.onEscapePressed: event => {
        event.accepted = root.dirty || root.problem !== ""
        root.dirty = false
        root.text = root.shown
        root.abandoned()
    }

    background: Rectangle {
        color: root.enabled ? Theme.window : "transparent"
        radius: Theme.smallRadius
        border.color: root.problem !== "" ? Theme.failed : root.hovered ? Theme.mutedText : Theme.outline
        border.width: root.problem !== "" ? 2 : 1

        FocusRing {
            anchors.margins: -Theme.focusWidth
            radius: Theme.smallRadius + Theme.focusWidth
            shown: root.activeFocus
        }
    }
}
