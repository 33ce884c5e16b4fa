// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Threadweir

/* What is left of a panel that is folded away: its name along the edge. A click brings the panel back. */
GlyphButton {
    id: root

    glyph: "»"
    implicitWidth: Theme.unit * 4

    background: Rectangle {
        color: root.down || root.hovered ? Theme.raised : Theme.surface
        radius: Theme.radius
        border.color: Theme.line
        border.width: 1

        FocusRing { shown: root.visualFocus }
    }
    contentItem: Item {
        Text {
            anchors.horizontalCenter: parent.horizontalCenter
            y: Theme.unit
            text: root.glyph
            color: Theme.text
            font.pixelSize: Theme.bodySize
            Accessible.ignored: true
        }
        Text {
            x: (parent.width + height) / 2
            y: Theme.unit * 5
            text: root.text
            color: Theme.text
            font.pixelSize: Theme.bodySize
            font.bold: true
            rotation: 90
            transformOrigin: Item.TopLeft
            Accessible.ignored: true
        }
    }
}
