// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import Threadweir

/* The two windows of a talk: the speaker's, and the audience's picture. Both show the run of the lab's own window. */
Item {
    id: root

    required property EngineCommands engine
    required property RunModel run
    required property LessonPlayer lesson
    required property PictureFreezer picture

    signal closed()

    function showAudience(screen: int) {
        const display = Application.screens[screen]
        audience.screen = display
        audience.x = display.virtualX
        audience.y = display.virtualY
        audience.showFullScreen()
    }

    component TalkWindow: ApplicationWindow {
        id: window

        required property EngineCommands engine
        required property LessonPlayer lesson
        required property PictureFreezer picture

        transientParent: null
        width: Theme.scaled(1024)
        height: Theme.scaled(700)
        color: Theme.window

        WindowKeys {
            engine: window.engine
            lesson: window.lesson
            picture: window.picture
            onHelpWanted: help.open()
            onFullScreenWanted: {
                window.visibility = window.visibility === Window.FullScreen ? Window.Windowed : Window.FullScreen
            }
            onCloseWanted: window.close()
        }
        HelpOverlay {
            id: help

            onQuitWanted: window.close()
        }
    }

    TalkWindow {
        id: presenter

        objectName: "presenterWindow"
        engine: root.engine
        lesson: root.lesson
        picture: root.picture
        minimumWidth: 800
        minimumHeight: 560
        visible: true
        title: qsTr("Speaker")
        onClosing: root.closed()

        PresenterPage {
            anchors.fill: parent
            focus: true
            engine: root.engine
            run: root.run
            lesson: root.lesson
            picture: root.picture
            audienceShown: audience.visible
            onShowAudienceWanted: screen => root.showAudience(screen)
            onHideAudienceWanted: audience.close()

            Keys.onSpacePressed: event => {
                if (!event.isAutoRepeat)
                    root.engine.toggleHold()
            }
        }
    }
    TalkWindow {
        id: audience

        objectName: "audienceWindow"
        engine: root.engine
        lesson: root.lesson
        picture: root.picture
        visible: false
        title: qsTr("Audience")

        // Nothing is laid out and drawn that nobody sees. A Repeater of one, as a Loader of Qt 6.4 takes no bound component.
        Repeater {
            model: audience.visible ? 1 : 0

            AudiencePage {
                anchors.fill: parent
                focus: true
                engine: root.engine
                run: root.run
                lesson: root.lesson

                Keys.onEscapePressed: audience.close()
                Keys.onSpacePressed: event => {
                    if (!event.isAutoRepeat)
                        root.engine.toggleHold()
                }
            }
        }
    }
}
