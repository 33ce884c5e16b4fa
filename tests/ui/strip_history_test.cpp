// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/strip_history.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <cmath>
#include <functional>

using namespace std::chrono_literals;
using Catch::Approx;
using ui::StripHistory;
using ui::StripSeries;

namespace {

std::shared_ptr<const engine::Snapshot> shared(engine::Snapshot snapshot)
{
    return std::make_shared<const engine::Snapshot>(std::move(snapshot));
}

engine::Snapshot at(std::chrono::milliseconds time)
{
    engine::Snapshot snapshot;
    snapshot.at = time;
    return snapshot;
}

/// A run whose figures change at 1 s, as `change` says: what is marked there.
QString marked(const std::function<void(engine::Snapshot&)>& change, engine::Snapshot before = {})
{
    StripHistory history;
    before.at = 0s;
    history.begin(shared(before));
    engine::Snapshot after = before;
    after.at = 1s;
    change(after);
    history.add(shared(after));
    return history.marksText(0.99, 1.01);
}

double read(const engine::Snapshot& snapshot, StripSeries::Id series)
{
    StripHistory history;
    history.begin(shared(snapshot));
    return history.valueAt(series, std::chrono::duration<double>(snapshot.at).count());
}

} // namespace

TEST_CASE("strip history: what a snapshot says is what is read at its time", "[models][strips]")
{
    auto snapshot = at(500ms);
    snapshot.pool.running = 3;
    snapshot.pool.blocked = 5;
    snapshot.governor.goal = 8;
    snapshot.pool.pendingWorkItems = 120;
    snapshot.channel = {.now = 40, .peak = 50, .limit = 500};
    snapshot.stages[0].inFlight = {.now = 20, .peak = 20, .limit = 20};
    snapshot.stages[2].inFlight = {.now = 50, .peak = 50, .limit = 0};
    snapshot.throughputPerSecond = 88.5;
    snapshot.recentLatency = {.count = 10, .p50Ms = 150, .p95Ms = 180, .p99Ms = 210, .maxMs = 220};
    snapshot.residentBytes = 64 << 20;
    CHECK(read(snapshot, StripSeries::Running) == 3);
    CHECK(read(snapshot, StripSeries::Blocked) == 5);
    CHECK(read(snapshot, StripSeries::Goal) == 8);
    CHECK(read(snapshot, StripSeries::Pending) == 120);
    CHECK(read(snapshot, StripSeries::ChannelDepth) == 40);
    CHECK(read(snapshot, StripSeries::ChannelCapacity) == 500);
    CHECK(read(snapshot, StripSeries::Validate) == 20);
    CHECK(read(snapshot, StripSeries::ValidateLimit) == 20);
    CHECK(read(snapshot, StripSeries::Persist) == 50);
    CHECK(std::isnan(read(snapshot, StripSeries::PersistLimit)));
    CHECK(read(snapshot, StripSeries::Throughput) == 88.5);
    CHECK(read(snapshot, StripSeries::P50) == 150);
    CHECK(read(snapshot, StripSeries::P95) == 180);
    CHECK(read(snapshot, StripSeries::P99) == 210);
    CHECK(read(snapshot, StripSeries::Resident) == 64 << 20);
    snapshot.recentLatency.count = 0;
    CHECK(std::isnan(read(snapshot, StripSeries::P50)));
}

TEST_CASE("strip history: Little's bound is the least of limit over latency, and none without a limit or a latency", "[models][strips]")
{
    engine::Snapshot snapshot;
    CHECK(std::isnan(ui::littlesBound(snapshot)));
    snapshot.stages[0].recentLatency = {.count = 9, .p50Ms = 30, .meanMs = 50};
    CHECK(std::isnan(ui::littlesBound(snapshot)));
    snapshot.stages[0].inFlight.limit = 20;
    CHECK(ui::littlesBound(snapshot) == Approx(400));
    snapshot.stages[1].inFlight.limit = 10;
    CHECK(std::isnan(ui::littlesBound(snapshot))); // the one that binds may be this one
    snapshot.stages[1].latency = {.count = 90, .meanMs = 100};
    CHECK(ui::littlesBound(snapshot) == Approx(100));
    snapshot.stages[1].recentLatency = {.count = 9, .p50Ms = 60, .meanMs = 80};
    CHECK(ui::littlesBound(snapshot) == Approx(125));
    CHECK(read(snapshot, StripSeries::LittlesBound) == Approx(125));
}

TEST_CASE("strip history: what is only counted is read as a rate over the last second", "[models][strips]")
{
    StripHistory history;
    history.begin(shared(at(0ms)));
    for (int step = 1; step <= 100; ++step) {
        auto snapshot = at(step * 50ms);
        snapshot.paymentPolicy.retries = step <= 40 ? 2 * step : 80; // 40 a second until 2 s, then none
        snapshot.ruleEnginePolicy.timeouts = step;
        snapshot.ledger.cancelled = 3 * step;
        snapshot.ruleEngine.refused = step;
        snapshot.paymentPolicy.brokenCircuitRejections = step;
        snapshot.paymentPolicy.limiterRejections = step;
        snapshot.paymentPolicy.rateRejections = step;
        history.add(shared(snapshot));
    }
    CHECK(history.valueAt(StripSeries::Retries, 0.5) == Approx(20)); // the run is younger than a second
    CHECK(history.valueAt(StripSeries::Retries, 2.0) == Approx(40));
    CHECK(history.valueAt(StripSeries::Retries, 2.5) == Approx(20));
    CHECK(history.valueAt(StripSeries::Retries, 3.2) == Approx(0));
    CHECK(history.valueAt(StripSeries::Timeouts, 4) == Approx(20));
    CHECK(history.valueAt(StripSeries::Cancellations, 4) == Approx(60));
    CHECK(history.valueAt(StripSeries::Refusals, 4) == Approx(80));
}

TEST_CASE("strip history: rates are right where snapshots are few, and where they are many", "[models][strips]")
{
    StripHistory few;
    few.begin(shared(at(0ms)));
    StripHistory many;
    many.begin(shared(at(0ms)));
    for (int step = 1; step <= 4; ++step) {
        auto snapshot = at(step * 5s);
        snapshot.paymentPolicy.retries = 50 * step;
        few.add(shared(snapshot));
    }
    for (int step = 1; step <= 4000; ++step) {
        auto snapshot = at(step * 1ms);
        snapshot.paymentPolicy.retries = step;
        many.add(shared(snapshot));
    }
    CHECK(few.valueAt(StripSeries::Retries, 20) == Approx(10));
    CHECK(many.valueAt(StripSeries::Retries, 4) == Approx(1000).epsilon(0.05));
}

TEST_CASE("strip history: another run begins with nothing, an older snapshot is left out", "[models][strips]")
{
    StripHistory history;
    int changes = 0;
    QObject::connect(&history, &ui::StripSource::changed, &history, [&] { ++changes; });
    auto first = at(2s);
    first.mode = engine::Mode::Blocking;
    history.begin(shared(at(0s)));
    history.add(shared(first));
    CHECK(history.marks(0, 10).size() == 1);
    history.add(shared(at(1s)));
    CHECK(changes == 2);
    CHECK(history.lastSeconds() == 2);
    history.begin(shared(at(0s)));
    CHECK(history.lastSeconds() == 0);
    CHECK(history.marks(0, 10).empty());
}

TEST_CASE("strip history: a recorded run gives what the live one gave", "[models][strips]")
{
    std::vector<StripHistory::SnapshotPointer> record;
    for (int step = 0; step < 3000; ++step) {
        auto snapshot = at(step * 50ms);
        snapshot.pool.pendingWorkItems = step % 91;
        snapshot.mode = step < 1000 ? engine::Mode::Bounded : engine::Mode::Blocking;
        record.push_back(shared(snapshot));
    }
    StripHistory live;
    live.begin(record.front());
    for (std::size_t index = 1; index < record.size(); ++index)
        live.add(record[index]);
    StripHistory replayed;
    replayed.load(record);
    CHECK(replayed.marks(0, 1e6) == live.marks(0, 1e6));
    std::vector<ui::StripColumn> a(300);
    std::vector<ui::StripColumn> b(300);
    live.columns(StripSeries::Pending, 0, 0.5, a);
    replayed.columns(StripSeries::Pending, 0, 0.5, b);
    for (std::size_t column = 0; column < a.size(); ++column)
        CHECK(a[column].mean == b[column].mean);
}

TEST_CASE("strip marks: what was done to a run is told from its snapshots", "[models][strips][marks]")
{
    CHECK(marked([](auto&) {}).isEmpty());
    CHECK(marked([](auto& s) { s.mode = engine::Mode::Unbounded; }) == QStringLiteral("unbounded mode"));
    CHECK(marked([](auto& s) { s.antiPatterns.blockOnAsync = true; }) == QStringLiteral("block on async: on"));
    CHECK(marked([](auto& s) { s.antiPatterns.needlessLayers = 3; }) == QStringLiteral("needless layers none → 3"));
    CHECK(marked([](auto& s) { s.paymentProvider.outage = true; }) == QStringLiteral("payment outage"));
    CHECK(marked([](auto& s) { s.ruleEngine.latencyFactor = 5; }) == QStringLiteral("rule engine latency x5"));
    CHECK(marked([](auto& s) { s.channel.limit = 200; }) == QStringLiteral("channel capacity none → 200"));
    CHECK(marked([](auto& s) { s.stages[1].inFlight.limit = 10; }) == QStringLiteral("charge limit none → 10"));
    CHECK(marked([](auto& s) { s.store.connections.limit = 4; }) == QStringLiteral("connections none → 4"));
    CHECK(marked([](auto& s) { s.paymentProvider.busyServers.limit = 4; }) == QStringLiteral("payment servers none → 4"));
    CHECK(marked([](auto& s) { s.governor.policy = engine::GovernorKind::Dotnet; }) == QStringLiteral("governor: as in .NET"));
    CHECK(marked([](auto& s) { s.held = true; }) == QStringLiteral("held"));
    CHECK(marked([](auto& s) { s.draining = true; }) == QStringLiteral("draining"));
    CHECK(marked([](auto& s) { s.rate = 2.5; }) == QStringLiteral("rate 1 → 2.5"));
    CHECK(marked([](auto& s) { s.outcome = engine::RunOutcome::Deadlocked; }) == QStringLiteral("deadlocked"));

    engine::Snapshot withBreaker;
    withBreaker.paymentPolicy.breaker.enabled = true;
    withBreaker.paymentProvider.outage = true;
    withBreaker.governor.goal = 8;
    CHECK(marked([](auto& s) { s.paymentPolicy.breaker.state = engine::BreakerState::Open; }, withBreaker)
        == QStringLiteral("payment breaker opened"));
    CHECK(marked([](auto& s) { s.paymentProvider.outage = false; }, withBreaker) == QStringLiteral("payment outage over"));
    CHECK(marked([](auto& s) { s.governor.goal = 16; }, withBreaker) == QStringLiteral("threads 8 → 16"));
}

TEST_CASE("strip marks: limits that follow from a new mode, or that a machine sets, are not marked", "[models][strips][marks]")
{
    CHECK(marked([](auto& s) {
        s.mode = engine::Mode::Unbounded;
        s.channel.limit = 500;
        s.stages[0].inFlight.limit = 20;
    }) == QStringLiteral("unbounded mode"));
    engine::Snapshot adaptive;
    adaptive.stages[1].adaptive.enabled = true;
    adaptive.stages[1].inFlight.limit = 10;
    CHECK(marked([](auto& s) { s.stages[1].inFlight.limit = 12; }, adaptive).isEmpty());
    engine::Snapshot governed;
    governed.governor.policy = engine::GovernorKind::Dotnet;
    governed.governor.goal = 8;
    CHECK(marked([](auto& s) { s.governor.goal = 9; }, governed).isEmpty());
}

TEST_CASE("strip marks: a slider that is dragged leaves one mark, from where it was to where it ended", "[models][strips][marks]")
{
    StripHistory history;
    history.begin(shared(at(0s)));
    for (int step = 0; step < 10; ++step) {
        auto snapshot = at(1s + step * 100ms);
        snapshot.channel.limit = 500 - 30 * step;
        history.add(shared(snapshot));
    }
    CHECK(history.marksText(0, 10) == QStringLiteral("channel capacity none → 230"));
    auto later = at(10s);
    later.channel.limit = 100;
    history.add(shared(later));
    CHECK(history.marks(0, 20).size() == 2);
}

TEST_CASE("strip marks: each change of a governor is one tick, however often a snapshot tells of it", "[models][strips][marks]")
{
    StripHistory history;
    auto snapshot = at(1s);
    snapshot.governor.decisions.resize(2);
    snapshot.governor.decisions[0].at = 500ms;
    snapshot.governor.decisions[0].from = 8;
    snapshot.governor.decisions[0].to = 9;
    snapshot.governor.decisions[1] = snapshot.governor.decisions[0];
    snapshot.governor.decisions[1].index = 1;
    snapshot.governor.decisions[1].at = 900ms;
    snapshot.governor.decisions[1].from = 9;
    snapshot.governor.decisions[1].to = 7;
    history.begin(shared(at(0s)));
    history.add(shared(snapshot));
    snapshot.at = 2s;
    history.add(shared(snapshot));
    const auto ticks = history.ticks(0, 10);
    REQUIRE(ticks.size() == 2);
    CHECK(ticks[0] == ui::StripTick {0.5, 1});
    CHECK(ticks[1] == ui::StripTick {0.9, -2});
}

TEST_CASE("strip marks: their number is bounded, and what only the window knows lies among them in order", "[models][strips][marks]")
{
    StripHistory history;
    history.begin(shared(at(0s)));
    for (int step = 1; step <= 3000; ++step) {
        auto snapshot = at(step * 1s);
        snapshot.held = step % 2 == 1;
        history.add(shared(snapshot));
    }
    CHECK(history.marks(0, 1e6).size() == ui::StripMarks::kMost);
    history.addMarker(QStringLiteral("undo"), 2999.5);
    const auto marks = history.marks(2999, 3000);
    REQUIRE(marks.size() == 3);
    CHECK(marks[1].text == QStringLiteral("undo"));
    CHECK(history.nextMark(2999.2, true) == 2999.5);
    CHECK(history.nextMark(2999.7, false) == 2999.5);
    CHECK(std::isnan(history.nextMark(3000, true)));
}
