// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/stages/habits.h"

#include <qcoro/qcorotask.h>

#include <functional>

namespace engine {

/// Runs `work` inside `layers` coroutines, each of which awaits the next one and does nothing else, and counts what they
/// cost: frames, bytes, and the processor time from the outermost to `work` and back.
///
/// Errors   what `work` throws passes through all layers
/// Threads  from a strand
[[nodiscard]] QCoro::Task<> inNeedlessLayers(int layers, std::function<QCoro::Task<>()> work, Habits& habits);

} // namespace engine
