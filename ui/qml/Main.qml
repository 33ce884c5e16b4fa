// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Threadweir

/* The window, its page and its keys. */
ApplicationWindow {
    id: root

    required property EngineCommands engine
    required property RunModel run
    required property ScenarioList scenarios

    width: 1280
    height: 800
    minimumWidth: 480
    minimumHeight: 360
    visible: true
    title: qsTr("Threadweir")
    color: Theme.window

    function toggleHelp() {
        if (help.opened)
            help.close()
        else
            help.open()
    }

    component WindowShortcut: Shortcut {
        required property string name

        sequences: KeyTable.sequences(name)
        autoRepeat: false
        context: Qt.WindowShortcut
    }

    WindowShortcut {
        name: "blocking"
        onActivated: root.engine.switchMode(Lab.Blocking)
    }
    WindowShortcut {
        name: "unbounded"
        onActivated: root.engine.switchMode(Lab.Unbounded)
    }
    WindowShortcut {
        name: "bounded"
        onActivated: root.engine.switchMode(Lab.Bounded)
    }
    WindowShortcut {
        name: "step"
        autoRepeat: true
        onActivated: root.engine.step()
    }
    WindowShortcut {
        name: "drain"
        onActivated: root.engine.stop()
    }
    WindowShortcut {
        name: "reset"
        onActivated: root.engine.startAgain()
    }
    WindowShortcut {
        name: "faster"
        onActivated: root.engine.faster()
    }
    WindowShortcut {
        name: "slower"
        onActivated: root.engine.slower()
    }
    WindowShortcut {
        name: "realTime"
        onActivated: root.engine.setRate(1)
    }
    WindowShortcut {
        name: "theme"
        onActivated: Theme.toggle()
    }
    WindowShortcut {
        name: "help"
        onActivated: root.toggleHelp()
    }
    WindowShortcut {
        name: "quit"
        onActivated: root.close()
    }

    LabPage {
        id: page

        anchors.fill: parent
        focus: true
        engine: root.engine
        run: root.run
        scenarios: root.scenarios
        onHelpWanted: root.toggleHelp()

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
