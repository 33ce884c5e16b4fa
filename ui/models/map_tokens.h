// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/snapshot.h"
#include "ui/items/order_tokens.h"

namespace ui {

/// The orders of a snapshot in the arrays that the map draws.
///
/// Model    nothing is added and nothing left out: each order in the list is a token where the snapshot says it is, and the
///          counts of each station are those of the snapshot. A station is in use if the mode leads orders through it, or if
///          orders of an earlier mode are still there.
[[nodiscard]] OrderTokens tokensOf(const engine::Snapshot& snapshot);

/// The same without the single orders.
[[nodiscard]] OrderTokens stationsOf(const engine::Snapshot& snapshot);

} // namespace ui
