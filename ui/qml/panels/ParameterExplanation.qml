// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Threadweir

/* What the parameter that somebody looks at means, what it can be, and what is to be known about it now. */
Rectangle {
    id: root

    property ParameterRow row: null
    property real room: Theme.unit * 80 // of the panel that it is part of

    readonly property string facts: {
        if (!root.row)
            return ""
        const parts = []
        if (root.row.bounds !== "")
            parts.push(root.row.bounds)
        parts.push(qsTr("default %1").arg(root.row.defaultText))
        if (root.row.ownText !== root.row.defaultText)
            parts.push(qsTr("scenario %1").arg(root.row.ownText))
        return parts.join(" · ")
    }

    /* The row may go at any time; its explanation goes with it. */
    function explain(row: ParameterRow) {
        root.row = row
    }

    implicitHeight: Math.min(Theme.unit * 16, Math.round(root.room * 0.22))
    color: Theme.window
    radius: Theme.smallRadius
    clip: true
    Accessible.role: Accessible.StaticText
    Accessible.name: root.row ? `${root.row.label}. ${root.row.description} ${root.facts} ${root.row.remark}` : ""

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.unit
        spacing: 2

        BodyText {
            Layout.fillWidth: true
            visible: !root.row
            muted: true
            text: qsTr("What a value means is said here when you point at it or tab to it.")
            wrapMode: Text.Wrap
        }
        BodyText {
            Layout.fillWidth: true
            visible: root.row
            text: root.row ? root.row.label : ""
            font.pixelSize: Theme.secondarySize
            font.bold: true
            elide: Text.ElideRight
        }
        BodyText {
            objectName: "explanationText"
            Layout.fillWidth: true
            visible: root.row
            muted: true
            text: root.row ? root.row.description : ""
            font.pixelSize: Theme.axisSize
            wrapMode: Text.Wrap
            maximumLineCount: 3
            elide: Text.ElideRight
        }
        BodyText {
            objectName: "explanationRemark"
            Layout.fillWidth: true
            visible: root.row && root.row.remark !== ""
            text: root.row ? root.row.remark : ""
            color: Theme.blocked
            font.pixelSize: Theme.axisSize
            wrapMode: Text.Wrap
            maximumLineCount: 2
            elide: Text.ElideRight
        }
        Item { Layout.fillHeight: true }
        BodyText {
            objectName: "explanationFacts"
            Layout.fillWidth: true
            visible: root.row
            muted: true
            text: root.facts
            font.pixelSize: Theme.axisSize
            wrapMode: Text.Wrap
            maximumLineCount: 2
            elide: Text.ElideRight
        }
    }
}
