// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Threadweir

/* A key of a window, by its name in KeyTable. */
Shortcut {
    required property string name

    sequences: KeyTable.sequences(name)
    autoRepeat: false
    context: Qt.WindowShortcut
}
