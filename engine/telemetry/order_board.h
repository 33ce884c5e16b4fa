// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/order_track.h"
#include "engine/telemetry/snapshot.h"

#include <atomic>
#include <cstddef>
#include <optional>
#include <vector>

namespace engine {

/// Turns the tracks of all orders into what a snapshot shows of them.
///
/// Model    an order is Running or Blocked where a worker of the snapshot's reading of the pool says so, Running if one runs
///          for it while another is blocked for it; else it does what its track says. Orders that have ended stay for
///          OrdersView::kEndedStayFor, at most kMostEnded of them. On a clock that stands still, and when nothing happens at
///          its instant any more (WorkerPool::waitUntilSettled), the counts agree with every other figure of the snapshot.
///          While time passes each order is right for itself, at a moment between those of the other figures
/// Bounds   writeTo() takes time in proportion to the orders that there are, and no lock that somebody who works waits for
///          for longer than it takes to copy some pointers
/// Threads  watch() from any thread, the rest from the one that makes snapshots
class OrderBoard {
public:
    static constexpr std::size_t kMostEnded = 20'000;

    explicit OrderBoard(OrderTracks& tracks) noexcept : m_tracks(tracks) { }

    /// From the next snapshot on it has the detail of this order, also when that has ended; 0: of none. An order that ended
    /// longer than kEndedStayFor before is not known any more. False: it was this one already.
    bool watch(OrderId order) noexcept { return m_watched.exchange(order, std::memory_order_relaxed) != order; }

    /// Writes `orders`, `watched` and the place of each worker's order. `at` and the pool's workers must be there. What
    /// can cancel the order that is watched is written only as far as the order knows: its call's timeout and its deadline.
    void writeTo(Snapshot& snapshot);

private:
    /// Workers, by the order that they work for.
    class WorkerOrders {
    public:
        struct Entry {
            OrderId order = 0;
            bool runs = false;
            bool blocks = false;
            std::optional<OrderPlace> place; ///< of the order, or of a call that it has left, or that it has ended
        };
        void take(const std::vector<WorkerView>& workers);
        [[nodiscard]] Entry* find(OrderId order) noexcept;

    private:
        [[nodiscard]] Entry& slot(OrderId order) noexcept;
        std::vector<Entry> m_entries; ///< open addressing; a power of two, at most half full
    };
    struct Ended {
        OrderView view;
        std::chrono::nanoseconds at {};
        OrderTrack* track = nullptr;
    };

    void look(OrderTrack& track, Snapshot& snapshot);
    void lookAtWatched(const OrderTrack& track, const OrderView& view, const OrderTrack::Reading& reading, const Snapshot& snapshot);
    void forgetOld(std::chrono::nanoseconds now);
    [[nodiscard]] std::shared_ptr<const std::vector<OrderView>> list();

    OrderTracks& m_tracks;
    std::atomic<OrderId> m_watched {0};
    // Kept from one snapshot to the next for their memory, but for the detail.
    OrderId m_watchedNow = 0;
    std::optional<OrderDetail> m_detail;
    WorkerOrders m_workers;
    std::vector<OrderView> m_inFlight;
    std::vector<OrderView> m_orphans;
    std::vector<Ended> m_ended;
    std::vector<OrderTrack*> m_forgotten;
};

} // namespace engine
