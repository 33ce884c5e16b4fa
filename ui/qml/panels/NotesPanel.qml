// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Threadweir

/* What the speaker says at the present step, and what comes next. */
Panel {
    id: root

    required property LessonPlayer lesson

    title: root.lesson.cue
    remark: root.lesson.cues.length > 0 ? qsTr("%1 of %2").arg(root.lesson.index + 1).arg(root.lesson.cues.length) : ""

    Flickable {
        Layout.fillWidth: true
        Layout.fillHeight: true
        contentWidth: width
        contentHeight: notes.implicitHeight
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentHeight > height
        clip: true

        ScrollBar.vertical: ScrollBar { }

        BodyText {
            id: notes

            objectName: "notes"
            width: parent.width - Theme.panelPadding
            text: root.lesson.notes
            font.pixelSize: Theme.titleSize
            lineHeight: 1.3
            wrapMode: Text.Wrap
        }
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.unit

        ActionButton {
            objectName: "previousCue"
            text: qsTr("Back")
            glyph: "←"
            hint: qsTr("To the step before (%1)").arg(KeyTable.shown("previousCue"))
            enabled: root.lesson.index > 0
            onClicked: root.lesson.previous()
        }
        BodyText {
            Layout.fillWidth: true
            muted: true
            text: root.lesson.nextCue === "" ? qsTr("This is the last step.") : qsTr("Next: %1").arg(root.lesson.nextCue)
            horizontalAlignment: Text.AlignRight
            wrapMode: Text.Wrap
        }
        ActionButton {
            objectName: "nextCue"
            text: qsTr("Next")
            glyph: "→"
            hint: qsTr("To the next step (%1)").arg(KeyTable.shown("nextCue"))
            prominent: true
            enabled: root.lesson.nextCue !== ""
            onClicked: root.lesson.next()
        }
    }
}
