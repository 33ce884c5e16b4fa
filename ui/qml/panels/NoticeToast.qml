// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Threadweir

/* The notice of a scenario file at the foot of the window. It goes by itself, but not while the pointer is on it. */
Rectangle {
    id: root

    required property ScenarioFiles files

    width: Math.min(parent.width - 2 * Theme.panelPadding, bar.implicitWidth + 2 * Theme.panelPadding)
    height: Theme.controlHeight + 2 * Theme.unit
    visible: root.files.notice !== ""
    color: Theme.raised
    radius: Theme.radius
    border.color: Theme.outline
    border.width: Theme.lineWidth

    Timer {
        id: time

        interval: Theme.noticeTime
        running: root.visible && !pointer.hovered
        onTriggered: root.files.dismissNotice()
    }
    Connections {
        target: root.files

        function onNoticeChanged() {
            if (time.running)
                time.restart()
        }
    }
    HoverHandler { id: pointer }
    NoticeBar {
        id: bar

        anchors.fill: parent
        anchors.leftMargin: Theme.panelPadding
        anchors.rightMargin: Theme.unit
        files: root.files
    }
}
