// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/diagnosis/moment_window.h"
#include "engine/diagnosis/symptom_watch.h"
#include "engine/telemetry/finding.h"
#include "engine/telemetry/snapshot.h"
#include "engine/workload/scenario.h"

#include <chrono>
#include <optional>
#include <utility>
#include <vector>

namespace engine {

/// Reads the snapshots of one run, one after the other, and says what it sees, with figures and a remedy.
///
/// Model    rules.h has a rule for each kind of finding and says when it applies. What a rule sees is told once it has
///          been seen for a while, and told no more once it has been gone for a while (symptom_watch.h). A snapshot that
///          says how the run ended is judged for itself: a deadlock, orders left and damage done are told at once, and
///          what depends on more to come is told no more.
/// Shape    a kind of finding is told at most once for each subject. Remedies name fields as `--set` takes them.
/// Units    clock time; snapshots in the order of their time, as often as they come
/// Bounds   keeps the figures of the last few seconds (moment_window.h), and one finding for each kind and subject
/// Threads  one owner
class Diagnostician {
public:
    explicit Diagnostician(Scenario scenario);

    /// What has been changed since: remedies and rules go by it from the next snapshot on.
    void judgeBy(Scenario scenario) { m_scenario = std::move(scenario); }

    /// What holds at the instant of `snapshot`, most severe first.
    std::vector<Finding> add(const Snapshot& snapshot);
    /// All that held at some time so far, most severe first: from the first time to the last, with the sentence of its
    /// worst moment.
    [[nodiscard]] std::vector<Finding> summary() const;

private:
    void remember(const Symptom& symptom);

    Scenario m_scenario;
    MomentWindow m_window;
    std::optional<Moment> m_allBlocked; ///< the last time that they were
    std::optional<std::chrono::nanoseconds> m_drainingSince;
    SymptomWatch m_watch;
    std::vector<Symptom> m_worst;
};

} // namespace engine
