// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import Threadweir

/* One of a few words, opened by its button. Up and Down choose the neighbour at once. */
ComboBox {
    id: root

    required property string label
    required property list<string> words
    required property int chosen
    property bool upwards: false // the list opens above
    property real listWidth: root.width

    signal picked(int index)

    implicitHeight: Theme.unit * 3.5
    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    leftPadding: Theme.unit
    rightPadding: Theme.unit * 3
    font.pixelSize: Theme.secondarySize
    model: root.words
    currentIndex: root.chosen
    Accessible.name: root.label

    onActivated: index => {
        root.picked(index)
        root.currentIndex = Qt.binding(() => root.chosen) // what was refused is not shown as done
    }

    background: Rectangle {
        color: !root.enabled ? "transparent" : root.down || root.hovered ? Theme.raised : Theme.window
        radius: Theme.smallRadius
        border.color: root.enabled ? Theme.outline : Theme.line
        border.width: 1

        FocusRing { shown: root.visualFocus }
    }
    contentItem: Text {
        text: root.displayText
        color: root.enabled ? Theme.text : Theme.disabledText
        font: root.font
        elide: Text.ElideRight
        verticalAlignment: Text.AlignVCenter
    }
    indicator: Text {
        x: root.width - width - Theme.unit
        anchors.verticalCenter: parent.verticalCenter
        text: "▾"
        color: root.enabled ? Theme.mutedText : Theme.disabledText
        font.pixelSize: Theme.secondarySize
    }
    delegate: ItemDelegate {
        id: entry

        required property int index
        required property string modelData

        width: ListView.view ? ListView.view.width : implicitWidth
        implicitHeight: Theme.unit * 3.5
        padding: 0
        leftPadding: Theme.unit
        rightPadding: Theme.unit
        highlighted: root.highlightedIndex === entry.index
        Accessible.name: entry.modelData

        background: Rectangle {
            color: entry.highlighted ? Theme.raised : "transparent"
            radius: Theme.smallRadius
        }
        contentItem: BodyText {
            text: entry.modelData
            font.pixelSize: Theme.secondarySize
            font.bold: root.currentIndex === entry.index
            verticalAlignment: Text.AlignVCenter
            elide: Text.ElideRight
        }
    }
    popup: Popup {
        y: root.upwards ? -height - Theme.half : root.height + 2
        width: root.listWidth
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
