// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Threadweir

/* How the mode is written in both languages, side by side and large enough for a room. The run goes on behind it, and so do the
   marks of where its orders are. */
Sheet {
    id: root

    required property RunModel run

    title: [qsTr("Blocking mode in code"), qsTr("Unbounded mode in code"), qsTr("Bounded mode in code")][root.run.figures.mode]
    preferredWidth: Theme.codeWidth

    onKeyPressed: event => {
        if (event.text === KeyTable.shown("code").toLowerCase()) {
            event.accepted = true
            root.close()
        }
    }

    component Side: ColumnLayout {
        id: side

        required property CodeListing code
        required property string language

        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.preferredWidth: 1
        spacing: Theme.unit
        Accessible.role: Accessible.Grouping
        Accessible.name: side.language

        BodyText {
            Layout.fillWidth: true
            text: side.language
            font.bold: true
            elide: Text.ElideRight
            Accessible.ignored: true
        }
        CodeLines {
            Layout.fillWidth: true
            Layout.fillHeight: true
            code: side.code
            fontSize: Theme.bodySize
        }
    }

    BodyText {
        objectName: "sheetLiveText"
        Layout.fillWidth: true
        muted: true
        text: root.run.cppCode.liveText === "" ? qsTr("No order is in flight.") : qsTr("Marked: where most orders are now. %1.").arg(root.run.cppCode.liveText)
        elide: Text.ElideRight
    }
    RowLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        spacing: Theme.panelPadding

        Side {
            objectName: "cppSide"
            language: qsTr("C++20, as it is written here, with QCoro")
            code: root.run.cppCode
        }
        Side {
            objectName: "dotnetSide"
            language: qsTr("The same in C#, on .NET")
            code: root.run.dotnetCode
        }
    }
}
