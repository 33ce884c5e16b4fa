// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/snapshot.h"

#include <QString>

namespace ui {

/// The most telling thing in a snapshot of a run that goes on, as one sentence in plain words.
///
/// Model    the first of these that holds: no worker is left, an outage, calls are refused, the channel is full, a
///          downstream has a long queue, work waits for workers, everything flows, nothing has arrived
[[nodiscard]] QString observe(const engine::Snapshot& snapshot);

/// How the run ended, as one sentence; empty while it goes on. The engine's own sentence wherever it gives one.
[[nodiscard]] QString describeEnd(const engine::Snapshot& snapshot);

} // namespace ui
