// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/telemetry/event_totals.h"

#include <catch2/catch_test_macros.hpp>

#include <vector>

using namespace engine;

namespace {

constexpr std::int64_t kMs = 1'000'000;

Event event(EventKind kind, OrderState state, Stage stage, std::int64_t value)
{
    Event made;
    made.kind = kind;
    made.state = state;
    made.stage = stage;
    made.value = value;
    return made;
}

Snapshot totalsOf(const std::vector<Event>& events)
{
    EventTotals totals;
    totals.add(events.data(), events.size());
    Snapshot snapshot;
    totals.writeTo(snapshot);
    return snapshot;
}

} // namespace

TEST_CASE("event totals: latency counts the orders that were persisted, and no other move", "[telemetry][totals]")
{
    std::vector<Event> events;
    for (int state = 0; state < kOrderStateCount; ++state)
        events.push_back(event(EventKind::OrderMoved, static_cast<OrderState>(state), {}, (state + 1) * kMs));
    const Snapshot snapshot = totalsOf(events);
    CHECK(snapshot.latency.count == 1);
    CHECK(snapshot.latency.p50Ms == 8.0);
    CHECK(snapshot.latency.maxMs == 8.0);
    CHECK(snapshot.pool.queueingDelay.count == 0);
    CHECK(snapshot.stage(Stage::Validate).done == 0);
}

TEST_CASE("event totals: each stage counts its own ends, and a cancelled call is neither done nor failed",
    "[telemetry][totals]")
{
    const Snapshot snapshot = totalsOf({
        event(EventKind::StageEnded, OrderState::Validated, Stage::Validate, 50 * kMs),
        event(EventKind::StageEnded, OrderState::Rejected, Stage::Validate, 50 * kMs),
        event(EventKind::StageEnded, OrderState::Charged, Stage::Charge, 80 * kMs),
        event(EventKind::StageEnded, OrderState::Failed, Stage::Charge, 200 * kMs),
        event(EventKind::StageEnded, OrderState::Cancelled, Stage::Charge, 900 * kMs),
    });
    CHECK(snapshot.stage(Stage::Validate).done == 2);
    CHECK(snapshot.stage(Stage::Validate).failed == 0);
    CHECK(snapshot.stage(Stage::Validate).latency.p99Ms == 50.0);
    CHECK(snapshot.stage(Stage::Charge).done == 1);
    CHECK(snapshot.stage(Stage::Charge).failed == 1);
    CHECK(snapshot.stage(Stage::Charge).latency.count == 2);
    CHECK(snapshot.stage(Stage::Charge).latency.maxMs == 200.0);
    CHECK(snapshot.stage(Stage::Persist).latency.count == 0);
}

TEST_CASE("event totals: the queueing delay of work items has its percentiles in milliseconds", "[telemetry][totals]")
{
    std::vector<Event> events;
    for (std::int64_t i = 1; i <= 100; ++i)
        events.push_back(event(EventKind::WorkItemStarted, {}, {}, i)); // below 2048 ns every value is exact
    const Percentiles delay = totalsOf(events).pool.queueingDelay;
    CHECK(delay.count == 100);
    CHECK(delay.p50Ms == 50e-6);
    CHECK(delay.p95Ms == 95e-6);
    CHECK(delay.p99Ms == 99e-6);
    CHECK(delay.maxMs == 100e-6);
}

TEST_CASE("event totals: what is recent is told from the rest, with its mean", "[telemetry][totals]")
{
    EventTotals totals;
    Snapshot snapshot;
    totals.writeTo(snapshot);
    const auto charge = [&](std::chrono::nanoseconds at, std::int64_t value) {
        const std::vector<Event> events {event(EventKind::StageEnded, OrderState::Charged, Stage::Charge, value * kMs)};
        totals.add(events.data(), events.size());
        snapshot.at = at;
        totals.writeTo(snapshot);
    };
    charge(std::chrono::seconds(1), 80);
    charge(std::chrono::seconds(4), 100);
    charge(std::chrono::seconds(5), 200);
    CHECK(snapshot.stage(Stage::Charge).latency.count == 3);
    CHECK(snapshot.stage(Stage::Charge).recentLatency.count == 2);
    CHECK(snapshot.stage(Stage::Charge).recentLatency.meanMs == 150.0);
    CHECK(snapshot.stage(Stage::Validate).recentLatency.count == 0);
    CHECK(snapshot.recentLatency.count == 0);
}
