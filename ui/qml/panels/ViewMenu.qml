// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Threadweir

/* How the window looks: theme, size, motion and language. All of it is kept. */
Popup {
    id: root

    required property Item button
    readonly property list<string> languages: ["", "en", "de"]

    signal fullScreenWanted()
    signal teachWanted()

    function toggle() {
        if (root.visible)
            root.close()
        else
            root.open()
    }

    parent: root.button
    x: root.button.width - root.width
    y: root.button.height + Theme.half
    margins: Theme.unit // stays in the window, wherever the button is
    padding: Theme.panelPadding
    focus: true
    closePolicy: Popup.CloseOnEscape | Popup.CloseOnPressOutsideParent

    background: Rectangle {
        color: Theme.surface
        radius: Theme.radius
        border.color: Theme.outline
        border.width: Theme.lineWidth
    }

    component Head: BodyText {
        Layout.topMargin: Theme.unit
        font.bold: true
        Accessible.role: Accessible.Heading
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.unit
        Accessible.role: Accessible.PopupMenu
        Accessible.name: qsTr("View")

        Head {
            Layout.topMargin: 0
            text: qsTr("Theme")
        }
        Segments {
            objectName: "themes"
            Layout.fillWidth: true
            label: qsTr("Theme")
            words: [qsTr("System"), qsTr("Light"), qsTr("Dark"), qsTr("Projector")]
            current: ViewSettings.theme
            onChosen: index => ViewSettings.theme = index
        }
        Head { text: qsTr("Size") }
        RowLayout {
            spacing: Theme.unit

            ActionButton {
                glyph: "−"
                text: ""
                hint: qsTr("Everything smaller (%1)").arg(KeyTable.shown("smaller"))
                Accessible.name: qsTr("Smaller")
                enabled: ViewSettings.scale > 0.755
                onClicked: ViewSettings.smaller()
            }
            DigitText {
                objectName: "scaleText"
                Layout.preferredWidth: Theme.unit * 7
                text: qsTr("%1 %").arg(Math.round(ViewSettings.scale * 100))
                horizontalAlignment: Text.AlignHCenter
                Accessible.role: Accessible.StaticText
                Accessible.name: qsTr("Size: %1").arg(text)
            }
            ActionButton {
                glyph: "+"
                text: ""
                hint: qsTr("Everything larger (%1)").arg(KeyTable.shown("larger"))
                Accessible.name: qsTr("Larger")
                enabled: ViewSettings.scale < 1.995
                onClicked: ViewSettings.larger()
            }
            Item { Layout.fillWidth: true }
            ActionButton {
                objectName: "fullScreen"
                text: qsTr("Full screen")
                hint: qsTr("The whole screen, or a window again (%1)").arg(KeyTable.shown("fullScreen"))
                onClicked: {
                    root.close()
                    root.fullScreenWanted()
                }
            }
        }
        Head { text: qsTr("Teaching") }
        ActionButton {
            objectName: "teach"
            text: qsTr("Speaker and audience…")
            hint: qsTr("A window with notes for the speaker, and the picture alone on another display (%1)").arg(KeyTable.shown("teach"))
            onClicked: {
                root.close()
                root.teachWanted()
            }
        }
        Head { text: qsTr("Motion") }
        Toggle {
            objectName: "reducedMotion"
            Layout.fillWidth: true
            text: qsTr("Less motion: changes of state happen at once")
            on: ViewSettings.reducedMotion
            onFlipped: on => ViewSettings.reducedMotion = on
        }
        Head { text: qsTr("Language") }
        Segments {
            objectName: "languages"
            Layout.fillWidth: true
            label: qsTr("Language")
            words: [qsTr("System"), "English", "Deutsch"]
            current: Math.max(0, root.languages.indexOf(ViewSettings.language))
            onChosen: index => ViewSettings.language = root.languages[index]
        }
    }
}
