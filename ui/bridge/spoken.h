// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/phrase.h"

#include <QLocale>
#include <QString>

namespace ui {

// What the engine says, in the language of the window. GUI thread only.

/// How numbers are written in the language that is spoken, whatever the system's locale; as in English until it is set.
[[nodiscard]] const QLocale& spokenLocale();
void setSpokenLocale(const QLocale& locale);

[[nodiscard]] QString spoken(const engine::Phrase& phrase);

} // namespace ui
