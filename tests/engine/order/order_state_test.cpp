// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/order/order.h"
#include "engine/order/order_state.h"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <set>
#include <string>
#include <vector>

using engine::canMove;
using engine::isEnd;
using engine::OrderState;

namespace {

constexpr std::array kPath = {OrderState::Submitted, OrderState::Accepted, OrderState::Validating,
    OrderState::Validated, OrderState::Charging, OrderState::Charged, OrderState::Persisting, OrderState::Persisted};

std::vector<OrderState> allStates()
{
    std::vector<OrderState> states;
    for (int i = 0; i < engine::kOrderStateCount; ++i)
        states.push_back(static_cast<OrderState>(i));
    return states;
}

std::vector<OrderState> statesBefore(OrderState to)
{
    auto states = allStates();
    std::erase_if(states, [to](OrderState from) { return !canMove(from, to); });
    return states;
}

} // namespace

TEST_CASE("order_state: the way to persisted goes one step at a time, never back, never past a step", "[order][state]")
{
    for (std::size_t from = 0; from < kPath.size(); ++from) {
        for (std::size_t to = 0; to < kPath.size(); ++to) {
            INFO(toString(kPath[from]) << " -> " << toString(kPath[to]));
            CHECK(canMove(kPath[from], kPath[to]) == (to == from + 1));
        }
    }
}

TEST_CASE("order_state: nothing follows an end", "[order][state]")
{
    int ends = 0;
    for (const OrderState from : allStates()) {
        if (!isEnd(from))
            continue;
        ++ends;
        for (const OrderState to : allStates()) {
            INFO(toString(from) << " -> " << toString(to));
            CHECK_FALSE(canMove(from, to));
        }
    }
    CHECK(ends == 6);
}

TEST_CASE("order_state: an order can fail or be cancelled wherever it is on its way", "[order][state]")
{
    const std::vector<OrderState> onTheWay(kPath.begin(), kPath.end() - 1);
    CHECK(statesBefore(OrderState::Failed) == onTheWay);
    CHECK(statesBefore(OrderState::Cancelled) == onTheWay);
}

TEST_CASE("order_state: only a downstream that answers rejects, only intake drops, only a commit persists", "[order][state]")
{
    CHECK(statesBefore(OrderState::Rejected) == std::vector{OrderState::Validating, OrderState::Charging});
    CHECK(statesBefore(OrderState::Dropped) == std::vector{OrderState::Submitted});
    CHECK(statesBefore(OrderState::Persisted) == std::vector{OrderState::Persisting});
}

TEST_CASE("order_state: every state and stage has a name of its own", "[order][state]")
{
    std::set<std::string> names;
    for (const OrderState state : allStates())
        names.insert(toString(state));
    CHECK(names.size() == engine::kOrderStateCount);
    CHECK_FALSE(names.contains("unknown"));

    std::set<std::string> stages;
    for (int i = 0; i < engine::kStageCount; ++i)
        stages.insert(toString(static_cast<engine::Stage>(i)));
    CHECK(stages == std::set<std::string>{"validate", "charge", "persist"});
}

TEST_CASE("order_state: a number that is no state is named unknown instead of read out of bounds", "[order][state]")
{
    CHECK(std::string(toString(static_cast<OrderState>(engine::kOrderStateCount))) == "unknown");
    CHECK(std::string(toString(static_cast<OrderState>(255))) == "unknown");
    CHECK(std::string(toString(static_cast<engine::Stage>(engine::kStageCount))) == "unknown");
}
