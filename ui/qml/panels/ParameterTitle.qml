// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Threadweir

/* The title of a group of parameters, which opens and closes it. A group with a service has a button to break it. */
AbstractButton {
    id: root

    required property bool open
    required property int changed
    required property int stage
    property bool broken: false

    signal breakWanted(Item from)

    implicitHeight: Theme.unit * 4
    rightPadding: root.stage >= 0 ? Theme.unit * 3.5 : 0
    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    Accessible.role: Accessible.Button
    Accessible.name: root.text
    Accessible.description: root.changed > 0 ? qsTr("%1 changed").arg(root.changed) : ""
    Accessible.checkable: true
    Accessible.checked: root.open

    background: Item {
        Rectangle {
            width: parent.width
            height: 1
            color: Theme.line
        }
        FocusRing {
            anchors.margins: 2
            anchors.leftMargin: -Theme.half
            radius: Theme.smallRadius
            shown: root.visualFocus
        }
    }
    contentItem: RowLayout {
        spacing: Theme.half

        Text {
            Layout.preferredWidth: Theme.unit * 1.5
            text: root.open ? "▾" : "▸"
            color: root.hovered ? Theme.text : Theme.mutedText
            font.pixelSize: Theme.secondarySize
        }
        Text {
            Layout.fillWidth: true
            text: root.text
            color: Theme.text
            font.pixelSize: Theme.secondarySize
            font.bold: true
            elide: Text.ElideRight
        }
        Rectangle {
            Layout.preferredWidth: Theme.unit * 2.5
            Layout.preferredHeight: Theme.unit * 2
            visible: root.changed > 0
            radius: height / 2
            color: Theme.accent

            Text {
                anchors.centerIn: parent
                text: root.changed
                color: Theme.accentText
                font.pixelSize: Theme.axisSize
                font.bold: true
            }
        }
    }

    GlyphButton {
        id: breaker

        objectName: `break${root.stage}`
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        visible: root.stage >= 0
        glyph: root.broken ? "✚" : "⚡"
        text: root.broken ? qsTr("Heal or break: %1").arg(root.text) : qsTr("Break: %1").arg(root.text)
        hint: root.broken ? qsTr("It is broken by hand: heal it, or break it more") : qsTr("Break its service by hand")
        onClicked: root.breakWanted(breaker)
    }

    Keys.onReturnPressed: root.clicked()
    Keys.onLeftPressed: {
        if (root.open)
            root.clicked()
    }
    Keys.onRightPressed: {
        if (!root.open)
            root.clicked()
    }
}
