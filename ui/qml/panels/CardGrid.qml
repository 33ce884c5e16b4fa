// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Threadweir

/* Scenarios as cards, as many beside each other as there is room for. The arrow keys go from one to the next. */
Column {
    id: root

    required property string title
    required property ScenarioList scenarios
    required property string current // what runs
    property bool own: false

    signal chosen(string name)
    signal renameWanted(string name, string title)
    signal removeWanted(string name)
    signal focused(Item card)

    function focusFirst(): bool {
        const card = cards.itemAt(Math.max(0, root.scenarios.indexOf(root.current)))
        if (card)
            card.forceActiveFocus(Qt.TabFocusReason)
        return card !== null
    }
    function step(from: int, by: int) {
        const card = cards.itemAt(from + by)
        if (card)
            card.forceActiveFocus(Qt.TabFocusReason)
    }

    spacing: Theme.unit

    BodyText {
        text: root.title
        font.bold: true
        Accessible.role: Accessible.Heading
    }
    GridLayout {
        id: grid

        width: root.width
        columns: Math.max(1, Math.floor((root.width + columnSpacing) / (Theme.cardWidth + columnSpacing)))
        columnSpacing: Theme.unit * 1.5
        rowSpacing: Theme.unit * 1.5

        Repeater {
            id: cards

            model: root.scenarios

            ScenarioCard {
                id: card

                required property int index

                objectName: "card:" + card.name
                Layout.fillWidth: true
                Layout.preferredWidth: Theme.cardWidth
                Layout.maximumWidth: (grid.width - (grid.columns - 1) * grid.columnSpacing) / grid.columns
                Layout.fillHeight: true
                current: card.name === root.current
                own: root.own
                onClicked: root.chosen(card.name)
                onRenameWanted: root.renameWanted(card.name, card.title)
                onRemoveWanted: root.removeWanted(card.name)
                onActiveFocusChanged: {
                    if (card.activeFocus)
                        root.focused(card)
                }
                Keys.onLeftPressed: root.step(card.index, -1)
                Keys.onRightPressed: root.step(card.index, 1)
                Keys.onUpPressed: root.step(card.index, -grid.columns)
                Keys.onDownPressed: root.step(card.index, grid.columns)
            }
        }
    }
}
