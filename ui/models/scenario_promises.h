// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace ui {

/// What a built-in scenario lets its user see, in one line; empty for any other name.
[[nodiscard]] QString promiseOf(const QString& name);

/// The title of a built-in scenario in the user's language; any other title as it is.
[[nodiscard]] QString translatedScenarioTitle(const QString& title);

} // namespace ui
