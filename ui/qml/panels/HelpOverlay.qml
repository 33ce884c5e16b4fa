// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import QtQuick.Templates as T
import Threadweir

/* Every key of the window. F1, ? or Escape closes it again. */
Popup {
    id: root

    signal quitWanted()

    function toggle() {
        if (root.opened)
            root.close()
        else
            root.open()
    }

    anchors.centerIn: T.Overlay.overlay
    width: Math.min(Theme.helpWidth, (T.Overlay.overlay ? T.Overlay.overlay.width : Theme.helpWidth) - 2 * Theme.panelPadding)
    height: Math.min(implicitHeight, (T.Overlay.overlay ? T.Overlay.overlay.height : implicitHeight) - 2 * Theme.panelPadding)
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
        KeyList {
            Layout.fillWidth: true
            Layout.fillHeight: true
            shown: root.visible
        }
        ActionButton {
            Layout.alignment: Qt.AlignRight
            text: qsTr("Close")
            focus: true
            onClicked: root.close()
        }
    }
}
