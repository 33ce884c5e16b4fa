// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Threadweir

/* Throughput, and how long an order and a work item take: lately, and over the whole run once it has ended. */
Panel {
    id: root

    required property RunModel run
    readonly property RunFigures figures: root.run.figures
    readonly property percentileFigures order: root.figures.ended ? root.figures.latency : root.figures.recentLatency
    readonly property percentileFigures queue: root.figures.ended ? root.figures.pool.queueingDelay : root.figures.pool.recentQueueingDelay

    title: qsTr("Throughput and latency")

    component Head: BodyText {
        Layout.fillWidth: true
        Layout.preferredWidth: 4
        muted: true
        font.pixelSize: Theme.axisSize
        horizontalAlignment: Text.AlignRight
        Accessible.ignored: true
    }
    component RowLabel: BodyText {
        Layout.fillWidth: true
        Layout.preferredWidth: 3
        muted: true
        elide: Text.ElideRight
        Accessible.ignored: true
    }
    component Figure: DigitText {
        required property string name

        Layout.fillWidth: true
        Layout.preferredWidth: 4
        font.pixelSize: Theme.secondarySize
        Accessible.role: Accessible.StaticText
        Accessible.name: `${name}: ${text}`
    }

    RowLayout {
        spacing: Theme.unit
        Accessible.role: Accessible.StaticText
        Accessible.name: qsTr("Throughput: %1 orders per second").arg(throughput.text)

        DigitText {
            id: throughput

            objectName: "throughput"
            text: Format.perSecond(root.figures.throughputPerSecond)
            font.pixelSize: Theme.keyNumberSize
            Accessible.ignored: true
        }
        BodyText {
            Layout.alignment: Qt.AlignBaseline
            muted: true
            Layout.fillWidth: true
            text: qsTr("orders/s persisted")
            elide: Text.ElideRight
            Accessible.ignored: true
        }
    }
    GridLayout {
        Layout.fillWidth: true
        columns: 4
        columnSpacing: Theme.half
        rowSpacing: Theme.half

        RowLabel {
            objectName: "latencySpan"
            text: root.figures.ended ? qsTr("all in all") : qsTr("last 2 s")
            font.pixelSize: Theme.axisSize
        }
        Head { text: "p50" }
        Head { text: "p95" }
        Head { text: "p99" }

        RowLabel { text: qsTr("order") }
        Figure {
            name: qsTr("Order latency, p50")
            text: Format.measured(root.order.p50Ms, root.order.count)
        }
        Figure {
            name: qsTr("Order latency, p95")
            text: Format.measured(root.order.p95Ms, root.order.count)
        }
        Figure {
            name: qsTr("Order latency, p99")
            text: Format.measured(root.order.p99Ms, root.order.count)
        }

        RowLabel { text: qsTr("queue") }
        Figure {
            name: qsTr("Queueing delay, p50")
            text: Format.measured(root.queue.p50Ms, root.queue.count)
        }
        Figure {
            name: qsTr("Queueing delay, p95")
            text: Format.measured(root.queue.p95Ms, root.queue.count)
        }
        Figure {
            name: qsTr("Queueing delay, p99")
            text: Format.measured(root.queue.p99Ms, root.queue.count)
        }
    }
}
