// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Threadweir

/* A few words side by side, of which exactly one is chosen. The arrow keys go from one to the next. */
Rectangle {
    id: root

    required property string label
    required property list<string> words
    required property int current

    signal chosen(int index)

    function go(index: int) {
        const segment = segments.itemAt(index)
        if (segment)
            segment.forceActiveFocus(Qt.TabFocusReason)
    }

    implicitWidth: row.implicitWidth + 2
    implicitHeight: Theme.controlHeight
    color: Theme.window
    radius: Theme.radius
    border.color: Theme.outline
    border.width: Theme.lineWidth
    Accessible.role: Accessible.Grouping
    Accessible.name: root.label

    RowLayout {
        id: row

        anchors.fill: parent
        anchors.margins: 1
        spacing: 0

        Repeater {
            id: segments

            model: root.words

            AbstractButton {
                id: segment

                required property int index
                required property string modelData
                readonly property bool current: segment.index === root.current

                objectName: "segment:" + segment.index
                Layout.fillWidth: true
                Layout.fillHeight: true
                implicitWidth: Math.ceil(implicitContentWidth) + leftPadding + rightPadding + 2 // layouts round down
                leftPadding: Theme.unit
                rightPadding: Theme.unit
                focusPolicy: Qt.TabFocus
                hoverEnabled: true
                text: segment.modelData
                Accessible.role: Accessible.RadioButton
                Accessible.name: segment.text
                Accessible.checkable: true
                Accessible.checked: segment.current
                onClicked: root.chosen(segment.index)

                Keys.onReturnPressed: segment.clicked()
                Keys.onEnterPressed: segment.clicked()
                Keys.onLeftPressed: root.go(segment.index - 1)
                Keys.onRightPressed: root.go(segment.index + 1)

                background: Rectangle {
                    color: segment.current ? Theme.accent : segment.hovered ? Theme.raised : "transparent"
                    radius: Theme.radius - 1

                    FocusRing {
                        anchors.margins: segment.current ? -(Theme.focusWidth + 2) : 1
                        shown: segment.visualFocus
                    }
                }
                contentItem: Text {
                    text: segment.text
                    color: segment.current ? Theme.accentText : Theme.text
                    font.pixelSize: Theme.bodySize
                    font.bold: segment.current
                    horizontalAlignment: Text.AlignHCenter
                    verticalAlignment: Text.AlignVCenter
                }
            }
        }
    }
}
