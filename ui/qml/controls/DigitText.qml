// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Threadweir

/* A number: digits of one width, so that it does not jitter while it changes. */
Text {
    color: Theme.text
    font.family: Theme.digits
    font.pixelSize: Theme.bodySize
    textFormat: Text.PlainText
    horizontalAlignment: Text.AlignRight
}
