// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Threadweir

/* The mode, the transport, the picture and the rate of the clock. Where there is little room, the buttons are glyphs. */
RowLayout {
    id: root

    required property EngineCommands engine
    required property PictureFreezer picture
    required property real room // that there is for it, with the words of its buttons or without
    readonly property real fullWidth: {
        let width = modes.implicitWidth + freeze.fullWidth + rate.implicitWidth + (root.children.length - 1) * root.spacing
        for (const button of [hold, step, jump, stop, cancel, reset])
            width += button.fullWidth + buttons.spacing
        return width
    }
    readonly property bool compact: root.room < root.fullWidth

    spacing: Theme.unit * 1.5

    ModeSwitch {
        id: modes

        objectName: "modeSwitch"
        mode: root.engine.mode
        onChosen: mode => root.engine.switchMode(mode)
    }
    RowLayout {
        id: buttons

        spacing: Theme.half

        ActionButton {
            objectName: "startButton"
            visible: !root.engine.active
            text: qsTr("Start")
            glyph: "▸"
            prominent: true
            hint: qsTr("From the beginning, with your changes (%1)").arg(KeyTable.shown("again"))
            onClicked: root.engine.startAgain()
        }
        ActionButton {
            id: hold

            objectName: "holdButton"
            Layout.preferredWidth: Math.max(Theme.unit * 12, implicitWidth)
            visible: root.engine.active
            text: root.engine.held ? qsTr("Resume") : qsTr("Hold")
            glyph: root.engine.held ? "▸" : "‖"
            prominent: root.engine.held
            hint: root.engine.held ? qsTr("Lets the engine go on (%1)").arg(KeyTable.shown("hold"))
                : qsTr("Holds the engine: its clock stands still, and nothing new begins (%1)").arg(KeyTable.shown("hold"))
            onClicked: root.engine.toggleHold()
        }
        ActionButton {
            id: step

            objectName: "stepButton"
            compact: root.compact
            text: qsTr("Step")
            glyph: "↦"
            enabled: root.engine.active
            hint: qsTr("Moves the clock to the next timer that is due, and holds (%1)").arg(KeyTable.shown("step"))
            onClicked: root.engine.step()
        }
        ActionButton {
            id: jump

            objectName: "jumpButton"
            compact: root.compact
            text: qsTr("+10 s")
            glyph: "»"
            enabled: root.engine.active
            hint: qsTr("Jumps 10 s ahead in virtual time, as fast as the machine can (%1)").arg(KeyTable.shown("jump"))
            onClicked: root.engine.jump(10)
        }
        ActionButton {
            id: stop

            objectName: "stopButton"
            compact: root.compact
            text: qsTr("Drain")
            glyph: "■"
            enabled: root.engine.active && !root.engine.stopping && !root.engine.cancelling
            hint: qsTr("Takes no more orders and finishes those in flight (%1)").arg(KeyTable.shown("drain"))
            onClicked: root.engine.stop()
        }
        ActionButton {
            id: cancel

            objectName: "cancelButton"
            compact: root.compact
            text: qsTr("Cancel")
            glyph: "✕"
            enabled: root.engine.active && !root.engine.cancelling
            hint: qsTr("The client goes away: what is in flight is cancelled, and the end stays in view (%1)").arg(KeyTable.shown("cancel"))
            onClicked: root.engine.cancel()
        }
        ActionButton {
            id: reset

            objectName: "resetButton"
            compact: root.compact
            text: qsTr("Reset")
            glyph: "↻"
            hint: qsTr("The same scenario from the beginning, with its own values (%1)").arg(KeyTable.shown("reset"))
            onClicked: root.engine.reset()
        }
    }
    Rectangle {
        Layout.preferredWidth: 1
        Layout.preferredHeight: Theme.unit * 3
        color: Theme.line
    }
    ActionButton {
        id: freeze

        objectName: "freezeButton"
        compact: root.compact
        text: root.picture.frozen ? qsTr("Catch up") : qsTr("Freeze picture")
        glyph: "✱"
        prominent: root.picture.frozen
        hint: root.picture.frozen ? qsTr("Shows the run as it is now (%1)").arg(KeyTable.shown("freeze"))
            : qsTr("The picture stands still while the engine goes on (%1)").arg(KeyTable.shown("freeze"))
        onClicked: root.picture.toggle()
    }
    Item { Layout.fillWidth: true }
    RowLayout {
        id: rate

        spacing: Theme.unit

        BodyText {
            muted: true
            text: qsTr("Rate")
        }
        DigitText {
            objectName: "rateText"
            Layout.preferredWidth: Theme.unit * 5
            text: Format.rate(root.engine.rate)
        }
        RateSlider {
            objectName: "rateSlider"
            Layout.fillWidth: true
            Layout.minimumWidth: Theme.unit * 12
            Layout.maximumWidth: implicitWidth
            position01: root.engine.ratePosition
            rateText: Format.rate(root.engine.rate)
            detents: root.engine.rateDetents
            onMoved01: position => root.engine.setRatePosition(position)
            onStepped: by => by > 0 ? root.engine.faster() : root.engine.slower()
        }
    }
}
