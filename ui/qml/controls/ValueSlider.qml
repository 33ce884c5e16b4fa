// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Threadweir

/* A value on a scale, from whichever end it is pulled. Says every value on the way, and when the hand or the key lets go.
   Up and Down are a step, PageUp and PageDown a large one, Home and End the ends. */
Slider {
    id: root

    required property string label
    required property ValueScale valueScale
    required property real amount
    property string valueText: ""
    property bool marked: false

    signal edited(real amount)
    signal settled()

    readonly property real place: root.valueScale ? root.valueScale.positionOf(root.amount) : 0 // null at the row's end
    readonly property color fill: !root.enabled ? Theme.disabledText : Theme.accent

    implicitWidth: Theme.unit * 18
    implicitHeight: Theme.unit * 3
    padding: 0
    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    value: root.place
    Accessible.name: root.label
    Accessible.description: root.valueText

    onMoved: root.edited(root.valueScale.valueAt(root.value))
    onPressedChanged: {
        if (!root.pressed) {
            root.settled()
            root.value = root.place // what was refused is not shown as done
        }
    }
    // Dragging breaks the binding of `value`; this keeps the handle where the value is.
    onPlaceChanged: {
        if (!root.pressed)
            root.value = root.place
    }

    // Before the window's own keys: Page Up means this value while it has the focus.
    Keys.onShortcutOverride: event => {
        event.accepted = event.modifiers === Qt.NoModifier && [Qt.Key_Up, Qt.Key_Down, Qt.Key_Left, Qt.Key_Right, Qt.Key_PageUp,
            Qt.Key_PageDown, Qt.Key_Home, Qt.Key_End, Qt.Key_Delete].includes(event.key)
    }
    Keys.onPressed: event => {
        switch (event.key) {
        case Qt.Key_Up:
        case Qt.Key_Right:
            root.edited(root.valueScale.stepped(root.amount, 1))
            break
        case Qt.Key_Down:
        case Qt.Key_Left:
            root.edited(root.valueScale.stepped(root.amount, -1))
            break
        case Qt.Key_PageUp:
            root.edited(root.valueScale.paged(root.amount, 1))
            break
        case Qt.Key_PageDown:
            root.edited(root.valueScale.paged(root.amount, -1))
            break
        case Qt.Key_Home:
            root.edited(root.valueScale.lowest)
            break
        case Qt.Key_End:
            root.edited(root.valueScale.highest)
            break
        default:
            return
        }
        event.accepted = true
    }
    Keys.onReleased: event => {
        if (!event.isAutoRepeat)
            root.settled()
        event.accepted = false
    }

    background: Item {
        Rectangle {
            y: (parent.height - height) / 2
            width: parent.width
            height: Theme.half
            radius: height / 2
            color: Theme.raised
            border.color: root.enabled ? Theme.outline : Theme.line
            border.width: 1
        }
        Rectangle {
            y: (parent.height - height) / 2
            width: root.handle.x + root.handle.width / 2
            height: Theme.half
            radius: height / 2
            color: root.fill
        }
    }
    handle: Rectangle {
        x: root.visualPosition * (root.availableWidth - width)
        y: (root.availableHeight - height) / 2
        width: Theme.unit * 1.75
        height: width
        radius: width / 2
        color: !root.enabled ? Theme.raised : root.pressed || root.hovered ? Theme.accent : Theme.text
        border.color: root.enabled ? Theme.surface : Theme.line
        border.width: 2

        FocusRing {
            radius: width / 2
            shown: root.visualFocus
        }
    }
}
