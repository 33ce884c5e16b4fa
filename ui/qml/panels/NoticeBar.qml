// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Threadweir

/* What was done with a scenario file, and the way back. */
RowLayout {
    id: root

    required property ScenarioFiles files

    visible: root.files.notice !== ""
    spacing: Theme.unit
    Accessible.role: Accessible.AlertMessage
    Accessible.name: root.files.notice

    BodyText {
        objectName: "notice"
        Layout.fillWidth: true
        text: root.files.notice
        elide: Text.ElideRight
        Accessible.ignored: true
    }
    ActionButton {
        objectName: "undoNotice"
        visible: root.files.undoable
        text: qsTr("Undo")
        hint: qsTr("Puts the file back as it was")
        onClicked: root.files.undo()
    }
}
