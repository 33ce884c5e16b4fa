// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Threadweir

/* What a stage calls, below the stage: its name, what is wrong with it, and the rows that are put into it. It may be wider than
   its place by `overhang`. */
Item {
    id: root

    required property string title
    required property bool compact
    property string menu: "" // of which station; empty: there is none
    property string warning: ""
    property bool bad: false
    property real overhang: 0
    default property alias rows: rows.data

    signal menuWanted()

    implicitHeight: column.implicitHeight + 2 * column.anchors.margins

    Rectangle {
        id: frame

        x: -root.overhang / 2
        width: root.width + root.overhang
        height: root.height
        color: "transparent"
        radius: Theme.radius
        border.color: root.warning === "" ? Theme.line : root.bad ? Theme.failed : Theme.blocked
        border.width: 1
    }
    ColumnLayout {
        id: column

        anchors.fill: frame
        anchors.margins: root.compact ? Theme.half : Theme.unit
        spacing: root.compact ? 0 : Theme.half

        RowLayout {
            spacing: 0

            BodyText {
                Layout.fillWidth: true
                text: root.title
                font.pixelSize: root.compact ? Theme.axisSize : Theme.secondarySize
                font.bold: !root.compact
                elide: Text.ElideRight
            }
            StationMenuButton {
                implicitWidth: root.compact ? Theme.unit * 1.5 : Theme.unit * 2.5
                visible: root.menu !== ""
                station: root.menu
                onClicked: root.menuWanted()
            }
        }
        Text {
            Layout.fillWidth: true
            visible: root.warning !== ""
            text: qsTr("%1 %2").arg(root.bad ? "⊘" : "◷").arg(root.warning)
            color: root.bad ? Theme.failed : Theme.blocked
            font.pixelSize: Theme.axisSize
            font.bold: true
            elide: Text.ElideRight
        }
        ColumnLayout {
            id: rows

            Layout.fillWidth: true
            spacing: root.compact ? 0 : Theme.half
        }
        Item { Layout.fillHeight: true }
    }
}
