// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/cache_line.h"
#include "engine/telemetry/snapshot.h"

#include <atomic>
#include <cstdint>

namespace engine {

/// A level that many threads raise and lower, and the highest that it ever was: exact, not sampled.
///
/// Threads  every function from any thread
class alignas(kCacheLine) Gauge {
public:
    void enter(std::int64_t count = 1) noexcept
    {
        // relaxed throughout: a figure to be shown, which publishes nothing
        raisePeak(m_now.fetch_add(count, std::memory_order_relaxed) + count);
    }
    /// Enters and leaves at the same instant: only the peak can tell.
    void touch() noexcept { raisePeak(m_now.load(std::memory_order_relaxed) + 1); }
    void leave(std::int64_t count = 1) noexcept { m_now.fetch_sub(count, std::memory_order_relaxed); }

    [[nodiscard]] Level level(std::int64_t limit) const noexcept
    {
        return {m_now.load(std::memory_order_relaxed), m_peak.load(std::memory_order_relaxed), limit};
    }

private:
    void raisePeak(std::int64_t to) noexcept
    {
        std::int64_t peak = m_peak.load(std::memory_order_relaxed);
        while (to > peak && !m_peak.compare_exchange_weak(peak, to, std::memory_order_relaxed)) { }
    }

    std::atomic<std::int64_t> m_now{0};
    std::atomic<std::int64_t> m_peak{0};
};
static_assert(sizeof(Gauge) == kCacheLine);

/// Inside a gauge for as long as it lives.
class GaugeEntry {
public:
    explicit GaugeEntry(Gauge& gauge, std::int64_t count = 1) noexcept : m_gauge(gauge), m_count(count)
    {
        m_gauge.enter(m_count);
    }
    ~GaugeEntry() { m_gauge.leave(m_count); }
    GaugeEntry(const GaugeEntry&) = delete;
    GaugeEntry& operator=(const GaugeEntry&) = delete;

private:
    Gauge& m_gauge;
    std::int64_t m_count;
};

} // namespace engine
