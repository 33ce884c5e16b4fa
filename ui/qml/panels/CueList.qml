// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Threadweir

/* The steps of a lesson; the present one is marked, and each can be gone to. */
Panel {
    id: root

    required property LessonPlayer lesson

    ListView {
        id: view

        Layout.fillWidth: true
        Layout.fillHeight: true
        clip: true
        spacing: Theme.half
        boundsBehavior: Flickable.StopAtBounds
        model: root.lesson.cues
        currentIndex: root.lesson.index

        ScrollBar.vertical: ScrollBar { }

        delegate: AbstractButton {
            id: cue

            required property int index
            required property string modelData
            readonly property bool current: cue.index === root.lesson.index

            objectName: "cue:" + cue.index
            width: view.width
            padding: Theme.unit
            focusPolicy: Qt.TabFocus
            hoverEnabled: true
            text: cue.modelData
            Accessible.name: cue.current ? qsTr("%1, now").arg(cue.text) : cue.text
            onClicked: root.lesson.goTo(cue.index)

            Keys.onReturnPressed: cue.clicked()
            Keys.onEnterPressed: cue.clicked()

            background: Rectangle {
                color: cue.current ? Theme.raised : cue.hovered ? Theme.window : "transparent"
                radius: Theme.radius
                border.color: cue.current ? Theme.accent : "transparent"
                border.width: 2 * Theme.lineWidth

                FocusRing {
                    anchors.margins: 0
                    shown: cue.visualFocus
                }
            }
            contentItem: RowLayout {
                spacing: Theme.unit

                DigitText {
                    Layout.alignment: Qt.AlignTop
                    text: cue.current ? "▸" : String(cue.index + 1)
                    color: cue.current ? Theme.accent : Theme.mutedText
                    Accessible.ignored: true
                }
                BodyText {
                    Layout.fillWidth: true
                    text: cue.text
                    font.bold: cue.current
                    wrapMode: Text.Wrap
                    Accessible.ignored: true
                }
            }
        }
    }
}
