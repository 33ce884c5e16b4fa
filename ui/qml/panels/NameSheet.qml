// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Threadweir

/* Asks for the name of a scenario. `ask` opens it with a name to begin with. */
Sheet {
    id: root

    required property ScenarioFiles files
    property bool renames: false
    property string original: "" // what may be taken again without a word
    readonly property string name: field.text.trim()
    readonly property bool taken: root.visible && root.name !== root.original && root.files.hasTitle(root.name)

    signal named(string name)

    function ask(name: string, original: string) {
        root.original = original
        field.text = name
        root.open()
        field.selectAll()
        field.forceActiveFocus(Qt.PopupFocusReason)
    }
    function take() {
        if (root.name === "")
            return
        root.close()
        root.named(root.name)
    }

    title: root.renames ? qsTr("Rename") : qsTr("Save what runs")

    NameField {
        id: field

        objectName: "nameField"
        Layout.fillWidth: true
        label: qsTr("Name of the scenario")
        onAccepted: root.take()
    }
    BodyText {
        Layout.fillWidth: true
        muted: true
        text: root.taken ? qsTr("A scenario of this name is there already, and will be replaced.")
                         : qsTr("It is kept with all the values that you have changed.")
        wrapMode: Text.Wrap
    }
    RowLayout {
        Layout.topMargin: Theme.unit
        Layout.alignment: Qt.AlignRight
        spacing: Theme.unit

        ActionButton {
            text: qsTr("Cancel")
            onClicked: root.close()
        }
        ActionButton {
            objectName: "takeName"
            text: root.taken ? qsTr("Replace") : qsTr("Save")
            prominent: true
            enabled: root.name !== ""
            onClicked: root.take()
        }
    }
}
