// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Threadweir

/* How the mode is written, in C++ and in C#; the lines that most orders are in are marked. */
ColumnLayout {
    id: root

    required property RunModel run
    readonly property CodeListing code: root.run.code

    spacing: Theme.unit
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Code of this mode")

    component LanguageButton: ActionButton {
        required property int language

        prominent: root.code.language === language
        onClicked: root.code.language = language
    }

    RowLayout {
        spacing: Theme.half

        LanguageButton {
            objectName: "cppButton"
            text: qsTr("C++")
            language: CodeListing.Cpp
            hint: qsTr("As it is written here, with QCoro")
        }
        LanguageButton {
            objectName: "dotnetButton"
            text: qsTr("C#")
            language: CodeListing.DotNet
            hint: qsTr("The same in .NET")
        }
        BodyText {
            objectName: "liveText"
            Layout.fillWidth: true
            Layout.leftMargin: Theme.unit
            muted: true
            text: root.code.liveText
            elide: Text.ElideRight
        }
    }
    ListView {
        id: list

        objectName: "codeLines"
        Layout.fillWidth: true
        Layout.fillHeight: true
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

            width: Math.max(list.width, text.implicitWidth + 2 * Theme.unit)
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
                font.pixelSize: Theme.axisSize
                Accessible.ignored: true
            }
        }
    }
}
