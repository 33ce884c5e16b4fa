// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/telemetry/recent_durations.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using namespace std::chrono_literals;

namespace {

/// Records `value` every 10 ms of (from, to], and looks at it every 50 ms; how many are recent at the end, and their median.
struct Steady {
    Histogram histogram;
    RecentDurations recent;
    std::int64_t count = 0;
    std::int64_t median = 0;

    void run(std::chrono::milliseconds from, std::chrono::milliseconds to, std::int64_t value)
    {
        for (std::chrono::milliseconds at = from + 10ms; at <= to; at += 10ms) {
            if (value > 0)
                histogram.record(value);
            if (at % 50ms == 0ms)
                look(at);
        }
    }
    void look(std::chrono::milliseconds at)
    {
        const Histogram::Counts& before = recent.before(at, histogram);
        count = histogram.count(before);
        median = histogram.valueAtPercentile(50, before);
    }
};

} // namespace

TEST_CASE("recent durations: in the first two seconds everything is recent", "[telemetry][recent]")
{
    Steady steady;
    steady.look(0ms);
    steady.run(0ms, 1950ms, 5);
    CHECK(steady.count == 195);
    CHECK(steady.median == 5);
}

TEST_CASE("recent durations: then the last two seconds are, and half a second more at the most", "[telemetry][recent]")
{
    Steady steady;
    steady.look(0ms);
    for (std::chrono::milliseconds at = 0ms; at < 20s; at += 50ms) {
        steady.run(at, at + 50ms, 5);
        if (at + 50ms < 2s)
            continue;
        CHECK(steady.count >= 200);
        CHECK(steady.count <= 250);
    }
}

TEST_CASE("recent durations: what changes is seen after the window, and nothing is recent where nothing came", "[telemetry][recent]")
{
    Steady steady;
    steady.run(0ms, 10s, 5);
    steady.run(10s, 12500ms, 900);
    CHECK(steady.median == 900);
    steady.run(12500ms, 15s, 0);
    CHECK(steady.count == 0);
    CHECK(steady.median == 0);
}

TEST_CASE("recent durations: a look long after the one before sees what came in between", "[telemetry][recent]")
{
    Steady steady;
    steady.look(0ms);
    steady.run(0ms, 1s, 5);
    steady.histogram.record(70);
    steady.look(60s); // nobody looked in the last two seconds: since the latest look that is old enough
    CHECK(steady.count == 1);
    CHECK(steady.median == 70);
}
