// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Threadweir

/* The menu of a station, made when it is first wanted, so that the window opens without it. */
Loader {
    id: root

    required property string name

    signal closed()
    signal breakWanted(int stage, int how)
    signal healWanted(int stage)
    signal breakerCommandWanted(int stage, int command)

    function popup(stage: int, service: string, hasBreaker: bool, over: Item, at: point) {
        if (!root.item)
            root.setSource("StationMenu.qml", { objectName: root.name })
        const menu = root.item as StationMenu
        menu.stage = stage
        menu.service = service
        menu.hasBreaker = hasBreaker
        menu.popup(over, at.x, at.y)
    }

    Connections {
        target: root.item
        ignoreUnknownSignals: true

        function onClosed() {
            root.closed()
        }
        function onBreakWanted(stage: int, how: int) {
            root.breakWanted(stage, how)
        }
        function onHealWanted(stage: int) {
            root.healWanted(stage)
        }
        function onBreakerCommandWanted(stage: int, command: int) {
            root.breakerCommandWanted(stage, command)
        }
    }
}
