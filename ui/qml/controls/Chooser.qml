// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import Threadweir

/* A list to choose one scenario from, opened by its button. */
ComboBox {
    id: root

    required property string label

    implicitHeight: Theme.controlHeight
    focusPolicy: Qt.TabFocus
    leftPadding: Theme.unit * 1.5
    rightPadding: Theme.unit * 4
    font.pixelSize: Theme.bodySize
    textRole: "title"
    valueRole: "name"
    Accessible.name: root.label

    background: Rectangle {
        color: root.down || root.hovered ? Theme.raised : Theme.window
        radius: Theme.radius
        border.color: Theme.outline
        border.width: 1

        FocusRing { shown: root.visualFocus }
    }
    contentItem: Text {
        text: root.displayText
        color: Theme.text
        font: root.font
        elide: Text.ElideRight
        verticalAlignment: Text.AlignVCenter
    }
    indicator: Text {
        x: root.width - width - Theme.unit * 1.5
        anchors.verticalCenter: parent.verticalCenter
        text: "▾"
        color: Theme.mutedText
        font.pixelSize: Theme.bodySize
    }
    delegate: ItemDelegate {
        id: entry

        required property int index
        required property string name
        required property string title
        required property string description

        width: ListView.view ? ListView.view.width : implicitWidth
        padding: Theme.unit
        leftPadding: Theme.unit * 1.5
        rightPadding: Theme.unit * 1.5
        highlighted: root.highlightedIndex === entry.index
        Accessible.name: entry.title
        Accessible.description: entry.description

        background: Rectangle {
            color: entry.highlighted ? Theme.raised : "transparent"
            radius: Theme.smallRadius
        }
        contentItem: Column {
            spacing: 2

            BodyText {
                width: parent.width
                text: entry.title
                font.bold: root.currentIndex === entry.index
                elide: Text.ElideRight
            }
            BodyText {
                width: parent.width
                visible: entry.description !== ""
                muted: true
                text: entry.description
                wrapMode: Text.Wrap
                maximumLineCount: 2
                elide: Text.ElideRight
            }
        }
    }
    popup: Popup {
        y: root.height + Theme.half
        width: Math.max(root.width, Theme.unit * 48)
        height: Math.min(contentItem.implicitHeight + 2 * padding, root.Window.height - Theme.unit * 12)
        padding: Theme.half

        background: Rectangle {
            color: Theme.surface
            radius: Theme.radius
            border.color: Theme.outline
            border.width: 1
        }
        contentItem: ListView {
            clip: true
            implicitHeight: contentHeight
            model: root.delegateModel // qmllint disable type
            currentIndex: root.highlightedIndex
            ScrollIndicator.vertical: ScrollIndicator { }
        }
    }
}
