// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Threadweir

/* A small line below a station: what it is, and how much. A glyph may stand before it as its second sign. */
RowLayout {
    id: root

    required property string label
    required property string value
    required property bool compact
    property string glyph: ""
    property color glyphColor: Theme.mutedText
    property bool strong: false

    spacing: 2
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("%1: %2").arg(root.label).arg(root.value)

    Text {
        Layout.preferredWidth: Theme.unit * 2
        visible: root.glyph !== ""
        text: root.glyph
        color: root.glyphColor
        font.pixelSize: Theme.axisSize
        Accessible.ignored: true
    }
    Text {
        Layout.fillWidth: true
        Layout.minimumWidth: 0
        text: root.label
        color: Theme.mutedText
        font.pixelSize: Theme.axisSize
        elide: Text.ElideRight
        Accessible.ignored: true
    }
    DigitText {
        Layout.minimumWidth: implicitWidth
        text: root.compact ? root.value.replace(/ /g, "") : root.value
        font.pixelSize: Theme.axisSize
        color: root.strong ? Theme.blocked : Theme.text
        font.bold: root.strong
        Accessible.ignored: true
    }
}
