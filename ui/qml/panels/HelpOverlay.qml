// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import QtQuick.Templates as T
import Threadweir

/* Every key of the window. F1, ? or Escape closes it again. */
Popup {
    id: root

    signal quitWanted()

    component Key: QtObject {
        required property string keys
        required property string what
    }

    component Line: RowLayout {
        id: line

        required property Key modelData

        spacing: Theme.unit * 2
        Accessible.role: Accessible.StaticText
        Accessible.name: `${line.modelData.keys}: ${line.modelData.what}`

        Rectangle {
            Layout.preferredWidth: Theme.unit * 11
            implicitHeight: Theme.unit * 3
            color: Theme.raised
            radius: Theme.smallRadius

            Text {
                anchors.centerIn: parent
                text: line.modelData.keys
                color: Theme.text
                font.family: Theme.digits
                font.pixelSize: Theme.secondarySize
                Accessible.ignored: true
            }
        }
        BodyText {
            Layout.fillWidth: true
            text: line.modelData.what
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
    }

    readonly property list<Key> keyList: [
        Key {
            keys: "1  2  3"
            what: qsTr("Run the scenario in blocking, unbounded or bounded mode")
        },
        Key {
            keys: "Space"
            what: qsTr("Hold the clock, or let it go on; on a focused button: press it")
        },
        Key {
            keys: "S  ."
            what: qsTr("Step to the next timer that is due, and hold")
        },
        Key {
            keys: "D"
            what: qsTr("Stop: take no more orders and finish those in flight")
        },
        Key {
            keys: "R"
            what: qsTr("Start again from the beginning")
        },
        Key {
            keys: "+  −"
            what: qsTr("Faster or slower clock, 0.05x to 20x")
        },
        Key {
            keys: "0"
            what: qsTr("Clock at 1x")
        },
        Key {
            keys: "T"
            what: qsTr("Light or dark theme")
        },
        Key {
            keys: "Tab"
            what: qsTr("Next control; Escape leaves it")
        },
        Key {
            keys: "F1  ?"
            what: qsTr("This list")
        },
        Key {
            keys: "Ctrl+Q"
            what: qsTr("Close the window; the run is cancelled")
        }
    ]

    anchors.centerIn: T.Overlay.overlay
    width: Math.min(Theme.helpWidth, (T.Overlay.overlay ? T.Overlay.overlay.width : Theme.helpWidth) - 2 * Theme.panelPadding)
    modal: true
    focus: true
    padding: Theme.panelPadding
    closePolicy: Popup.CloseOnEscape | Popup.CloseOnPressOutside

    T.Overlay.modal: Rectangle { color: Theme.scrim }

    background: Rectangle {
        color: Theme.surface
        radius: Theme.radius
        border.color: Theme.outline
        border.width: 1
    }
    contentItem: ColumnLayout {
        spacing: Theme.unit
        Accessible.role: Accessible.Dialog
        Accessible.name: qsTr("Keys")
        // The window's own shortcuts rest while a modal popup is open.
        Keys.onPressed: event => {
            const control = (event.modifiers & Qt.ControlModifier) !== 0
            if (control && (event.key === Qt.Key_Q || event.key === Qt.Key_W))
                root.quitWanted()
            else if (event.key === Qt.Key_F1 || event.text === "?")
                root.close()
            else
                return
            event.accepted = true
        }

        BodyText {
            text: qsTr("Keys")
            font.pixelSize: Theme.titleSize
            font.bold: true
            Accessible.role: Accessible.Heading
        }
        Repeater {
            model: root.keyList

            Line { Layout.fillWidth: true }
        }
        ActionButton {
            Layout.alignment: Qt.AlignRight
            text: qsTr("Close")
            focus: true
            onClicked: root.close()
        }
    }
}
