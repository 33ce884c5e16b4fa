// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Threadweir

/* The three modes side by side; exactly one is chosen. Each segment shows the key that does the same. */
Rectangle {
    id: root

    required property int mode

    signal chosen(int mode)

    implicitWidth: segments.implicitWidth + 2
    implicitHeight: Theme.controlHeight
    color: Theme.window
    radius: Theme.radius
    border.color: Theme.outline
    border.width: 1
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Mode")

    component Segment: AbstractButton {
        id: segment

        required property string key
        required property bool current
        readonly property color foreground: segment.current ? Theme.accentText : Theme.text

        implicitHeight: Theme.controlHeight - 2
        implicitWidth: implicitContentWidth + leftPadding + rightPadding
        leftPadding: Theme.unit * 1.5
        rightPadding: Theme.unit * 1.5
        focusPolicy: Qt.TabFocus
        Accessible.role: Accessible.RadioButton
        Accessible.name: segment.text
        Accessible.checkable: true
        Accessible.checked: segment.current

        background: Rectangle {
            color: segment.current ? Theme.accent : segment.hovered ? Theme.raised : "transparent"
            radius: Theme.radius - 1

            FocusRing {
                anchors.margins: segment.current ? -(Theme.focusWidth + 2) : 1
                shown: segment.visualFocus
            }
        }
        contentItem: Row {
            spacing: Theme.unit

            Text {
                anchors.verticalCenter: parent.verticalCenter
                text: segment.key
                color: segment.foreground
                opacity: 0.75
                font.family: Theme.digits
                font.pixelSize: Theme.secondarySize
            }
            Text {
                anchors.verticalCenter: parent.verticalCenter
                text: segment.text
                color: segment.foreground
                font.pixelSize: Theme.bodySize
                font.bold: segment.current
            }
        }

        Keys.onReturnPressed: segment.clicked()
        Keys.onLeftPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
        Keys.onRightPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
    }

    Row {
        id: segments

        anchors.centerIn: parent

        Segment {
            objectName: "blockingSegment"
            current: root.mode === Lab.Blocking
            key: "1"
            text: qsTr("Blocking")
            onClicked: root.chosen(Lab.Blocking)
        }
        Segment {
            objectName: "unboundedSegment"
            current: root.mode === Lab.Unbounded
            key: "2"
            text: qsTr("Unbounded")
            onClicked: root.chosen(Lab.Unbounded)
        }
        Segment {
            objectName: "boundedSegment"
            current: root.mode === Lab.Bounded
            key: "3"
            text: qsTr("Bounded")
            onClicked: root.chosen(Lab.Bounded)
        }
    }
}
