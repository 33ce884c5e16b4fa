// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Threadweir

/* Where the run's database is, and what the run costs. */
RowLayout {
    id: root

    required property EngineCommands engine
    required property RunModel run

    spacing: Theme.unit * 2

    BodyText {
        muted: true
        text: qsTr("Order database")
    }
    TextInput {
        id: path

        objectName: "databasePath"
        Layout.fillWidth: true
        text: root.engine.databasePath
        readOnly: true
        selectByMouse: true
        activeFocusOnTab: true
        clip: true
        color: Theme.mutedText
        selectionColor: Theme.accent
        selectedTextColor: Theme.accentText
        font.family: Theme.digits
        font.pixelSize: Theme.secondarySize
        Accessible.role: Accessible.EditableText
        Accessible.name: qsTr("Path of the order database")
        Accessible.readOnly: true

        FocusRing { shown: path.activeFocus }
    }
    BodyText {
        muted: true
        visible: root.run.figures.doubleCharges > 0
        text: qsTr("⊘ %1 double charges").arg(Format.count(root.run.figures.doubleCharges))
        color: Theme.failed
    }
    BodyText {
        muted: true
        visible: root.run.figures.droppedEvents > 0
        text: qsTr("%1 events not recorded").arg(Format.count(root.run.figures.droppedEvents))
    }
    BodyText {
        muted: true
        text: qsTr("Memory %1").arg(Format.bytes(root.run.figures.residentBytes))
    }
}
