// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace engine {

// Figures as all sentences for a person write them.

/// "4,992".
[[nodiscard]] std::string grouped(std::int64_t number);
/// "1 order", "4,992 orders".
[[nodiscard]] std::string counted(std::int64_t number, const char* singular, const char* plural);
/// "1.25 s" or "50 ms".
[[nodiscard]] std::string duration(std::chrono::nanoseconds time);

} // namespace engine
