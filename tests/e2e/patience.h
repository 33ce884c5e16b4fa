// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/event_loop.h"

#include <chrono>
#include <functional>

namespace e2e {

/// Only how long a broken program may keep a test waiting: nothing is measured.
inline constexpr std::chrono::seconds kPatience {90};

/// Runs the event loop until `condition` holds. False: patience is at its end.
inline bool eventually(const std::function<bool()>& condition)
{
    return support::processEventsUntil(condition, kPatience);
}

} // namespace e2e
