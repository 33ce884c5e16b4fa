// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/order/order_activity.h"

#include <array>
#include <cstddef>

namespace engine {

const char* toString(OrderPlace place) noexcept
{
    static constexpr std::array<const char*, kOrderPlaceCount> kNames {
        "intake", "channel", "validate", "charge", "batch", "persist", "ended"};
    return kNames[static_cast<std::size_t>(place)];
}

const char* toString(OrderActivity activity) noexcept
{
    static constexpr std::array<const char*, kOrderActivityCount> kNames {"queued", "waitingForPermit", "waitingForWorker",
        "running", "blocked", "suspended", "backingOff", "persisted", "rejected", "failed", "timedOut", "cancelled", "dropped",
        "lost", "orphaned"};
    return kNames[static_cast<std::size_t>(activity)];
}

} // namespace engine
