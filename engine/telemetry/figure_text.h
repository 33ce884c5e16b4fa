// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/phrase.h"

#include <chrono>

namespace engine {

/// "1.25 s" or "50 ms".
[[nodiscard]] Phrase duration(std::chrono::nanoseconds time);

} // namespace engine
