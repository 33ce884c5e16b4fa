// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace engine {

/// Foreign text made fit for one line of a message: cut after `longest` characters, control characters shown as dots.
[[nodiscard]] QString cleanForMessage(const QString& text, qsizetype longest);

/// The same in quotes, of a length that suits a value.
[[nodiscard]] QString quotedForMessage(const QString& text);

} // namespace engine
