// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/figure_text.h"
#include "engine/telemetry/snapshot.h"

#include <cstdint>
#include <string>

namespace engine {

/// "3 persisted, 1 failed": the ends that occurred.
[[nodiscard]] std::string endings(const LedgerCounts& ledger);

/// What each way to end looks like, in a sentence for a person.
[[nodiscard]] std::string completedText(const LedgerCounts& ledger, bool stopped);
[[nodiscard]] std::string deadlockedText(const Snapshot& standstill);
[[nodiscard]] std::string timeLimitText(double limitSeconds, std::int64_t left);
[[nodiscard]] std::string drainedOutText(double drainSeconds, std::int64_t left);
[[nodiscard]] std::string abruptlyStoppedText(std::int64_t left);
[[nodiscard]] std::string cancelledText(std::int64_t left);

} // namespace engine
