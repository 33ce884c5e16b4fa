// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Threadweir

/* A button that is only a line of text, with a glyph before it. */
AbstractButton {
    id: root

    property string glyph: ""

    implicitHeight: Theme.unit * 3
    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    Accessible.role: Accessible.Button
    Accessible.name: root.text

    background: Item {
        FocusRing {
            anchors.margins: 0
            radius: Theme.smallRadius
            shown: root.visualFocus
        }
    }
    contentItem: Text {
        text: root.glyph === "" ? root.text : `${root.glyph}  ${root.text}`
        color: root.hovered ? Theme.text : Theme.mutedText
        font.pixelSize: Theme.secondarySize
        font.underline: root.hovered
        verticalAlignment: Text.AlignVCenter
        elide: Text.ElideRight
    }

    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()
}
