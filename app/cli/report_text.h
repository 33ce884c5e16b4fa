// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/run/run_summary.h"
#include "engine/telemetry/snapshot.h"

#include <QString>

#include <cstdint>
#include <vector>

namespace app {

/// Numbers as people read them, the same in every locale: "5,000", "124.4".
[[nodiscard]] QString grouped(std::int64_t number);
[[nodiscard]] QString decimal(double number);

/// "1 line", "5,000 lines".
[[nodiscard]] QString countText(std::int64_t count, const char* one, const char* many);

/// A time in the unit that suits it: "0.4 ms", "40.2 s", "10 min 5 s", "2 h 3 min".
[[nodiscard]] QString durationText(double ms);

/// "bounded: 2,310 of 5,000 orders done, 125.0 orders/s, 2 s left". The rate is in clock time, the time left in wall
/// time.
[[nodiscard]] QString progressText(const QString& label, const engine::Snapshot& snapshot);

/// How the run ended, in plain sentences that follow the name of its mode: "completed: every order was persisted."
[[nodiscard]] QString outcomeText(const engine::RunSummary& summary);

/// What the run was found to show: three lines for each finding, after an empty one; empty if there is none.
[[nodiscard]] QString findingsText(const engine::RunSummary& summary);

/// What `run` prints: a few lines with every number that matters, and the findings.
[[nodiscard]] QString summaryText(const engine::RunSummary& summary);

/// What `compare` prints: one row for each measure, one column for each run, and a sentence for each run that did not
/// complete. All runs have the same scenario, seed and clock.
[[nodiscard]] QString comparisonText(const std::vector<engine::RunSummary>& summaries);

} // namespace app
