// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>

namespace support {

/// Runs the event loop until `condition` holds. False: it did not within `limit`.
bool processEventsUntil(
    const std::function<bool()>& condition, std::chrono::milliseconds limit = std::chrono::milliseconds(5000));

/// Runs the event loop for that long, for tests that something does not happen.
void processEventsFor(std::chrono::milliseconds duration);

} // namespace support
