// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/telemetry/snapshot.h"

namespace engine {

const char* toString(Mode mode) noexcept
{
    switch (mode) {
    case Mode::Blocking:
        return "blocking";
    case Mode::Unbounded:
        return "unbounded";
    case Mode::Bounded:
        return "bounded";
    }
    return "unknown";
}

const char* toString(RunOutcome outcome) noexcept
{
    switch (outcome) {
    case RunOutcome::Running:
        return "running";
    case RunOutcome::Completed:
        return "completed";
    case RunOutcome::Cancelled:
        return "cancelled";
    case RunOutcome::Deadlocked:
        return "deadlocked";
    case RunOutcome::TimeLimit:
        return "timeLimit";
    case RunOutcome::Failed:
        return "failed";
    }
    return "unknown";
}

} // namespace engine
