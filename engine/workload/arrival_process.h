// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workload/scenario.h"

#include <chrono>
#include <cstdint>

namespace engine {

/// When orders arrive.
///
/// Model    Burst: all at 0. Steady: order n (0-based) at n / rate. Poisson: exponential gaps of mean 1 / rate, each
///          drawn from (seed, n). Spikes: steady, and at every multiple of the spike period spikeOrders at once.
/// Shape    arrivals come in order: `next().at` never decreases
/// Units    `at` counts from the start of the run, in clock time
/// Bounds   after some 292 years `at` stands still
/// Threads  one owner
class ArrivalProcess {
public:
    struct Batch {
        std::chrono::nanoseconds at {};
        std::int64_t orders = 0; ///< how many arrive then, >= 1
    };

    ArrivalProcess(const WorkloadSpec& spec, std::uint64_t seed);

    /// The next batch. Arrivals have no end of their own: whoever reads the order source stops. A burst has one batch
    /// of spec.orders after the other, all at 0.
    [[nodiscard]] Batch next();
    /// From `now` on the rate and the spikes are those of `wanted`; the kind stays. `pending`, the last batch that next() gave,
    /// has not arrived yet: what is left of the way to it is made longer or shorter, and the new next batch is the answer.
    [[nodiscard]] Batch change(const WorkloadSpec& wanted, std::chrono::nanoseconds now, const Batch& pending);

private:
    [[nodiscard]] Batch nextSpikeOrSteady();
    [[nodiscard]] std::chrono::nanoseconds steadyAt(std::int64_t index) const;
    [[nodiscard]] std::chrono::nanoseconds spikeAt(std::int64_t number) const;

    WorkloadSpec m_spec;
    std::uint64_t m_seed;
    std::int64_t m_index = 0; ///< of the next order that does not belong to a spike
    std::int64_t m_spike = 1; ///< number of the next spike
    bool m_pendingIsSpike = false; ///< what next() gave last
    std::chrono::nanoseconds m_at {}; ///< Poisson: of the latest arrival
    std::int64_t m_firstIndex = 0; ///< since the last change: the first steady order, and when it arrives
    std::chrono::nanoseconds m_firstAt {};
    std::int64_t m_lastSpike = 0; ///< the spike before the last change, and when it was
    std::chrono::nanoseconds m_lastSpikeAt {};
};

} // namespace engine
