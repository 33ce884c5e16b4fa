// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/finding.h"

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

namespace engine {

/// What a rule sees at one instant.
struct Symptom {
    Finding finding; ///< `from` and `to`: of the evidence; the watch widens them to the time that it has been seen
    double weight = 0; ///< the greater, the worse: of all sentences about the same thing the summary keeps the heaviest
    std::chrono::nanoseconds confirm = std::chrono::milliseconds(500); ///< seen for this long before it is told
    std::chrono::nanoseconds release = std::chrono::seconds(1); ///< unseen for this long before it is told no more
};

/// Keeps findings from flickering.
///
/// Model    a symptom, known by its kind and its subject, is told from when it has been seen for `confirm` until it has
///          not been seen for `release`. Before it is told it may be missing for a quarter of `confirm`, but at most
///          `release`, at a time.
/// Units    clock time
/// Threads  one owner
class SymptomWatch {
public:
    using Duration = std::chrono::nanoseconds;

    /// Since when it has been seen; empty: it is not being watched.
    [[nodiscard]] std::optional<Duration> since(FindingKind kind, std::string_view subject) const;

    /// Everything that is seen at `now`. The result: what is told, and was seen now. Not before an earlier `now`.
    const std::vector<Symptom>& look(std::vector<Symptom> seen, Duration now);
    /// What is told at the last `now`, also what was not seen just then; most severe first.
    [[nodiscard]] std::vector<Finding> told() const;
    void forget();

private:
    struct Watched {
        Symptom symptom;
        Duration since {};
        Duration from {};
        Duration lastSeen {};
        bool told = false;
    };
    [[nodiscard]] bool isForgotten(const Watched& watched, Duration now) const;
    Watched& watched(Symptom&& symptom, Duration now);

    std::vector<Watched> m_watched;
    std::vector<Symptom> m_toldNow;
    Duration m_last {};
};

} // namespace engine
