// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Threadweir

/* A simulated service: its servers, the queue before them and what it refused. */
DownstreamRows {
    id: root

    required property serviceFigures service

    bad: root.service.outage
    warning: root.service.outage ? qsTr("⊘ outage")
        : root.service.latencyFactor !== 1 ? qsTr("◷ latency %1").arg(Format.rate(root.service.latencyFactor)) : ""

    FigureRow {
        Layout.fillWidth: true
        label: qsTr("servers")
        value: qsTr("%1 / %2").arg(Format.count(root.service.busyServers.now)).arg(Format.count(root.service.busyServers.limit))
    }
    FigureRow {
        Layout.fillWidth: true
        label: qsTr("accept queue")
        value: Format.count(root.service.acceptQueue.now)
    }
    FigureRow {
        Layout.fillWidth: true
        label: qsTr("refused")
        value: Format.count(root.service.refused)
    }
}
