// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Threadweir

/* What the speaker has before him: the steps, the notes, the controls of the run, and the audience's display. */
Item {
    id: root

    required property EngineCommands engine
    required property RunModel run
    required property LessonPlayer lesson
    required property PictureFreezer picture
    required property bool audienceShown
    readonly property bool going: root.lesson.index >= 0

    signal showAudienceWanted(int screen)
    signal hideAudienceWanted()

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.panelPadding
        spacing: Theme.unit

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.unit * 1.5

            BodyText {
                Layout.fillWidth: true
                text: root.going ? root.lesson.title : qsTr("Teaching")
                font.pixelSize: Theme.titleSize
                font.bold: true
                elide: Text.ElideRight
            }
            StateChip {
                outcome: root.run.bars.outcome
                held: root.engine.held
                stopping: root.engine.stopping
                cancelling: root.engine.cancelling
            }
            DigitText { text: Format.clockTime(root.run.figures.clockSeconds) }
            ActionButton {
                objectName: "endLesson"
                visible: root.going
                text: qsTr("End the lesson")
                onClicked: root.lesson.end()
            }
        }
        RowLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: Theme.unit

            ColumnLayout {
                Layout.preferredWidth: Theme.sideWidth
                Layout.maximumWidth: Theme.sideWidth
                spacing: Theme.unit

                CueList {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    visible: root.going
                    title: qsTr("Steps")
                    lesson: root.lesson
                }
                Panel {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    visible: !root.going
                    title: qsTr("Lessons")

                    Repeater {
                        model: root.lesson.lessons

                        ActionButton {
                            required property int index
                            required property string modelData

                            objectName: "lesson:" + index
                            text: modelData
                            glyph: "▸"
                            onClicked: root.lesson.start(index)
                        }
                    }
                    Item { Layout.fillHeight: true }
                }
                AudiencePanel {
                    Layout.fillWidth: true
                    shown: root.audienceShown
                    onShowWanted: screen => root.showAudienceWanted(screen)
                    onHideWanted: root.hideAudienceWanted()
                }
            }
            NotesPanel {
                Layout.fillWidth: true
                Layout.fillHeight: true
                visible: root.going
                lesson: root.lesson
            }
            Panel {
                Layout.fillWidth: true
                Layout.fillHeight: true
                visible: !root.going
                title: qsTr("How this works")

                BodyText { // one text: with two, the second lay over the first in Qt 6.4, which does not know their heights at once
                    Layout.fillWidth: true
                    text: qsTr("A lesson leads through a talk step by step. Each step has notes for you, and sets the lab to what you talk about.")
                        + "\n\n" + qsTr("%1 and %2 go to the next step and back, in every window. The audience sees the picture alone, and never these notes.")
                        .arg(KeyTable.shown("nextCue")).arg(KeyTable.shown("previousCue"))
                    font.pixelSize: Theme.titleSize
                    lineHeight: 1.3
                    wrapMode: Text.Wrap
                }
                Item { Layout.fillHeight: true }
            }
        }
        Banner {
            Layout.fillWidth: true
            engine: root.engine
            run: root.run
        }
        TransportBar {
            Layout.fillWidth: true
            engine: root.engine
            picture: root.picture
            room: root.width - 2 * Theme.panelPadding
        }
    }
}
