// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Threadweir

/* The frame around the control that has the keyboard's focus. */
Rectangle {
    id: root

    required property bool shown

    anchors.fill: parent
    anchors.margins: -(Theme.focusWidth + 1)
    color: "transparent"
    radius: Theme.radius + Theme.focusWidth
    border.color: Theme.focus
    border.width: Theme.focusWidth
    visible: root.shown
}
