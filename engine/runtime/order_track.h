// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/order.h"
#include "engine/order/order_activity.h"
#include "engine/order/phrase.h"
#include "engine/runtime/cache_line.h"
#include "engine/runtime/clock.h"
#include "engine/runtime/short_mutex.h"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace engine {

class OrderTracks;

/// What one order does at this moment and what its time went into: written by whoever works for it, read by whoever
/// watches.
///
/// Model    an order that is followed has one track, from its submission until some time after its end. Where nobody works
///          for it, whoever holds it says where it lies. A stage binds it to the strand of its flow (Strand::bind): from
///          there the strand says when it is posted and taken, and awaitables say what they wait for. A call in a flow of
///          its own has a branch: what happens on it happens to the order, until the call is left; then it is an orphan,
///          and the order goes on without it
/// Units    clock time since the run's start
/// Threads  one writer at a time: whoever hands an order on (a strand, a channel's mutex) orders the writes of the one
///          before the other's. leave() and detach() come from the strand that waits for the call. Read by any thread:
///          each figure for itself is right, and all of them together where nobody writes meanwhile
class alignas(kCacheLine) OrderTrack {
public:
    enum class Kind : std::uint8_t { Free, Order, Branch, Orphan };
    struct Reading {
        Kind kind = Kind::Free;
        OrderPlace place = OrderPlace::Intake;
        OrderActivity activity = OrderActivity::Queued;
        std::uint8_t attempt = 0;
        OrderId order = 0;
        std::chrono::nanoseconds since {}; ///< in this place
        std::chrono::nanoseconds endedAt {-1};
    };

    OrderTrack() = default;
    OrderTrack(const OrderTrack&) = delete;
    OrderTrack& operator=(const OrderTrack&) = delete;

    // --- for whoever works for the order

    void enter(OrderPlace place, OrderActivity activity) noexcept { write(place, activity, 0); }
    /// A stage makes its first call for it.
    void beginCall(OrderPlace place) noexcept;
    /// The call is made again.
    void setAttempt(int attempt) noexcept;
    void become(OrderActivity activity) noexcept;
    /// A channel has taken it in.
    void enterChannel() noexcept;
    /// A channel has given it to a flow, which goes on with it as soon as it has a worker.
    void leaveChannel() noexcept;
    void setDeadline(std::chrono::nanoseconds deadline) noexcept { setLimit(&OrderTrack::m_deadline, deadline); }
    /// When the call's own timeout fires; 0: it has none.
    void setCallTimeout(std::chrono::nanoseconds due) noexcept { setLimit(&OrderTrack::m_callTimeout, due); }
    /// Nobody writes on it afterwards, and it may be gone.
    void end(OrderActivity how, Phrase why) noexcept;

    // --- for a call in a flow of its own

    [[nodiscard]] OrderTrack& branch();
    /// By the strand that has waited: the call goes on alone. `shown`: as an orphan.
    void leave(bool shown) noexcept;
    /// By the call, as the last thing that it does.
    void endBranch() noexcept;

    // --- for whoever watches

    [[nodiscard]] Reading read() const noexcept;
    /// How long it has done this so far, if it is `now`.
    [[nodiscard]] std::chrono::nanoseconds time(OrderActivity activity, std::chrono::nanoseconds now) const noexcept;
    [[nodiscard]] int attempts() const noexcept { return m_attempts.load(std::memory_order_relaxed); }
    [[nodiscard]] std::chrono::nanoseconds deadline() const noexcept { return ns(m_deadline); } ///< 0: none
    [[nodiscard]] std::chrono::nanoseconds callTimeout() const noexcept { return ns(m_callTimeout); } ///< 0: none
    // Written before anybody could read them.
    [[nodiscard]] std::chrono::nanoseconds submittedAt() const noexcept { return m_submittedAt; }
    [[nodiscard]] std::int64_t totalCents() const noexcept { return m_totalCents; }
    [[nodiscard]] const std::string& customer() const noexcept { return m_customer; }
    /// Only once it has ended.
    [[nodiscard]] const Phrase& why() const noexcept { return m_why; }

private:
    friend class OrderTracks;
    friend class Strand;
    static constexpr std::size_t kTimed = 7; ///< activities before an order's end
    using Instant = std::atomic<std::int64_t>;

    [[nodiscard]] static std::chrono::nanoseconds ns(const Instant& instant) noexcept
    {
        return std::chrono::nanoseconds(instant.load(std::memory_order_relaxed));
    }
    [[nodiscard]] std::int64_t clockNow() const noexcept;
    void write(OrderPlace place, OrderActivity activity, int attempt) noexcept;
    void writeAt(OrderPlace place, OrderActivity activity, int attempt, std::int64_t now) noexcept;
    void setLimit(Instant OrderTrack::* limit, std::chrono::nanoseconds at) noexcept;
    template <typename Change>
    void alsoOnOuter(const Change& change) noexcept;

    // What a look at all orders reads.
    std::atomic<Kind> m_kind {Kind::Free};
    std::atomic<std::uint32_t> m_state {0}; ///< place, activity, attempt
    std::atomic<OrderId> m_order {0};
    Instant m_placeSince {0};
    Instant m_endedAt {-1};

    Instant m_activitySince {0};
    std::array<Instant, kTimed> m_spent {};
    Instant m_deadline {0};
    Instant m_callTimeout {0};
    std::atomic<int> m_attempts {0};
    ShortMutex m_outerMutex; ///< what is written through m_outer is written before it is cut off, or not at all
    std::atomic<OrderTrack*> m_outer {nullptr}; ///< of a branch whose call is still waited for
    OrderTrack* m_link = nullptr; ///< the next of those that share a strand, or of those that are free
    OrderTracks* m_tracks = nullptr;
    std::atomic<int>* m_usedInSlab = nullptr;
    std::chrono::nanoseconds m_submittedAt {};
    std::int64_t m_totalCents = 0;
    std::string m_customer;
    Phrase m_why;
};

/// The tracks of all orders of a run.
///
/// Bounds   as many as orders were in flight, ended or orphaned at once; what ended is kept until the reader forgets it
/// Threads  add() and OrderTrack's functions from any thread; forEach(), forget() and end of life by one reader
class OrderTracks {
public:
    explicit OrderTracks(Clock& clock) noexcept : m_clock(clock) { }
    ~OrderTracks();
    OrderTracks(const OrderTracks&) = delete;
    OrderTracks& operator=(const OrderTracks&) = delete;

    /// An order that was just submitted.
    [[nodiscard]] OrderTrack& add(const Order& order, std::chrono::nanoseconds submittedAt);
    /// Called, on whichever thread ends an order, when many have ended that nobody has forgotten. Set before the first order.
    void setOnManyEnded(std::function<void()> onManyEnded) { m_onManyEnded = std::move(onManyEnded); }

    template <typename F>
    void forEach(const F& look)
    {
        for (Slab* const slab : slabsInUse()) {
            for (OrderTrack& track : slab->tracks)
                look(track);
        }
    }
    /// Those of orders that have ended.
    void forget(const std::vector<OrderTrack*>& ended) noexcept;

private:
    friend class OrderTrack;
    static constexpr std::size_t kSlab = 256;
    static constexpr std::int64_t kManyEnded = 50'000;
    struct Slab {
        std::array<OrderTrack, kSlab> tracks;
        std::atomic<int> used {0};
    };

    [[nodiscard]] OrderTrack& take();
    void giveBack(OrderTrack& first, OrderTrack& last) noexcept;
    void countEnd() noexcept;
    [[nodiscard]] std::vector<Slab*> slabsInUse() const;

    Clock& m_clock;
    mutable ShortMutex m_mutex;
    std::vector<std::unique_ptr<Slab>> m_slabs;
    OrderTrack* m_free = nullptr;
    std::atomic<std::int64_t> m_ended {0}; ///< and not forgotten
    std::function<void()> m_onManyEnded;
};

} // namespace engine
