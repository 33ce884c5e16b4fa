// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Threadweir

/* The mode, the transport and the rate of the clock. */
RowLayout {
    id: root

    required property EngineCommands engine

    spacing: Theme.unit * 1.5

    ModeSwitch {
        objectName: "modeSwitch"
        mode: root.engine.mode
        onChosen: mode => root.engine.switchMode(mode)
    }
    RowLayout {
        spacing: Theme.unit

        ActionButton {
            objectName: "startButton"
            text: root.engine.active ? qsTr("Restart") : qsTr("Start again")
            glyph: root.engine.active ? "↻" : "▸"
            prominent: !root.engine.active
            hint: qsTr("Starts this scenario in this mode from the beginning (R)")
            onClicked: root.engine.startAgain()
        }
        ActionButton {
            objectName: "holdButton"
            Layout.preferredWidth: Theme.unit * 12
            text: root.engine.held ? qsTr("Resume") : qsTr("Hold")
            glyph: root.engine.held ? "▸" : "‖"
            enabled: root.engine.active
            hint: qsTr("Holds the run's clock, or lets it go on (Space)")
            onClicked: root.engine.toggleHold()
        }
        ActionButton {
            objectName: "stepButton"
            text: qsTr("Step")
            glyph: "↦"
            enabled: root.engine.active
            hint: qsTr("Moves the clock to the next timer that is due, and holds (S)")
            onClicked: root.engine.step()
        }
        ActionButton {
            objectName: "stopButton"
            text: qsTr("Stop")
            glyph: "■"
            enabled: root.engine.active && !root.engine.stopping
            hint: qsTr("Takes no more orders and finishes those in flight (D)")
            onClicked: root.engine.stop()
        }
    }
    Item { Layout.fillWidth: true }
    RowLayout {
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
            Layout.minimumWidth: Theme.unit * 8
            Layout.maximumWidth: implicitWidth
            position01: root.engine.ratePosition
            rateText: Format.rate(root.engine.rate)
            onMoved01: position => root.engine.setRatePosition(position)
        }
    }
}
