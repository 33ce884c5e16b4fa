// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Threadweir

/* The window: its page, and what opens over it. */
ApplicationWindow {
    id: root

    required property EngineCommands engine
    required property RunModel run
    required property ScenarioList scenarios

    width: 1280
    height: 800
    minimumWidth: 1024
    minimumHeight: 700
    visible: true
    title: qsTr("Threadweir")
    color: Theme.window

    WindowKeys {
        engine: root.engine
        onHelpWanted: help.toggle()
        onCloseWanted: root.close()
    }
    LabPage {
        id: page

        anchors.fill: parent
        focus: true
        engine: root.engine
        run: root.run
        scenarios: root.scenarios
        onHelpWanted: help.toggle()

        // Not a Shortcut: that would take Space away from a button that has the focus.
        Keys.onSpacePressed: event => {
            if (!event.isAutoRepeat)
                root.engine.toggleHold()
        }
        Keys.onEscapePressed: page.leaveControls()
    }
    HelpOverlay {
        id: help

        objectName: "helpOverlay"
        onQuitWanted: root.close()
    }
}
