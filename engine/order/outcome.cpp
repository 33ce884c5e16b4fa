// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/order/outcome.h"

namespace engine {

std::string_view toString(CancelReason reason) noexcept
{
    switch (reason) {
    case CancelReason::None:
        return "none";
    case CancelReason::Caller:
        return "caller";
    case CancelReason::Timeout:
        return "timeout";
    case CancelReason::Shutdown:
        return "shutdown";
    case CancelReason::Failure:
        return "failure";
    }
    return "unknown";
}

std::string_view toString(FailureKind kind) noexcept
{
    switch (kind) {
    case FailureKind::Cancelled:
        return "cancelled";
    case FailureKind::TimedOut:
        return "timedOut";
    case FailureKind::Rejected:
        return "rejected";
    case FailureKind::BrokenCircuit:
        return "brokenCircuit";
    case FailureKind::Unavailable:
        return "unavailable";
    case FailureKind::Invalid:
        return "invalid";
    case FailureKind::Closed:
        return "closed";
    }
    return "unknown";
}

} // namespace engine
