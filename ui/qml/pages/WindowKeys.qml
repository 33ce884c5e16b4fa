// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Threadweir

/* What each key of KeyTable does. A window that takes them has one of these. */
Item {
    id: root

    required property EngineCommands engine
    required property LessonPlayer lesson
    required property PictureFreezer picture

    signal searchWanted()
    signal parametersWanted(int tab)
    signal helpWanted()
    signal orderWanted()
    signal codeWanted()
    signal foldParametersWanted()
    signal foldStripsWanted()
    signal galleryWanted()
    signal openWanted()
    signal saveWanted()
    signal fullScreenWanted()
    signal teachWanted()
    signal closeWanted()

    WindowKey {
        name: "blocking"
        onActivated: root.engine.switchMode(Lab.Blocking)
    }
    WindowKey {
        name: "unbounded"
        onActivated: root.engine.switchMode(Lab.Unbounded)
    }
    WindowKey {
        name: "bounded"
        onActivated: root.engine.switchMode(Lab.Bounded)
    }
    WindowKey {
        name: "drain"
        onActivated: root.engine.stop()
    }
    WindowKey {
        name: "cancel"
        onActivated: root.engine.cancel()
    }
    WindowKey {
        name: "reset"
        onActivated: root.engine.reset()
    }
    WindowKey {
        name: "again"
        onActivated: root.engine.startAgain()
    }
    WindowKey {
        name: "jump"
        onActivated: root.engine.jump(10)
    }
    WindowKey {
        name: "step"
        autoRepeat: true
        onActivated: root.engine.step()
    }
    WindowKey {
        name: "faster"
        onActivated: root.engine.faster()
    }
    WindowKey {
        name: "slower"
        onActivated: root.engine.slower()
    }
    WindowKey {
        name: "realTime"
        onActivated: root.engine.setRate(1)
    }
    WindowKey {
        name: "gallery"
        onActivated: root.galleryWanted()
    }
    WindowKey {
        name: "openFile"
        onActivated: root.openWanted()
    }
    WindowKey {
        name: "save"
        onActivated: root.saveWanted()
    }
    WindowKey {
        name: "undo"
        autoRepeat: true
        onActivated: root.engine.edits.undo()
    }
    WindowKey {
        name: "redo"
        autoRepeat: true
        onActivated: root.engine.edits.redo()
    }
    WindowKey {
        name: "search"
        onActivated: root.searchWanted()
    }
    WindowKey {
        name: "parameters"
        onActivated: root.parametersWanted(0)
    }
    WindowKey {
        name: "habits"
        onActivated: root.parametersWanted(1)
    }
    WindowKey {
        name: "freeze"
        onActivated: root.picture.toggle()
    }
    WindowKey {
        name: "order"
        onActivated: root.orderWanted()
    }
    WindowKey {
        name: "code"
        onActivated: root.codeWanted()
    }
    WindowKey {
        name: "foldParameters"
        onActivated: root.foldParametersWanted()
    }
    WindowKey {
        name: "foldStrips"
        onActivated: root.foldStripsWanted()
    }
    WindowKey {
        name: "theme"
        onActivated: Theme.toggle()
    }
    WindowKey {
        name: "larger"
        autoRepeat: true
        onActivated: ViewSettings.larger()
    }
    WindowKey {
        name: "smaller"
        autoRepeat: true
        onActivated: ViewSettings.smaller()
    }
    WindowKey {
        name: "normalSize"
        onActivated: ViewSettings.scale = 1
    }
    WindowKey {
        name: "fullScreen"
        onActivated: root.fullScreenWanted()
    }
    WindowKey {
        name: "teach"
        onActivated: root.teachWanted()
    }
    WindowKey {
        name: "nextCue"
        enabled: root.lesson.index >= 0 // otherwise the keys are the panels'
        onActivated: root.lesson.next()
    }
    WindowKey {
        name: "previousCue"
        enabled: root.lesson.index >= 0
        onActivated: root.lesson.previous()
    }
    WindowKey {
        name: "help"
        onActivated: root.helpWanted()
    }
    WindowKey {
        name: "quit"
        onActivated: root.closeWanted()
    }
}
