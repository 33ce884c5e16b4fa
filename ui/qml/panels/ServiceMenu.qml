// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Threadweir

/* What can be done to a stage's service by hand: break it in four ways, heal it, and move its breaker. */
ActionMenu {
    id: root

    required property ServiceCommands services
    required property ScenarioEdits edits
    property int stage: Lab.Validate
    property int version: 0 // counts the changes of trouble, which are asked for by function

    function openFor(stage: int, at: Item) {
        root.stage = stage
        root.popup(at, 0, at.height)
    }
    readonly property string breakerPath: root.stage === Lab.Validate ? "ruleEngine.resilience.breaker.kind"
        : root.stage === Lab.Charge ? "paymentProvider.resilience.breaker.kind" : ""
    readonly property bool hasBreaker: root.version >= 0 && root.breakerPath !== "" && root.edits.value(root.breakerPath) !== "off"

    function isBroken(how: int, version: int): bool {
        return root.services.isBroken(root.stage, how)
    }

    component Way: ActionMenuItem {
        property bool done: false

        checkable: true
        checked: done
        enabled: !done
    }

    ActionMenuItem {
        enabled: false
        text: root.services.nameOf(root.stage)
        font.bold: true
    }
    Way {
        objectName: "breakOutage"
        done: root.isBroken(Lab.Outage, root.version)
        onTriggered: root.services.breakService(root.stage, Lab.Outage)
        text: qsTr("Outage: every call fails")
    }
    Way {
        objectName: "breakSlow"
        done: root.isBroken(Lab.Slow, root.version)
        onTriggered: root.services.breakService(root.stage, Lab.Slow)
        text: qsTr("Latency ×5")
    }
    Way {
        objectName: "breakFailing"
        done: root.isBroken(Lab.Failing, root.version)
        onTriggered: root.services.breakService(root.stage, Lab.Failing)
        text: qsTr("Half of the calls fail")
    }
    Way {
        objectName: "breakHanging"
        done: root.isBroken(Lab.Hanging, root.version)
        onTriggered: root.services.breakService(root.stage, Lab.Hanging)
        text: qsTr("Calls hang without an answer")
    }
    ActionMenuItem {
        objectName: "heal"
        enabled: root.version >= 0 && !root.services.isHealthy(root.stage)
        text: qsTr("Heal it")
        onTriggered: root.services.healService(root.stage)
    }
    ActionMenuItem {
        objectName: "isolateBreaker"
        enabled: root.hasBreaker
        text: root.hasBreaker ? qsTr("Isolate its breaker") : qsTr("Isolate its breaker (it has none)")
        onTriggered: root.services.commandBreaker(root.stage, Lab.Isolate)
    }
    ActionMenuItem {
        objectName: "closeBreaker"
        enabled: root.hasBreaker
        text: qsTr("Close its breaker")
        onTriggered: root.services.commandBreaker(root.stage, Lab.Close)
    }

    Connections {
        target: root.services

        function onTroubleChanged() {
            ++root.version
        }
    }
    Connections {
        target: root.edits

        function onWantedChanged() {
            ++root.version
        }
    }
}
