// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Threadweir

/* Every scenario to choose from: the user's own, the built-in ones, and files that were opened lately. */
Sheet {
    id: root

    required property EngineCommands engine
    required property ScenarioList scenarios
    required property ScenarioList ownScenarios
    required property ScenarioFiles files

    signal saveWanted()

    function start(name: string) {
        root.close()
        root.engine.chooseScenario(name)
    }
    function focusCard() {
        if (!(root.ownScenarios.indexOf(root.engine.scenario) >= 0 && own.focusFirst()))
            builtIn.focusFirst()
    }
    function show(card: Item) {
        const top = card.mapToItem(lists, 0, 0).y
        const margin = Theme.unit
        if (top - margin < view.contentY)
            view.contentY = Math.max(0, top - margin)
        else if (top + card.height + margin > view.contentY + view.height)
            view.contentY = Math.min(view.contentHeight - view.height, top + card.height + margin - view.height)
    }

    title: qsTr("Scenarios")
    preferredWidth: Theme.galleryWidth

    onOpened: root.focusCard()
    onKeyPressed: event => {
        const control = (event.modifiers & Qt.ControlModifier) !== 0
        if (control && event.key === Qt.Key_O)
            root.files.dialogWanted()
        else if (control && event.key === Qt.Key_S)
            root.saveWanted()
        else if (control && event.key === Qt.Key_Z)
            root.files.undo()
        else if (event.key === Qt.Key_G)
            root.close()
        else
            return
        event.accepted = true
    }

    Connections { // the card that had the focus is gone, or made anew
        target: root.ownScenarios // qmllint disable type
        enabled: root.opened

        function onCountChanged() {
            root.focusCard()
        }
    }
    NameSheet {
        id: renaming

        property string path: ""

        renames: true
        files: root.files
        onNamed: name => root.files.rename(renaming.path, name)
        onQuitWanted: root.quitWanted()
    }
    RowLayout {
        spacing: Theme.unit

        ActionButton {
            objectName: "openFile"
            text: qsTr("Open a file…")
            hint: qsTr("A scenario file from anywhere (%1); it can also be dropped onto the window").arg(KeyTable.shown("openFile"))
            onClicked: root.files.dialogWanted()
        }
        ActionButton {
            objectName: "saveScenario"
            text: qsTr("Save what runs…")
            hint: qsTr("Keeps the running scenario with the values that you have changed (%1)").arg(KeyTable.shown("save"))
            onClicked: root.saveWanted()
        }
        NoticeBar {
            Layout.fillWidth: true
            files: root.files
        }
    }
    ProblemBar {
        Layout.fillWidth: true
        engine: root.engine
    }
    Flickable {
        id: view

        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.margins: -Theme.unit
        implicitHeight: contentHeight
        contentHeight: lists.height + 2 * Theme.unit
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        ScrollBar.vertical: ScrollBar { }

        ColumnLayout {
            id: lists

            x: Theme.unit
            y: Theme.unit
            width: view.width - 3 * Theme.unit
            spacing: Theme.unit * 3

            CardGrid {
                id: own

                Layout.fillWidth: true
                visible: root.ownScenarios.count > 0
                title: qsTr("Your own")
                scenarios: root.ownScenarios
                current: root.engine.scenario
                own: true
                onChosen: name => root.start(name)
                onRenameWanted: (name, title) => {
                    renaming.path = name
                    renaming.ask(title, title)
                }
                onRemoveWanted: name => root.files.remove(name)
                onFocused: card => root.show(card)
            }
            CardGrid {
                id: builtIn

                Layout.fillWidth: true
                title: qsTr("Built in")
                scenarios: root.scenarios
                current: root.engine.scenario
                onChosen: name => root.start(name)
                onFocused: card => root.show(card)
            }
            ColumnLayout {
                Layout.fillWidth: true
                visible: root.files.recent.length > 0
                spacing: Theme.half

                BodyText {
                    text: qsTr("Opened lately")
                    font.bold: true
                    Accessible.role: Accessible.Heading
                }
                Repeater {
                    model: root.files.recent

                    RecentFile {
                        required property string modelData

                        Layout.fillWidth: true
                        path: modelData
                        onClicked: {
                            root.close()
                            root.files.open(path)
                        }
                        onActiveFocusChanged: {
                            if (activeFocus)
                                root.show(this)
                        }
                    }
                }
            }
        }
    }
}
