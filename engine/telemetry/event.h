// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/order.h"
#include "engine/order/order_state.h"

#include <cstdint>

namespace engine {

enum class EventKind : std::uint8_t {
    OrderMoved, ///< `state` is the new state; value: ns of clock time since submission
    StageEnded, ///< `stage`; value: ns of clock time the stage's call took; `state` is Failed where it failed
    WorkItemStarted, ///< value: ns of clock time between being made ready and being taken
};

/// One thing that happened: 32 bytes, no pointers.
///
/// Units    at: ns of clock time since the run's start; value: see EventKind
struct Event {
    std::int64_t at = 0;
    std::int64_t value = 0;
    OrderId order = 0;
    EventKind kind = EventKind::OrderMoved;
    OrderState state = OrderState::Submitted;
    Stage stage = Stage::Validate;
    std::uint8_t attempt = 0;
    std::uint16_t worker = 0xffff; ///< index of the worker it happened on; 0xffff: none
};
static_assert(sizeof(Event) == 32);

} // namespace engine
