// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Threadweir

/* A short piece of a chart's line: its colour and its pattern. */
Row {
    id: root

    required property StripLine line
    readonly property int strokes: root.line.bound ? 3 : root.line.pattern === StripLine.Dashed ? 2 : root.line.pattern === StripLine.Dotted ? 4 : 1
    readonly property int gap: 2

    width: Theme.unit * 2
    height: Theme.unit * 2
    spacing: root.gap

    Repeater {
        model: root.strokes

        Rectangle {
            y: Math.round((root.height - height) / 2)
            width: (root.width - (root.strokes - 1) * root.gap) / root.strokes
            height: root.line.bound ? 1 : 2
            color: root.line.color
        }
    }
}
