// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Threadweir

/* What happened, the latest on top. */
ListView {
    id: root

    required property RunModel run

    clip: true
    spacing: Theme.half
    boundsBehavior: Flickable.StopAtBounds
    activeFocusOnTab: true
    keyNavigationEnabled: true
    model: root.run.log
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Log of the run")
    ScrollBar.vertical: ScrollBar { }

    BodyText {
        visible: root.count === 0
        muted: true
        width: root.width
        text: qsTr("Nothing has been changed, and nothing has been found.")
        wrapMode: Text.Wrap
    }
    delegate: RowLayout {
        id: row

        required property string time
        required property string what
        required property int kind

        width: ListView.view.width - Theme.unit
        spacing: Theme.unit
        Accessible.role: Accessible.ListItem
        Accessible.name: `${row.time} ${row.what}`

        DigitText {
            Layout.alignment: Qt.AlignTop
            text: row.time
            color: Theme.mutedText
            font.pixelSize: Theme.axisSize
        }
        Text {
            Layout.alignment: Qt.AlignTop
            Layout.preferredWidth: Theme.unit * 1.5
            text: row.kind === RunLog.Found ? "▲" : row.kind === RunLog.Over ? "✓" : "▸"
            color: row.kind === RunLog.Found ? Theme.blocked : row.kind === RunLog.Over ? Theme.done : Theme.mutedText
            font.pixelSize: Theme.axisSize
        }
        BodyText {
            Layout.fillWidth: true
            text: row.what
            font.pixelSize: Theme.secondarySize
            wrapMode: Text.Wrap
        }
    }
}
