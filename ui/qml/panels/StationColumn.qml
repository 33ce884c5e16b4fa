// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Threadweir

/* One station of the map: its name and how much is in it, above; what is put into it, below. The map draws the rest between
   `bandTop` and `bandTop + bandHeight`. */
Control {
    id: root

    required property string title
    required property string word
    required property stationFigures figures
    required property bool compact
    required property bool troubled
    required property real bandTop
    required property real bandHeight
    property bool hasMenu: false
    property bool footFills: false // down to the bottom, as a card does
    default property alias foot: foot.data
    readonly property real headHeight: head.implicitHeight
    readonly property real footHeight: foot.implicitHeight

    signal menuWanted()

    Accessible.role: root.hasMenu ? Accessible.ButtonMenu : Accessible.Pane
    Accessible.name: root.figures.summary
    Accessible.focusable: true
    Accessible.onPressAction: root.menuWanted()

    Keys.onReturnPressed: root.menuWanted()
    Keys.onEnterPressed: root.menuWanted()
    Keys.onMenuPressed: root.menuWanted()

    ColumnLayout {
        id: head

        width: parent.width
        spacing: 0

        Text {
            Layout.fillWidth: true
            text: root.troubled && !root.compact ? qsTr("%1 ▲").arg(root.title) : root.title
            color: !root.figures.inUse ? Theme.disabledText : root.troubled ? Theme.blocked : Theme.text
            font.pixelSize: root.compact ? Theme.secondarySize : Theme.bodySize
            font.bold: true
            elide: Text.ElideRight
            Accessible.ignored: true
        }
        RowLayout {
            spacing: Theme.half
            opacity: root.figures.inUse ? 1 : 0

            DigitText {
                Layout.alignment: Qt.AlignBaseline
                text: !root.figures.counted ? "–" : root.compact ? Format.brief(root.figures.now) : Format.count(root.figures.now)
                font.pixelSize: root.compact ? Theme.bodySize : Theme.titleSize
                Accessible.ignored: true
            }
            DigitText {
                Layout.alignment: Qt.AlignBaseline
                visible: root.figures.limit > 0
                text: qsTr("/ %1").arg(root.compact ? Format.brief(root.figures.limit) : Format.count(root.figures.limit))
                color: Theme.mutedText
                font.pixelSize: Theme.secondarySize
                Accessible.ignored: true
            }
            Text {
                Layout.fillWidth: true
                Layout.alignment: Qt.AlignBaseline
                visible: !root.compact
                text: root.word
                color: Theme.mutedText
                font.pixelSize: Theme.axisSize
                elide: Text.ElideRight
                Accessible.ignored: true
            }
        }
    }
    Text {
        y: root.bandTop + root.bandHeight / 4
        width: root.width
        visible: !root.figures.inUse
        text: qsTr("not in use")
        color: Theme.disabledText
        font.pixelSize: Theme.axisSize
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        Accessible.ignored: true
    }
    FocusRing {
        anchors.topMargin: root.bandTop - Theme.focusWidth - 1
        anchors.bottomMargin: root.height - root.bandTop - root.bandHeight - Theme.focusWidth - 1
        shown: root.visualFocus
    }
    ColumnLayout {
        id: foot

        y: root.bandTop + root.bandHeight + Theme.half
        width: parent.width
        height: root.footFills ? root.height - y : implicitHeight
        spacing: root.compact ? 0 : Theme.half
    }
}
