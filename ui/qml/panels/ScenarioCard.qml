// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Threadweir

/* One scenario: a picture of its arrivals, its title and what it promises. Enter or a click starts it. */
AbstractButton {
    id: root

    required property string name
    required property string title
    required property string promise
    required property string facts
    required property list<real> bars
    required property list<real> outages
    required property list<real> slowTimes
    required property real seconds
    property bool current: false
    property bool own: false // can be renamed and deleted

    signal renameWanted()
    signal removeWanted()

    padding: Theme.unit * 1.5
    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    Accessible.name: root.current ? qsTr("%1, running now").arg(root.title) : root.title
    Accessible.description: `${root.promise} ${root.facts}`

    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()
    Keys.onDeletePressed: {
        if (root.own)
            root.removeWanted()
    }
    Keys.onPressed: event => {
        if (root.own && event.key === Qt.Key_F2) {
            event.accepted = true
            root.renameWanted()
        }
    }

    background: Rectangle {
        color: root.down || root.hovered ? Theme.raised : Theme.window
        radius: Theme.radius
        border.color: root.current ? Theme.accent : root.hovered ? Theme.outline : Theme.line
        border.width: root.current ? 2 * Theme.lineWidth : Theme.lineWidth

        FocusRing { shown: root.visualFocus }
    }
    contentItem: ColumnLayout {
        spacing: Theme.half

        SketchPicture {
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.unit * 7
            bars: root.bars
            outages: root.outages
            slowTimes: root.slowTimes
            barColor: Theme.running
            outageColor: Theme.failed
            slowColor: Theme.blocked
            groundColor: Theme.outline
        }
        RowLayout {
            Layout.bottomMargin: Theme.half
            spacing: Theme.unit

            BodyText {
                Layout.fillWidth: true
                text: root.facts
                color: Theme.mutedText
                font.pixelSize: Theme.axisSize
                elide: Text.ElideRight
                Accessible.ignored: true
            }
            BodyText {
                text: qsTr("%1 s").arg(Format.count(root.seconds))
                color: Theme.mutedText
                font.pixelSize: Theme.axisSize
                Accessible.ignored: true
            }
        }
        BodyText {
            Layout.fillWidth: true
            text: root.title
            font.bold: true
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
        BodyText {
            Layout.fillWidth: true
            Layout.fillHeight: true
            muted: true
            text: root.promise
            wrapMode: Text.Wrap
            maximumLineCount: 4
            elide: Text.ElideRight
            verticalAlignment: Text.AlignTop
            Accessible.ignored: true
        }
        RowLayout {
            visible: root.current || root.own
            spacing: Theme.half

            BodyText {
                Layout.fillWidth: true
                text: root.current ? qsTr("▸ running now") : ""
                color: Theme.accent
                font.pixelSize: Theme.secondarySize
                Accessible.ignored: true
            }
            GlyphButton {
                objectName: "renameCard"
                visible: root.own
                glyph: "✎"
                text: qsTr("Rename %1").arg(root.title)
                hint: qsTr("Rename (F2)")
                onClicked: root.renameWanted()
            }
            GlyphButton {
                objectName: "removeCard"
                visible: root.own
                glyph: "✕"
                text: qsTr("Delete %1").arg(root.title)
                hint: qsTr("Delete (Delete); can be undone")
                onClicked: root.removeWanted()
            }
        }
    }
}
