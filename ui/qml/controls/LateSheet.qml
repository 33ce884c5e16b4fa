// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/* A sheet that is made when it is first wanted, so that the window opens without it. */
Loader {
    id: root

    required property url file
    required property var given // its required properties

    signal quitWanted()
    signal saveWanted()
    signal named(string name)

    function sheet(): var {
        if (!root.item)
            root.setSource(root.file, root.given)
        return root.item
    }
    function open() {
        root.sheet().open()
    }

    Connections {
        target: root.item
        ignoreUnknownSignals: true

        function onQuitWanted() {
            root.quitWanted()
        }
        function onSaveWanted() {
            root.saveWanted()
        }
        function onNamed(name: string) {
            root.named(name)
        }
    }
}
