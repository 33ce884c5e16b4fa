// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/snapshot.h"

#include <QStringList>

namespace ui {

/// The latest changes of the number of threads, newest first, each in a few words: "0:12.5  8 → 9  work waited, and no
/// worker took any".
[[nodiscard]] QStringList governorLog(const engine::GovernorView& governor);
/// The same changes in whole sentences, with the figures that they were decided on.
[[nodiscard]] QStringList governorReasons(const engine::GovernorView& governor);

} // namespace ui
