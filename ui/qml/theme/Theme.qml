// SPDX-License-Identifier: GPL-3.0-or-later
pragma Singleton

import QtQuick
import Threadweir

/* Every colour, size and duration of the window, by its role. Which theme and how large is in ViewSettings. */
QtObject {
    id: root

    readonly property SystemPalette systemPalette: SystemPalette { }
    readonly property bool projector: ViewSettings.theme === ViewSettings.Projector
    readonly property bool dark: ViewSettings.theme === ViewSettings.Dark
        || ViewSettings.theme === ViewSettings.System && root.systemPalette.window.hslLightness < 0.5

    // surfaces and text
    readonly property color window: root.of("#0B1015", "#EEF1F4", "#FFFFFF")
    readonly property color surface: root.of("#131A21", "#FFFFFF", "#FFFFFF")
    readonly property color raised: root.of("#1D2731", "#E4E9EE", "#E6E9EC")
    readonly property color line: root.of("#26313C", "#D3DAE1", "#9AA5AF")
    readonly property color outline: root.of("#64768A", "#74828F", "#3C4650")
    readonly property color text: root.of("#E6EDF3", "#15202B", "#000000")
    readonly property color mutedText: root.of("#9FB0C0", "#465564", "#22303C")
    readonly property color disabledText: root.of("#6E7C88", "#74808C", "#5F6A74")
    readonly property color accent: root.of("#7DB8F5", "#133F8B", "#032E76")
    readonly property color accentText: root.of("#0B1015", "#FFFFFF", "#FFFFFF")
    readonly property color focus: root.of("#E6EDF3", "#15202B", "#000000")
    readonly property color scrim: root.of("#B3000000", "#80000000", "#99000000")

    // states
    readonly property color idle: root.of("#64768A", "#75828F", "#74808C")
    readonly property color queued: root.of("#7D8B99", "#5F6E7C", "#4A5662")
    readonly property color running: root.of("#7DB8F5", "#133F8B", "#032E76")
    readonly property color blocked: root.of("#F5C211", "#A15C00", "#945600")
    readonly property color failed: root.of("#DE684C", "#890D16", "#700007")
    readonly property color done: root.of("#34F0AC", "#027C50", "#006D42")

    readonly property real fillOpacity: root.dark ? 0.32 : 0.26 // of an area that a line of the same colour bounds

    // Everything with a size grows together; on a wall all of it is read from further away.
    readonly property real scale: ViewSettings.scale * (root.projector ? 1.25 : 1)

    // the 8 px grid
    readonly property int unit: root.scaled(8)
    readonly property int half: root.scaled(4)
    readonly property int panelPadding: root.scaled(16)
    readonly property int controlHeight: root.scaled(32)
    readonly property int barHeight: root.scaled(8)
    readonly property int thinBarHeight: root.scaled(4)
    readonly property int radius: root.scaled(6)
    readonly property int smallRadius: root.scaled(3)
    readonly property int lineWidth: Math.max(1, Math.floor(root.scale))
    readonly property int focusWidth: Math.max(2, root.scaled(2))
    readonly property int sideWidth: root.scaled(304)
    readonly property int parameterWidth: root.scaled(264)
    readonly property real sideShare: 0.2
    readonly property int tallestPipeline: root.scaled(632)
    readonly property int lowestBand: root.scaled(56) // of the map, for tokens
    readonly property int narrowStation: root.scaled(150) // from one station of the map to the next; below it names are short,
    readonly property int compactStation: root.scaled(112) // and below this words and bars make way for figures
    readonly property int compactMap: root.scaled(360)
    readonly property int loopHeight: root.scaled(20)
    readonly property int farLimit: 10000 // of a queue
    readonly property int minimumPageWidth: root.scaled(1000)
    readonly property int minimumPageHeight: root.scaled(650)
    readonly property int narrowPage: root.scaled(1180) // below it parameters are folded away until somebody wants them,
    readonly property int lowPage: root.scaled(780) // and below this the strips
    readonly property int mapShare: root.scaled(300) // of the height in the middle, against that of the pool
    readonly property int poolShare: root.scaled(170)
    readonly property int lowestWithStrips: root.scaled(800) // of the audience's picture
    readonly property int helpWidth: root.scaled(880)
    readonly property int sheetWidth: root.scaled(440)
    readonly property int codeWidth: root.scaled(1240)
    readonly property int galleryWidth: root.scaled(1240)
    readonly property int cardWidth: root.scaled(264)
    readonly property int stripWidth: root.scaled(264) // the least of a strip
    readonly property int stripHeight: root.scaled(120)
    readonly property real stripsShare: 0.22 // of the window's height

    // type
    readonly property string digits: "JetBrains Mono"
    readonly property int titleSize: root.scaled(18)
    readonly property int bodySize: root.scaled(13)
    readonly property int secondarySize: root.scaled(12)
    readonly property int axisSize: root.scaled(11)
    readonly property int keyNumberSize: root.scaled(28)
    readonly property int glyphInRing: root.scaled(9)

    // motion
    readonly property bool reducedMotion: ViewSettings.reducedMotion
    readonly property int shortMove: root.reducedMotion ? 0 : 120
    readonly property int longMove: root.reducedMotion ? 0 : 200
    readonly property int noticeTime: 8000 // long enough to read a sentence and to reach its button
    readonly property int lingering: 2000 // of what comes and goes, before it leaves its place

    function of(dark: string, light: string, projector: string): color {
        return root.projector ? projector : root.dark ? dark : light
    }
    function scaled(pixels: real): int {
        return Math.round(pixels * root.scale)
    }

    /* The next theme: light, dark, projector. Where the system's is in use, the next is not the one it looks like. */
    function toggle() {
        ViewSettings.theme = root.projector ? ViewSettings.Light : root.dark ? ViewSettings.Projector : ViewSettings.Dark
    }
}
