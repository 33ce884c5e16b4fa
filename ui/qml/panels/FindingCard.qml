// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Threadweir

/* One finding: what is seen, a button that does what would help, what that is, and the evidence. The button is high up, so that
   it is in view where there is little room. */
Rectangle {
    id: root

    required property int level
    required property string headline
    required property string sentence
    required property string evidence
    required property string remedy
    required property bool fixable
    readonly property color tint: root.level === Narration.Critical ? Theme.failed
        : root.level === Narration.Warning ? Theme.blocked : Theme.done
    readonly property string glyph: root.level === Narration.Critical ? "⊘" : root.level === Narration.Warning ? "▲" : "●"

    signal fixWanted()

    implicitHeight: column.implicitHeight + 2 * Theme.unit
    color: Theme.raised
    radius: Theme.radius
    Accessible.role: Accessible.Grouping
    Accessible.name: root.headline

    Rectangle {
        anchors.left: parent.left
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        width: Theme.half
        radius: Theme.smallRadius
        color: root.tint
    }
    ColumnLayout {
        id: column

        anchors.fill: parent
        anchors.leftMargin: Theme.unit * 1.5
        anchors.rightMargin: Theme.unit
        anchors.topMargin: Theme.unit
        anchors.bottomMargin: Theme.unit
        spacing: Theme.half

        RowLayout {
            spacing: Theme.unit

            Text {
                text: root.glyph
                color: root.tint
                font.pixelSize: Theme.bodySize
                Accessible.ignored: true
            }
            BodyText {
                Layout.fillWidth: true
                text: root.headline
                font.bold: true
                elide: Text.ElideRight
            }
        }
        BodyText {
            Layout.fillWidth: true
            text: root.sentence
            wrapMode: Text.Wrap
        }
        ActionButton {
            objectName: "fixButton"
            visible: root.fixable
            text: qsTr("Show me the fix")
            hint: root.remedy
            prominent: root.level !== Narration.Note
            onClicked: root.fixWanted()
        }
        BodyText {
            Layout.fillWidth: true
            visible: root.remedy !== ""
            text: root.remedy
            color: Theme.text
            font.pixelSize: Theme.secondarySize
            wrapMode: Text.Wrap
        }
        BodyText {
            Layout.fillWidth: true
            muted: true
            text: root.evidence
            wrapMode: Text.Wrap
        }
    }
}
