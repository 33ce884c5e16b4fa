// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/order.h"
#include "engine/order/order_state.h"

#include <chrono>
#include <optional>

namespace engine {

class OrderTrack;

/// An order on its way through the pipeline.
///
/// Units    submittedAt and deadline in clock time since the run's start
/// Threads  a value: one owner at a time
struct Submission {
    Order order;
    std::chrono::nanoseconds submittedAt{};
    std::optional<std::chrono::nanoseconds> deadline; ///< by when it has to be charged; none: no limit
    OrderState state = OrderState::Submitted;
    std::uint8_t attempts = 0; ///< tries in the stage that it is in, those that did not reach the service included
    bool owned = true; ///< somebody waits for it; what goes wrong with it otherwise is lost
    OrderTrack* track = nullptr; ///< where what it does is written down; null: nobody follows it
};

} // namespace engine
