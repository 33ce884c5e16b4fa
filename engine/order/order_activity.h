// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace engine {

/// Where an order is on its way, as it is drawn.
enum class OrderPlace : std::uint8_t {
    Intake, ///< submitted; in the modes without a channel also: not started yet
    Channel,
    Validate, ///< from leaving the channel until its rule check has ended, waiting for a place in the stage included
    Charge, ///< from then on until it is charged, waiting for a place in the stage included
    Batch, ///< charged, and waiting for its chunk to fill
    Persist,
    Ended,
};
inline constexpr int kOrderPlaceCount = 7;
[[nodiscard]] const char* toString(OrderPlace place) noexcept;

/// What an order does there.
enum class OrderActivity : std::uint8_t {
    Queued, ///< in a channel, a batch or the pool's ready queue, not started
    WaitingForPermit, ///< suspended until its stage, a limiter or a connection has room
    WaitingForWorker, ///< its coroutine could go on, but no worker has taken it yet
    Running, ///< on a worker
    Blocked, ///< on a worker that waits for it
    Suspended, ///< a coroutine that waits for a service: no thread
    BackingOff, ///< waits before it tries again
    Persisted, ///< this and the following: how it ended
    Rejected,
    Failed,
    TimedOut, ///< failed, because a deadline of the call passed
    Cancelled,
    Dropped,
    Lost,
    Orphaned, ///< no order, but a call for one that runs on although nobody waits for it any more
};
inline constexpr int kOrderActivityCount = 15;
[[nodiscard]] const char* toString(OrderActivity activity) noexcept;

} // namespace engine
