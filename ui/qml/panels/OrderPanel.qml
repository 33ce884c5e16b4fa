// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Threadweir

/* One order, followed: where it is, what its time went into, how often it was tried, and what can cancel it. */
Flickable {
    id: root

    required property RunModel run
    required property double wanted // the id that is followed; 0: none
    readonly property orderFigures order: root.run.figures.watched
    readonly property bool shown: root.order.known && root.order.id === root.wanted

    signal wantedOrder(double id)

    function find() {
        field.forceActiveFocus()
        field.selectAll()
    }

    contentHeight: column.implicitHeight
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    implicitHeight: contentHeight
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("One order")
    ScrollBar.vertical: ScrollBar { }

    component Part: RowLayout {
        id: part

        required property string label
        required property double ms
        required property color tint

        visible: part.ms > 0
        spacing: Theme.unit

        Rectangle {
            implicitWidth: Theme.unit
            implicitHeight: Theme.unit
            radius: Theme.smallRadius
            color: part.tint
        }
        BodyText {
            Layout.fillWidth: true
            text: part.label
        }
        DigitText { text: Format.milliseconds(part.ms) }
    }
    component Slice: Rectangle {
        required property double ms

        height: Theme.barHeight
        width: root.order.ageMs > 0 ? bar.width * ms / root.order.ageMs : 0
    }

    ColumnLayout {
        id: column

        width: root.width
        spacing: Theme.unit

        SearchField {
            id: field

            objectName: "orderField"
            label: qsTr("Order number")
            Layout.fillWidth: true
            placeholderText: qsTr("Find an order by its number")
            inputMethodHints: Qt.ImhDigitsOnly
            validator: RegularExpressionValidator { regularExpression: /\d{1,15}/ }
            onAccepted: root.wantedOrder(Number(text))
        }
        BodyText {
            Layout.fillWidth: true
            visible: !root.shown
            muted: true
            wrapMode: Text.Wrap
            text: root.wanted > 0
                ? qsTr("Order %1 is not in flight: it has not come yet, or has ended some time ago.").arg(root.wanted)
                : qsTr("Click an order in the map or a worker in the pool, or type its number, and follow it to its end.")
        }
        ColumnLayout {
            Layout.fillWidth: true
            visible: root.shown
            spacing: Theme.unit

            RowLayout {
                BodyText {
                    objectName: "orderTitle"
                    Layout.fillWidth: true
                    text: qsTr("Order %1").arg(root.order.id)
                    font.bold: true
                }
                ActionButton {
                    text: qsTr("Let go")
                    hint: qsTr("Follow no order any more")
                    onClicked: root.wantedOrder(0)
                }
            }
            BodyText {
                objectName: "orderState"
                Layout.fillWidth: true
                text: root.order.ended ? root.order.activity : qsTr("%1: %2").arg(root.order.place).arg(root.order.activity)
                wrapMode: Text.Wrap
            }
            BodyText {
                Layout.fillWidth: true
                muted: true
                text: root.order.meaning
                wrapMode: Text.Wrap
            }
            BodyText {
                Layout.fillWidth: true
                visible: root.order.ending !== ""
                text: root.order.ending
                wrapMode: Text.Wrap
            }
            FigureRow {
                Layout.fillWidth: true
                label: root.order.ended ? qsTr("took") : qsTr("its time so far")
                value: Format.milliseconds(root.order.ageMs)
                strong: true
            }
            Row {
                id: bar

                Layout.fillWidth: true
                clip: true

                Slice { ms: root.order.queuedMs; color: Theme.idle }
                Slice { ms: root.order.waitedForPermitMs; color: Theme.blocked }
                Slice { ms: root.order.waitedForWorkerMs; color: Theme.failed }
                Slice { ms: root.order.atServicesMs; color: Theme.running }
                Slice { ms: root.order.backingOffMs; color: Theme.outline }
                Slice { ms: root.order.onWorkerMs; color: Theme.done }
            }
            Part { label: qsTr("queued"); ms: root.order.queuedMs; tint: Theme.idle }
            Part { label: qsTr("waiting for a permit"); ms: root.order.waitedForPermitMs; tint: Theme.blocked }
            Part { label: qsTr("waiting for a worker"); ms: root.order.waitedForWorkerMs; tint: Theme.failed }
            Part { label: qsTr("at a service"); ms: root.order.atServicesMs; tint: Theme.running }
            Part { label: qsTr("backing off"); ms: root.order.backingOffMs; tint: Theme.outline }
            Part { label: qsTr("on a worker"); ms: root.order.onWorkerMs; tint: Theme.done }
            FigureRow {
                Layout.fillWidth: true
                label: qsTr("attempts")
                value: Format.count(root.order.attempts)
            }
            FigureRow {
                Layout.fillWidth: true
                visible: root.order.deadlineMs >= 0 && !root.order.ended
                label: qsTr("until its deadline")
                value: Format.milliseconds(root.order.deadlineMs)
            }
            FigureRow {
                Layout.fillWidth: true
                label: qsTr("customer")
                value: root.order.customer
            }
            FigureRow {
                Layout.fillWidth: true
                label: qsTr("total")
                value: root.order.total.toFixed(2)
            }
            BodyText {
                visible: root.order.tokens.length > 0
                text: qsTr("What can cancel it")
                font.bold: true
            }
            Repeater {
                model: root.order.tokens

                BodyText {
                    required property string modelData

                    Layout.fillWidth: true
                    text: modelData
                    wrapMode: Text.Wrap
                }
            }
        }
    }
}
