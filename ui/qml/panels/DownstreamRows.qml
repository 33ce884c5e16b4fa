// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Threadweir

/* What a stage calls, below the stage: its name, how busy it is, and rows of figures. */
ColumnLayout {
    id: root

    required property string title
    required property levelFigures bar
    property string warning: ""
    property bool bad: false
    default property alias rows: rows.data

    spacing: Theme.half

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.half

        BodyText {
            Layout.fillWidth: true
            text: root.title
            font.pixelSize: Theme.secondarySize
            elide: Text.ElideRight
        }
        Text {
            visible: root.warning !== ""
            text: root.warning
            color: root.bad ? Theme.failed : Theme.blocked
            font.pixelSize: Theme.secondarySize
            font.bold: true
        }
    }
    LevelBar {
        Layout.fillWidth: true
        fraction: root.bar.fraction
        peakFraction: root.bar.peakFraction
    }
    ColumnLayout {
        id: rows

        Layout.fillWidth: true
        spacing: 2
    }
}
