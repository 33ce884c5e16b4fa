// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Threadweir

/* One line of a table of figures: what it is, and how much. A glyph may stand before it as its second sign. */
RowLayout {
    id: root

    required property string label
    required property string value
    property string glyph: ""
    property color glyphColor: Theme.mutedText
    property color valueColor: Theme.text
    property bool strong: false

    spacing: Theme.unit
    Accessible.role: Accessible.StaticText
    Accessible.name: `${root.label}: ${root.value}`

    Text {
        Layout.preferredWidth: Theme.unit * 2
        Layout.alignment: Qt.AlignBaseline
        visible: root.glyph !== ""
        text: root.glyph
        color: root.glyphColor
        font.pixelSize: Theme.bodySize
        horizontalAlignment: Text.AlignHCenter
        Accessible.ignored: true
    }
    Text {
        Layout.fillWidth: true
        Layout.alignment: Qt.AlignBaseline
        text: root.label
        color: root.strong ? Theme.text : Theme.mutedText
        font.pixelSize: Theme.secondarySize
        font.bold: root.strong
        elide: Text.ElideRight
        Accessible.ignored: true
    }
    DigitText {
        Layout.alignment: Qt.AlignBaseline
        text: root.value
        color: root.valueColor
        font.bold: root.strong
        Accessible.ignored: true
    }
}
