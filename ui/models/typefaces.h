// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1String>

namespace ui {

/// The typefaces that the window brings along, so that it looks and measures the same everywhere: one for text, one
/// whose digits are all of one width, and one with every sign that the others lack.
///
/// Errors   a typeface that cannot be loaded is a warning; the system's own are then used
/// Threads  GUI thread, before the first window; a QGuiApplication exists
struct Typefaces {
    static constexpr QLatin1String kText {"Inter"};
    static constexpr QLatin1String kDigits {"JetBrains Mono"};
    static constexpr QLatin1String kSigns {"Threadweir Symbols"};

    /// Makes them known and the first one the application's. From the second time on nothing happens.
    static void load();
};

} // namespace ui
