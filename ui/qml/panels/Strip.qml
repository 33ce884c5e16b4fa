// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Threadweir

/* One strip: its name, the values at the instant that is read, and its lines. */
Item {
    id: root

    required property StripKind kind
    required property StripHistory history
    required property StripAxis axis
    required property real readAt // seconds; changes slowly enough to be read
    required property list<string> titles
    required property int choice // which of the titles this one is

    signal chosen(int index)

    implicitHeight: head.height + Theme.unit * 10
    Accessible.role: Accessible.Graphic
    Accessible.name: root.kind.unitText === "" ? root.kind.title : qsTr("%1, %2").arg(root.kind.title).arg(root.kind.unitText)
    Accessible.description: qsTr("%1. The axis goes from 0 to %2 and over %3 seconds.").arg(root.valuesText()).arg(root.numberText(chart.topValue)).arg(Math.round(root.axis.to - root.axis.from))

    /* A value as text; a dash where there is none. */
    function numberText(value: real): string {
        switch (root.kind.unit) {
        case StripKind.Milliseconds:
            return Format.milliseconds(value)
        case StripKind.Bytes:
            return Format.bytes(value)
        default:
            return value < 100 && value !== Math.round(value) ? Format.perSecond(value) : Format.count(value)
        }
    }
    function valuesText(): string {
        const texts = []
        for (let index = 0; index < root.kind.entries.length; ++index)
            texts.push(`${root.kind.entries[index].label} ${root.textAt(root.kind.entries[index])}`)
        return texts.join(", ")
    }
    function textAt(line: StripLine): string {
        const value = root.history.valueAt(line.series, root.readAt)
        if (line.bound && isNaN(value) && root.readAt >= root.history.firstSeconds)
            return qsTr("none")
        const text = root.numberText(value)
        if (line.boundedBy < 0 || isNaN(value))
            return text
        const limit = root.history.valueAt(line.boundedBy, root.readAt)
        return `${text}/${isNaN(limit) ? "∞" : root.numberText(limit)}`
    }

    ColumnLayout {
        id: head

        width: parent.width
        spacing: 0

        RowLayout {
            spacing: Theme.unit

            StripChooser {
                words: root.titles
                chosen: root.choice
                onPicked: index => root.chosen(index)
            }
            Text {
                Layout.fillWidth: true
                text: root.kind.layout === StripKind.Rows ? qsTr("%1, each row to %2").arg(root.kind.unitText).arg(Format.count(chart.topValue)) : root.kind.unitText
                color: Theme.mutedText
                font.pixelSize: Theme.axisSize
                elide: Text.ElideRight
                Accessible.ignored: true
            }
        }
        // Positioners, and no layout: the entries of another kind come and go, which a layout at work does not survive in Qt 6.4.
        Row {
            id: legend

            readonly property int count: Math.max(1, root.kind.entries.length)

            Layout.fillWidth: true
            spacing: Theme.unit

            Repeater {
                model: root.kind.entries

                Row {
                    id: entry

                    required property StripLine modelData
                    readonly property real room: entry.width - (swatch.visible ? swatch.width + entry.spacing : 0) - entry.spacing

                    width: (legend.width - (legend.count - 1) * legend.spacing) / legend.count
                    spacing: Theme.half

                    LineSwatch {
                        id: swatch

                        visible: root.kind.layout === StripKind.Together
                        line: entry.modelData
                    }
                    Text {
                        id: name

                        width: Math.max(0, Math.min(implicitWidth, Math.max(entry.room * 0.45, entry.room - value.implicitWidth)))
                        elide: Text.ElideRight
                        text: entry.modelData.label
                        color: Theme.mutedText
                        font.pixelSize: Theme.axisSize
                        Accessible.ignored: true
                    }
                    DigitText {
                        id: value

                        width: Math.max(0, Math.min(implicitWidth, entry.room - name.width))
                        text: root.textAt(entry.modelData)
                        elide: Text.ElideRight
                        font.pixelSize: Theme.secondarySize
                        horizontalAlignment: Text.AlignLeft
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
    StripChart {
        id: chart

        anchors.fill: parent
        anchors.topMargin: head.height
        source: root.history
        kind: root.kind
        from: root.axis.from
        to: root.axis.to
        relative: root.axis.live
        background: Theme.surface
        gridColor: Theme.line
        textColor: Theme.mutedText
        strongColor: Theme.text
        areaOpacity: Theme.fillOpacity / 2
        font.pixelSize: Theme.axisSize
    }
    Rectangle { // the instant that is read
        visible: root.axis.reading
        x: Math.round(chart.x + chart.plot.x + root.axis.readFraction * (chart.plot.width - 1))
        y: chart.y + chart.plot.y
        width: 1
        height: chart.plot.height
        color: Theme.text
    }
    MouseArea {
        property real pressedAt: 0
        property bool dragged: false

        anchors.fill: chart
        hoverEnabled: true
        preventStealing: true

        function fractionOf(x: real): real {
            return (x - chart.plot.x) / Math.max(1, chart.plot.width)
        }

        onPressed: mouse => {
            pressedAt = mouse.x
            dragged = false
        }
        onPositionChanged: mouse => {
            if (pressed && (dragged || Math.abs(mouse.x - pressedAt) > Theme.half)) {
                root.axis.panBy((pressedAt - mouse.x) / Math.max(1, chart.plot.width))
                pressedAt = mouse.x
                dragged = true
            } else if (!pressed) {
                root.axis.hover(fractionOf(mouse.x))
            }
        }
        onClicked: mouse => {
            if (!dragged && root.axis.pinned)
                root.axis.stopReading()
            else if (!dragged)
                root.axis.pin(root.axis.from + fractionOf(mouse.x) * (root.axis.to - root.axis.from))
        }
        onDoubleClicked: root.axis.goLive()
        onExited: root.axis.unhover()
        onWheel: wheel => {
            if (wheel.angleDelta.x !== 0 || (wheel.modifiers & Qt.ShiftModifier))
                root.axis.panBy(-(wheel.angleDelta.x || wheel.angleDelta.y) / 1200)
            else
                root.axis.zoom(Math.pow(2, -wheel.angleDelta.y / 360), fractionOf(wheel.x))
        }
    }
}
