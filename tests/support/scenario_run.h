// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/run/run.h"

#include <QStringList>

#include <functional>
#include <vector>

namespace tests {

/// A run that has ended, and what its database says.
struct EndedRun {
    engine::Run::SnapshotPointer last;
    std::vector<engine::Run::SnapshotPointer> snapshots;
    std::vector<engine::Event> events;
    std::int64_t rows = 0;
    QStringList persistedIds; ///< sorted
    QStringList deadLetters; ///< "id stage outcome reason", sorted
};

/// Called with each snapshot while virtual time stands still.
using Watcher = std::function<void(engine::Run&, const engine::Snapshot&)>;

/// A built-in scenario in virtual time, with settings such as "limits.chunkSize=50".
[[nodiscard]] engine::Scenario scenarioWith(const char* name, const QStringList& settings = {});

/// Runs it in virtual time to its end, in a database of its own.
[[nodiscard]] EndedRun runToTheEnd(engine::Scenario scenario, engine::Mode mode, const Watcher& watcher = {});
/// The same, following single orders.
[[nodiscard]] EndedRun runFollowed(engine::Scenario scenario, engine::Mode mode, const Watcher& watcher = {});

} // namespace tests
