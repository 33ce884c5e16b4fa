// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Threadweir

/* The worker pool: a cell for each worker, and the work that waits for one. */
Panel {
    id: root

    required property RunModel run
    readonly property poolFigures pool: root.run.figures.pool

    title: qsTr("Worker pool")
    remark: qsTr("%1 threads of at most %2").arg(Format.count(root.pool.threads)).arg(Format.count(root.pool.maxThreads))

    component LegendEntry: RowLayout {
        id: entry

        required property string label
        required property int count
        required property int state

        spacing: Theme.unit - 2
        Accessible.role: Accessible.StaticText
        Accessible.name: `${entry.label}: ${entry.count}`

        PoolCells {
            id: cell

            Layout.preferredWidth: Theme.unit * 2
            Layout.preferredHeight: Theme.unit * 2
            workers: cell.only(entry.state)
        }
        BodyText {
            muted: true
            text: entry.label
            Accessible.ignored: true
        }
        DigitText {
            Layout.minimumWidth: Theme.unit * 3
            text: Format.count(entry.count)
            Accessible.ignored: true
        }
    }
    component PoolCells: WorkerCells {
        idleColor: Theme.outline
        runningColor: Theme.running
        blockedColor: Theme.blocked
        glyphColor: Theme.surface
    }

    RowLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        spacing: Theme.unit * 3

        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 3
            spacing: Theme.unit

            RowLayout {
                spacing: Theme.unit * 2

                LegendEntry {
                    label: qsTr("running")
                    count: root.pool.running
                    state: 1
                }
                LegendEntry {
                    label: qsTr("blocked")
                    count: root.pool.blocked
                    state: 2
                }
                LegendEntry {
                    label: qsTr("idle")
                    count: root.pool.idle
                    state: 0
                }
            }
            PoolCells {
                objectName: "workerCells"
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.minimumHeight: Theme.unit * 4
                Layout.preferredHeight: Theme.unit * 5
                workers: root.run.bars.workerStates
                maxWorkers: root.run.bars.pool.maxThreads
                Accessible.role: Accessible.Graphic
                Accessible.name: qsTr("%1 workers running, %2 blocked, %3 idle").arg(root.pool.running).arg(root.pool.blocked).arg(root.pool.idle)
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.preferredWidth: 2
            Layout.alignment: Qt.AlignTop
            spacing: Theme.half

            FigureRow {
                Layout.fillWidth: true
                label: qsTr("Pending work items")
                value: Format.count(root.pool.pendingWorkItems)
                strong: true
            }
            LevelBar {
                Layout.fillWidth: true
                fraction: root.run.bars.pool.pendingFraction
                fill: Theme.blocked
            }
            FigureRow {
                Layout.fillWidth: true
                label: qsTr("most so far")
                value: Format.count(root.pool.peakPendingWorkItems)
            }
            FigureRow {
                Layout.fillWidth: true
                label: qsTr("most blocked so far")
                value: Format.count(root.pool.peakBlocked)
            }
        }
    }
}
