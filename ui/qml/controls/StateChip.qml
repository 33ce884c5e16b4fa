// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Threadweir

/* What the run is doing: a glyph, a word and a colour. */
Rectangle {
    id: root

    required property int outcome
    required property bool held
    required property bool stopping
    required property bool cancelling

    readonly property string word: {
        switch (root.outcome) {
        case Lab.Completed:
            return qsTr("Completed")
        case Lab.Cancelled:
            return qsTr("Cancelled")
        case Lab.Deadlocked:
            return qsTr("Deadlocked")
        case Lab.TimeLimit:
            return qsTr("Time limit")
        case Lab.Failed:
            return qsTr("Failed")
        }
        return root.cancelling ? qsTr("Cancelling") : root.held ? qsTr("Engine held") : root.stopping ? qsTr("Draining")
            : qsTr("Running")
    }
    readonly property string glyph: {
        switch (root.outcome) {
        case Lab.Completed:
            return "✓"
        case Lab.Cancelled:
            return "–"
        case Lab.Deadlocked:
            return "⊘"
        case Lab.TimeLimit:
            return "◷"
        case Lab.Failed:
            return "✕"
        }
        return root.cancelling ? "✕" : root.held ? "‖" : root.stopping ? "▾" : "▸"
    }
    readonly property color tint: {
        switch (root.outcome) {
        case Lab.Completed:
            return Theme.done
        case Lab.Cancelled:
            return Theme.mutedText
        case Lab.Deadlocked:
        case Lab.Failed:
            return Theme.failed
        case Lab.TimeLimit:
            return Theme.blocked
        }
        return root.held || root.stopping || root.cancelling ? Theme.blocked : Theme.running
    }

    implicitWidth: content.implicitWidth + 3 * Theme.unit
    implicitHeight: Theme.unit * 3
    radius: height / 2
    color: "transparent"
    border.color: root.tint
    border.width: 1
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("State of the run: %1").arg(root.word)

    Row {
        id: content

        anchors.centerIn: parent
        spacing: Theme.unit - 2

        Text {
            text: root.glyph
            color: root.tint
            font.pixelSize: Theme.secondarySize
        }
        Text {
            text: root.word
            color: Theme.text
            font.pixelSize: Theme.secondarySize
            font.bold: true
        }
    }
}
