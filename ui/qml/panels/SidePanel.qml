// SPDX-License-Identifier: GPL-3.0-or-later
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

    enum Tab { Findings, Order, Code, Log }

    signal orderWanted(double id)
    signal codeWanted()

    function findOrder() {
        root.tab = SidePanel.Order
        order.find()
    }

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
            OrderPanel {
                id: order

                anchors.fill: parent
                visible: root.tab === SidePanel.Order
                objectName: "orderPanel"
                run: root.run
                wanted: root.followedOrder
                onWantedOrder: id => root.orderWanted(id)
            }
            CodePanel {
                anchors.fill: parent
                visible: root.tab === SidePanel.Code
                objectName: "codePanel"
                run: root.run
                onSheetWanted: root.codeWanted()
            }
            LogPanel {
                anchors.fill: parent
                visible: root.tab === SidePanel.Log
                objectName: "log"
                run: root.run
            }
        }
    }
}
