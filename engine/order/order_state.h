// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace engine {

/// Where an order is on its way. The last six are ends: nothing follows them.
enum class OrderState : std::uint8_t {
    Submitted, ///< it exists; intake has not answered yet
    Accepted, ///< intake took it
    Validating,
    Validated,
    Charging,
    Charged,
    Persisting,
    Persisted, ///< its row is committed
    Rejected, ///< a downstream understood it and said no
    Failed, ///< a downstream could not do its work
    Cancelled, ///< the run was cancelled, stopped or ran out of time
    Dropped, ///< intake did not take it
    Lost, ///< nobody owned it, and it is gone: fire and forget is the only way here
};
inline constexpr int kOrderStateCount = 13;

[[nodiscard]] constexpr bool isEnd(OrderState state) noexcept { return state >= OrderState::Persisted; }

/// The legal moves: one step forward at a time, and from any step to an end that can follow it.
[[nodiscard]] bool canMove(OrderState from, OrderState to) noexcept;

/// "submitted", "accepted", ... as shown and exported.
[[nodiscard]] const char* toString(OrderState state) noexcept;

} // namespace engine
