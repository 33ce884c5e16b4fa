// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Threadweir

/* Every key of the window. F1, ? or Escape closes it again. */
Sheet {
    id: root

    title: qsTr("Keys")
    preferredWidth: Theme.helpWidth

    onKeyPressed: event => {
        if (event.key === Qt.Key_F1 || event.text === "?") {
            event.accepted = true
            root.close()
        }
    }

    KeyList {
        Layout.fillWidth: true
        Layout.fillHeight: true
        shown: root.visible
    }
}
