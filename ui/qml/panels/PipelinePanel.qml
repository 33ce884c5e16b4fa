// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Threadweir

/* The way of an order from the channel to the database, and below each stage what it calls. */
Panel {
    id: root

    required property RunModel run
    readonly property RunFigures bars: root.run.bars
    readonly property RunFigures figures: root.run.figures

    title: qsTr("Pipeline")
    remark: qsTr("orders in each place, against its limit")

    // Both rows have the same columns, so that vessels and figures stand in line.
    component Arrow: Text {
        Layout.preferredWidth: Theme.unit * 2
        text: "→"
        color: Theme.mutedText
        font.pixelSize: Theme.titleSize
        horizontalAlignment: Text.AlignHCenter
        Accessible.ignored: true
    }
    component Gap: Item { Layout.preferredWidth: Theme.unit * 2 }
    component Row4: RowLayout {
        Layout.fillWidth: true
        spacing: Theme.unit
    }
    component Cell: ColumnLayout {
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        Layout.alignment: Qt.AlignTop
        spacing: 2
    }
    component Place: Station {
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.preferredWidth: 1
    }
    component Figure: FigureRow { Layout.fillWidth: true }
    component Divider: Rectangle {
        Layout.fillWidth: true
        Layout.topMargin: Theme.half
        Layout.bottomMargin: Theme.half
        implicitHeight: 1
        color: Theme.line
    }

    Row4 {
        Layout.fillHeight: true

        Place {
            objectName: "channelStation"
            title: qsTr("Channel")
            word: qsTr("waiting")
            unlimitedWord: qsTr("not in this mode")
            bar: root.bars.channel
            level: root.figures.channel
        }
        Arrow { }
        Place {
            title: qsTr("Validate")
            word: qsTr("in flight")
            bar: root.bars.validate.inFlight
            level: root.figures.validate.inFlight
        }
        Arrow { }
        Place {
            title: qsTr("Charge")
            word: qsTr("in flight")
            bar: root.bars.charge.inFlight
            level: root.figures.charge.inFlight
        }
        Arrow { }
        Place {
            title: qsTr("Persist")
            word: qsTr("in flight")
            bar: root.bars.persist.inFlight
            level: root.figures.persist.inFlight
        }
    }
    Row4 {
        Cell {
            Figure {
                label: qsTr("deepest")
                value: Format.count(root.figures.channel.peak)
            }
            Figure {
                label: qsTr("arrived")
                value: Format.count(root.figures.ledger.submitted)
            }
            Divider { }
            DownstreamRows {
                Layout.fillWidth: true
                title: qsTr("In the pipeline")
                bar: root.bars.inFlightTotal

                Figure {
                    label: qsTr("in it now")
                    value: Format.count(root.figures.inFlightTotal.now)
                }
                Figure {
                    label: qsTr("peak")
                    value: Format.count(root.figures.inFlightTotal.peak)
                }
            }
        }
        Gap { }
        Cell {
            Figure {
                label: qsTr("done")
                value: Format.count(root.figures.validate.done)
            }
            Figure {
                label: qsTr("call p95")
                value: Format.measured(root.figures.validate.latency.p95Ms, root.figures.validate.latency.count)
            }
            Divider { }
            ServiceRows {
                Layout.fillWidth: true
                title: qsTr("Rule engine")
                bar: root.bars.ruleEngine.busyServers
                service: root.figures.ruleEngine
            }
        }
        Gap { }
        Cell {
            Figure {
                label: qsTr("done")
                value: Format.count(root.figures.charge.done)
            }
            Figure {
                label: qsTr("call p95")
                value: Format.measured(root.figures.charge.latency.p95Ms, root.figures.charge.latency.count)
            }
            Divider { }
            ServiceRows {
                Layout.fillWidth: true
                title: qsTr("Payment provider")
                bar: root.bars.paymentProvider.busyServers
                service: root.figures.paymentProvider
            }
        }
        Gap { }
        Cell {
            Figure {
                label: qsTr("done")
                value: Format.count(root.figures.persist.done)
            }
            Figure {
                label: qsTr("call p95")
                value: Format.measured(root.figures.persist.latency.p95Ms, root.figures.persist.latency.count)
            }
            Divider { }
            DownstreamRows {
                Layout.fillWidth: true
                title: qsTr("Order store")
                bar: root.bars.store.connections

                Figure {
                    label: qsTr("in use")
                    value: qsTr("%1 / %2").arg(Format.count(root.figures.store.connections.now)).arg(Format.count(root.figures.store.connections.limit))
                }
                Figure {
                    label: qsTr("transactions")
                    value: Format.count(root.figures.store.transactions)
                }
                Figure {
                    label: qsTr("rows")
                    value: Format.count(root.figures.store.rows)
                }
            }
        }
    }
}
