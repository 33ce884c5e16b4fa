// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/rate_scale.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include <limits>

using Catch::Approx;
using ui::RateScale;

TEST_CASE("rate scale: the ends are 0.05x and 20x, and the middle is 1x", "[bridge][rate]")
{
    CHECK(RateScale::rateAt(0) == Approx(0.05));
    CHECK(RateScale::rateAt(0.5) == 1.0);
    CHECK(RateScale::rateAt(1) == Approx(20));
    CHECK(RateScale::rateAt(-3) == Approx(0.05));
    CHECK(RateScale::rateAt(3) == Approx(20));
    CHECK(RateScale::clamp(std::numeric_limits<double>::quiet_NaN()) == 1.0);
}

TEST_CASE("rate scale: position and rate are inverse, but near a detent, which holds it", "[bridge][rate]")
{
    const double position = GENERATE(range(0.0, 1.0, 0.05));
    CHECK(RateScale::positionOf(RateScale::rateAt(position)) == Approx(position).margin(0.021));
    CHECK(RateScale::rateAt(0.51) == 1.0);
    for (const double detent : RateScale::kDetents) {
        CHECK(RateScale::rateAt(RateScale::positionOf(detent) + 0.015) == detent);
        CHECK(RateScale::rateAt(RateScale::positionOf(detent) - 0.015) == detent);
    }
}

TEST_CASE("rate scale: faster and slower visit each step and stop at the ends", "[bridge][rate]")
{
    double rate = 0.05;
    int steps = 0;
    while (RateScale::faster(rate) != rate && steps < 100) {
        const double next = RateScale::faster(rate);
        CHECK(next > rate);
        CHECK(RateScale::slower(next) == rate);
        rate = next;
        ++steps;
    }
    CHECK(steps == 8);
    CHECK(rate == 20.0);
    CHECK(RateScale::slower(0.05) == 0.05);
    CHECK(RateScale::faster(1.7) == 2.0);
    CHECK(RateScale::slower(1.7) == 1.0);
}
