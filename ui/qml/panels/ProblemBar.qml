// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Threadweir

/* What could not be done, in one sentence, until it is dismissed. */
Rectangle {
    id: root

    required property EngineCommands engine

    implicitHeight: row.implicitHeight + 2 * Theme.unit
    visible: root.engine.problem !== ""
    color: Theme.surface
    radius: Theme.radius
    border.color: Theme.failed
    border.width: 2 * Theme.lineWidth
    Accessible.role: Accessible.AlertMessage
    Accessible.name: `${headline.text} ${root.engine.problem}`

    RowLayout {
        id: row

        anchors.fill: parent
        anchors.leftMargin: Theme.panelPadding
        anchors.rightMargin: Theme.unit
        spacing: Theme.unit

        Text {
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: Theme.unit
            Layout.preferredHeight: headline.implicitHeight
            verticalAlignment: Text.AlignVCenter
            text: "⊘"
            color: Theme.failed
            font.pixelSize: Theme.bodySize
            Accessible.ignored: true
        }
        ColumnLayout {
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: Theme.unit
            Layout.bottomMargin: Theme.unit
            spacing: Theme.half

            BodyText {
                id: headline

                Layout.fillWidth: true
                text: qsTr("This cannot be done. The run goes on as it was.")
                font.bold: true
                wrapMode: Text.Wrap
            }
            BodyText {
                objectName: "problem"
                Layout.fillWidth: true
                text: root.engine.problem
                wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            }
        }
        ActionButton {
            objectName: "dismissProblem"
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: Theme.half
            text: qsTr("Dismiss")
            onClicked: root.engine.dismissProblem()
        }
    }
}
