// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/event_ring.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace engine {

namespace detail {

inline constexpr std::uint64_t kNoProbe = ~std::uint64_t{0};

/// The ring that this thread emitted into last, and the Probe that it belongs to.
struct CachedRing {
    std::uint64_t probeId = kNoProbe;
    EventRing* ring = nullptr;
};
// constinit and trivially destructible: reading it costs one load, without a check whether it was constructed.
inline constinit thread_local CachedRing cachedRing;

} // namespace detail

/// Where components say what happened: the only telemetry call on a hot path. One for each run.
///
/// Model    each thread that emits gets a ring of its own at its first event. A Probe has an id that no other Probe of
///          the process ever had, and a thread takes a cached ring only if the ids match; so Probes may live side by
///          side or one after another, and threads may end before a Probe or after it.
/// Bounds   one ring for each living thread that emitted; the ring of a thread that ended goes with the next drain
/// Errors   record never fails: an event that cannot be kept is counted by lostEvents()
/// Threads  everything from any thread, but drain from one thread at a time. Nobody may be inside record() when the Probe
///          is destroyed.
class Probe {
public:
    explicit Probe(std::size_t ringCapacity = EventRing::kDefaultCapacity); ///< std::invalid_argument as EventRing does
    ~Probe();
    Probe(const Probe&) = delete;
    Probe& operator=(const Probe&) = delete;

    void record(const Event& event) noexcept
    {
        // relaxed: the switch orders nothing, an event more or less around it is of no importance.
        const std::uint64_t id = m_activeId.load(std::memory_order_relaxed);
        const detail::CachedRing cached = detail::cachedRing;
        if (cached.probeId == id) [[likely]] {
            if (cached.ring->push(event) != EventRing::Pushed::Stored) [[unlikely]]
                askForDrain();
        } else if (id != kSwitchedOff) {
            emitIntoFoundRing(event);
        }
    }

    [[nodiscard]] bool enabled() const noexcept { return m_activeId.load(std::memory_order_relaxed) != kSwitchedOff; }
    void setEnabled(bool enabled) noexcept;

    /// Called on the emitting thread, inside record(), when a ring is half full and no drain has been asked for since the
    /// last one began. It must be quick and must not throw, record or call setOnHalfFull. When setOnHalfFull returns, the
    /// function that was set before is no longer running and will not be called again.
    void setOnHalfFull(std::function<void()> onHalfFull);

    /// Calls onEvents(const Event*, std::size_t) with all that was emitted until now, ring after ring: in order for
    /// each thread, in no order between threads.
    template <typename OnEvents>
    void drain(OnEvents&& onEvents)
    {
        beginDrain();
        for (const Draining& draining : m_draining)
            draining.ring->drain(onEvents);
        endDrain();
    }

    [[nodiscard]] std::int64_t lostEvents() const;
    [[nodiscard]] std::size_t ringCount() const; ///< rings held now

private:
    using RingPointer = std::shared_ptr<EventRing>;
    struct Draining {
        RingPointer ring;
        bool retired; ///< already before the drain: so nothing is left in it afterwards
    };
    static constexpr std::uint64_t kSwitchedOff = 0;

    void emitIntoFoundRing(Event event) noexcept; ///< by value, as in EventRing::pushAtLimit
    EventRing* ringOfThisThread() noexcept;
    void askForDrain() noexcept;
    void beginDrain();
    void endDrain();

    const std::uint64_t m_id;
    const std::size_t m_ringCapacity;
    std::atomic<std::uint64_t> m_activeId; ///< m_id, or kSwitchedOff
    alignas(kCacheLine) std::atomic<bool> m_drainAsked{false}; ///< not on the line that every record() reads
    std::atomic<std::int64_t> m_lostWithoutRing{0};

    mutable std::mutex m_mutex; ///< m_rings, m_lostInGoneRings
    std::vector<RingPointer> m_rings;
    std::int64_t m_lostInGoneRings = 0;
    std::vector<Draining> m_draining; ///< the consumer's

    std::mutex m_onHalfFullMutex;
    std::function<void()> m_onHalfFull;
};

} // namespace engine
