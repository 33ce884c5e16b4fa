// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/snapshot.h"
#include "tests/render/map_picture.h"

namespace render {

/// What is in the picture is what is in the snapshot: tokens by station and state, and free places by limit and level.
void checkPicture(MapPicture& picture, const engine::Snapshot& snapshot);

} // namespace render
