// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Threadweir

/* A circuit breaker: its glyph and its word, and while it is open how much of the break is left, as a ring and in seconds. */
RowLayout {
    id: root

    required property breakerFigures breaker
    required property bool compact
    readonly property string word: {
        switch (root.breaker.state) {
        case Lab.BreakerState.Open:
            return root.breaker.secondsLeft <= 0 ? qsTr("open") : root.compact ? qsTr("open %1s").arg(Math.ceil(root.breaker.secondsLeft))
                                                 : qsTr("open %1 s").arg(root.breaker.secondsLeft.toFixed(1))
        case Lab.BreakerState.HalfOpen:
            return root.compact ? qsTr("half-open") : qsTr("half-open: tries one")
        case Lab.BreakerState.Isolated:
            return qsTr("isolated")
        }
        return qsTr("closed")
    }
    readonly property string glyph: {
        switch (root.breaker.state) {
        case Lab.BreakerState.Open:
            return "●"
        case Lab.BreakerState.HalfOpen:
            return "◐"
        case Lab.BreakerState.Isolated:
            return "⊘"
        }
        return "○"
    }
    readonly property color tint: {
        switch (root.breaker.state) {
        case Lab.BreakerState.Open:
        case Lab.BreakerState.Isolated:
            return Theme.failed
        case Lab.BreakerState.HalfOpen:
            return Theme.blocked
        }
        return Theme.mutedText
    }

    spacing: root.compact ? 2 : Theme.half
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("Circuit breaker %1").arg(root.word)

    Item {
        implicitWidth: root.compact ? Theme.axisSize + 2 : Theme.unit * 2
        implicitHeight: implicitWidth

        BreakerRing {
            anchors.fill: parent
            visible: root.breaker.secondsLeft > 0
            share: root.breaker.shareLeft
            strong: root.tint
            faint: Theme.line
        }
        Text {
            anchors.centerIn: parent
            text: root.glyph
            color: root.tint
            font.pixelSize: root.breaker.secondsLeft > 0 ? Theme.glyphInRing : Theme.bodySize
            Accessible.ignored: true
        }
    }
    Text {
        Layout.fillWidth: true
        text: root.word
        color: root.breaker.state === Lab.BreakerState.Closed ? Theme.mutedText : Theme.text
        font.pixelSize: Theme.axisSize
        font.bold: root.breaker.state !== Lab.BreakerState.Closed && !root.compact
        elide: Text.ElideRight
        Accessible.ignored: true
    }
}
