// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Threadweir

/* Everything that can be changed, grouped as the pipeline is, and the anti-patterns beside it. What is pointed at or has the
   focus is explained at the bottom. */
Rectangle {
    id: root

    required property EngineCommands engine
    required property ParameterList parameters
    readonly property ScenarioEdits edits: root.engine.edits
    readonly property bool habits: root.parameters.habits
    property int troubles: 0 // counts the changes of trouble, which is asked for by function

    signal foldWanted()

    implicitWidth: Theme.parameterWidth
    implicitHeight: Theme.unit * 60
    color: Theme.surface
    radius: Theme.radius
    border.color: Theme.line
    border.width: 1
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Parameters")

    /* To the field for what is looked for. */
    function search() {
        searchField.forceActiveFocus(Qt.ShortcutFocusReason)
        searchField.selectAll()
    }
    function show(tab: int) {
        root.parameters.habits = tab === 1
        tabs.focusChosen()
    }
    function openMenu(stage: int, from: Item) {
        const breaker = stage === Lab.Validate ? "ruleEngine.resilience.breaker.kind"
            : stage === Lab.Charge ? "paymentProvider.resilience.breaker.kind" : ""
        const hasBreaker = breaker !== "" && root.edits.value(breaker) !== "off"
        menu.popup(stage, root.engine.services.nameOf(stage), hasBreaker, from, Qt.point(0, from.height))
    }
    function isBroken(stage: int, troubles: int): bool {
        return stage >= 0 && !root.engine.services.isHealthy(stage)
    }

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.unit
        spacing: Theme.half

        RowLayout {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.half
            spacing: 0

            TabRow {
                id: tabs

                objectName: "parameterTabs"
                titles: [qsTr("Parameters"), root.parameters.parameters.habitsOn > 0
                    ? qsTr("Anti-patterns (%1)").arg(root.parameters.parameters.habitsOn) : qsTr("Anti-patterns")]
                current: root.habits ? 1 : 0
                onChosen: index => root.parameters.habits = index === 1
            }
            Item { Layout.fillWidth: true }
            GlyphButton {
                objectName: "foldParameters"
                glyph: "«"
                text: qsTr("Fold the parameters away")
                hint: qsTr("Folds the parameters away (%1)").arg(KeyTable.shown("foldParameters"))
                onClicked: root.foldWanted()
            }
        }
        RowLayout {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.half
            spacing: 0

            SearchField {
                id: searchField

                objectName: "parameterSearch"
                Layout.fillWidth: true
                label: qsTr("Search the parameters")
                onTextChanged: root.parameters.search = text
                placeholderText: qsTr("Search (%1)").arg(KeyTable.shown("search"))
                Keys.onDownPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
            }
            GlyphButton {
                objectName: "undoButton"
                enabled: root.edits.canUndo
                glyph: "⟲"
                text: qsTr("Undo")
                hint: root.edits.canUndo ? qsTr("Take back: %1 (%2)").arg(root.edits.undoText).arg(KeyTable.shown("undo")) : ""
                onClicked: root.edits.undo()
            }
            GlyphButton {
                objectName: "redoButton"
                enabled: root.edits.canRedo
                glyph: "⟳"
                text: qsTr("Redo")
                hint: root.edits.canRedo ? qsTr("Again: %1 (%2)").arg(root.edits.redoText).arg(KeyTable.shown("redo")) : ""
                onClicked: root.edits.redo()
            }
            GlyphButton {
                objectName: "restoreAllButton"
                enabled: root.edits.edited
                glyph: "⇤"
                text: qsTr("All values of the scenario")
                hint: qsTr("Give everything back the scenario's own value")
                onClicked: root.edits.restoreAll()
            }
        }
        BodyText {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.half
            visible: root.habits
            muted: true
            text: qsTr("Bad habits, each a switch of its own. See what one does to the run, then switch it off again.")
            wrapMode: Text.Wrap
        }
        Flickable {
            id: view

            objectName: "parameterView"
            Layout.fillWidth: true
            Layout.fillHeight: true
            contentHeight: column.implicitHeight
            boundsBehavior: Flickable.StopAtBounds
            clip: true
            // Rows that have room are in the first frame; the others follow it, a few at a time. No line is lower than this.
            onHeightChanged: root.parameters.makeRoom(Math.ceil(view.height / (Theme.unit * 3 + Theme.half / 2)) + 1)
            ScrollBar.vertical: ScrollBar {
                id: bar

                policy: view.contentHeight > view.height ? ScrollBar.AlwaysOn : ScrollBar.AlwaysOff
            }

            function reveal(item: Item) {
                const top = item.mapToItem(column, 0, 0).y
                if (top < view.contentY)
                    view.contentY = top
                else if (top + item.height > view.contentY + view.height)
                    view.contentY = Math.min(top, top + item.height - view.height)
            }

            Column {
                id: column

                width: view.width - Theme.unit * 1.5
                leftPadding: Theme.half
                rightPadding: Theme.half
                spacing: root.habits ? Theme.unit : Theme.half

                Repeater {
                    model: root.parameters

                    ParameterRow {
                        id: row

                        width: column.width - Theme.unit
                        edits: root.edits
                        habit: root.habits
                        broken: root.isBroken(row.stage, root.troubles)
                        onToggled: root.parameters.toggle(row.index)
                        onBreakWanted: (stage, from) => root.openMenu(stage, from)
                        onAttended: {
                            if (row.path !== "")
                                explanation.explain(row)
                        }
                        onActiveFocusChanged: {
                            if (row.activeFocus)
                                view.reveal(row)
                        }
                    }
                }
                BodyText {
                    visible: root.parameters.empty
                    muted: true
                    text: qsTr("Nothing is called so.")
                }
            }
        }
        ParameterExplanation {
            id: explanation

            objectName: "parameterExplanation"
            Layout.fillWidth: true
            room: root.height
            visible: !root.habits // each of them has its sentence beside it
        }
    }
    LateStationMenu {
        id: menu

        name: "parameterMenu"
        onBreakWanted: (stage, how) => root.engine.services.breakService(stage, how)
        onHealWanted: stage => root.engine.services.healService(stage)
        onBreakerCommandWanted: (stage, command) => root.engine.services.commandBreaker(stage, command)
    }
    Connections {
        target: rest.running || root.parameters.complete ? null : root.Window.window

        function onFrameSwapped() {
            rest.start()
        }
    }
    Timer {
        id: rest

        interval: 16
        repeat: !root.parameters.complete
        onTriggered: {
            if (!root.parameters.complete)
                root.parameters.makeRoom(root.parameters.most + 3)
        }
    }
    Connections {
        target: root.engine.services

        function onTroubleChanged() {
            ++root.troubles
        }
    }
}
