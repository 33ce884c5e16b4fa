// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Threadweir

/* A file that was opened lately: its name, and where it is. */
AbstractButton {
    id: root

    required property string path
    readonly property int slash: root.path.lastIndexOf("/")
    readonly property string fileName: root.path.slice(root.slash + 1)
    readonly property string folderName: root.path.slice(0, root.slash)

    implicitHeight: Theme.controlHeight
    leftPadding: Theme.unit
    rightPadding: Theme.unit
    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    Accessible.name: qsTr("Open %1").arg(root.fileName)
    Accessible.description: root.folderName

    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()

    background: Rectangle {
        color: root.down || root.hovered ? Theme.raised : "transparent"
        radius: Theme.radius

        FocusRing {
            anchors.margins: 0
            shown: root.visualFocus
        }
    }
    contentItem: RowLayout {
        spacing: Theme.unit * 1.5

        BodyText {
            text: root.fileName
            Accessible.ignored: true
        }
        BodyText {
            Layout.fillWidth: true
            muted: true
            text: root.folderName
            elide: Text.ElideMiddle
            Accessible.ignored: true
        }
    }
}
