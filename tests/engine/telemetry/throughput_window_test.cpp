// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/telemetry/throughput_window.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

using namespace engine;
using namespace std::chrono_literals;
using Catch::Matchers::WithinRel;

TEST_CASE("throughput window: without time there is no throughput", "[telemetry][throughput]")
{
    ThroughputWindow window;
    CHECK(window.add(0ns, 0) == 0.0);
    CHECK(window.add(0ns, 10) == 0.0);
}

TEST_CASE("throughput window: in the first second it measures from the start", "[telemetry][throughput]")
{
    ThroughputWindow window;
    window.add(0ns, 0);
    CHECK_THAT(window.add(500ms, 50), WithinRel(100.0));
    CHECK_THAT(window.add(1s, 100), WithinRel(100.0));
}

TEST_CASE("throughput window: after that it measures the last second only", "[telemetry][throughput]")
{
    ThroughputWindow window;
    double perSecond = 0;
    for (int tick = 0; tick <= 100; ++tick)
        perSecond = window.add(tick * 50ms, tick * 5);
    CHECK_THAT(perSecond, WithinRel(100.0));
    for (int tick = 101; tick <= 110; ++tick)
        perSecond = window.add(tick * 50ms, 500);
    CHECK_THAT(perSecond, WithinRel(50.0));
    for (int tick = 111; tick <= 120; ++tick)
        perSecond = window.add(tick * 50ms, 500);
    CHECK(perSecond == 0.0);
}

TEST_CASE("throughput window: looks at one instant count once, and looks far apart share their time",
    "[telemetry][throughput]")
{
    ThroughputWindow window;
    window.add(0ns, 0);
    window.add(2s, 20);
    CHECK_THAT(window.add(2s, 40), WithinRel(20.0));
    CHECK_THAT(window.add(6s, 80), WithinRel(10.0));
}
