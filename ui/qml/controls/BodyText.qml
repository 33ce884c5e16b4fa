// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Threadweir

/* Plain text in the window's body size. */
Text {
    id: root

    property bool muted: false

    color: root.muted ? Theme.mutedText : Theme.text
    font.pixelSize: root.muted ? Theme.secondarySize : Theme.bodySize
    textFormat: Text.PlainText
    Accessible.role: Accessible.StaticText
    Accessible.name: root.text
}
