// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/random.h"
#include "engine/telemetry/histogram.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

using namespace engine;

namespace {

std::int64_t exactPercentile(const std::vector<std::int64_t>& sorted, double percentile)
{
    const double rank = std::ceil(std::nextafter(percentile, 0.0) * static_cast<double>(sorted.size()) / 100.0);
    return sorted[static_cast<std::size_t>(std::max(rank, 1.0)) - 1];
}

double relativeError(std::int64_t found, std::int64_t exact)
{
    return std::abs(static_cast<double>(found - exact)) / std::max(1.0, static_cast<double>(exact));
}

/// Log-uniform over [2^fromBits, 2^toBits).
std::vector<std::int64_t> draws(std::uint64_t seed, std::size_t count, double fromBits, double toBits)
{
    std::vector<std::int64_t> values(count);
    for (std::size_t i = 0; i < count; ++i)
        values[i] = static_cast<std::int64_t>(
            std::exp2(fromBits + (toBits - fromBits) * drawUniform(seed, DrawPurpose::Test, i)));
    return values;
}

} // namespace

TEST_CASE("histogram: every percentile is within 0.1 % of the exact one", "[telemetry][histogram]")
{
    struct Range {
        double fromBits;
        double toBits;
    };
    for (const Range range :
        {Range{0, 42}, Range{0, 12}, Range{9, 13}, Range{20, 30}, Range{25.5, 25.6}, Range{40, 42}}) {
        for (const std::size_t count : {1U, 2U, 99U, 20'000U}) {
            auto values = draws(count, count, range.fromBits, range.toBits);
            Histogram histogram;
            for (const std::int64_t value : values)
                histogram.record(value);
            std::ranges::sort(values);

            double worst = 0;
            for (double percentile = 0; percentile <= 100; percentile += 0.25)
                worst = std::max(
                    worst, relativeError(histogram.valueAtPercentile(percentile), exactPercentile(values, percentile)));
            CAPTURE(range.fromBits, range.toBits, count);
            CHECK(worst <= 0.0005);
            CHECK(histogram.count() == static_cast<std::int64_t>(count));
            CHECK(histogram.min() == values.front());
            CHECK(histogram.max() == values.back());
            CHECK(histogram.valueAtPercentile(100) == values.back());
        }
    }
}

TEST_CASE("histogram: each value alone comes back within 0.1 % at the edges of all octaves", "[telemetry][histogram]")
{
    double worst = 0;
    for (int bit = 0; bit < 42; ++bit) {
        for (const std::int64_t around : {-1, 0, 1}) {
            const std::int64_t value = (std::int64_t{1} << bit) + around;
            Histogram histogram;
            histogram.record(0);
            histogram.record(value);
            histogram.record(Histogram::kHighest);
            worst = std::max(worst, relativeError(histogram.valueAtPercentile(50), value));
        }
    }
    CHECK(worst <= 0.0005);
}

TEST_CASE("histogram: a constant comes back exactly", "[telemetry][histogram]")
{
    Histogram histogram;
    histogram.record(50'000'000, 5000);
    for (const double percentile : {0.0, 50.0, 95.0, 99.0, 100.0})
        CHECK(histogram.valueAtPercentile(percentile) == 50'000'000);
}

TEST_CASE("histogram: an empty one answers 0", "[telemetry][histogram]")
{
    const Histogram histogram;
    CHECK(histogram.count() == 0);
    CHECK(histogram.min() == 0);
    CHECK(histogram.max() == 0);
    CHECK(histogram.valueAtPercentile(50) == 0);
}

TEST_CASE("histogram: values outside its range are clamped and max stays exact", "[telemetry][histogram]")
{
    constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max();
    Histogram histogram;
    histogram.record(-5);
    histogram.record(0);
    histogram.record(Histogram::kHighest);
    histogram.record(Histogram::kHighest + 1);
    histogram.record(kLargest);
    CHECK(histogram.count() == 5);
    CHECK(histogram.min() == 0);
    CHECK(histogram.max() == kLargest);
    CHECK(histogram.valueAtPercentile(40) == 0);
    CHECK(relativeError(histogram.valueAtPercentile(60), Histogram::kHighest) <= 0.0005);
    CHECK(relativeError(histogram.valueAtPercentile(80), Histogram::kHighest) <= 0.0005);
    CHECK(histogram.valueAtPercentile(100) == kLargest);
    CHECK(histogram.valueAtPercentile(-1) == 0);
    CHECK(histogram.valueAtPercentile(101) == kLargest);
}

TEST_CASE("histogram: ranks are exact where the share is a whole number", "[telemetry][histogram]")
{
    Histogram histogram;
    for (std::int64_t value = 1; value <= 100; ++value)
        histogram.record(value);
    bool exact = true;
    for (std::int64_t percentile = 1; percentile <= 100; ++percentile)
        exact = exact && histogram.valueAtPercentile(static_cast<double>(percentile)) == percentile;
    CHECK(exact);
    CHECK(histogram.valueAtPercentile(99.5) == 100);
}

TEST_CASE("histogram: a count weighs as that many records, and none or less as nothing", "[telemetry][histogram]")
{
    Histogram histogram;
    histogram.record(10, 90);
    histogram.record(1000, 10);
    histogram.record(5'000'000, 0);
    histogram.record(5'000'000, -3);
    CHECK(histogram.count() == 100);
    CHECK(histogram.valueAtPercentile(90) == 10);
    CHECK(histogram.valueAtPercentile(91) == 1000);
    CHECK(histogram.max() == 1000);
}

TEST_CASE("histogram: merging is the same as recording everything in one", "[telemetry][histogram]")
{
    Histogram left;
    Histogram right;
    Histogram both;
    for (const std::int64_t value : draws(1, 1000, 5, 20)) {
        left.record(value);
        both.record(value);
    }
    for (const std::int64_t value : draws(2, 1000, 15, 35)) {
        right.record(value);
        both.record(value);
    }
    Histogram merged;
    merged.merge(left);
    merged.merge(right);
    merged.merge(Histogram());
    CHECK(merged.count() == both.count());
    CHECK(merged.min() == both.min());
    CHECK(merged.max() == both.max());
    for (const double percentile : {0.0, 10.0, 50.0, 90.0, 99.9})
        CHECK(merged.valueAtPercentile(percentile) == both.valueAtPercentile(percentile));

    merged.reset();
    CHECK(merged.count() == 0);
    CHECK(merged.max() == 0);
    CHECK(merged.valueAtPercentile(99) == 0);
    merged.record(3);
    CHECK(merged.min() == 3);
    CHECK(merged.valueAtPercentile(50) == 3);
}

TEST_CASE("histogram: what came after its counts were taken has percentiles and a mean of its own", "[telemetry][histogram]")
{
    const std::size_t before = GENERATE(0U, 1U, 5'000U);
    const std::size_t after = GENERATE(0U, 1U, 99U, 5'000U);
    Histogram histogram;
    for (const std::int64_t value : draws(before + 1, before, 0, 42))
        histogram.record(value);
    const Histogram::Counts then = histogram.counts();
    auto values = draws(7, after, 5, 40);
    for (const std::int64_t value : values)
        histogram.record(value);
    std::ranges::sort(values);

    CHECK(histogram.count(then) == static_cast<std::int64_t>(after));
    if (after == 0) {
        CHECK(histogram.valueAtPercentile(50, then) == 0);
        CHECK(histogram.mean(then) == 0);
        return;
    }
    double worst = 0;
    for (double percentile = 0; percentile <= 100; percentile += 0.25)
        worst = std::max(worst, relativeError(histogram.valueAtPercentile(percentile, then), exactPercentile(values, percentile)));
    CHECK(worst <= 0.0005);
    double sum = 0;
    for (const std::int64_t value : values)
        sum += static_cast<double>(value);
    CHECK_THAT(histogram.mean(then), Catch::Matchers::WithinRel(sum / static_cast<double>(after), 1e-9));
}
