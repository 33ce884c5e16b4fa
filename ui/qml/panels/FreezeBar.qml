// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Threadweir

/* Says that the picture stands still while the engine goes on, and what has happened behind it since. */
Rectangle {
    id: root

    required property EngineCommands engine
    required property PictureFreezer picture
    readonly property string behind: root.picture.endedBehind
        ? qsTr("The run has ended behind it, %1 orders and %2 s later.").arg(Format.count(root.picture.ordersBehind))
            .arg(root.picture.secondsBehind.toFixed(1))
        : root.engine.held
            ? qsTr("The engine is held, too: %1 orders have ended and %2 s have passed behind it.")
                .arg(Format.count(root.picture.ordersBehind)).arg(root.picture.secondsBehind.toFixed(1))
            : qsTr("The engine goes on: %1 orders have ended and %2 s have passed behind it.")
                .arg(Format.count(root.picture.ordersBehind)).arg(root.picture.secondsBehind.toFixed(1))

    implicitHeight: Theme.unit * 5
    color: Theme.raised
    radius: Theme.radius
    border.color: Theme.accent
    border.width: 2
    Accessible.role: Accessible.AlertMessage
    Accessible.name: qsTr("The picture is frozen.")

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.panelPadding
        anchors.rightMargin: Theme.half
        spacing: Theme.unit

        Text {
            text: "✱"
            color: Theme.accent
            font.pixelSize: Theme.bodySize
            Accessible.ignored: true
        }
        BodyText {
            text: qsTr("The picture is frozen.")
            font.bold: true
        }
        BodyText {
            objectName: "behindText"
            Layout.fillWidth: true
            text: root.behind
            elide: Text.ElideRight
        }
        ActionButton {
            objectName: "catchUpButton"
            text: qsTr("Catch up")
            hint: qsTr("Shows the run as it is now (%1)").arg(KeyTable.shown("freeze"))
            onClicked: root.picture.frozen = false
        }
    }
}
