// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Threadweir

/* The lab: what controls the run above, what is seen of it below. Scrolls where the window is too small for it. */
FocusScope {
    id: root

    required property EngineCommands engine
    required property RunModel run
    required property PictureFreezer picture
    required property ParameterList parameters

    readonly property var chosen: ViewSettings.openPanels
    readonly property bool parametersOpen: root.chosen.parameters ?? root.width >= Theme.narrowPage
    readonly property bool stripsOpen: root.chosen.strips ?? root.height >= Theme.lowPage
    property double followedOrder: 0 // 0: none

    signal galleryWanted()
    signal fullScreenWanted()
    signal teachWanted()
    signal helpWanted()
    signal codeWanted()

    function toggleParameters() {
        ViewSettings.setOpen("parameters", !root.parametersOpen)
    }
    function toggleStrips() {
        ViewSettings.setOpen("strips", !root.stripsOpen)
    }
    function openParameters() {
        if (!root.parametersOpen) // otherwise nobody has chosen anything
            root.toggleParameters()
    }
    function searchParameters() {
        root.openParameters()
        parameterPanel.search()
    }
    function showParameters(tab: int) {
        root.openParameters()
        parameterPanel.show(tab)
    }
    function findOrder() {
        side.findOrder()
    }
    function follow(id: double) {
        root.followedOrder = id
        root.engine.watch(id)
        if (id > 0)
            side.tab = SidePanel.Order
    }
    /* Takes the focus from whichever control has it, so that Space means the run again. */
    function leaveControls() {
        rest.forceActiveFocus()
    }

    Item {
        id: rest

        focus: true
    }
    Flickable {
        anchors.fill: parent
        contentWidth: Math.max(width, Theme.minimumPageWidth)
        contentHeight: Math.max(height, root.stripsOpen ? Theme.lowPage : Theme.minimumPageHeight)
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentWidth > width || contentHeight > height
        clip: true

        ScrollBar.vertical: ScrollBar { }
        ScrollBar.horizontal: ScrollBar { }

        ColumnLayout {
            id: page

            anchors.fill: parent
            anchors.margins: Theme.unit
            spacing: Theme.unit

            Rectangle {
                Layout.fillWidth: true
                implicitHeight: bars.implicitHeight + 2 * Theme.unit
                color: Theme.surface
                radius: Theme.radius
                border.color: Theme.line
                border.width: 1

                ColumnLayout {
                    id: bars

                    anchors.fill: parent
                    anchors.leftMargin: Theme.panelPadding
                    anchors.rightMargin: Theme.panelPadding
                    anchors.topMargin: Theme.unit
                    anchors.bottomMargin: Theme.unit
                    spacing: Theme.unit

                    TitleBar {
                        Layout.fillWidth: true
                        engine: root.engine
                        run: root.run
                        onGalleryWanted: root.galleryWanted()
                        onFullScreenWanted: root.fullScreenWanted()
                        onTeachWanted: root.teachWanted()
                        onHelpWanted: root.helpWanted()
                    }
                    TransportBar {
                        Layout.fillWidth: true
                        engine: root.engine
                        picture: root.picture
                        room: page.width - 2 * Theme.panelPadding
                    }
                }
            }
            Banner {
                objectName: "banner"
                Layout.fillWidth: true
                engine: root.engine
                run: root.run
                visible: troubled || ended || root.picture.frozen

                FreezeBar { // in its place: what the sentence is about stands still, too
                    objectName: "freezeBar"
                    anchors.fill: parent
                    visible: root.picture.frozen
                    engine: root.engine
                    picture: root.picture
                }
            }
            RowLayout {
                Layout.fillWidth: true
                Layout.fillHeight: true
                spacing: Theme.unit

                ColumnLayout {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    spacing: Theme.unit

                    // Not a layout: in Qt 6.4 one that is at work may not notice that a panel has come or gone.
                    Item {
                        Layout.fillWidth: true
                        Layout.fillHeight: true

                        PanelRail {
                            id: rail

                            objectName: "parameterRail"
                            anchors.top: parent.top
                            anchors.bottom: parent.bottom
                            visible: !root.parametersOpen
                            text: qsTr("Parameters")
                            hint: qsTr("Shows the parameters (%1)").arg(KeyTable.shown("foldParameters"))
                            onClicked: root.toggleParameters()
                        }
                        ParameterPanel {
                            id: parameterPanel

                            objectName: "parameterPanel"
                            anchors.top: parent.top
                            anchors.bottom: parent.bottom
                            visible: root.parametersOpen
                            engine: root.engine
                            parameters: root.parameters
                            onFoldWanted: root.toggleParameters()
                        }
                        ColumnLayout {
                            anchors.fill: parent
                            anchors.leftMargin: Theme.unit + (root.parametersOpen ? parameterPanel.width : rail.width)
                            spacing: Theme.unit

                            MapPanel {
                                Layout.fillWidth: true
                                Layout.fillHeight: true
                                Layout.preferredHeight: Theme.mapShare
                                Layout.maximumHeight: Theme.tallestPipeline
                                run: root.run
                                followedOrder: root.followedOrder
                                onOrderClicked: id => root.follow(id)
                                onBreakWanted: (stage, how) => root.engine.services.breakService(stage, how)
                                onHealWanted: stage => root.engine.services.healService(stage)
                                onBreakerCommandWanted: (stage, command) => root.engine.services.commandBreaker(stage, command)
                            }
                            PoolPanel {
                                Layout.fillWidth: true
                                Layout.fillHeight: true
                                Layout.preferredHeight: Theme.poolShare
                                run: root.run
                                onWorkerClicked: id => root.follow(id)
                            }
                        }
                    }
                    StripsPanel {
                        objectName: "stripsPanel"
                        Layout.fillWidth: true
                        Layout.preferredHeight: root.stripsOpen ? Math.max(implicitHeight, root.height * Theme.stripsShare) : implicitHeight
                        run: root.run
                        foldable: true
                        open: root.stripsOpen
                        onFoldWanted: root.toggleStrips()
                    }
                }
                ColumnLayout {
                    readonly property real share: Math.max(Theme.sideWidth, page.width * Theme.sideShare)

                    Layout.preferredWidth: share
                    Layout.maximumWidth: share
                    Layout.fillHeight: true
                    spacing: Theme.unit

                    KeyFiguresPanel {
                        Layout.fillWidth: true
                        run: root.run
                    }
                    LedgerPanel {
                        Layout.fillWidth: true
                        run: root.run
                    }
                    SidePanel {
                        id: side

                        objectName: "sidePanel"
                        Layout.fillWidth: true
                        Layout.fillHeight: true
                        engine: root.engine
                        run: root.run
                        followedOrder: root.followedOrder
                        onOrderWanted: id => root.follow(id)
                        onCodeWanted: root.codeWanted()
                    }
                }
            }
            StatusBar {
                Layout.fillWidth: true
                Layout.leftMargin: Theme.panelPadding
                Layout.rightMargin: Theme.panelPadding
                engine: root.engine
                run: root.run
            }
        }
    }
}
