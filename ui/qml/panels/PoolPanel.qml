// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Threadweir

/* The thread pool: what each of its workers does, what waits behind them, and what waits without a thread. All of it is from
   one snapshot, so that picture and numbers agree. */
Panel {
    id: root

    required property RunModel run
    readonly property poolFigures pool: root.run.figures.pool
    readonly property bool roomy: root.width >= Theme.unit * 90 // for the log beside the workers

    readonly property int logLine: Theme.unit * 2
    readonly property string lastChange: root.run.figures.governorLog.length > 0 ? `  ·  ${root.run.figures.governorLog[0]}` : ""

    signal workerClicked(orderId: real)

    title: qsTr("Thread pool")
    remark: root.pool.governed
        ? qsTr("%1 threads, the governor's goal is %2 (as in .NET)").arg(root.pool.threads).arg(root.pool.goal) + (root.roomy ? "" : root.lastChange)
        : qsTr("%1 of %2 threads started, a fixed number").arg(root.pool.threads).arg(root.pool.goal)

    component Lanes: WorkerLanes {
        idleColor: Theme.outline
        runningColor: Theme.running
        blockedColor: Theme.blocked
        surfaceColor: Theme.surface
        textColor: Theme.text
        mutedColor: Theme.mutedText
        font.family: Theme.digits
        font.pixelSize: Theme.secondarySize
    }
    /* How many are in one state: its sign, the number, its name, and what each of them costs. */
    component Tally: RowLayout {
        id: tally

        required property string label
        required property string price
        required property real count
        property int state: -1 // of a worker; -1: none

        spacing: Theme.unit
        Accessible.role: Accessible.StaticText
        Accessible.name: tally.price === "" ? `${tally.label}: ${Format.count(tally.count)}` : `${tally.label}: ${Format.count(tally.count)}, ${tally.price}`

        Lanes {
            id: cell

            Layout.preferredWidth: Theme.unit * 2.5
            Layout.preferredHeight: Theme.unit * 2.5
            visible: tally.state >= 0
            states: cell.only(tally.state)
        }
        Rectangle { // no thread: nothing but a ring
            implicitWidth: Theme.unit * 2.5
            implicitHeight: implicitWidth
            visible: tally.state < 0
            radius: width / 2
            color: "transparent"
            border.color: Theme.accent
            border.width: Theme.lineWidth * 2
        }
        DigitText {
            Layout.minimumWidth: Theme.unit * 2.5
            text: Format.count(tally.count)
            font.pixelSize: Theme.titleSize
            Accessible.ignored: true
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            BodyText {
                Layout.fillWidth: true
                text: tally.label
                elide: Text.ElideRight
                Accessible.ignored: true
            }
            BodyText {
                Layout.fillWidth: true
                visible: tally.price !== ""
                muted: true
                text: tally.price
                elide: Text.ElideRight
                Accessible.ignored: true
            }
        }
    }

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.unit * 2

        Tally {
            Layout.fillWidth: false
            label: qsTr("running")
            price: ""
            count: root.pool.running
            state: WorkerLanes.Running
        }
        Tally {
            Layout.fillWidth: false
            label: qsTr("idle")
            price: ""
            count: root.pool.idle
            state: WorkerLanes.Idle
        }
        Tally {
            objectName: "blockedTally"
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            label: root.pool.blocked === 1 ? qsTr("blocked thread") : qsTr("blocked threads")
            price: root.pool.threadStackBytes > 0 && root.pool.blocked > 0
                ? qsTr("%1 of stack").arg(Format.bytes(root.pool.blocked * root.pool.threadStackBytes))
                : root.pool.threadStackBytes > 0 ? qsTr("%1 of stack each").arg(Format.bytes(root.pool.threadStackBytes)) : qsTr("a whole thread each")
            count: root.pool.blocked
            state: WorkerLanes.Blocked
        }
        Tally {
            objectName: "suspendedTally"
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            label: root.run.figures.threadlessOrders === 1 ? qsTr("suspended coroutine") : qsTr("suspended coroutines")
            price: root.pool.frameBytesPerOrder > 0 && root.run.figures.threadlessOrders > 0
                ? qsTr("no thread, %1").arg(Format.bytes(root.run.figures.threadlessOrders * root.pool.frameBytesPerOrder))
                : qsTr("no thread")
            count: root.run.figures.threadlessOrders
        }
    }
    RowLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        spacing: Theme.unit * 2

        Lanes {
            id: lanes

            objectName: "workerLanes"
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 64
            Layout.minimumHeight: Theme.unit * 4
            Layout.preferredHeight: Theme.unit * 6.5
            activeFocusOnTab: true
            states: root.run.figures.workerStates
            orders: root.run.figures.workerOrders
            places: root.run.figures.workerPlaces
            goal: root.pool.goal
            placeNames: ["", "", qsTr("validate"), qsTr("charge"), qsTr("batch"), qsTr("persist"), ""]
            Accessible.role: Accessible.Graphic
            Accessible.focusable: true
            Accessible.name: qsTr("Thread pool: %1 workers running, %2 blocked, %3 idle").arg(root.pool.running).arg(root.pool.blocked).arg(root.pool.idle)
            Accessible.description: lanes.activeFocus ? lanes.describe(lanes.current) : ""
            ToolTip.visible: lanes.hovered >= 0
            ToolTip.text: lanes.describe(lanes.hovered)
            ToolTip.delay: Application.styleHints.mousePressAndHoldInterval

            onWorkerClicked: orderId => root.workerClicked(orderId)

            FocusRing { shown: lanes.activeFocus }
        }
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 36
            Layout.maximumWidth: root.roomy ? Infinity : 0
            clip: true

            BodyText {
                anchors.fill: parent
                visible: root.roomy && log.count === 0
                muted: true
                text: root.pool.governed ? qsTr("The governor has not changed the number of threads yet.") : qsTr("No governor: nobody adds a thread, however long work waits.")
                wrapMode: Text.Wrap
            }
            ListView {
                id: log

                objectName: "governorLog"
                width: parent.width
                height: Math.floor(parent.height / root.logLine) * root.logLine // whole lines
                clip: true
                interactive: false
                model: root.run.figures.governorLog
                Accessible.role: Accessible.List
                Accessible.name: qsTr("Changes of the number of threads")

                delegate: Text {
                    id: line

                    required property string modelData
                    required property int index

                    width: log.width
                    height: root.logLine
                    text: line.modelData
                    color: line.index === 0 ? Theme.text : Theme.mutedText
                    font.pixelSize: Theme.secondarySize
                    textFormat: Text.PlainText
                    elide: Text.ElideRight
                    Accessible.role: Accessible.ListItem
                    Accessible.name: line.modelData
                    Accessible.description: root.run.figures.governorReasons[line.index] ?? ""
                    ToolTip.visible: hover.hovered
                    ToolTip.text: root.run.figures.governorReasons[line.index] ?? ""
                    ToolTip.delay: Application.styleHints.mousePressAndHoldInterval

                    HoverHandler { id: hover }
                }
            }
        }
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.unit
        Accessible.role: Accessible.StaticText
        Accessible.name: qsTr("%1 work items wait for a worker").arg(Format.count(root.pool.pendingWorkItems))

        DigitText {
            objectName: "pendingText"
            Layout.minimumWidth: Theme.unit * 5
            text: Format.count(root.pool.pendingWorkItems)
            font.bold: true
            horizontalAlignment: Text.AlignLeft
            Accessible.ignored: true
        }
        BodyText {
            Layout.fillWidth: true
            Layout.maximumWidth: implicitWidth
            elide: Text.ElideRight
            muted: true
            text: root.pool.pendingWorkItems === 1 ? qsTr("work item waits for a worker") : qsTr("work items wait for a worker")
            Accessible.ignored: true
        }
        QueueBar {
            id: queue

            objectName: "queueBar"
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.unit + Theme.half
            count: root.pool.pendingWorkItems
            color: Theme.blocked
        }
        Rectangle {
            implicitWidth: queue.boxWidth
            Layout.preferredHeight: Theme.unit + Theme.half
            visible: queue.each > 1
            color: queue.color
        }
        DigitText {
            visible: queue.each > 1
            text: qsTr("= %1").arg(Format.count(queue.each))
            font.pixelSize: Theme.secondarySize
            Accessible.ignored: true
        }
    }
}
