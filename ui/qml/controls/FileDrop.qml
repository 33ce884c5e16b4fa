// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Threadweir

/* Takes a file that is dropped onto it, and says so while one hovers. */
DropArea {
    id: root

    signal fileDropped(url file)

    keys: ["text/uri-list"]
    onDropped: drop => {
        if (drop.urls.length === 0)
            return
        drop.accept(Qt.CopyAction)
        root.fileDropped(drop.urls[0])
    }

    Rectangle {
        anchors.fill: parent
        visible: root.containsDrag
        color: Theme.scrim

        Rectangle {
            anchors.centerIn: parent
            width: words.implicitWidth + 4 * Theme.panelPadding
            height: words.implicitHeight + 2 * Theme.panelPadding
            color: Theme.surface
            radius: Theme.radius
            border.color: Theme.accent
            border.width: 2 * Theme.lineWidth

            BodyText {
                id: words

                anchors.centerIn: parent
                text: qsTr("Drop a scenario file to run it")
                font.pixelSize: Theme.titleSize
            }
        }
    }
}
