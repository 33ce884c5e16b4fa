// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Threadweir

/* Where every submitted order is: one bar for all of them, the parts below it, and their sum as a sum. */
Panel {
    id: root

    required property RunModel run
    readonly property ledgerFigures ledger: root.run.figures.ledger
    readonly property ledgerFigures bars: root.run.bars.ledger

    title: qsTr("Ledger")
    remark: qsTr("where each order is")

    component Slice: Rectangle {
        required property real count

        height: Theme.barHeight
        width: whole.width * count / Math.max(1, root.bars.submitted)
    }
    component Part: FigureRow {
        id: part

        required property real count
        property color tint: Theme.mutedText

        Layout.fillWidth: true
        value: Format.count(part.count)
        glyphColor: part.tint
    }

    Rectangle {
        id: whole

        Layout.fillWidth: true
        implicitHeight: Theme.barHeight
        radius: Theme.smallRadius
        color: Theme.raised
        clip: true

        Row {
            Slice { count: root.bars.persisted; color: Theme.done }
            Slice { count: root.bars.rejected; color: Theme.blocked }
            Slice { count: root.bars.failed + root.bars.lost; color: Theme.failed }
            Slice { count: root.bars.cancelled + root.bars.dropped; color: Theme.idle }
            Slice { count: root.bars.inFlight; color: Theme.running }
        }
    }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: Theme.half / 2

        Part {
            glyph: "✓"
            tint: Theme.done
            label: qsTr("persisted")
            count: root.ledger.persisted
        }
        Part {
            glyph: "⊘"
            tint: Theme.blocked
            label: qsTr("rejected")
            count: root.ledger.rejected
        }
        Part {
            glyph: "✕"
            tint: Theme.failed
            label: qsTr("failed")
            count: root.ledger.failed
        }
        Part {
            glyph: "–"
            label: qsTr("cancelled")
            count: root.ledger.cancelled
        }
        Part {
            glyph: "▾"
            label: qsTr("dropped")
            count: root.ledger.dropped
        }
        Part {
            glyph: "∅"
            tint: root.ledger.lost > 0 ? Theme.failed : Theme.mutedText
            label: qsTr("lost")
            count: root.ledger.lost
        }
        Part {
            glyph: "▸"
            tint: Theme.running
            label: qsTr("in flight")
            count: root.ledger.inFlight
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
        FigureRow {
            objectName: "doubleCharges"
            Layout.fillWidth: true
            glyph: root.run.figures.doubleCharges > 0 ? "!" : " "
            glyphColor: Theme.failed
            label: qsTr("charged twice")
            value: Format.count(root.run.figures.doubleCharges)
            valueColor: root.run.figures.doubleCharges > 0 ? Theme.failed : Theme.text
        }
    }
    Item { Layout.fillHeight: true }
}
