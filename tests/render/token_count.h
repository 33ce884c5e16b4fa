// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/items/order_map.h"

#include <QImage>

#include <array>
#include <cstdint>
#include <vector>

namespace render {

/// What is seen in one station of a picture of the map.
struct TokenCount {
    std::array<std::int64_t, ui::kTokenStateCount> states {};
    std::int64_t freePlaces = 0;
};

/// Looks at every place of a station for whole tokens, pixel by pixel: it is told their size, not where they are.
/// A token that is covered, cut off or between two pixels is not counted.
[[nodiscard]] TokenCount countTokens(const QImage& image, const ui::OrderMap& map, ui::MapStation station);

/// The heights of a block's bands from the bottom up, told apart by the bright line at the top of each.
[[nodiscard]] std::vector<int> bandHeights(const QImage& image, const QRectF& room);

} // namespace render
