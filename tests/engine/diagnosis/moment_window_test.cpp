// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/diagnosis/moment_window.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace engine;
using namespace std::chrono_literals;

namespace {

Moment momentAt(std::chrono::nanoseconds at, std::int64_t submitted)
{
    Moment moment;
    moment.at = at;
    moment.submitted = submitted;
    return moment;
}

std::int64_t submitted(const Moment& moment)
{
    return moment.submitted;
}

} // namespace

TEST_CASE("moment window: it never grows, however many snapshots come, and however close", "[diagnosis][window]")
{
    MomentWindow window;
    const auto every = GENERATE_COPY(0ns, 1ns, 1000us, 9ms, 10ms, 50ms);
    const auto limit = static_cast<std::size_t>(2 * MomentWindow::kSpan / MomentWindow::kSpacing) + 3;
    for (int i = 0; i < 20'000; ++i) {
        window.add(momentAt(i * every, i));
        REQUIRE(window.size() <= limit);
    }
    CHECK(window.now().submitted == 19'999);
    CHECK(window.covers(5s) == (every >= 1ms));
}

TEST_CASE("moment window: gains, rates and means are about the span that is asked for", "[diagnosis][window]")
{
    MomentWindow window;
    for (int i = 0; i <= 200; ++i) // 20 each second, and 100 at once after 9 s
        window.add(momentAt(i * 50ms, i + (i > 180 ? 100 : 0)));
    CHECK(window.gained(500ms, submitted) == 10);
    CHECK(window.gained(2s, submitted) == 140);
    CHECK(window.rate(2s, submitted) == Catch::Approx(70));
    CHECK(window.mean(100ms, submitted) == Catch::Approx(299));
    CHECK(window.before(1h).at == 4s);
    CHECK_FALSE(window.covers(1h));
}

TEST_CASE("moment window: one jump is no steady growth", "[diagnosis][window]")
{
    MomentWindow window;
    std::int64_t count = 0;
    for (int i = 0; i <= 100; ++i)
        window.add(momentAt(i * 50ms, ++count));
    CHECK(window.growsSteadily(4s, submitted));
    CHECK_FALSE(window.growsSteadily(10s, submitted));
    for (int i = 101; i <= 160; ++i)
        window.add(momentAt(i * 50ms, count += i == 110 ? 1000 : 1));
    CHECK_FALSE(window.growsSteadily(4s, submitted));
    for (int i = 161; i <= 260; ++i)
        window.add(momentAt(i * 50ms, count));
    CHECK_FALSE(window.growsSteadily(4s, submitted));
}
