// SPDX-License-Identifier: GPL-3.0-or-later
pragma Singleton

import QtQuick
import Threadweir

/* Every colour, size and duration of the window, by its role. Follows the system's palette until `toggle()` is used. */
QtObject {
    id: root

    property bool dark: root.systemPalette.window.hslLightness < 0.5
    readonly property SystemPalette systemPalette: SystemPalette { }

    // surfaces and text
    readonly property color window: root.dark ? "#0B1015" : "#EEF1F4"
    readonly property color surface: root.dark ? "#131A21" : "#FFFFFF"
    readonly property color raised: root.dark ? "#1D2731" : "#E4E9EE"
    readonly property color line: root.dark ? "#26313C" : "#D3DAE1"
    readonly property color outline: root.dark ? "#5A6B7C" : "#74828F"
    readonly property color text: root.dark ? "#E6EDF3" : "#15202B"
    readonly property color mutedText: root.dark ? "#9FB0C0" : "#465564"
    readonly property color disabledText: root.dark ? "#66747F" : "#8795A2"
    readonly property color accent: root.dark ? "#7DB8F5" : "#0B4F9E"
    readonly property color accentText: root.dark ? "#0B1015" : "#FFFFFF"
    readonly property color focus: root.dark ? "#E6EDF3" : "#15202B"
    readonly property color scrim: root.dark ? "#B3000000" : "#80000000"

    // states
    readonly property color idle: root.dark ? "#5B6B7A" : "#8A97A3"
    readonly property color running: root.dark ? "#7DB8F5" : "#0B4F9E"
    readonly property color blocked: root.dark ? "#F5C211" : "#A86200"
    readonly property color failed: root.dark ? "#D9583B" : "#8E1B1B"
    readonly property color done: root.dark ? "#34F0AC" : "#128A5A"

    readonly property real fillOpacity: root.dark ? 0.32 : 0.26 // of an area that a line of the same colour bounds

    // the 8 px grid
    readonly property int unit: 8
    readonly property int half: 4
    readonly property int panelPadding: 16
    readonly property int controlHeight: 32
    readonly property int barHeight: 8
    readonly property int thinBarHeight: 4
    readonly property int radius: 6
    readonly property int smallRadius: 3
    readonly property int focusWidth: 2
    readonly property int sideWidth: 304
    readonly property real sideShare: 0.2
    readonly property int tallestPipeline: 632
    readonly property int minimumPageWidth: 944
    readonly property int helpWidth: 560

    // type
    readonly property string digits: SystemFonts.fixedFamily
    readonly property int titleSize: 18
    readonly property int bodySize: 13
    readonly property int secondarySize: 12
    readonly property int axisSize: 11
    readonly property int keyNumberSize: 28

    // motion
    readonly property int shortMove: 120

    function toggle() {
        root.dark = !root.dark
    }
}
