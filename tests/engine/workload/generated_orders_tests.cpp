// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workload/order_source.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <set>

using namespace engine;

TEST_CASE("generated orders: ids run from 1, and customer, lines and total are plausible", "[workload][orders]")
{
    const auto source = makeGeneratedOrders(1, 20'000);
    REQUIRE(source->size() == 20'000);
    OrderId expected = 1;
    bool idsInOrder = true;
    std::set<std::string> customers;
    std::set<std::uint32_t> lines;
    std::int64_t smallest = 1'000'000;
    std::int64_t largest = 0;
    while (const auto order = source->next()) {
        idsInOrder = idsInOrder && order->id == expected++;
        customers.insert(order->customer);
        lines.insert(order->lines);
        smallest = std::min(smallest, order->totalCents);
        largest = std::max(largest, order->totalCents);
    }
    CHECK(expected == 20'001);
    CHECK(idsInOrder);
    CHECK(customers.size() > 8000);
    CHECK(std::all_of(customers.begin(), customers.end(),
        [](const std::string& name) { return name.size() == 13 && name.starts_with("customer-"); }));
    CHECK(lines == std::set<std::uint32_t> {1, 2, 3, 4, 5, 6, 7, 8, 9});
    CHECK(smallest >= 99);
    CHECK(largest > 50'000);
    CHECK(largest <= 99 + 9 * 12'000);
    CHECK_FALSE(source->next().has_value());
    CHECK(source->fatalError().isEmpty());
    CHECK(source->badLineCount() == 0);
    CHECK(source->badLines().empty());
}

TEST_CASE("generated orders: the seed decides them, and how many are asked for does not", "[workload][orders]")
{
    const auto few = makeGeneratedOrders(42, 100);
    const auto endless = makeGeneratedOrders(42, -1);
    const auto other = makeGeneratedOrders(43, 100);
    CHECK_FALSE(endless->size().has_value());
    bool same = true;
    int different = 0;
    for (int n = 0; n < 100; ++n) {
        const auto order = few->next();
        same = same && order == endless->next();
        different += order == other->next() ? 0 : 1;
    }
    CHECK(same);
    CHECK(different > 95);
    CHECK_FALSE(few->next().has_value());
    CHECK(endless->next().has_value());
}

TEST_CASE("generated orders: none are none", "[workload][orders]")
{
    CHECK_FALSE(makeGeneratedOrders(1, 0)->next().has_value());
}
