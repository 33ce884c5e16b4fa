// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/governor/hill_climbing.h"
#include "engine/runtime/clock.h"

#include <string>

namespace engine {

/// Why the thread count changed from `from` to `to`: one sentence for the user, in plain words.
///
/// Threads  pure
[[nodiscard]] std::string starvationText(Clock::Duration waited, int from, int to);
[[nodiscard]] std::string climbText(const HillClimbing::Analysis& analysis, int from, int to);
[[nodiscard]] std::string timeOutText(Clock::Duration idle, int from, int to);
[[nodiscard]] std::string blockingText(int blocked, int from, int to);
[[nodiscard]] std::string limitText(bool minimum, int limit, int from, int to);
[[nodiscard]] std::string userText(int from, int to);
[[nodiscard]] std::string takeOverText(int from, int to);

} // namespace engine
