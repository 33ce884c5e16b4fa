// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Threadweir

/* The picture alone, for a room: one large sentence, the pipeline with its pool, and where the orders are. */
Item {
    id: root

    required property EngineCommands engine
    required property RunModel run
    required property LessonPlayer lesson
    readonly property RunFigures figures: root.run.figures

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.panelPadding
        spacing: Theme.unit

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.unit * 2

            BodyText {
                text: root.lesson.cue !== "" ? root.lesson.cue : qsTranslate("ui::Scenarios", root.engine.title)
                font.pixelSize: Theme.titleSize
                font.bold: true
            }
            StateChip {
                outcome: root.run.bars.outcome
                held: root.engine.held
                stopping: root.engine.stopping
                cancelling: root.engine.cancelling
            }
            Item { Layout.fillWidth: true }
            ModeSwitch {
                mode: root.engine.mode
                onChosen: mode => root.engine.switchMode(mode)
            }
        }
        BodyText {
            objectName: "bigSentence"
            Layout.fillWidth: true
            Layout.minimumHeight: 2 * implicitLine.height
            text: root.figures.ended ? root.figures.outcomeDetail : root.figures.observation
            font.pixelSize: Theme.keyNumberSize
            wrapMode: Text.Wrap
            maximumLineCount: 3
            elide: Text.ElideRight
            fontSizeMode: Text.Fit
            minimumPixelSize: Theme.titleSize

            FontMetrics {
                id: implicitLine

                font.pixelSize: Theme.keyNumberSize
            }
        }
        RowLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: Theme.unit

            ColumnLayout {
                Layout.fillWidth: true
                Layout.fillHeight: true
                spacing: Theme.unit

                MapPanel {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.preferredHeight: implicitHeight
                    run: root.run
                }
                PoolPanel {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.preferredHeight: implicitHeight
                    run: root.run
                }
            }
            ColumnLayout {
                Layout.preferredWidth: Theme.sideWidth
                Layout.maximumWidth: Theme.sideWidth
                Layout.fillHeight: true
                spacing: Theme.unit

                KeyFiguresPanel {
                    Layout.fillWidth: true
                    run: root.run
                }
                LedgerPanel {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    run: root.run
                }
            }
        }
        StripsPanel {
            objectName: "audienceStrips"
            Layout.fillWidth: true
            visible: root.height >= Theme.lowestWithStrips
            Layout.preferredHeight: Math.max(implicitHeight, root.height * Theme.stripsShare)
            run: root.run
        }
    }
}
