// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Threadweir

/* The keys of one group, a line each. */
ColumnLayout {
    id: root

    required property var modelData // of KeyTable.groups()

    spacing: Theme.half

    BodyText {
        Layout.topMargin: Theme.unit
        text: root.modelData.title
        font.bold: true
        Accessible.role: Accessible.Heading
    }
    Repeater {
        model: root.modelData.keys

        RowLayout {
            id: line

            required property var modelData // { keys, what }

            Layout.fillWidth: true
            spacing: Theme.unit * 1.5
            Accessible.role: Accessible.StaticText
            Accessible.name: `${line.modelData.keys}: ${line.modelData.what}`

            Rectangle {
                Layout.preferredWidth: Math.max(Theme.unit * 9, name.implicitWidth + Theme.unit)
                Layout.alignment: Qt.AlignTop
                implicitHeight: Theme.unit * 3
                color: Theme.raised
                radius: Theme.smallRadius

                Text {
                    id: name

                    anchors.centerIn: parent
                    text: line.modelData.keys
                    color: Theme.text
                    font.family: Theme.digits
                    font.pixelSize: Theme.secondarySize
                    Accessible.ignored: true
                }
            }
            BodyText {
                Layout.fillWidth: true
                text: line.modelData.what
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
        }
    }
}
