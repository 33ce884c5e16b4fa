// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/governor/hill_climbing.h"
#include "engine/order/phrase.h"
#include "engine/runtime/clock.h"

namespace engine {

/// Why the thread count changed from `from` to `to`: one sentence for the user, in plain words.
///
/// Threads  pure
[[nodiscard]] Phrase starvationText(Clock::Duration waited, int from, int to);
[[nodiscard]] Phrase climbText(const HillClimbing::Analysis& analysis, int from, int to);
[[nodiscard]] Phrase timeOutText(Clock::Duration idle, int from, int to);
[[nodiscard]] Phrase blockingText(int blocked, int from, int to);
[[nodiscard]] Phrase limitText(bool minimum, int limit, int from, int to);
[[nodiscard]] Phrase userText(int from, int to);
[[nodiscard]] Phrase takeOverText(int from, int to);

} // namespace engine
