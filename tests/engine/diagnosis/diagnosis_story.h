// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/diagnosis/diagnostician.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace tests {

/// A made-up run: snapshots at 20 Hz, each like the one before but for what the test changes.
class DiagnosisStory {
public:
    using Duration = std::chrono::nanoseconds;
    using Change = std::function<void(engine::Snapshot&)>;
    static constexpr Duration kStep = std::chrono::milliseconds(50);

    /// A quiet run in bounded mode: 8 workers with nothing to do, services of 20 and 10 servers, limits like them.
    explicit DiagnosisStory(engine::Scenario scenario = {});

    engine::Snapshot now; ///< the last snapshot told

    /// Goes on for `time`; `change` is made before each snapshot.
    std::vector<engine::Finding> go(Duration time, const Change& change = {});
    /// One more snapshot without any time.
    std::vector<engine::Finding> end(engine::RunOutcome outcome, const Change& change = {});

    [[nodiscard]] std::vector<engine::Finding> summary() const { return m_diagnostician.summary(); }

private:
    engine::Diagnostician m_diagnostician;
};

/// `orders` more have come, `ends` more have been persisted.
void flow(engine::Snapshot& snapshot, std::int64_t orders, std::int64_t ends);

[[nodiscard]] std::string kindsOf(const std::vector<engine::Finding>& findings); ///< "starvation, retryStorm"
/// The finding of this kind, or an empty one.
[[nodiscard]] engine::Finding found(const std::vector<engine::Finding>& findings, engine::FindingKind kind);

} // namespace tests
