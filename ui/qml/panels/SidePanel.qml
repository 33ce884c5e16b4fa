// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Threadweir

/* What the figures mean: findings, one order, the code, and the log, one at a time. */
Rectangle {
    id: root

    required property EngineCommands engine
    required property RunModel run
    required property double followedOrder
    property int tab: SidePanel.Findings
    property int seen: 0 // a bit for each tab that was ever in view: what nobody has looked at is not made

    enum Tab { Findings, Order, Code, Log }

    signal orderWanted(double id)
    signal codeWanted()

    function findOrder() {
        root.tab = SidePanel.Order
        const panel = orders.itemAt(0) as OrderPanel
        panel.find()
    }
    function made(tab: int, seen: int): int {
        return seen >> tab & 1
    }

    onTabChanged: root.seen |= 1 << root.tab

    implicitWidth: Theme.sideWidth
    implicitHeight: Theme.unit * 24
    color: Theme.surface
    radius: Theme.radius
    border.color: Theme.line
    border.width: 1

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.panelPadding
        anchors.topMargin: Theme.unit
        spacing: Theme.unit

        TabRow {
            objectName: "sideTabs"
            titles: [root.run.narration.count > 0 ? qsTr("Findings (%1)").arg(root.run.narration.count) : qsTr("Findings"),
                qsTr("Order"), qsTr("Code"), qsTr("Log")]
            current: root.tab
            onChosen: index => root.tab = index
        }
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true

            NarrationPanel {
                anchors.fill: parent
                visible: root.tab === SidePanel.Findings
                objectName: "narration"
                run: root.run
                onFixWanted: (path, value) => root.engine.fix(path, value)
            }
            Repeater {
                id: orders

                model: root.made(SidePanel.Order, root.seen)

                OrderPanel {
                    anchors.fill: parent
                    visible: root.tab === SidePanel.Order
                    objectName: "orderPanel"
                    run: root.run
                    wanted: root.followedOrder
                    onWantedOrder: id => root.orderWanted(id)
                }
            }
            Repeater {
                model: root.made(SidePanel.Code, root.seen)

                CodePanel {
                    anchors.fill: parent
                    visible: root.tab === SidePanel.Code
                    objectName: "codePanel"
                    run: root.run
                    onSheetWanted: root.codeWanted()
                }
            }
            Repeater {
                model: root.made(SidePanel.Log, root.seen)

                LogPanel {
                    anchors.fill: parent
                    visible: root.tab === SidePanel.Log
                    objectName: "log"
                    run: root.run
                }
            }
        }
    }
}
