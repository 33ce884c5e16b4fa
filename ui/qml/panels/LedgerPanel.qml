// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Threadweir

/* Where every submitted order is. The parts are shown one below the other, and their sum as a sum. */
Panel {
    id: root

    required property RunModel run
    readonly property ledgerFigures ledger: root.run.figures.ledger

    title: qsTr("Ledger")
    remark: qsTr("where each order is")

    readonly property ledgerFigures bars: root.run.bars.ledger
    readonly property real whole: Math.max(1, root.bars.submitted)

    component Part: ColumnLayout {
        id: part

        required property string label
        required property real value
        required property real share
        required property string glyph
        required property color tint

        Layout.fillHeight: true
        Layout.maximumHeight: Theme.unit * 7
        spacing: 2

        FigureRow {
            Layout.fillWidth: true
            label: part.label
            value: Format.count(part.value)
            glyph: part.glyph
            glyphColor: part.tint
        }
        LevelBar {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.unit * 3
            Layout.alignment: Qt.AlignTop
            implicitHeight: Theme.thinBarHeight
            fraction: part.share
            fill: part.tint
        }
        Item { Layout.fillHeight: true }
    }

    ColumnLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        spacing: Theme.half

        Part {
            glyph: "✓"
            tint: Theme.done
            label: qsTr("persisted")
            value: root.ledger.persisted
            share: root.bars.persisted / root.whole
        }
        Part {
            glyph: "⊘"
            tint: Theme.blocked
            label: qsTr("rejected")
            value: root.ledger.rejected
            share: root.bars.rejected / root.whole
        }
        Part {
            glyph: "✕"
            tint: Theme.failed
            label: qsTr("failed")
            value: root.ledger.failed
            share: root.bars.failed / root.whole
        }
        Part {
            glyph: "–"
            tint: Theme.mutedText
            label: qsTr("cancelled")
            value: root.ledger.cancelled
            share: root.bars.cancelled / root.whole
        }
        Part {
            glyph: "▾"
            tint: Theme.mutedText
            label: qsTr("dropped")
            value: root.ledger.dropped
            share: root.bars.dropped / root.whole
        }
        Part {
            glyph: "▸"
            tint: Theme.running
            label: qsTr("in flight")
            value: root.ledger.inFlight
            share: root.bars.inFlight / root.whole
        }
        Rectangle {
            Layout.fillWidth: true
            implicitHeight: 1
            color: Theme.outline
        }
        FigureRow {
            objectName: "submitted"
            Layout.fillWidth: true
            glyph: root.ledger.holds ? "=" : "≠"
            glyphColor: root.ledger.holds ? Theme.text : Theme.failed
            label: root.ledger.holds ? qsTr("submitted") : qsTr("submitted: does not add up")
            value: Format.count(root.ledger.submitted)
            strong: true
        }
        Item { Layout.fillHeight: true }
    }
}
