// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/snapshot.h"

#include <cstdint>
#include <string>

namespace engine {

/// "4,992".
[[nodiscard]] std::string grouped(std::int64_t number);
/// "1 order", "4,992 orders".
[[nodiscard]] std::string counted(std::int64_t number, const char* singular, const char* plural);
/// "1.25 s" or "50 ms".
[[nodiscard]] std::string duration(std::chrono::nanoseconds time);
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
