// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Threadweir

/* The strips that there are. */
QtObject {
    id: root

    readonly property list<string> titles: root.titlesOfAll()
    readonly property list<StripKind> all: [
        StripKind {
            title: qsTr("Threads")
            leastTop: 4
            ticks: true

            StripLine {
                series: StripSeries.Running
                label: qsTr("running")
                color: Theme.running
                area: StripLine.Filled
            }
            StripLine {
                series: StripSeries.Blocked
                label: qsTr("blocked")
                color: Theme.blocked
                pattern: StripLine.Dashed
                area: StripLine.Hatched
            }
            StripLine {
                series: StripSeries.Goal
                label: qsTr("goal")
                color: Theme.mutedText
                bound: true
            }
        },
        StripKind {
            title: qsTr("Pending work items")

            StripLine {
                series: StripSeries.Pending
                label: qsTr("waiting for a worker")
                color: Theme.blocked
                area: StripLine.Filled
            }
        },
        StripKind {
            title: qsTr("Throughput")
            unitText: qsTr("orders per second")

            StripLine {
                series: StripSeries.Throughput
                label: qsTr("persisted")
                color: Theme.running
                area: StripLine.Filled
            }
            StripLine {
                series: StripSeries.LittlesBound
                label: qsTr("Little's bound")
                color: Theme.mutedText
                bound: true
            }
        },
        StripKind {
            title: qsTr("Latency")
            unitText: qsTr("ms, last 2 s")
            unit: StripKind.Milliseconds
            leastTop: 20

            StripLine {
                series: StripSeries.P50
                label: "p50"
                color: Theme.running
            }
            StripLine {
                series: StripSeries.P95
                label: "p95"
                color: Theme.text
                pattern: StripLine.Dashed
            }
            StripLine {
                series: StripSeries.P99
                label: "p99"
                color: Theme.blocked
                pattern: StripLine.Dotted
            }
        },
        StripKind {
            title: qsTr("Channel")
            unitText: qsTr("orders")

            StripLine {
                series: StripSeries.ChannelDepth
                boundedBy: StripSeries.ChannelCapacity
                label: qsTr("depth")
                color: Theme.running
                area: StripLine.Filled
            }
            StripLine {
                series: StripSeries.ChannelCapacity
                label: qsTr("capacity")
                color: Theme.mutedText
                bound: true
            }
        },
        StripKind {
            title: qsTr("In flight")
            unitText: qsTr("orders in each stage")
            layout: StripKind.ScaledRows
            leastTop: 4

            StripLine {
                series: StripSeries.Validate
                boundedBy: StripSeries.ValidateLimit
                label: qsTr("validate")
                color: Theme.running
                area: StripLine.Filled
            }
            StripLine {
                series: StripSeries.Charge
                boundedBy: StripSeries.ChargeLimit
                label: qsTr("charge")
                color: Theme.running
                area: StripLine.Filled
            }
            StripLine {
                series: StripSeries.Persist
                boundedBy: StripSeries.PersistLimit
                label: qsTr("persist")
                color: Theme.running
                area: StripLine.Filled
            }
            StripLine {
                series: StripSeries.ValidateLimit
                label: qsTr("limit")
                color: Theme.mutedText
                bound: true
            }
            StripLine {
                series: StripSeries.ChargeLimit
                label: qsTr("limit")
                color: Theme.mutedText
                bound: true
            }
            StripLine {
                series: StripSeries.PersistLimit
                label: qsTr("limit")
                color: Theme.mutedText
                bound: true
            }
        },
        StripKind {
            title: qsTr("Trouble")
            unitText: qsTr("per second")
            leastTop: 4
            layout: StripKind.Rows

            StripLine {
                series: StripSeries.Retries
                label: qsTr("retries")
                color: Theme.blocked
                pattern: StripLine.AreaOnly
                area: StripLine.Filled
            }
            StripLine {
                series: StripSeries.Timeouts
                label: qsTr("timeouts")
                color: Theme.failed
                pattern: StripLine.AreaOnly
                area: StripLine.Filled
            }
            StripLine {
                series: StripSeries.Cancellations
                label: qsTr("cancelled")
                color: Theme.mutedText
                pattern: StripLine.AreaOnly
                area: StripLine.Filled
            }
            StripLine {
                series: StripSeries.Refusals
                label: qsTr("refused")
                color: Theme.failed
                pattern: StripLine.AreaOnly
                area: StripLine.Filled
            }
        },
        StripKind {
            title: qsTr("Memory")
            unitText: qsTr("MiB")
            unit: StripKind.Bytes
            leastTop: 16 * 1024 * 1024

            StripLine {
                series: StripSeries.Resident
                label: qsTr("resident")
                color: Theme.running
                area: StripLine.Filled
            }
        }
    ]

    function titlesOfAll(): list<string> {
        const found = []
        for (let index = 0; index < root.all.length; ++index)
            found.push(root.all[index].title)
        return found
    }
}
