// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/cache_line.h"
#include "engine/telemetry/event.h"

#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace engine {

/// Events on their way from the one thread that emits them to the one thread that collects them.
///
/// Model    a ring of `capacity` slots; both indices only grow, and slot = index modulo capacity
/// Shape    what is pushed is drained in the same order. A full ring takes nothing: the event is lost and counted.
/// Bounds   capacity * 32 bytes, claimed from the system page by page as they are first written
/// Errors   the constructor throws std::invalid_argument unless capacity is a power of two and at least 2, and
///          std::bad_alloc; push never fails, blocks or allocates. Where onEvents throws, the events
///          are drained again.
/// Threads  push and retire: the producer. drain: the consumer, one at a time. lost and retired: any thread.
class EventRing {
public:
    static constexpr std::size_t kDefaultCapacity = std::size_t{1} << 15;

    enum class Pushed : std::uint8_t {
        Stored,
        PastHalf, ///< stored, and somebody should drain soon; said about once for each half of the ring
        Lost,
    };

    explicit EventRing(std::size_t capacity = kDefaultCapacity)
        : m_slots(allocate(capacity))
        , m_capacity(capacity)
        , m_limit(capacity / 2)
    {
    }
    EventRing(const EventRing&) = delete;
    EventRing& operator=(const EventRing&) = delete;

    Pushed push(const Event& event) noexcept
    {
        // relaxed: only this thread writes m_tail.
        const std::size_t tail = m_tail.load(std::memory_order_relaxed);
        if (tail == m_limit) [[unlikely]]
            return pushAtLimit(tail, event);
        store(tail, event);
        return Pushed::Stored;
    }

    /// Calls onEvents(const Event*, std::size_t) at most twice, with all that was pushed until now; returns how many.
    template <typename OnEvents>
    std::size_t drain(OnEvents&& onEvents)
    {
        // relaxed: only the consumer writes m_head.
        const std::size_t head = m_head.load(std::memory_order_relaxed);
        // acquire: pairs with the release in store(), so the slots below tail are seen as they were written.
        const std::size_t tail = m_tail.load(std::memory_order_acquire);
        if (head == tail)
            return 0;
        const std::size_t count = tail - head;
        const std::size_t first = head & (m_capacity - 1);
        const std::size_t untilWrap = m_capacity - first;
        if (count <= untilWrap) {
            onEvents(static_cast<const Event*>(&m_slots[first]), count);
        } else {
            onEvents(static_cast<const Event*>(&m_slots[first]), untilWrap);
            onEvents(static_cast<const Event*>(&m_slots[0]), count - untilWrap);
        }
        // release: pairs with the acquire in pushAtLimit(), so the reads above end before the slots are written again.
        m_head.store(tail, std::memory_order_release);
        return count;
    }

    /// The producer says that it will push no more: once drained, the ring can be thrown away.
    void retire() noexcept
    {
        // release: pairs with the acquire in retired(), so who sees the flag also sees the last event.
        m_retired.store(true, std::memory_order_release);
    }
    [[nodiscard]] bool retired() const noexcept { return m_retired.load(std::memory_order_acquire); }

    /// Events that found the ring full.
    [[nodiscard]] std::int64_t lost() const noexcept
    {
        return m_lost.load(std::memory_order_relaxed); // relaxed: a count that guards nothing
    }
    [[nodiscard]] std::size_t capacity() const noexcept { return m_capacity; }

private:
    static_assert(std::is_trivially_copyable_v<Event> && std::is_trivially_destructible_v<Event>);

    struct FreeSlots {
        void operator()(Event* events) const noexcept { ::operator delete (events, std::align_val_t{kCacheLine}); }
    };
    using Slots = std::unique_ptr<Event[], FreeSlots>;

    /// Raw memory on purpose: a thread that emits little must not cost a whole ring of resident memory.
    static Slots allocate(std::size_t capacity)
    {
        if (capacity < 2 || !std::has_single_bit(capacity))
            throw std::invalid_argument("The capacity of an event ring must be a power of two and at least 2.");
        return Slots(static_cast<Event*>(::operator new (capacity * sizeof(Event), std::align_val_t{kCacheLine})));
    }

    void store(std::size_t tail, const Event& event) noexcept
    {
        // Member by member: copied as a whole, an event that was just put together in registers would take the way
        // through memory, where the wide loads of the copy stall on the narrow stores (measured: 12 ns for an event
        // instead of 3).
        const auto& [at, value, order, kind, state, stage, attempt, worker] = event;
        ::new (static_cast<void*>(&m_slots[tail & (m_capacity - 1)]))
            Event{at, value, order, kind, state, stage, attempt, worker};
        // release: pairs with the acquire in drain(); the slot is complete before it can be seen.
        m_tail.store(tail + 1, std::memory_order_release);
    }

    /// m_limit is the index at which the consumer's progress must be looked at again: up to there the producer
    /// touches no cache line that the consumer writes. By value: a reference would force every caller to put
    /// the event together in memory, which store() avoids.
    [[gnu::noinline]] Pushed pushAtLimit(std::size_t tail, Event event) noexcept
    {
        // acquire: pairs with the release in drain(); the consumer has left the slots below head.
        const std::size_t head = m_head.load(std::memory_order_acquire);
        const std::size_t used = tail - head;
        if (used == m_capacity) {
            // relaxed, load and store: only this thread writes m_lost, and it guards nothing.
            m_lost.store(m_lost.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
            return Pushed::Lost;
        }
        const bool pastHalf = used >= m_capacity / 2;
        m_limit = head + (pastHalf ? m_capacity : m_capacity / 2);
        store(tail, event);
        return pastHalf ? Pushed::PastHalf : Pushed::Stored;
    }

    // The producer's line.
    alignas(kCacheLine) const Slots m_slots;
    const std::size_t m_capacity;
    std::size_t m_limit;
    std::atomic<std::size_t> m_tail{0};
    std::atomic<std::int64_t> m_lost{0};
    std::atomic<bool> m_retired{false};
    // The consumer's line.
    alignas(kCacheLine) std::atomic<std::size_t> m_head{0};
};

} // namespace engine
