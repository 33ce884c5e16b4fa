// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/parameters.h"

#include <span>

namespace ui {

/// How people call a field, and how it is offered: one row of the table.
///
/// Shape    paths that begin with "*." stand for both services, in the two groups given
struct ParameterWords {
    enum Trait : unsigned {
        None = 0,
        Basic = 1, ///< among the first to be shown
        Log = 2, ///< a logarithmic slider
        Share = 4, ///< 0..1 is shown as a percentage
        Restarts = 8,
        OnlyBounded = 16,
        OnlyBlocking = 32,
        OnlyUnbounded = 64,
        NotBlocking = 128,
    };

    const char* path;
    const char* label;
    ParameterGroup group;
    unsigned traits = None;
    const char* unit = "";
    double sliderLowest = 0;
    double sliderHighest = 0;
    const char* needed = ""; ///< "path=word|word": what it depends on
};

[[nodiscard]] std::span<const ParameterWords> parameterWords() noexcept;
[[nodiscard]] QString labelOf(const ParameterWords& words);
/// A word of a choice, as people say it; the word itself where the table has none.
[[nodiscard]] QString labelOfWord(const QString& path, const QString& word);

} // namespace ui
