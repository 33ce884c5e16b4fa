// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/telemetry/gauge.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;

TEST_CASE("gauge: it tells how many are inside, and the most that ever were", "[telemetry][gauge]")
{
    Gauge gauge;
    gauge.enter(3);
    gauge.leave(2);
    CHECK(gauge.level(20).now == 1);
    CHECK(gauge.level(20).peak == 3);
    CHECK(gauge.level(20).limit == 20);

    SECTION("who enters and leaves at the same instant is seen in the peak only")
    {
        gauge.enter(2);
        gauge.touch();
        CHECK(gauge.level(0).now == 3);
        CHECK(gauge.level(0).peak == 4);
    }
}
