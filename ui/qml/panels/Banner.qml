// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Threadweir

/* One sentence about the run: what is happening, or how it ended and the offer to start again; or what went wrong. */
Rectangle {
    id: root

    required property EngineCommands engine
    required property RunModel run
    readonly property bool troubled: root.engine.problem !== ""
    readonly property bool ended: root.run.figures.ended
    readonly property bool bad: root.troubled || root.ended && (root.run.figures.outcome === Lab.Deadlocked
        || root.run.figures.outcome === Lab.Failed)
    readonly property string headline: {
        if (root.troubled)
            return qsTr("This cannot be started.")
        if (!root.ended)
            return ""
        switch (root.run.figures.outcome) {
        case Lab.Completed:
            return qsTr("The run is complete.")
        case Lab.Cancelled:
            return qsTr("The run was cancelled.")
        case Lab.Deadlocked:
            return qsTr("The run is deadlocked.")
        case Lab.TimeLimit:
            return qsTr("The run is over its time limit.")
        }
        return qsTr("The run failed.")
    }
    readonly property string sentence: root.troubled ? root.engine.problem
        : root.ended ? root.run.figures.outcomeDetail : root.run.figures.observation

    visible: root.troubled || root.ended
    implicitHeight: Math.max(Theme.unit * 5, row.implicitHeight + 2 * Theme.half)
    color: root.ended || root.troubled ? Theme.surface : "transparent"
    radius: Theme.radius
    border.color: root.bad ? Theme.failed : root.ended ? Theme.outline : Theme.line
    border.width: root.bad ? 2 : 1
    Accessible.role: Accessible.StaticText
    Accessible.name: `${root.headline} ${root.sentence}`

    RowLayout {
        id: row

        anchors.fill: parent
        anchors.leftMargin: Theme.panelPadding
        anchors.rightMargin: Theme.half
        spacing: Theme.unit

        Text {
            visible: root.headline !== ""
            text: root.bad ? "⊘" : "●"
            color: root.bad ? Theme.failed : Theme.done
            font.pixelSize: Theme.bodySize
            Accessible.ignored: true
        }
        BodyText {
            visible: root.headline !== ""
            text: root.headline
            font.bold: true
        }
        BodyText {
            objectName: "sentence"
            Layout.fillWidth: true
            text: root.sentence
            color: root.ended || root.troubled ? Theme.text : Theme.mutedText
            wrapMode: Text.Wrap
            maximumLineCount: 3
            elide: Text.ElideRight
        }
        ActionButton {
            objectName: "bannerButton"
            visible: root.troubled || root.ended
            text: root.troubled ? qsTr("Dismiss") : qsTr("Start again")
            prominent: !root.troubled
            onClicked: root.troubled ? root.engine.dismissProblem() : root.engine.startAgain()
        }
    }
}
