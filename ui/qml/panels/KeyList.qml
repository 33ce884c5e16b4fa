// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Threadweir

/* Every key, in two columns of groups. Made when it is `shown`, and scrolls where there is too little room. */
Flickable {
    id: root

    required property bool shown
    readonly property var groups: root.shown ? KeyTable.groups() : [] // of { title, keys: [{ keys, what }] }
    readonly property int leftCount: { // groups in the left column: as many as come nearest to half of the lines
        const half = root.groups.reduce((lines, group) => lines + group.keys.length + 1, 0) / 2
        let lines = 0
        let count = 0
        while (count < root.groups.length && lines + root.groups[count].keys.length / 2 < half)
            lines += root.groups[count++].keys.length + 1
        return count
    }

    implicitHeight: columns.implicitHeight
    contentHeight: columns.implicitHeight
    boundsBehavior: Flickable.StopAtBounds
    interactive: contentHeight > height
    clip: interactive

    ScrollBar.vertical: ScrollBar { }

    RowLayout {
        id: columns

        width: root.width
        spacing: Theme.unit * 4

        Repeater {
            model: [root.groups.slice(0, root.leftCount), root.groups.slice(root.leftCount)]

            ColumnLayout {
                id: column

                required property var modelData

                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.alignment: Qt.AlignTop
                spacing: Theme.half

                Repeater {
                    model: column.modelData

                    KeyGroup { Layout.fillWidth: true }
                }
            }
        }
    }
}
