// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Threadweir

/* The clock's rate on a logarithmic scale. `position01` and `moved01` are places on it, 0..1; 1x is the middle. */
Slider {
    id: root

    required property real position01
    required property string rateText

    signal moved01(real position)

    implicitWidth: Theme.unit * 18
    implicitHeight: Theme.controlHeight
    padding: 0
    focusPolicy: Qt.TabFocus
    stepSize: 0.025
    value: root.position01
    Accessible.name: qsTr("Rate of the clock")
    Accessible.description: root.rateText

    onMoved: root.moved01(root.value)

    background: Item {
        Rectangle {
            y: (parent.height - height) / 2
            width: parent.width
            height: Theme.half
            radius: height / 2
            color: Theme.raised
            border.color: Theme.outline
            border.width: 1
        }
        Rectangle {
            y: (parent.height - height) / 2
            width: root.handle.x + root.handle.width / 2
            height: Theme.half
            radius: height / 2
            color: Theme.accent
        }
        Rectangle { // where 1x is
            x: (parent.width - width) / 2
            y: (parent.height - height) / 2
            width: 2
            height: Theme.unit * 1.5
            color: Theme.outline
        }
    }
    handle: Rectangle {
        x: root.visualPosition * (root.availableWidth - width)
        y: (root.availableHeight - height) / 2
        width: Theme.unit * 2
        height: width
        radius: width / 2
        color: root.pressed ? Theme.accent : Theme.text
        border.color: Theme.surface
        border.width: 2

        FocusRing {
            radius: width / 2
            shown: root.visualFocus
        }
    }

    // Dragging breaks the binding of `value`; this keeps the handle where the rate is.
    onPosition01Changed: {
        if (!root.pressed)
            root.value = root.position01
    }
}
