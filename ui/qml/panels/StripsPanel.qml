// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Threadweir

/* What the run did over time: strips on one axis, read at one instant. */
Rectangle {
    id: root

    required property RunModel run
    readonly property StripHistory history: root.run.history
    readonly property int perPage: root.columns * root.rows
    readonly property int pages: Math.ceil(kinds.all.length / root.perPage)
    readonly property real readAt: timeAxis.reading ? timeAxis.readAt : root.run.figures.clockSeconds
    readonly property list<real> windowLengths: [10, 60, 300, 0] // seconds; 0: all
    readonly property int least: Theme.stripWidth
    property int columns: 4 // set by arrange(), as are the rows
    property int rows: 1
    property int page: 0
    property bool foldable: false
    property bool open: true
    property list<int> order: [0, 1, 2, 3, 4, 5, 6, 7] // which strip is in which place

    signal foldWanted()

    implicitHeight: root.open ? Theme.stripHeight + Theme.unit * 6 : Theme.unit * 5
    color: Theme.surface
    radius: Theme.radius
    border.color: Theme.line
    border.width: 1
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Over time")

    Component.onCompleted: root.arrange()
    onWidthChanged: settled.restart()
    onHeightChanged: settled.restart()
    onLeastChanged: settled.restart()
    onPagesChanged: root.page = Math.min(root.page, root.pages - 1)

    /* Puts strip `kind` into that place; the one that was there takes the place that `kind` had. */
    function choose(place: int, kind: int) {
        const places = Array.from(root.order)
        places[places.indexOf(kind)] = places[place]
        places[place] = kind
        root.order = places
    }
    /* Not a binding: what it follows from is set by the layout that it changes. */
    function arrange() {
        root.columns = body.width >= 8 * Theme.stripWidth ? 8 : Math.max(1, Math.min(4, Math.floor((body.width + Theme.panelPadding) / (Theme.stripWidth + Theme.panelPadding))))
        root.rows = root.columns < 8 && body.height >= 2 * Theme.stripHeight ? 2 : 1
    }
    function windowIndex(length: real): int {
        for (let index = 0; index < root.windowLengths.length; ++index) {
            if (root.windowLengths[index] === length)
                return index
        }
        return -1
    }
    function turn(by: int) {
        root.page = (root.page + by + root.pages) % root.pages
    }

    Timer {
        id: settled

        interval: 0
        onTriggered: root.arrange()
    }
    StripKinds {
        id: kinds
    }
    StripAxis {
        id: timeAxis

        source: root.history
    }

    RowLayout {
        id: head

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.leftMargin: Theme.panelPadding
        anchors.rightMargin: Theme.panelPadding
        anchors.topMargin: Theme.unit
        height: Theme.unit * 3
        spacing: Theme.unit * 1.5

        BodyText {
            text: qsTr("Over time")
            font.bold: true
            Accessible.role: Accessible.Heading
        }
        Segments {
            visible: root.open
            implicitHeight: Theme.unit * 3
            label: qsTr("Length of the time axis")
            words: [qsTr("10 s"), qsTr("60 s"), qsTr("5 min"), qsTr("All")]
            current: timeAxis.live ? root.windowIndex(timeAxis.window) : -1
            onChosen: index => timeAxis.window = root.windowLengths[index]
        }
        ActionButton {
            objectName: "stripsLive"
            visible: root.open && (!timeAxis.live || timeAxis.pinned)
            implicitHeight: Theme.unit * 3
            text: qsTr("Back to now")
            glyph: "▸"
            hint: qsTr("Follows the run again; a double click into a strip does the same")
            onClicked: timeAxis.goLive()
        }
        DigitText {
            visible: root.open && timeAxis.reading
            text: qsTr("at %1").arg(Format.clockTime(root.readAt))
            font.pixelSize: Theme.secondarySize
        }
        BodyText {
            objectName: "stripsMarks"
            Layout.fillWidth: true
            muted: true
            text: timeAxis.reading ? root.history.marksText(root.readAt - 0.02 * (timeAxis.to - timeAxis.from), root.readAt + 0.02 * (timeAxis.to - timeAxis.from)) : ""
            elide: Text.ElideRight
        }
        ActionButton {
            objectName: "stripsPrevious"
            visible: root.open && root.pages > 1
            implicitHeight: Theme.unit * 3
            text: "‹"
            hint: qsTr("The strips before these (Up)")
            Accessible.name: qsTr("Previous strips")
            onClicked: root.turn(-1)
        }
        DigitText {
            visible: root.open && root.pages > 1
            text: qsTr("%1 / %2").arg(root.page + 1).arg(root.pages)
            font.pixelSize: Theme.secondarySize
            Accessible.role: Accessible.StaticText
            Accessible.name: qsTr("Page %1 of %2").arg(root.page + 1).arg(root.pages)
        }
        ActionButton {
            objectName: "stripsNext"
            visible: root.open && root.pages > 1
            implicitHeight: Theme.unit * 3
            text: "›"
            hint: qsTr("More strips (Down)")
            Accessible.name: qsTr("More strips")
            onClicked: root.turn(1)
        }
        GlyphButton {
            objectName: "foldStrips"
            visible: root.foldable
            glyph: root.open ? "▾" : "▴"
            text: root.open ? qsTr("Fold the strips away") : qsTr("Show the strips")
            hint: root.open ? qsTr("Folds the strips away (%1)").arg(KeyTable.shown("foldStrips")) : qsTr("Shows the strips (%1)").arg(KeyTable.shown("foldStrips"))
            onClicked: root.foldWanted()
        }
    }
    Item {
        id: body

        objectName: "strips"
        anchors.left: head.left
        anchors.right: head.right
        anchors.top: head.bottom
        anchors.bottom: parent.bottom
        anchors.topMargin: Theme.half
        anchors.bottomMargin: Theme.unit
        visible: root.open
        activeFocusOnTab: true
        Accessible.role: Accessible.Graphic
        Accessible.focusable: true
        Accessible.name: qsTr("Strips over time, left and right move the instant that is read, up and down show other strips")
        Accessible.description: qsTr("At %1").arg(Format.clockTime(root.readAt))

        /* One step of the reading line, in seconds. */
        function step(by: real) {
            timeAxis.pin(timeAxis.readAt + by * (timeAxis.to - timeAxis.from) / 100)
        }

        Keys.onPressed: event => {
            const far = (event.modifiers & Qt.ControlModifier) !== 0
            const backwards = event.key === Qt.Key_Left
            if (event.key === Qt.Key_Left || event.key === Qt.Key_Right) {
                if (far)
                    timeAxis.pin(root.history.nextMark(timeAxis.readAt, !backwards))
                else
                    body.step((backwards ? -1 : 1) * (event.modifiers & Qt.ShiftModifier ? 10 : 1))
            } else if (event.key === Qt.Key_Home)
                timeAxis.pin(root.history.firstSeconds)
            else if (event.key === Qt.Key_End)
                timeAxis.goLive()
            else if (event.key === Qt.Key_Up)
                root.turn(-1)
            else if (event.key === Qt.Key_Down)
                root.turn(1)
            else if (event.key === Qt.Key_Escape && (timeAxis.reading || !timeAxis.live))
                timeAxis.goLive()
            else
                return
            event.accepted = true
        }

        FocusRing {
            anchors.margins: -Theme.half
            shown: body.activeFocus
        }
        GridLayout {
            anchors.fill: parent
            columns: root.columns
            columnSpacing: Theme.panelPadding
            rowSpacing: Theme.unit

            Repeater {
                // All are there, and some are hidden: none must come or go while the layout is at work, which Qt 6.4 does not survive.
                model: kinds.all.length

                Item {
                    id: cell

                    required property int index
                    readonly property int place: Math.min(root.page * root.perPage + cell.index, root.order.length - 1)
                    property bool made: false // it was in view once

                    visible: cell.index < root.perPage && cell.index < kinds.all.length - root.page * root.perPage
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.preferredWidth: 1
                    Component.onCompleted: cell.made = cell.visible
                    onVisibleChanged: cell.made = cell.made || cell.visible

                    Repeater {
                        model: cell.made ? 1 : 0

                        Strip {
                            anchors.fill: parent
                            kind: kinds.all[root.order[cell.place]]
                            history: root.history
                            axis: timeAxis
                            readAt: root.readAt
                            titles: kinds.titles
                            choice: root.order[cell.place]
                            onChosen: kind => root.choose(cell.place, kind)
                        }
                    }
                }
            }
        }
    }
}
