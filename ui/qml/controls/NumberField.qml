// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Threadweir

/* A number to type over, with its unit behind it. Return or leaving the field says what was typed, Escape takes it back;
   Up, Down, PageUp and PageDown move it on its scale. A problem with what was typed is shown by its outline. */
TextField {
    id: root

    required property string label
    required property ValueScale valueScale
    required property real amount
    property string unitText: ""
    property string problem: ""

    signal typed(string text)
    signal edited(real amount)
    signal settled()
    signal abandoned()

    property bool dirty: false
    readonly property string shown: root.valueScale ? root.valueScale.text(root.amount) : "" // null at the row's end

    implicitWidth: Theme.unit * 9
    implicitHeight: Theme.unit * 3
    leftPadding: Theme.half
    rightPadding: unitLabel.visible ? unitLabel.implicitWidth + Theme.half + 3 : Theme.half
    topPadding: 0
    bottomPadding: 0
    hoverEnabled: true
    selectByMouse: true
    text: root.shown
    color: root.enabled ? Theme.text : Theme.disabledText
    selectionColor: Theme.accent
    selectedTextColor: Theme.accentText
    font.family: Theme.digits
    font.pixelSize: Theme.secondarySize
    horizontalAlignment: TextInput.AlignRight
    verticalAlignment: TextInput.AlignVCenter
    inputMethodHints: Qt.ImhFormattedNumbersOnly
    Accessible.name: root.unitText === "" ? root.label : `${root.label}, ${root.unitText}`
    Accessible.description: root.problem

    function commit() {
        if (!root.dirty)
            return
        root.dirty = false
        root.typed(root.text)
        if (root.problem === "")
            root.text = root.shown
    }
    function takeBack() {
        root.dirty = false
        root.text = root.shown
        root.abandoned()
    }

    onTextEdited: root.dirty = true
    onEditingFinished: root.commit()
    onShownChanged: {
        if (!root.dirty && root.problem === "")
            root.text = root.shown
    }
    onActiveFocusChanged: {
        if (root.activeFocus)
            root.selectAll()
        else
            root.deselect()
    }

    // Before the window's own keys: Page Up means this value while it has the focus.
    Keys.onShortcutOverride: event => {
        event.accepted = event.modifiers === Qt.NoModifier && [Qt.Key_Up, Qt.Key_Down, Qt.Key_PageUp, Qt.Key_PageDown].includes(event.key)
    }
    Keys.onPressed: event => {
        switch (event.key) {
        case Qt.Key_Up:
            root.edited(root.valueScale.stepped(root.amount, 1))
            break
        case Qt.Key_Down:
            root.edited(root.valueScale.stepped(root.amount, -1))
            break
        case Qt.Key_PageUp:
            root.edited(root.valueScale.paged(root.amount, 1))
            break
        case Qt.Key_PageDown:
            root.edited(root.valueScale.paged(root.amount, -1))
            break
        case Qt.Key_Escape:
            if (!root.dirty && root.problem === "")
                return
            root.takeBack()
            break
        default:
            return
        }
        event.accepted = true
    }
    Keys.onReleased: event => {
        if (!event.isAutoRepeat && event.key !== Qt.Key_Return && event.key !== Qt.Key_Enter)
            root.settled()
        event.accepted = false
    }

    background: Rectangle {
        color: root.enabled ? Theme.window : "transparent"
        radius: Theme.smallRadius
        border.color: root.problem !== "" ? Theme.failed : !root.enabled ? Theme.line
            : root.hovered ? Theme.mutedText : Theme.outline
        border.width: root.problem !== "" ? 2 : 1

        FocusRing {
            anchors.margins: -Theme.focusWidth
            radius: Theme.smallRadius + Theme.focusWidth
            shown: root.activeFocus
        }
    }

    Text {
        id: unitLabel

        anchors.right: parent.right
        anchors.rightMargin: Theme.half
        anchors.verticalCenter: parent.verticalCenter
        visible: root.unitText !== ""
        text: root.unitText
        color: root.enabled ? Theme.mutedText : Theme.disabledText
        font.pixelSize: Theme.axisSize
        Accessible.ignored: true
    }
}
