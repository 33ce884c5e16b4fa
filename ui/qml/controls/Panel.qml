// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Threadweir

/* A titled surface; what is put into it is laid out below the title. */
Rectangle {
    id: root

    required property string title
    property string remark: ""
    default property alias content: body.data

    implicitWidth: layout.implicitWidth + 2 * Theme.panelPadding
    implicitHeight: layout.implicitHeight + 2 * Theme.panelPadding
    color: Theme.surface
    radius: Theme.radius
    border.color: Theme.line
    border.width: 1
    Accessible.role: Accessible.Grouping
    Accessible.name: root.title

    ColumnLayout {
        id: layout

        anchors.fill: parent
        anchors.margins: Theme.panelPadding
        spacing: Theme.unit

        RowLayout {
            spacing: Theme.unit

            BodyText {
                text: root.title
                font.bold: true
                Accessible.role: Accessible.Heading
            }
            BodyText {
                Layout.fillWidth: true
                muted: true
                text: root.remark
                elide: Text.ElideRight
            }
        }
        ColumnLayout {
            id: body

            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: Theme.unit
        }
    }
}
