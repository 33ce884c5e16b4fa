// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import QtQuick.Templates as T
import Threadweir

/* A titled sheet over the window, which takes every key until it is closed with Escape, its cross or a click beside it.
   It is as large as its content, at most `preferredWidth` and never larger than the window. */
Popup {
    id: root

    required property string title
    property int preferredWidth: Theme.sheetWidth
    default property alias content: body.data
    readonly property real roomAcross: root.parent ? root.parent.width - 2 * Theme.panelPadding : root.preferredWidth
    readonly property real roomDown: root.parent ? root.parent.height - 2 * Theme.panelPadding : root.implicitHeight

    signal quitWanted() // Ctrl+Q: the window's own shortcuts rest meanwhile
    signal keyPressed(var event)

    parent: T.Overlay.overlay
    anchors.centerIn: parent
    width: Math.min(root.preferredWidth, root.roomAcross)
    height: Math.min(implicitHeight, root.roomDown)
    modal: true
    focus: true
    padding: Theme.panelPadding
    closePolicy: Popup.CloseOnEscape | Popup.CloseOnPressOutside

    T.Overlay.modal: Rectangle { color: Theme.scrim }

    background: Rectangle {
        color: Theme.surface
        radius: Theme.radius
        border.color: Theme.outline
        border.width: Theme.lineWidth
    }

    enter: Transition {
        NumberAnimation {
            property: "opacity"
            from: 0
            to: 1
            duration: Theme.shortMove
        }
    }

    ColumnLayout {
        id: column

        anchors.fill: parent
        spacing: Theme.unit
        focus: true
        Accessible.role: Accessible.Dialog
        Accessible.name: root.title
        Keys.onPressed: event => {
            const control = (event.modifiers & Qt.ControlModifier) !== 0
            if (control && (event.key === Qt.Key_Q || event.key === Qt.Key_W)) {
                event.accepted = true
                root.quitWanted()
            } else {
                root.keyPressed(event)
            }
        }

        RowLayout {
            spacing: Theme.unit

            BodyText {
                Layout.fillWidth: true
                text: root.title
                font.pixelSize: Theme.titleSize
                font.bold: true
                elide: Text.ElideRight
                Accessible.role: Accessible.Heading
            }
            GlyphButton {
                objectName: "closeSheet"
                glyph: "✕"
                text: qsTr("Close")
                hint: qsTr("Close (Escape)")
                onClicked: root.close()
            }
        }
        ColumnLayout {
            id: body

            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: Theme.unit
        }
    }
}
