// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/cancellation.h"
#include "engine/telemetry/gauge.h"
#include "engine/telemetry/snapshot.h"
#include "engine/workload/anti_patterns_spec.h"
#include "engine/workload/resilience_spec.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>

namespace engine {

/// The bad habits that are in force, and what they have cost so far. One for each run.
///
/// Threads  every function from any thread
class Habits {
public:
    explicit Habits(const AntiPatternsSpec& spec = {}) { apply(spec); }

    /// In force for whatever begins from now on. Where nobody blocks on async code any more, waits that block end too: the
    /// workers that they hold may be all there are.
    void apply(const AntiPatternsSpec& spec);
    [[nodiscard]] AntiPatternsSpec inForce() const;
    /// The same, and a token for the waits of whoever blocks now: cancelled when the habit of blocking is given up.
    [[nodiscard]] AntiPatternsSpec inForce(CancellationToken& whileBlocking) const;
    /// False: the pipeline is as it should be, and nobody need look further.
    [[nodiscard]] bool any() const noexcept { return m_any.load(std::memory_order_relaxed); } // relaxed: guards nothing

    /// All but what is known of results.
    [[nodiscard]] HabitView view() const;

    // What was counted so far; each is raised by whoever shows the habit.
    Gauge orphans; ///< calls that run on after their order has ended
    std::atomic<std::int64_t> orphansTotal{0};
    std::atomic<std::int64_t> orphanedNs{0};
    std::atomic<std::int64_t> unobservedErrors{0};
    std::atomic<std::int64_t> extraHops{0};
    std::atomic<std::int64_t> layerFrames{0};
    std::atomic<std::int64_t> layerBytes{0};
    std::atomic<std::int64_t> layerNs{0};
    std::atomic<std::int64_t> hoggedNs{0};

private:
    mutable std::mutex m_mutex;
    AntiPatternsSpec m_spec;
    CancellationSource m_blocking; ///< of blockOnAsync, as long as it is in force
    std::atomic<bool> m_any{false};
};

/// What stands between a stage and its downstream while `habits` are in force.
[[nodiscard]] ResilienceSpec effective(const ResilienceSpec& spec, const AntiPatternsSpec& habits);

} // namespace engine
