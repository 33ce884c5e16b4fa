// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Threadweir

/* The way of every order from intake to ledger: stations, what they call, and each order as a token where it is. */
Panel {
    id: root

    required property RunModel run
    property real followedOrder: 0
    property bool reducedMotion: Theme.reducedMotion
    readonly property RunFigures bars: root.run.bars
    readonly property RunFigures figures: root.run.figures
    readonly property mapFigures map: root.figures.map
    readonly property bool guarded: !root.figures.ruleEnginePolicy.off || !root.figures.paymentPolicy.off
    readonly property bool narrow: orderMap.pitch < Theme.narrowStation
    readonly property bool compact: orderMap.pitch < Theme.compactStation || root.height < Theme.compactMap

    signal orderClicked(real order)
    signal breakWanted(int stage, int how)
    signal healWanted(int stage)
    signal breakerCommandWanted(int stage, int command)

    title: qsTr("Pipeline")
    remark: {
        if (!root.map.ordersKnown)
            return qsTr("levels only: this run does not follow single orders")
        if (root.map.omitted > 0)
            return qsTr("%1 orders are counted but not drawn one by one").arg(Format.count(root.map.omitted))
        if (orderMap.blocks.length > 0)
            return qsTr("%1: more orders than there is room for, drawn as blocks with numbers").arg(root.blockNames())
        return qsTr("each token is one order")
    }

    function blockNames() : string {
        let names = OrderWords.place(orderMap.blocks[0])
        for (let index = 1; index < orderMap.blocks.length; ++index)
            names = qsTr("%1, %2").arg(names).arg(OrderWords.place(orderMap.blocks[index]))
        return names
    }

    TokenColors {
        id: mapColors

        queued: Theme.queued
        waiting: Theme.mutedText
        running: Theme.running
        blocked: Theme.blocked
        done: Theme.done
        failed: Theme.failed
        gone: Theme.queued
        surface: Theme.surface
        station: Theme.window
        line: Theme.line
        outline: Theme.outline
        trouble: Theme.blocked
        text: Theme.text
    }
    component Stop: StationColumn {
        required property int place

        x: (place + 0.5) * orderMap.pitch - width / 2
        width: orderMap.stationWidth
        height: stage.height
        title: OrderWords.place(place)
        compact: root.compact
        troubled: root.map.troubled === place
        bandTop: stage.bandTop
        bandHeight: orderMap.height
        activeFocusOnTab: stage.current === place
        onActiveFocusChanged: {
            if (activeFocus)
                stage.current = place
        }
    }
    component Fact: CardRow {
        Layout.fillWidth: true
        compact: root.compact
    }
    component Card: ServiceCard {
        Layout.fillWidth: true
        Layout.fillHeight: true
        overhang: root.compact ? orderMap.pitch - orderMap.stationWidth - Theme.half : 0
        compact: root.compact
    }
    component Meter: MeterRow {
        Layout.fillWidth: true
        compact: root.compact
    }
    component Service: ColumnLayout {
        id: service

        required property StationColumn stop
        required property string title
        required property serviceFigures now
        required property serviceFigures bar
        required property policyFigures policy
        required property real backingOff

        spacing: root.compact ? 0 : Theme.half

        RetryLoop {
            Layout.fillWidth: true
            visible: root.guarded
            retries: service.policy.retries
            hedges: service.policy.hedges
            backingOff: service.backingOff
        }
        Card {
            title: service.title
            menu: service.stop.title
            onMenuWanted: service.stop.menuWanted()
            bad: service.now.outage
            warning: service.now.trouble

            Meter {
                label: root.compact ? qsTr("busy") : qsTr("servers")
                level: service.now.busyServers
                bar: service.bar.busyServers
            }
            Meter {
                label: qsTr("queue")
                level: service.now.acceptQueue
                bar: service.bar.acceptQueue
            }
            Fact {
                visible: !root.compact || service.now.refused > 0
                label: qsTr("refused")
                value: Format.brief(service.now.refused)
            }
            BreakerGauge {
                Layout.fillWidth: true
                visible: service.policy.breaker.enabled
                breaker: service.policy.breaker
                compact: root.compact
            }
        }
    }

    Item {
        id: stage

        property int current: OrderWords.Intake
        readonly property list<StationColumn> stops: [intake, channel, validate, charge, batch, persist, ledger]
        readonly property real bandTop: intake.headHeight + Theme.half
        readonly property real footHeight: Math.max(intake.footHeight, channel.footHeight, validate.footHeight, charge.footHeight, persist.footHeight, ledger.footHeight)

        function goTo(place: int) {
            stage.stops[Math.max(0, Math.min(place, stage.stops.length - 1))].forceActiveFocus(Qt.TabFocusReason)
        }

        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: bandTop + footHeight + Theme.lowestBand
        implicitHeight: bandTop + footHeight + Theme.unit * 16
        implicitWidth: Theme.unit * 64

        Keys.onLeftPressed: stage.goTo(stage.current - 1)
        Keys.onRightPressed: stage.goTo(stage.current + 1)
        Keys.onPressed: event => {
            if (event.key !== Qt.Key_Home && event.key !== Qt.Key_End)
                return
            stage.goTo(event.key === Qt.Key_Home ? 0 : stage.stops.length - 1)
            event.accepted = true
        }

        TapHandler {
            acceptedButtons: Qt.LeftButton | Qt.RightButton
            onSingleTapped: (point, button) => {
                const place = orderMap.stationAt(point.position.x)
                if (place < 0)
                    return
                stage.stops[place].forceActiveFocus(Qt.MouseFocusReason)
                if (button === Qt.RightButton)
                    menu.openFor(place, Qt.MouseFocusReason, point.position)
            }
        }
        LateStationMenu {
            id: menu

            property int focusReason: Qt.TabFocusReason // with which the station gets the focus back

            function openFor(place: int, reason: int, at: point) {
                if (!stage.stops[place].hasMenu)
                    return
                stage.current = place
                menu.focusReason = reason
                const which = [OrderWords.Validate, OrderWords.Charge, OrderWords.Persist].indexOf(place)
                const service = [qsTr("rule engine"), qsTr("payment provider"), qsTr("order store")][which]
                const hasBreaker = place === OrderWords.Charge ? root.figures.paymentPolicy.breaker.enabled
                    : place === OrderWords.Validate && root.figures.ruleEnginePolicy.breaker.enabled
                menu.popup(which, service, hasBreaker, stage, at)
            }

            name: "stationMenu"
            onClosed: stage.stops[stage.current].forceActiveFocus(menu.focusReason)
            onBreakWanted: (stage, how) => root.breakWanted(stage, how)
            onHealWanted: stage => root.healWanted(stage)
            onBreakerCommandWanted: (stage, command) => root.breakerCommandWanted(stage, command)
        }
        OrderMap {
            id: orderMap

            objectName: "orderMap"
            y: stage.bandTop
            width: stage.width
            height: Math.floor(stage.height - stage.bandTop - stage.footHeight - Theme.unit)
            tokens: root.bars.orderTokens
            colors: mapColors
            font.family: Theme.digits
            font.pixelSize: root.compact ? Theme.axisSize : Theme.bodySize
            followedOrder: root.followedOrder
            troubledStation: root.map.troubled
            reducedMotion: root.reducedMotion
            Accessible.ignored: true
            onOrderClicked: order => root.orderClicked(order)

            FrameAnimation {
                running: orderMap.moving && orderMap.visible
                onTriggered: orderMap.advance(frameTime * 1000)
            }
            ToolTip {
                id: tip

                readonly property pointedToken token: orderMap.pointed

                objectName: "orderTip"
                x: tip.token.middle.x - width / 2
                y: tip.token.middle.y - height - Theme.unit * 2
                visible: tip.token.valid
                delay: 0
                text: qsTr("Order %1\n%2, %3\nhere since %4, for %5").arg(tip.token.order).arg(OrderWords.place(tip.token.station))
                    .arg(tip.token.attempt > 1 ? qsTr("%1, try %2").arg(OrderWords.state(tip.token.state)).arg(tip.token.attempt) : OrderWords.state(tip.token.state))
                    .arg(Format.clockTime(tip.token.sinceMs / 1000)).arg(Format.milliseconds(tip.token.forMs))
                contentItem: BodyText { text: tip.text }
                background: Rectangle {
                    color: Theme.raised
                    radius: Theme.smallRadius
                    border.color: Theme.outline
                    border.width: 1
                }
            }
        }
        Stop {
            id: intake

            objectName: "intakeStation"
            place: OrderWords.Intake
            word: qsTr("waiting")
            figures: root.map.intake

            Fact {
                label: root.compact ? qsTr("in") : qsTr("arrived")
                value: Format.brief(root.figures.ledger.submitted)
            }
        }
        Stop {
            id: channel

            objectName: "channelStation"
            place: OrderWords.Channel
            word: root.narrow ? "" : qsTr("orders")
            figures: root.map.channel

            Fact {
                visible: root.map.channel.inUse
                label: root.compact ? qsTr("peak") : qsTr("deepest")
                value: Format.brief(root.figures.channel.peak)
            }
            Fact {
                visible: root.map.channel.inUse
                label: root.compact ? qsTr("wait") : qsTr("writers wait")
                value: Format.brief(root.figures.waitingWriters)
                strong: root.figures.waitingWriters > 0
            }
        }
        Stop {
            id: validate

            objectName: "validateStation"
            place: OrderWords.Validate
            word: qsTr("in flight")
            figures: root.map.validate
            hasMenu: true
            footFills: true
            onMenuWanted: menu.openFor(validate.place, Qt.TabFocusReason, Qt.point(validate.x, stage.bandTop + orderMap.height))

            Service {
                Layout.fillWidth: true
                Layout.fillHeight: true
                stop: validate
                title: root.narrow ? qsTr("Rules") : qsTr("Rule engine")
                now: root.figures.ruleEngine
                bar: root.bars.ruleEngine
                policy: root.figures.ruleEnginePolicy
                backingOff: root.map.validate.backingOff
            }
        }
        Stop {
            id: charge

            objectName: "chargeStation"
            place: OrderWords.Charge
            word: qsTr("in flight")
            figures: root.map.charge
            hasMenu: true
            footFills: true
            onMenuWanted: menu.openFor(charge.place, Qt.TabFocusReason, Qt.point(charge.x, stage.bandTop + orderMap.height))

            Service {
                Layout.fillWidth: true
                Layout.fillHeight: true
                stop: charge
                title: root.narrow ? qsTr("Payment") : qsTr("Payment provider")
                now: root.figures.paymentProvider
                bar: root.bars.paymentProvider
                policy: root.figures.paymentPolicy
                backingOff: root.map.charge.backingOff
            }
        }
        Stop {
            id: batch

            objectName: "batchStation"
            place: OrderWords.Batch
            word: qsTr("collected")
            figures: root.map.batch
        }
        Stop {
            id: persist

            objectName: "persistStation"
            place: OrderWords.Persist
            word: qsTr("in flight")
            figures: root.map.persist
            hasMenu: true
            footFills: true
            onMenuWanted: menu.openFor(persist.place, Qt.TabFocusReason, Qt.point(persist.x, stage.bandTop + orderMap.height))

            Item {
                visible: root.guarded
                implicitHeight: Theme.loopHeight
            }
            Card {
                title: root.narrow ? qsTr("Store") : qsTr("Order store")
                menu: persist.title
                bad: root.figures.store.outage
                warning: root.figures.store.trouble
                onMenuWanted: persist.menuWanted()

                Meter {
                    label: root.narrow ? qsTr("in use") : qsTr("connections")
                    level: root.figures.store.connections
                    bar: root.bars.store.connections
                }
                Fact {
                    label: root.narrow ? qsTr("commits") : qsTr("transactions")
                    value: Format.brief(root.figures.store.transactions)
                }
                Fact {
                    label: qsTr("rows")
                    value: Format.brief(root.figures.store.rows)
                }
            }
        }
        Stop {
            id: ledger

            objectName: "ledgerStation"
            place: OrderWords.Ledger
            word: qsTr("ended")
            figures: root.map.ledger

            Fact {
                label: root.compact ? "" : qsTr("persisted")
                glyph: "✓"
                glyphColor: Theme.done
                value: Format.brief(root.figures.ledger.persisted)
            }
            Fact {
                label: root.compact ? "" : qsTr("otherwise")
                glyph: "✕"
                glyphColor: Theme.failed
                value: Format.brief(root.map.ledger.now - root.figures.ledger.persisted)
            }
        }
    }
    MapLegend {
        Layout.fillWidth: true
        map: root.map
        colors: mapColors
        compact: root.compact
    }
}
