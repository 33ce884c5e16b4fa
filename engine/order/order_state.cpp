// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/order/order_state.h"

namespace engine {

bool canMove(OrderState from, OrderState to) noexcept
{
    if (isEnd(from))
        return false;
    switch (to) {
    case OrderState::Persisted:
        return from == OrderState::Persisting;
    case OrderState::Dropped:
        return from == OrderState::Submitted;
    case OrderState::Rejected:
        return from == OrderState::Validating || from == OrderState::Charging;
    case OrderState::Failed:
    case OrderState::Cancelled:
    case OrderState::Lost:
        return true;
    default:
        return static_cast<int>(to) == static_cast<int>(from) + 1;
    }
}

const char* toString(OrderState state) noexcept
{
    static constexpr const char* kNames[kOrderStateCount] = {"submitted", "accepted", "validating", "validated",
        "charging", "charged", "persisting", "persisted", "rejected", "failed", "cancelled", "dropped", "lost"};
    const auto index = static_cast<unsigned>(state);
    return index < kOrderStateCount ? kNames[index] : "unknown";
}

} // namespace engine
