// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace engine {

/// Bytes that move between processors as one. What one thread writes often must not share a line with what others read:
/// two workers were slower than one before the counters had lines of their own (decisions/0004).
inline constexpr std::size_t kCacheLine = 64;

} // namespace engine
