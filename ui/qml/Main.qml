// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Threadweir

/* The window: its page, and what opens over it. */
ApplicationWindow {
    id: root

    required property EngineCommands engine
    required property RunModel run
    required property PictureFreezer picture
    required property ParameterList parameters
    required property ScenarioList scenarios
    required property ScenarioList ownScenarios
    required property ScenarioFiles files
    required property LessonPlayer lesson
    property int before: Window.Windowed // what the window was, or is, when it has not the whole screen

    width: 1280
    height: 800
    minimumWidth: 1024
    minimumHeight: 700
    visible: true
    title: qsTr("Threadweir")
    color: Theme.window

    function toggleFullScreen() {
        if (root.visibility === Window.FullScreen)
            root.visibility = root.before
        else
            root.visibility = Window.FullScreen
    }
    function teach() {
        if (!teaching.item)
            teaching.setSource("pages/TeachingWindows.qml", { engine: root.engine, run: root.run, lesson: root.lesson, picture: root.picture })
    }
    function save() {
        const own = root.ownScenarios.indexOf(root.engine.scenario) >= 0
        naming.sheet().ask(root.engine.title, own ? root.engine.title : "")
    }

    onClosing: teaching.source = ""
    onVisibilityChanged: {
        if (root.visibility === Window.Windowed || root.visibility === Window.Maximized)
            root.before = root.visibility
    }

    WindowKeys {
        engine: root.engine
        lesson: root.lesson
        picture: root.picture
        onSearchWanted: page.searchParameters()
        onParametersWanted: tab => page.showParameters(tab)
        onOrderWanted: page.findOrder()
        onCodeWanted: code.open()
        onFoldParametersWanted: page.toggleParameters()
        onFoldStripsWanted: page.toggleStrips()
        onGalleryWanted: gallery.open()
        onOpenWanted: root.files.dialogWanted()
        onSaveWanted: root.save()
        onFullScreenWanted: root.toggleFullScreen()
        onTeachWanted: root.teach()
        onHelpWanted: help.open()
        onCloseWanted: root.close()
    }
    LabPage {
        id: page

        anchors.fill: parent
        focus: true
        engine: root.engine
        run: root.run
        picture: root.picture
        parameters: root.parameters
        onGalleryWanted: gallery.open()
        onFullScreenWanted: root.toggleFullScreen()
        onTeachWanted: root.teach()
        onHelpWanted: help.open()
        onCodeWanted: code.open()

        // Not a Shortcut: that would take Space away from a button that has the focus.
        Keys.onSpacePressed: event => {
            if (!event.isAutoRepeat)
                root.engine.toggleHold()
        }
        Keys.onEscapePressed: page.leaveControls()
    }
    LiveRegion {
        objectName: "liveRegion"
        text: root.engine.problem !== "" ? root.engine.problem
            : root.files.notice !== "" ? root.files.notice
            : root.run.figures.ended ? root.run.figures.outcomeDetail : root.run.figures.observation
        Accessible.role: Accessible.AlertMessage
        Accessible.name: said
    }
    Loader { // of the two windows of a talk, made when they are wanted
        id: teaching
    }
    Connections {
        target: teaching.item
        ignoreUnknownSignals: true

        function onClosed() {
            teaching.source = ""
        }
    }
    FileDrop {
        anchors.fill: parent
        onFileDropped: file => root.files.openUrl(file)
    }
    NoticeToast {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.unit * 6
        files: root.files
    }
    LateSheet {
        id: gallery

        file: Qt.resolvedUrl("pages/GalleryPage.qml")
        given: ({
            objectName: "gallery",
            engine: root.engine,
            scenarios: root.scenarios,
            ownScenarios: root.ownScenarios,
            files: root.files
        })
        onSaveWanted: root.save()
        onQuitWanted: root.close()
    }
    LateSheet {
        id: naming

        file: Qt.resolvedUrl("panels/NameSheet.qml")
        given: ({ objectName: "namingSheet", files: root.files })
        onNamed: name => root.files.save(name)
        onQuitWanted: root.close()
    }
    LateSheet {
        id: code

        file: Qt.resolvedUrl("panels/CodeSheet.qml")
        given: ({ objectName: "codeSheet", run: root.run })
        onQuitWanted: root.close()
    }
    LateSheet {
        id: help

        file: Qt.resolvedUrl("panels/HelpOverlay.qml")
        given: ({ objectName: "helpOverlay" })
        onQuitWanted: root.close()
    }
}
