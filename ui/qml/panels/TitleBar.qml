// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Threadweir

/* What runs, how it is doing and for how long, and the window's own switches. */
RowLayout {
    id: root

    required property EngineCommands engine
    required property RunModel run

    readonly property string scenarioTitle: qsTranslate("ui::Scenarios", root.engine.title)

    signal galleryWanted()
    signal fullScreenWanted()
    signal teachWanted()
    signal helpWanted()

    spacing: Theme.unit * 1.5

    BodyText {
        text: "Threadweir"
        font.pixelSize: Theme.titleSize
        font.bold: true
    }
    StateChip {
        objectName: "stateChip"
        outcome: root.run.bars.outcome
        held: root.engine.held
        stopping: root.engine.stopping
        cancelling: root.engine.cancelling
    }
    ActionButton {
        objectName: "scenarioButton"
        Layout.fillWidth: true
        Layout.maximumWidth: implicitWidth
        Layout.minimumWidth: Theme.unit * 12
        glyph: "▦"
        text: root.scenarioTitle
        hint: qsTr("Every scenario to choose from (%1)").arg(KeyTable.shown("gallery"))
        Accessible.name: qsTr("Scenario: %1").arg(root.scenarioTitle)
        onClicked: root.galleryWanted()
    }
    Item { Layout.fillWidth: true }

    component Time: RowLayout {
        id: time

        required property string label
        required property real seconds

        spacing: Theme.unit
        Accessible.role: Accessible.StaticText
        Accessible.name: `${time.label}: ${Format.clockTime(time.seconds)}`

        BodyText {
            muted: true
            text: time.label
            Accessible.ignored: true
        }
        DigitText {
            text: Format.clockTime(time.seconds)
            Accessible.ignored: true
        }
    }

    Time {
        objectName: "clockTime"
        label: qsTr("Clock")
        seconds: root.run.figures.clockSeconds
    }
    Time {
        label: qsTr("Wall")
        seconds: root.run.figures.wallSeconds
    }
    ActionButton {
        id: viewButton

        objectName: "viewButton"
        text: qsTr("View")
        glyph: Theme.projector ? "◐" : Theme.dark ? "●" : "○"
        hint: qsTr("Theme, size, motion and language; the next theme is %1").arg(KeyTable.shown("theme"))
        Accessible.role: Accessible.ButtonMenu
        onClicked: {
            if (!menu.item)
                menu.setSource("ViewMenu.qml", { objectName: "viewMenu", button: viewButton })
            const views = menu.item as ViewMenu
            views.toggle()
        }

        Loader { // made when it is first wanted
            id: menu
        }
        Connections {
            target: menu.item
            ignoreUnknownSignals: true

            function onFullScreenWanted() {
                root.fullScreenWanted()
            }
            function onTeachWanted() {
                root.teachWanted()
            }
        }
    }
    ActionButton {
        objectName: "helpButton"
        text: qsTr("Keys")
        glyph: "?"
        hint: qsTr("Shows every key (F1)")
        onClicked: root.helpWanted()
    }
}
