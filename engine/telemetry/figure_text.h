// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/phrase.h"

#include <chrono>
#include <cstdint>
#include <utility>

namespace engine {

// Figures as all sentences for a person write them.

/// What is said of one, or of any other number, which is %1: "1 order", "4,992 orders".
template <typename... More>
[[nodiscard]] Phrase counted(std::int64_t number, const char* singular, const char* plural, More&&... more)
{
    return Phrase(number == 1 ? singular : plural, number, std::forward<More>(more)...);
}

/// "1.25 s" or "50 ms".
[[nodiscard]] Phrase duration(std::chrono::nanoseconds time);

} // namespace engine
