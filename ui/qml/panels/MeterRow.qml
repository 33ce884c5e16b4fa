// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Threadweir

/* A level in one line, "servers 8 / 10", with a thin bar below it where there is room. `bar` moves the bar, `level` is read. */
ColumnLayout {
    id: root

    required property string label
    required property levelFigures level
    required property levelFigures bar
    required property bool compact
    // A limit that is far away says nothing where there is little room.
    readonly property bool saysLimit: root.level.limited && (!root.compact || root.level.limit < Theme.farLimit)

    spacing: 2

    CardRow {
        Layout.fillWidth: true
        label: root.label
        value: root.saysLimit ? qsTr("%1 / %2").arg(Format.brief(root.level.now)).arg(Format.brief(root.level.limit)) : Format.brief(root.level.now)
        compact: root.compact
        strong: root.level.full
    }
    LevelBar {
        Layout.fillWidth: true
        visible: !root.compact
        implicitHeight: Theme.thinBarHeight
        fraction: root.bar.fraction
        full: root.bar.full
    }
}
