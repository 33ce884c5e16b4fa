// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/resilience/adaptive_limit.h"
#include "engine/telemetry/snapshot.h"
#include "engine/workload/scenario.h"

#include <atomic>
#include <limits>
#include <memory>
#include <mutex>

namespace engine {

/// How many orders a stage of the bounded mode lets in at once: a number, one that follows how the calls do, or no limit.
///
/// Threads  every function from any thread
class StageLimit {
public:
    StageLimit(LimitKind kind, int limit) { configure(kind, limit, false); }

    /// In force for the next order. An adaptive limit starts from `limit` when its kind is new.
    void configure(LimitKind kind, int limit, bool unlimited);
    /// For parallelForEach.
    [[nodiscard]] const std::atomic<int>& degree() const noexcept { return m_degree; }
    /// 0: none.
    [[nodiscard]] int limit() const noexcept;

    [[nodiscard]] bool isAdaptive() const noexcept { return m_isAdaptive.load(std::memory_order_relaxed); }
    /// A call that began at `began`, with `inFlight` orders in the stage, has ended now.
    void sample(Clock::TimePoint began, Clock::TimePoint now, std::int64_t inFlight, bool dropped);
    [[nodiscard]] AdaptiveLimitView view() const;

private:
    static constexpr int kUnlimited = std::numeric_limits<int>::max();

    mutable std::mutex m_mutex;
    LimitKind m_kind = LimitKind::Fixed;
    bool m_unlimited = false;
    std::unique_ptr<AdaptiveLimit> m_adaptive;
    std::atomic<bool> m_isAdaptive{false};
    std::atomic<int> m_degree{1};
};

} // namespace engine
