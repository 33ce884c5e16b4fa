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
        autoRepeat: false
        context: Qt.WindowShortcut
    }

    WindowShortcut {
        sequence: "1"
        onActivated: root.engine.switchMode(Lab.Blocking)
    }
    WindowShortcut {
        sequence: "2"
        onActivated: root.engine.switchMode(Lab.Unbounded)
    }
    WindowShortcut {
        sequence: "3"
        onActivated: root.engine.switchMode(Lab.Bounded)
    }
    WindowShortcut {
        sequences: ["S", "."]
        autoRepeat: true
        onActivated: root.engine.step()
    }
    WindowShortcut {
        sequence: "D"
        onActivated: root.engine.stop()
    }
    WindowShortcut {
        sequence: "R"
        onActivated: root.engine.startAgain()
    }
    WindowShortcut {
        sequences: ["+", "="]
        onActivated: root.engine.faster()
    }
    WindowShortcut {
        sequence: "-"
        onActivated: root.engine.slower()
    }
    WindowShortcut {
        sequence: "0"
        onActivated: root.engine.setRate(1)
    }
    WindowShortcut {
        sequence: "T"
        onActivated: Theme.toggle()
    }
    WindowShortcut {
        sequences: ["F1", "?"]
        onActivated: root.toggleHelp()
    }
    WindowShortcut {
        sequences: ["Ctrl+Q", "Ctrl+W"]
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
