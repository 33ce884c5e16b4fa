// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Threadweir

/* A line of text to type. Enter is `accepted`. */
TextField {
    id: root

    required property string label

    implicitHeight: Theme.controlHeight
    leftPadding: Theme.unit
    rightPadding: Theme.unit
    topPadding: 0
    bottomPadding: 0
    hoverEnabled: true
    selectByMouse: true
    maximumLength: 100
    color: Theme.text
    selectionColor: Theme.accent
    selectedTextColor: Theme.accentText
    font.pixelSize: Theme.bodySize
    verticalAlignment: TextInput.AlignVCenter
    Accessible.name: root.label

    background: Rectangle {
        color: Theme.window
        radius: Theme.radius
        border.color: root.hovered ? Theme.mutedText : Theme.outline
        border.width: Theme.lineWidth

        FocusRing { shown: root.activeFocus }
    }
}
