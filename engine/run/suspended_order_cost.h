// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workload/scenario.h"

#include <cstdint>

namespace engine {

/// Bytes that one order takes while it waits, suspended, for the rule engine: its flow, its coroutine frames through whatever
/// policy and habits `scenario` has, its timer and its submission. Its track and what a mode keeps beside it are not
/// counted.
///
/// Model    measured, not calculated: some hundred orders are started on a clock of their own as unbounded mode starts them,
///          and what the allocator has given out before and after is compared, several times; the least of it counts,
///          because other threads may allocate meanwhile
/// Errors   -1 where the allocator does not tell
/// Threads  any; some milliseconds
[[nodiscard]] std::int64_t suspendedOrderBytes(const Scenario& scenario);

} // namespace engine
