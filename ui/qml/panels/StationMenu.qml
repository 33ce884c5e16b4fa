// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Threadweir

/* What can be done to the service of a stage or to the store, and to the breaker before it if there is one. */
Menu {
    id: root

    /* How a service is broken by hand, and what a breaker is told: numbered as the engine's own. */
    enum Breakage { Outage, Slow, Failing, Hanging }
    enum BreakerCommand { Isolate, Open, Close }

    property int stage: 0 // 0 validate, 1 charge, 2 persist
    property string service: ""
    property bool hasBreaker: false

    signal breakWanted(int stage, int how)
    signal healWanted(int stage)
    signal breakerCommandWanted(int stage, int command)

    // Every entry is laid out, in view or not: otherwise the height of those that came last would be a guess.
    contentItem: ListView {
        implicitHeight: contentHeight
        model: root.contentModel
        interactive: false
        cacheBuffer: 2000
        currentIndex: root.currentIndex
    }

    component Entry: MenuItem {
        id: entry

        property bool shown: true // `visible` is false for all of them while the menu is closed

        visible: entry.shown
        implicitHeight: entry.shown ? Theme.controlHeight : 0
        leftPadding: Theme.unit * 1.5
        rightPadding: Theme.unit * 1.5
        font.pixelSize: Theme.bodySize

        background: Rectangle {
            color: entry.highlighted ? Theme.raised : "transparent"
            radius: Theme.smallRadius
        }
        contentItem: Text {
            text: entry.text
            color: entry.enabled ? Theme.text : Theme.disabledText
            font: entry.font
            verticalAlignment: Text.AlignVCenter
        }
    }
    component Heading: MenuItem {
        id: heading

        property bool shown: true

        enabled: false
        visible: heading.shown
        implicitHeight: heading.shown ? Theme.unit * 3 : 0
        leftPadding: Theme.unit * 1.5

        background: null
        contentItem: Text {
            text: heading.text
            color: Theme.mutedText
            font.pixelSize: Theme.axisSize
            font.bold: true
            verticalAlignment: Text.AlignBottom
        }
    }
    component Rule: MenuSeparator {
        id: rule

        property bool shown: true

        visible: rule.shown
        topPadding: rule.shown ? Theme.half : 0
        bottomPadding: topPadding
        contentItem: Rectangle {
            implicitHeight: 1
            color: Theme.line
        }
    }

    implicitWidth: Theme.unit * 28
    padding: Theme.half
    modal: true
    dim: false

    background: Rectangle {
        color: Theme.surface
        radius: Theme.radius
        border.color: Theme.outline
        border.width: 1
    }

    Heading { text: qsTr("Break the %1").arg(root.service) }
    Entry {
        objectName: "breakOutage"
        text: qsTr("Outage: refuse every call")
        onTriggered: root.breakWanted(root.stage, StationMenu.Outage)
    }
    Entry {
        objectName: "breakLatency"
        text: qsTr("Five times as slow")
        onTriggered: root.breakWanted(root.stage, StationMenu.Slow)
    }
    Entry {
        objectName: "breakFailures"
        text: qsTr("Half of the calls fail")
        onTriggered: root.breakWanted(root.stage, StationMenu.Failing)
    }
    Entry {
        objectName: "breakHang"
        text: qsTr("Hang: never answer")
        onTriggered: root.breakWanted(root.stage, StationMenu.Hanging)
    }
    Rule { }
    Entry {
        objectName: "heal"
        text: qsTr("Heal it")
        onTriggered: root.healWanted(root.stage)
    }
    Rule { shown: root.hasBreaker }
    Heading {
        shown: root.hasBreaker
        text: qsTr("Its circuit breaker")
    }
    Entry {
        objectName: "isolateBreaker"
        shown: root.hasBreaker
        text: qsTr("⊘ Isolate: hold back every call")
        onTriggered: root.breakerCommandWanted(root.stage, StationMenu.Isolate)
    }
    Entry {
        objectName: "openBreaker"
        shown: root.hasBreaker
        text: qsTr("● Open it now")
        onTriggered: root.breakerCommandWanted(root.stage, StationMenu.Open)
    }
    Entry {
        objectName: "closeBreaker"
        shown: root.hasBreaker
        text: qsTr("○ Close it")
        onTriggered: root.breakerCommandWanted(root.stage, StationMenu.Close)
    }
}
