// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/strip_store.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

using Catch::Approx;
using ui::StripColumn;
using ui::StripSeries;
using ui::StripStore;

namespace {

constexpr double kStep = 0.05; // 20 samples a second

ui::StripSample sampleOf(float pending, float capacity = StripColumn::kNothing)
{
    ui::StripSample sample;
    sample.fill(0);
    sample[StripSeries::Pending] = pending;
    sample[StripSeries::ChannelCapacity] = capacity;
    return sample;
}

void addMany(StripStore& store, int count, const std::function<float(int)>& valueOf)
{
    for (int index = 0; index < count; ++index)
        store.add(index * kStep, sampleOf(valueOf(index)));
}

std::vector<StripColumn> columns(const StripStore& store, StripSeries::Id series, double from, double perColumn, int count)
{
    std::vector<StripColumn> out(static_cast<std::size_t>(count));
    store.columns(series, from, perColumn, out);
    return out;
}

} // namespace

TEST_CASE("strip store: the latest 1,200 samples are kept as they came", "[models][strips]")
{
    StripStore store;
    addMany(store, 1200, [](int index) { return static_cast<float>(index % 7); });
    CHECK(store.pointCount() == 1200);
    for (int index = 0; index < 1200; ++index)
        CHECK(store.valueAt(StripSeries::Pending, index * kStep + 0.001) == static_cast<float>(index % 7));
}

TEST_CASE("strip store: what is older is thinned, and its lowest and highest and mean stay", "[models][strips]")
{
    StripStore store;
    addMany(store, 6000, [](int index) { return index == 100 ? 1000.0F : index % 2 == 0 ? 10.0F : 20.0F; });
    CHECK(store.pointCount() == 1200 + 4800 / 8);
    const auto first = columns(store, StripSeries::Pending, 0, 10, 1).front();
    CHECK(first.low == 10);
    CHECK(first.high == 1000);
    CHECK(first.mean == Approx(15 + (1000 - 10) / 200.0).epsilon(0.01));
    const auto later = columns(store, StripSeries::Pending, 20, 10, 1).front();
    CHECK(later.high == 20);
    CHECK(later.mean == Approx(15).margin(0.1));
}

TEST_CASE("strip store: however long a run is, the number of points is bounded and its beginning stays", "[models][strips]")
{
    StripStore store;
    constexpr int kHours = 20 * 3600 * 4;
    std::size_t most = 0;
    for (int index = 0; index < kHours; ++index) {
        store.add(index * kStep, sampleOf(static_cast<float>(index)));
        most = std::max(most, store.pointCount());
    }
    CHECK(most <= StripStore::kRecent + StripStore::kThinned);
    CHECK(store.first() == 0);
    CHECK(store.last() == Approx((kHours - 1) * kStep));
    CHECK(store.stride() > StripStore::kFirstStride);
    // A line that rises evenly still does.
    const auto all = columns(store, StripSeries::Pending, 0, kHours * kStep / 100, 100);
    for (int column = 0; column < 100; ++column)
        CHECK(all[static_cast<std::size_t>(column)].mean == Approx((column + 0.5) * kHours / 100).margin(100));
    CHECK(all.front().low == 0);
    CHECK(all.back().high == static_cast<float>(kHours - 1));
}

TEST_CASE("strip store: between two samples a line is drawn through, and a limit holds until it is changed", "[models][strips]")
{
    StripStore store;
    store.add(0.5, sampleOf(0, 10));
    store.add(10.5, sampleOf(100, 20));
    const auto line = columns(store, StripSeries::Pending, 0, 1, 12);
    CHECK(line[0].mean == 0);
    CHECK(line[5].mean == Approx(50));
    CHECK(line[10].mean == 100);
    CHECK_FALSE(line[11].has());
    const auto limit = columns(store, StripSeries::ChannelCapacity, 0, 1, 12);
    CHECK(limit[5].mean == 10);
    CHECK(limit[9].mean == 10);
    CHECK(limit[10].mean == 20);
}

TEST_CASE("strip store: a time without a value interrupts the line", "[models][strips]")
{
    StripStore store;
    store.add(0.5, sampleOf(1, 10));
    store.add(3.5, sampleOf(1));
    store.add(6.5, sampleOf(1, 30));
    const auto limit = columns(store, StripSeries::ChannelCapacity, 0, 1, 8);
    CHECK(limit[0].mean == 10);
    CHECK_FALSE(limit[2].has());
    CHECK_FALSE(limit[5].has());
    CHECK(limit[6].mean == 30);
    CHECK(std::isnan(store.valueAt(StripSeries::ChannelCapacity, 4)));
}

TEST_CASE("strip store: a line that begins left of the view comes in from there", "[models][strips]")
{
    StripStore store;
    store.add(0, sampleOf(0));
    store.add(20, sampleOf(200));
    const auto middle = columns(store, StripSeries::Pending, 10, 1, 5);
    CHECK(middle.front().mean == Approx(105));
    CHECK(middle.back().mean == Approx(145));
}

TEST_CASE("strip store: a sample of the same time takes the place of the one before, an older one is left out", "[models][strips]")
{
    StripStore store;
    store.add(1, sampleOf(5));
    store.add(1, sampleOf(7));
    store.add(0.5, sampleOf(9));
    CHECK(store.pointCount() == 1);
    CHECK(store.valueAt(StripSeries::Pending, 1) == 7);
    CHECK(std::isnan(store.valueAt(StripSeries::Pending, 0.9)));
}

TEST_CASE("strip store: while it is empty there is nothing to read", "[models][strips]")
{
    StripStore store;
    CHECK(std::isnan(store.first()));
    CHECK(std::isnan(store.last()));
    CHECK(std::isnan(store.valueAt(StripSeries::Pending, 1)));
    CHECK_FALSE(columns(store, StripSeries::Pending, 0, 1, 3).front().has());
    store.add(1, sampleOf(5));
    store.clear();
    CHECK(store.empty());
}
