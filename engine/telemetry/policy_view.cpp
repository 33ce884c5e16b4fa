// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/telemetry/policy_view.h"

namespace engine {

const char* toString(BreakerState state) noexcept
{
    switch (state) {
    case BreakerState::Closed:
        return "closed";
    case BreakerState::Open:
        return "open";
    case BreakerState::HalfOpen:
        return "halfOpen";
    case BreakerState::Isolated:
        return "isolated";
    }
    return "unknown";
}

} // namespace engine
