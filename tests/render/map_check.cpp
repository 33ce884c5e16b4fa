// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/render/map_check.h"

#include "tests/render/token_count.h"

#include <catch2/catch_test_macros.hpp>

using engine::OrderActivity;
using engine::OrderPlace;
using ui::MapStation;

namespace render {

void checkPicture(MapPicture& picture, const engine::Snapshot& snapshot)
{
    const QImage image = picture.grabMap();
    for (int place = 0; place < engine::kOrderPlaceCount; ++place) {
        const auto& told = picture.map().layout().at(static_cast<MapStation>(place));
        if (told.block)
            continue;
        const TokenCount seen = countTokens(image, picture.map(), static_cast<MapStation>(place));
        const auto& expected = snapshot.orders.counts[static_cast<std::size_t>(place)];
        for (int state = 0; state < engine::kOrderActivityCount; ++state) {
            INFO(engine::toString(static_cast<OrderPlace>(place)) << ", " << engine::toString(static_cast<OrderActivity>(state)));
            CHECK(seen.states[static_cast<std::size_t>(state)] == expected[static_cast<std::size_t>(state)]);
        }
        CHECK(seen.freePlaces == told.freePlaces);
    }
}

} // namespace render
