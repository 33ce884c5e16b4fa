// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/order.h"
#include "engine/order/order_activity.h"
#include "engine/order/phrase.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace engine {

/// One order at one instant.
struct OrderView {
    OrderId order = 0;
    std::chrono::nanoseconds since {}; ///< when it came to this place: clock time since the run's start
    OrderPlace place = OrderPlace::Intake;
    OrderActivity activity = OrderActivity::Queued;
    std::uint8_t attempt = 0; ///< of the call that it is in; 0: in none

    friend bool operator==(const OrderView&, const OrderView&) = default;
};

/// The orders that can be seen at one instant: those in flight, the orphans, and those that ended within
/// `kEndedStayFor` of clock time.
///
/// Bounds   `orders` has at most kMostOrders of them, those in flight first, by id; `counts` has all
/// Threads  a value; the list is immutable and may be shared
struct OrdersView {
    static constexpr std::size_t kMostOrders = 10'000;
    static constexpr std::chrono::milliseconds kEndedStayFor {500};
    using Counts = std::array<std::array<std::int64_t, kOrderActivityCount>, kOrderPlaceCount>;

    bool enabled = false; ///< the run was asked to follow single orders
    Counts counts {};
    std::int64_t omitted = 0; ///< that did not fit into `orders`
    std::shared_ptr<const std::vector<OrderView>> orders; ///< null: none were kept

    [[nodiscard]] std::int64_t count(OrderPlace place, OrderActivity activity) const
    {
        return counts[static_cast<std::size_t>(place)][static_cast<std::size_t>(activity)];
    }
};

/// All that is known of the one order that somebody looks at.
///
/// Units    clock time; instants since the run's start
struct OrderDetail {
    OrderView view;
    std::int64_t totalCents = 0;
    std::string customer;
    std::chrono::nanoseconds submittedAt {};
    std::chrono::nanoseconds endedAt {-1}; ///< -1: it has not
    // Its time so far, from submission on. What is in none of these was spent on a worker.
    std::chrono::nanoseconds queued {};
    std::chrono::nanoseconds waitedForPermit {};
    std::chrono::nanoseconds waitedForWorker {};
    std::chrono::nanoseconds atServices {};
    std::chrono::nanoseconds backingOff {};
    int attempts = 0; ///< calls made for it so far, all stages together
    std::optional<std::chrono::nanoseconds> deadline; ///< of the order; none: it has no limit
    std::vector<Phrase> tokens; ///< what can cancel it, innermost first: "call timeout, fires at 3.2 s", ...
    Phrase ending; ///< why it ended; empty while it goes on
};

} // namespace engine
