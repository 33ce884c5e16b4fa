// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Threadweir

/* One place of the pipeline: how much is in it against its limit. `bar` moves the vessel, `level` is read. */
ColumnLayout {
    id: root

    required property string title
    required property string word
    required property levelFigures bar
    required property levelFigures level
    property string unlimitedWord: qsTr("%1, no limit").arg(root.word)

    spacing: Theme.half
    Accessible.role: Accessible.Grouping
    Accessible.name: root.level.limited
        ? qsTr("%1: %2 of %3 %4").arg(root.title).arg(Format.count(root.level.now)).arg(Format.count(root.level.limit)).arg(root.word)
        : qsTr("%1: %2 %3").arg(root.title).arg(Format.count(root.level.now)).arg(root.unlimitedWord)

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.half

        BodyText {
            Layout.fillWidth: true
            text: root.title
            font.bold: true
            elide: Text.ElideRight
        }
        Text {
            visible: root.level.full
            text: qsTr("▴ full")
            color: Theme.blocked
            font.pixelSize: Theme.secondarySize
            font.bold: true
        }
    }
    Vessel {
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: Theme.unit * 4
        level: root.bar
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.half

        DigitText {
            id: now

            text: Format.count(root.level.now)
            font.pixelSize: Theme.titleSize
        }
        DigitText {
            Layout.alignment: Qt.AlignBaseline
            text: root.level.limited ? qsTr("/ %1").arg(Format.count(root.level.limit)) : ""
            visible: root.level.limited
            color: Theme.mutedText
            font.pixelSize: Theme.secondarySize
        }
        BodyText {
            Layout.fillWidth: true
            muted: true
            text: root.level.limited ? root.word : root.unlimitedWord
            elide: Text.ElideRight
        }
    }
}
