// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Threadweir

/* Where the audience sees its picture. */
Panel {
    id: root

    required property bool shown // the audience's window is there
    property int chosen: root.screens.length - 1 // a second display is most likely the projector
    readonly property var screens: Application.screens

    signal showWanted(int screen)
    signal hideWanted()

    title: qsTr("Audience")
    remark: root.shown ? qsTr("sees the picture") : qsTr("sees nothing yet")

    Segments {
        objectName: "screens"
        Layout.fillWidth: true
        label: qsTr("Display")
        words: Array.from(root.screens, (screen, index) => qsTr("%1: %2 × %3").arg(index + 1).arg(screen.width).arg(screen.height))
        current: root.chosen
        onChosen: index => root.chosen = index
    }
    ActionButton {
        objectName: "showAudience"
        text: root.shown ? qsTr("Close the picture") : qsTr("Show the picture there")
        hint: qsTr("The picture alone, on the whole of that display")
        prominent: !root.shown
        onClicked: root.shown ? root.hideWanted() : root.showWanted(root.chosen)
    }
}
