// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/telemetry/probe.h"

#include <algorithm>
#include <utility>

namespace engine {

namespace {

std::atomic<std::uint64_t> nextProbeId{1};

constinit thread_local bool threadRingsAreGone = false;

/// The rings of this thread, one for each Probe that it emitted into. The Probes own them.
struct ThreadRings {
    struct Entry {
        std::uint64_t probeId;
        std::weak_ptr<EventRing> ring;
    };
    std::vector<Entry> entries;

    ThreadRings() = default;
    ThreadRings(const ThreadRings&) = delete;
    ThreadRings& operator=(const ThreadRings&) = delete;
    ~ThreadRings()
    {
        detail::cachedRing = {};
        threadRingsAreGone = true;
        for (const Entry& entry : entries) {
            if (const auto ring = entry.ring.lock())
                ring->retire();
        }
    }
};

thread_local ThreadRings threadRings;

} // namespace

Probe::Probe(std::size_t ringCapacity)
    : m_id(nextProbeId.fetch_add(1, std::memory_order_relaxed)) // relaxed: only uniqueness matters
    , m_ringCapacity(ringCapacity)
    , m_activeId(m_id)
{
    [[maybe_unused]] const EventRing refusesBadCapacity(ringCapacity);
}

Probe::~Probe() = default;

void Probe::setEnabled(bool enabled) noexcept
{
    m_activeId.store(enabled ? m_id : kSwitchedOff, std::memory_order_relaxed); // relaxed: as in record()
}

void Probe::setOnHalfFull(std::function<void()> onHalfFull)
{
    const std::lock_guard lock(m_onHalfFullMutex);
    m_onHalfFull = std::move(onHalfFull);
    // Whoever asked before there was somebody to ask must still be heard.
    if (m_onHalfFull && m_drainAsked.load())
        m_onHalfFull();
}

void Probe::emitIntoFoundRing(Event event) noexcept
{
    EventRing* const ring = ringOfThisThread();
    if (ring == nullptr) {
        m_lostWithoutRing.fetch_add(1, std::memory_order_relaxed); // relaxed: a count that guards nothing
        return;
    }
    detail::cachedRing = {m_id, ring};
    if (ring->push(event) != EventRing::Pushed::Stored)
        askForDrain();
}

/// Null where there is none and none can be made: out of memory, or the thread is at its very end.
EventRing* Probe::ringOfThisThread() noexcept
{
    if (threadRingsAreGone)
        return nullptr;
    auto& entries = threadRings.entries;
    const auto known = std::ranges::find(entries, m_id, &ThreadRings::Entry::probeId);
    if (known != entries.end())
        return known->ring.lock().get(); // m_rings holds it for as long as this thread lives
    try {
        std::erase_if(entries, [](const ThreadRings::Entry& entry) { return entry.ring.expired(); });
        entries.reserve(entries.size() + 1);
        auto ring = std::make_shared<EventRing>(m_ringCapacity);
        const std::lock_guard lock(m_mutex);
        m_rings.push_back(ring);
        entries.push_back({m_id, ring});
        return ring.get();
    } catch (const std::bad_alloc&) {
        return nullptr;
    }
}

void Probe::askForDrain() noexcept
{
    // Of several that ask before the next drain begins, one calls. A drain that begins later takes the flag down with
    // an exchange of its own: whoever found the flag up comes before it in the flag's order, so that drain sees its
    // events.
    if (m_drainAsked.exchange(true))
        return;
    const std::lock_guard lock(m_onHalfFullMutex);
    if (m_onHalfFull)
        m_onHalfFull();
}

void Probe::beginDrain()
{
    m_drainAsked.exchange(false);
    const std::lock_guard lock(m_mutex);
    m_draining.clear(); // not empty where the last drain ended with an exception
    m_draining.reserve(m_rings.size());
    for (const RingPointer& ring : m_rings)
        m_draining.push_back({ring, ring->retired()});
}

void Probe::endDrain()
{
    const bool anyRetired = std::ranges::any_of(m_draining, &Draining::retired);
    if (anyRetired) {
        const std::lock_guard lock(m_mutex);
        for (const Draining& draining : m_draining) {
            if (!draining.retired)
                continue;
            m_lostInGoneRings += draining.ring->lost();
            std::erase(m_rings, draining.ring);
        }
    }
    m_draining.clear();
}

std::int64_t Probe::lostEvents() const
{
    const std::lock_guard lock(m_mutex);
    std::int64_t lost = m_lostInGoneRings + m_lostWithoutRing.load(std::memory_order_relaxed);
    for (const RingPointer& ring : m_rings)
        lost += ring->lost();
    return lost;
}

std::size_t Probe::ringCount() const
{
    const std::lock_guard lock(m_mutex);
    return m_rings.size();
}

} // namespace engine
