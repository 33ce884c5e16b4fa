// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Threadweir

/* What each token means: those states that orders are in now, with how many, and all of them on demand. */
RowLayout {
    id: root

    required property mapFigures map
    required property TokenColors colors
    required property bool compact
    readonly property int stateCount: OrderWords.Orphaned + 1

    spacing: Theme.unit
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Legend")

    component Entry: Row {
        id: entry

        required property int index
        readonly property real count: root.map.byState[entry.index]

        spacing: Theme.half
        Accessible.role: Accessible.StaticText
        Accessible.name: `${OrderWords.state(entry.index)}: ${Format.count(entry.count)}`

        TokenGlyph {
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.secondarySize
            height: width
            state: entry.index
            colors: root.colors
        }
        Text {
            anchors.verticalCenter: parent.verticalCenter
            text: OrderWords.state(entry.index)
            color: Theme.mutedText
            font.pixelSize: Theme.axisSize
            Accessible.ignored: true
        }
        DigitText {
            anchors.verticalCenter: parent.verticalCenter
            text: root.compact ? Format.brief(entry.count) : Format.count(entry.count)
            font.pixelSize: Theme.axisSize
            Accessible.ignored: true
        }
    }

    component Meaning: RowLayout {
        id: meaning

        required property int index

        Layout.fillWidth: true
        spacing: Theme.unit * 2

        Entry {
            Layout.preferredWidth: Theme.unit * 24
            index: meaning.index
        }
        BodyText {
            Layout.fillWidth: true
            muted: true
            text: OrderWords.meaning(meaning.index)
            elide: Text.ElideRight
        }
    }

    Flow {
        Layout.fillWidth: true
        Layout.maximumHeight: root.compact ? Theme.unit * 5 : implicitHeight
        clip: root.compact
        spacing: root.compact ? Theme.unit : Theme.unit * 1.5

        Repeater {
            model: root.stateCount

            Entry {
                id: present

                objectName: `legend${present.index}`
                visible: present.count > 0 || lingers.running
                opacity: present.count > 0 ? 1 : 0.5

                onCountChanged: {
                    if (present.count > 0)
                        lingers.restart()
                }

                // So that what comes and goes does not make the others jump.
                Timer {
                    id: lingers

                    interval: Theme.lingering
                }
            }
        }
    }
    ActionButton {
        id: button

        Layout.alignment: Qt.AlignTop
        objectName: "allStatesButton"
        implicitHeight: Theme.unit * 2.5
        font.pixelSize: Theme.axisSize
        text: qsTr("All states")
        hint: qsTr("What every token means")
        onClicked: all.visible ? all.close() : all.open()
    }
    Popup {
        id: all

        property bool wanted: false

        objectName: "allStates"
        parent: button
        x: button.width - width
        y: -height - Theme.half
        width: Math.min(Theme.unit * 84, root.width)
        margins: Theme.unit
        padding: Theme.panelPadding
        focus: true
        closePolicy: Popup.CloseOnEscape | Popup.CloseOnPressOutsideParent

        background: Rectangle {
            color: Theme.surface
            radius: Theme.radius
            border.color: Theme.outline
            border.width: 1
        }
        onAboutToShow: all.wanted = true

        contentItem: ColumnLayout {
            spacing: Theme.half

            Repeater { // what it says is made when it is first wanted
                model: all.wanted ? root.stateCount : 0

                Meaning { }
            }
        }
    }
}
