// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/telemetry/finding.h"

namespace engine {

const char* toString(FindingKind kind) noexcept
{
    switch (kind) {
    case FindingKind::Starvation:
        return "starvation";
    case FindingKind::UnboundedFanOut:
        return "unboundedFanOut";
    case FindingKind::GrowingBacklog:
        return "growingBacklog";
    case FindingKind::Backpressure:
        return "backpressure";
    case FindingKind::RetryStorm:
        return "retryStorm";
    case FindingKind::BreakerOpen:
        return "breakerOpen";
    case FindingKind::ServiceSaturated:
        return "serviceSaturated";
    case FindingKind::OrphanedWork:
        return "orphanedWork";
    case FindingKind::DrainIncomplete:
        return "drainIncomplete";
    case FindingKind::LimitTooLow:
        return "limitTooLow";
    case FindingKind::LimitTooHigh:
        return "limitTooHigh";
    case FindingKind::DoubleCharges:
        return "doubleCharges";
    case FindingKind::LostOrders:
        return "lostOrders";
    case FindingKind::UnobservedErrors:
        return "unobservedErrors";
    }
    return "unknown";
}

const char* toString(FindingLevel level) noexcept
{
    switch (level) {
    case FindingLevel::Note:
        return "note";
    case FindingLevel::Warning:
        return "warning";
    case FindingLevel::Critical:
        return "critical";
    }
    return "unknown";
}

} // namespace engine
