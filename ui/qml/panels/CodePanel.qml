// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Threadweir

/* How the mode is written, in C++ and in C#; the lines that most orders are in are marked. */
ColumnLayout {
    id: root

    required property RunModel run
    property int language: CodePanel.Cpp
    readonly property CodeListing code: root.language === CodePanel.Cpp ? root.run.cppCode : root.run.dotnetCode

    enum Language { Cpp, DotNet }

    signal sheetWanted()

    spacing: Theme.unit
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Code of this mode")

    component LanguageButton: ActionButton {
        required property int language

        prominent: root.language === language
        onClicked: root.language = language
    }

    RowLayout {
        spacing: Theme.half

        LanguageButton {
            objectName: "cppButton"
            text: qsTr("C++")
            language: CodePanel.Cpp
            hint: qsTr("As it is written here, with QCoro")
        }
        LanguageButton {
            objectName: "dotnetButton"
            text: qsTr("C#")
            language: CodePanel.DotNet
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
        GlyphButton {
            objectName: "codeSheetButton"
            glyph: "⇄"
            text: qsTr("Both languages side by side")
            hint: qsTr("Both languages side by side (%1)").arg(KeyTable.shown("code"))
            onClicked: root.sheetWanted()
        }
    }
    CodeLines {
        objectName: "codeLines"
        Layout.fillWidth: true
        Layout.fillHeight: true
        code: root.code
    }
}
