// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import Threadweir

/* Names side by side, of which one is chosen: it is bold, and a line is under it. Left and Right go to the neighbour. */
Row {
    id: root

    required property list<string> titles
    required property int current

    signal chosen(int index)

    function focusChosen() {
        const tab = all.itemAt(root.current)
        if (tab)
            tab.forceActiveFocus(Qt.ShortcutFocusReason)
    }

    spacing: Theme.unit * 2
    Accessible.role: Accessible.PageTabList

    Repeater {
        id: all

        model: root.titles

        AbstractButton {
            id: tab

            required property int index
            required property string modelData
            readonly property bool here: tab.index === root.current

            implicitWidth: implicitContentWidth
            implicitHeight: Theme.unit * 3.5
            focusPolicy: Qt.TabFocus
            hoverEnabled: true
            text: tab.modelData
            Accessible.role: Accessible.PageTab
            Accessible.name: tab.text
            Accessible.selected: tab.here

            background: Item {
                Rectangle {
                    anchors.bottom: parent.bottom
                    width: parent.width
                    height: 2
                    color: tab.here ? Theme.accent : tab.hovered ? Theme.outline : "transparent"
                }
                FocusRing { shown: tab.visualFocus }
            }
            contentItem: Text {
                text: tab.text
                color: tab.here ? Theme.text : Theme.mutedText
                font.pixelSize: Theme.bodySize
                font.bold: tab.here
                verticalAlignment: Text.AlignVCenter
            }

            onClicked: root.chosen(tab.index)
            Keys.onReturnPressed: root.chosen(tab.index)
            Keys.onLeftPressed: {
                if (tab.index > 0)
                    nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
            }
            Keys.onRightPressed: {
                if (tab.index < root.titles.length - 1)
                    nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
            }
        }
    }
}
