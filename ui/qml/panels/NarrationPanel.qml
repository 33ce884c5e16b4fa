// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Threadweir

/* What the run shows, in sentences with their evidence; beside each the way out of it. */
Item {
    id: root

    required property RunModel run

    signal fixWanted(string path, string value)

    implicitHeight: Theme.unit * 20
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("What the run shows")

    // Read out when it changes, whatever has the focus.
    BodyText {
        objectName: "news"
        visible: false
        text: root.run.narration.news
        Accessible.role: Accessible.AlertMessage
    }
    Flickable {
        anchors.fill: parent
        visible: root.run.narration.count === 0
        contentHeight: quiet.implicitHeight
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        ScrollBar.vertical: ScrollBar { }

        ColumnLayout {
            id: quiet

            width: parent.width
            spacing: Theme.unit

            RowLayout {
                spacing: Theme.unit

                Text {
                    text: "✓"
                    color: Theme.done
                    font.pixelSize: Theme.bodySize
                    Accessible.ignored: true
                }
                BodyText {
                    text: qsTr("Nothing is wrong at the moment.")
                    font.bold: true
                }
            }
            BodyText {
                objectName: "observation"
                Layout.fillWidth: true
                visible: text !== ""
                text: root.run.figures.observation
                wrapMode: Text.Wrap
            }
            BodyText {
                Layout.fillWidth: true
                muted: true
                text: qsTr("Press 1 to let orders block threads, or 2 to start them all at once, and watch what breaks. 3 heals it.")
                wrapMode: Text.Wrap
            }
        }
    }
    ListView {
        id: list

        anchors.fill: parent
        clip: true
        spacing: Theme.unit
        boundsBehavior: Flickable.StopAtBounds
        model: root.run.narration
        visible: count > 0
        ScrollBar.vertical: ScrollBar { }

        delegate: FindingCard {
            id: card

            required property string fixPath
            required property string fixValue

            objectName: "finding"
            width: list.width
            fixable: card.fixPath !== ""
            onFixWanted: root.fixWanted(card.fixPath, card.fixValue)
        }
    }
}
