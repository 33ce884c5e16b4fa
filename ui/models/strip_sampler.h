// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/snapshot.h"
#include "ui/models/strip_series.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace ui {

/// The most orders that can leave the pipeline each second, by Little's law.
///
/// Model    bound = min over the stages that have a limit of  limit / latency
///          because orders inside = rate x time inside, so rate = inside / time inside <= limit / time inside.
///          The latency is the mean of the stage's calls in the last two seconds, queueing at the service included; of
///          all its calls where none has ended in that time.
/// Units    orders/s
/// Errors   NaN where no stage has a limit, or one that has was never measured: it may be the one that binds
[[nodiscard]] double littlesBound(const engine::Snapshot& snapshot);

/// Turns snapshots, in the order of time, into samples of every series.
///
/// Model    what snapshots only count (retries, timeouts, cancellations, refusals) becomes a rate over the last second
///          of clock time: what was counted since the latest snapshot that is at least a second older
/// Bounds   remembers kMost counts, and one for each kStep at most
/// Threads  one owner
class StripSampler {
public:
    static constexpr std::size_t kMost = 64;
    static constexpr double kStep = 1.0 / 50; ///< seconds

    void clear() { m_count = 0; }
    [[nodiscard]] StripSample sample(const engine::Snapshot& snapshot);

private:
    static constexpr std::size_t kRates = 4;
    struct Counts {
        double at = 0;
        std::array<std::int64_t, kRates> counts {};
    };

    [[nodiscard]] static Counts countsOf(const engine::Snapshot& snapshot);
    void remember(const Counts& counts);
    [[nodiscard]] Counts secondAgo(double now) const;

    std::array<Counts, kMost> m_kept; ///< oldest first, m_count of them
    std::size_t m_count = 0;
};

} // namespace ui
