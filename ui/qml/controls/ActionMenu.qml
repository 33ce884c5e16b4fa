// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Threadweir

/* A menu in the window's colours. */
Menu {
    id: root

    padding: Theme.half
    overlap: 0
    width: Math.max(Theme.unit * 24, root.widest)
    // Items are laid out at the menu's width, so it asks them itself.
    readonly property real widest: {
        let most = 0
        for (let i = 0; i < root.count; ++i)
            most = Math.max(most, root.itemAt(i).implicitWidth)
        return most + root.leftPadding + root.rightPadding
    }

    background: Rectangle {
        implicitWidth: Theme.unit * 24
        color: Theme.surface
        radius: Theme.radius
        border.color: Theme.outline
        border.width: 1
    }
    delegate: ActionMenuItem { }
}
