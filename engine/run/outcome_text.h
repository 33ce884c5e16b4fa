// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/snapshot.h"

#include <cstdint>

namespace engine {

/// What each way to end looks like, in a sentence for a person.
[[nodiscard]] Phrase completedText(const LedgerCounts& ledger, bool stopped);
[[nodiscard]] Phrase deadlockedText(const Snapshot& standstill);
[[nodiscard]] Phrase timeLimitText(double limitSeconds, std::int64_t left);
[[nodiscard]] Phrase drainedOutText(double drainSeconds, std::int64_t left);
[[nodiscard]] Phrase abruptlyStoppedText(std::int64_t left);
[[nodiscard]] Phrase cancelledText(std::int64_t left);
/// The run itself did not work.
[[nodiscard]] Phrase brokenFlowsText(std::int64_t flows);
[[nodiscard]] Phrase brokenLedgerText(std::int64_t persisted, std::int64_t rows);

} // namespace engine
