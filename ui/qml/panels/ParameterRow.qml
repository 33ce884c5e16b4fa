// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Threadweir

/* One row of a ParameterList: the title of a group, a parameter with its name and how to change it, or the offer of more.
   Delete on a parameter, but for a field that is typed into, gives it back the scenario's own value. Says when it is pointed at
   or has the focus, so that it can be explained. */
FocusScope {
    id: root

    required property ScenarioEdits edits
    required property int index
    required property int group
    required property int kind
    required property int stage
    required property bool open
    required property string path
    required property string label
    required property string unit
    required property string description
    required property string remark
    required property bool restarts
    required property real amount
    required property bool on
    required property string valueText
    required property int wordIndex
    required property list<string> words
    required property real lowest
    required property real highest
    required property bool hasSlider
    required property bool logarithmic
    required property bool whole
    required property string bounds
    required property string ownText
    required property string defaultText
    required property int changed
    required property bool offered
    property string problem: ""
    property bool habit: false
    property bool broken: false // the service of this title

    signal attended()
    signal toggled()
    signal breakWanted(int stage, Item from)

    readonly property bool isParameter: root.path !== ""
    readonly property color nameColor: root.remark !== "" || !root.offered ? Theme.mutedText : Theme.text

    implicitHeight: body.implicitHeight
    onActiveFocusChanged: {
        if (root.activeFocus)
            root.attended()
    }
    Keys.onDeletePressed: {
        if (root.path !== "")
            root.restore()
    }

    function typed(text: string) {
        root.problem = root.edits.type(root.path, text)
    }
    function dragged(amount: real) {
        root.problem = root.edits.drag(root.path, rowScale.text(amount))
    }
    function restore() {
        root.problem = root.edits.restore(root.path)
    }

    ValueScale {
        id: rowScale

        lowest: root.lowest
        highest: root.hasSlider ? root.highest : Math.max(1e9, root.amount)
        logarithmic: root.logarithmic
        whole: root.whole
    }
    HoverHandler {
        onHoveredChanged: {
            if (hovered)
                root.attended()
        }
    }

    // Each row makes only what it shows. It does so by a Repeater of one or none: a Loader of Qt 6.4 takes no bound component.
    ColumnLayout {
        id: body

        anchors.left: parent.left
        anchors.right: parent.right
        spacing: 0

        Repeater {
            model: root.kind === ParameterModel.Group ? 1 : 0

            ParameterTitle {
                objectName: `title.${root.label}`
                Layout.fillWidth: true
                text: root.label
                open: root.open
                changed: root.changed
                stage: root.stage
                broken: root.broken
                onClicked: root.toggled()
                onBreakWanted: from => root.breakWanted(root.stage, from)
            }
        }
        Repeater {
            model: root.kind === ParameterModel.More ? 1 : 0

            ActionLink {
                objectName: `more.${root.group}`
                Layout.fillWidth: true
                text: root.open ? qsTr("Fewer") : qsTr("%1 more").arg(root.label)
                glyph: root.open ? "▴" : "▾"
                onClicked: root.toggled()
            }
        }
        Repeater {
            model: root.isParameter ? 1 : 0

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.half

                Rectangle { // changed
                    Layout.preferredWidth: Theme.half
                    Layout.preferredHeight: Theme.unit * 2
                    visible: root.changed > 0
                    radius: 1
                    color: Theme.accent
                }
                Text {
                    Layout.fillWidth: true
                    visible: root.kind !== ParameterModel.Flag
                    text: root.restarts ? `${root.label}  ↻` : root.label
                    color: root.nameColor
                    font.pixelSize: Theme.secondarySize
                    font.bold: root.changed > 0
                    elide: Text.ElideRight
                    Accessible.ignored: true // the control says it
                }
                Repeater {
                    model: root.kind === ParameterModel.Flag ? 1 : 0

                    Toggle {
                        objectName: root.path
                        Layout.fillWidth: true
                        on: root.on
                        harmful: root.habit
                        enabled: root.offered
                        text: root.label
                        font.bold: root.changed > 0
                        onFlipped: on => root.problem = root.edits.set(root.path, on ? "true" : "false")
                    }
                }
                Repeater {
                    model: root.kind === ParameterModel.Number ? 1 : 0

                    NumberField {
                        objectName: root.path
                        label: root.label
                        valueScale: rowScale
                        amount: root.amount
                        unitText: root.unit
                        problem: root.problem
                        enabled: root.offered
                        onTyped: text => root.typed(text)
                        onEdited: amount => root.dragged(amount)
                        onSettled: root.edits.endDrag()
                        onAbandoned: root.problem = ""
                    }
                }
                Item {
                    Layout.preferredWidth: Theme.unit * 2.5
                    implicitHeight: Theme.unit * 3

                    Repeater {
                        model: root.changed > 0 ? 1 : 0

                        GlyphButton {
                            anchors.fill: parent
                            glyph: "↺"
                            text: qsTr("Give %1 back its own value").arg(root.label)
                            hint: qsTr("Back to %1").arg(root.ownText)
                            onClicked: root.restore()
                        }
                    }
                }
            }
        }
        Repeater {
            model: root.hasSlider ? 1 : 0

            ValueSlider {
                objectName: root.path + ".slider"
                Layout.fillWidth: true
                Layout.rightMargin: Theme.unit * 3
                label: root.label
                valueScale: rowScale
                amount: root.amount
                valueText: `${root.valueText} ${root.unit}`
                enabled: root.offered
                onEdited: amount => root.dragged(amount)
                onSettled: root.edits.endDrag()
            }
        }
        Repeater {
            model: root.kind === ParameterModel.Word ? 1 : 0

            WordChooser {
                objectName: root.path
                Layout.fillWidth: true
                Layout.rightMargin: Theme.unit * 3
                label: root.label
                words: root.words
                chosen: root.wordIndex
                onPicked: index => root.problem = root.edits.pick(root.path, index)
            }
        }
        Repeater {
            model: root.kind === ParameterModel.Order ? 1 : 0

            WordsField {
                objectName: root.path
                Layout.fillWidth: true
                Layout.rightMargin: Theme.unit * 3
                label: root.label
                shown: root.valueText
                problem: root.problem
                onTyped: text => root.typed(text)
                onAbandoned: root.problem = ""
            }
        }
        Repeater {
            model: root.problem !== "" ? 1 : 0

            BodyText {
                Layout.fillWidth: true
                text: "⊘ " + root.problem
                color: Theme.failed
                font.pixelSize: Theme.axisSize
                wrapMode: Text.Wrap
                Accessible.role: Accessible.AlertMessage
            }
        }
        Repeater {
            model: root.habit && root.isParameter ? 1 : 0

            BodyText {
                Layout.fillWidth: true
                Layout.leftMargin: Theme.unit * 5
                muted: true
                text: root.offered ? root.description : root.remark
                font.pixelSize: Theme.axisSize
                wrapMode: Text.Wrap
            }
        }
    }
}
