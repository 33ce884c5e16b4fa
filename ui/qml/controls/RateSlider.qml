// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import Threadweir

/* The clock's rate on a logarithmic scale, which holds on to the detents. `position01`, `moved01` and `detents` are places on it,
   0..1; 1x is the middle. Arrows go to the next detent. */
Slider {
    id: root

    required property real position01
    required property string rateText
    required property list<real> detents

    signal moved01(real position)
    signal stepped(int by)

    implicitWidth: Theme.unit * 18
    implicitHeight: Theme.controlHeight
    padding: 0
    focusPolicy: Qt.TabFocus
    value: root.position01
    Accessible.name: qsTr("Rate of the clock")
    Accessible.description: root.rateText

    onMoved: root.moved01(root.value)
    onPressedChanged: {
        if (!root.pressed)
            root.value = root.position01 // where the detent is
    }

    Keys.onLeftPressed: root.stepped(-1)
    Keys.onDownPressed: root.stepped(-1)
    Keys.onRightPressed: root.stepped(1)
    Keys.onUpPressed: root.stepped(1)
    Keys.onPressed: event => {
        if (event.key !== Qt.Key_Home && event.key !== Qt.Key_End)
            return
        root.moved01(event.key === Qt.Key_Home ? 0 : 1)
        event.accepted = true
    }

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
        Repeater {
            model: root.detents

            Rectangle {
                required property real modelData
                readonly property bool middle: Math.abs(modelData - 0.5) < 0.001 // 1x

                x: root.handle.width / 2 + modelData * (parent.width - root.handle.width) - width / 2
                y: (parent.height - height) / 2
                z: -1
                width: middle ? 2 : 1
                height: middle ? Theme.unit * 2 : Theme.unit * 1.25
                color: Theme.outline
            }
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
