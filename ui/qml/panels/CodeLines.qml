// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import Threadweir

/* A listing, in which the lines that most orders are in are marked. */
ListView {
    id: root

    required property CodeListing code
    property int fontSize: Theme.axisSize

    implicitHeight: contentHeight
    clip: true
    contentWidth: Math.max(width, contentItem.childrenRect.width)
    flickableDirection: Flickable.AutoFlickIfNeeded
    boundsBehavior: Flickable.StopAtBounds
    model: root.code
    ScrollBar.vertical: ScrollBar { }
    ScrollBar.horizontal: ScrollBar { }

    delegate: Rectangle {
        id: line

        required property string styled
        required property string plain
        required property bool comment
        required property bool live

        width: Math.max(root.width, text.implicitWidth + 2 * Theme.unit)
        height: text.implicitHeight + Theme.half
        color: line.live ? Theme.raised : "transparent"
        Accessible.role: Accessible.StaticText
        Accessible.name: line.live ? qsTr("%1 (most orders are here)").arg(line.plain) : line.plain

        Rectangle {
            visible: line.live
            width: Theme.half
            height: parent.height
            color: Theme.running
        }
        Text {
            id: text

            anchors.verticalCenter: parent.verticalCenter
            x: Theme.unit
            text: line.styled
            textFormat: Text.StyledText
            color: line.comment ? Theme.mutedText : Theme.text
            font.family: Theme.digits
            font.pixelSize: root.fontSize
            Accessible.ignored: true
        }
    }
}
