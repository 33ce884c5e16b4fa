// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/telemetry/collector.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <atomic>
#include <latch>
#include <optional>
#include <thread>
#include <vector>

using namespace engine;
using namespace std::chrono_literals;
using Catch::Matchers::WithinRel;

namespace {

Event persisted(OrderId order, std::chrono::nanoseconds latency)
{
    Event event;
    event.kind = EventKind::OrderMoved;
    event.state = OrderState::Persisted;
    event.order = order;
    event.value = latency.count();
    return event;
}

/// A collector with a clock and a ledger that the test moves by hand.
class Bench {
public:
    explicit Bench(std::size_t ringCapacity = EventRing::kDefaultCapacity, RunRecord::Limits limits = {})
        : probe(ringCapacity)
        , record(limits)
    {
        Collector::Hooks hooks;
        hooks.fill = [this](Snapshot& snapshot) {
            snapshot.at = std::chrono::nanoseconds(at.load());
            snapshot.ledger.submitted = snapshot.ledger.persisted = persistedOrders;
        };
        hooks.onSnapshot = [this](const Collector::SnapshotPointer& snapshot) {
            shown.push_back(snapshot);
            showingThreads.push_back(std::this_thread::get_id());
            if (alsoOnSnapshot)
                alsoOnSnapshot(snapshot);
        };
        collector.emplace(probe, record, std::move(hooks));
    }

    Collector::SnapshotPointer snapshotNow()
    {
        std::latch taken(1);
        Collector::SnapshotPointer snapshot;
        collector->requestSnapshot([&] {
            snapshot = collector->latest();
            taken.count_down();
        });
        taken.wait();
        return snapshot;
    }

    Probe probe;
    RunRecord record;
    std::atomic<std::int64_t> at{0};
    std::atomic<std::int64_t> persistedOrders{0};
    std::function<void(const Collector::SnapshotPointer&)> alsoOnSnapshot;
    std::vector<Collector::SnapshotPointer> shown; ///< the collector's until it has finished
    std::vector<std::thread::id> showingThreads;
    std::optional<Collector> collector;
};

} // namespace

TEST_CASE("collector: there is a snapshot from the start, with number 0 and filled", "[telemetry][collector]")
{
    Bench bench;
    const auto first = bench.collector->latest();
    REQUIRE(first);
    CHECK(first->sequence == 0);
    CHECK(first->ledger.holds());
    CHECK(bench.record.snapshots().front() == first);
}

TEST_CASE("collector: a snapshot has what fill wrote and what the events add up to", "[telemetry][collector]")
{
    Bench bench;
    for (OrderId order = 1; order <= 40; ++order)
        bench.probe.record(persisted(order, 150ms));
    Event item;
    item.kind = EventKind::WorkItemStarted;
    item.value = 1500;
    bench.probe.record(item);
    Event call;
    call.kind = EventKind::StageEnded;
    call.stage = Stage::Charge;
    call.state = OrderState::Charged;
    call.value = 80'000'000;
    bench.probe.record(call);
    bench.at = std::chrono::nanoseconds(500ms).count();
    bench.persistedOrders = 40;

    const auto snapshot = bench.snapshotNow();
    CHECK(snapshot->sequence == 1);
    CHECK(snapshot->at == 500ms);
    CHECK(snapshot->ledger.persisted == 40);
    CHECK(snapshot->latency.count == 40);
    CHECK(snapshot->latency.p99Ms == 150.0);
    CHECK(snapshot->pool.queueingDelay.maxMs == 0.0015);
    CHECK(snapshot->stage(Stage::Charge).done == 1);
    CHECK(snapshot->stage(Stage::Charge).latency.p50Ms == 80.0);
    CHECK_THAT(snapshot->throughputPerSecond, WithinRel(80.0));
    CHECK(snapshot->droppedEvents == 0);
    CHECK(snapshot->peakResidentBytes >= snapshot->residentBytes);
    CHECK(bench.record.events().size() == 42);
}

TEST_CASE("collector: afterSnapshot comes when the snapshot is recorded, published and shown", "[telemetry][collector]")
{
    Bench bench;
    for (std::int64_t i = 1; i <= 20; ++i) {
        std::latch done(1);
        bool recorded = false;
        bool published = false;
        bool shown = false;
        bench.collector->requestSnapshot([&] {
            recorded = bench.record.snapshots().back()->sequence == i;
            published = bench.collector->latest()->sequence == i;
            shown = bench.shown.back()->sequence == i;
            done.count_down();
        });
        done.wait();
        REQUIRE(recorded);
        REQUIRE(published);
        REQUIRE(shown);
    }
}

TEST_CASE("collector: each request with an afterSnapshot has a snapshot of its own, those without share",
    "[telemetry][collector]")
{
    Bench bench;
    std::latch held(1);
    std::latch holding(1);
    bench.collector->requestSnapshot([&] {
        holding.count_down();
        held.wait();
    });
    holding.wait(); // from here on requests only queue
    for (int i = 0; i < 10; ++i)
        bench.collector->requestSnapshot();
    std::vector<std::int64_t> numbers;
    for (int i = 0; i < 3; ++i)
        bench.collector->requestSnapshot([&] { numbers.push_back(bench.collector->latest()->sequence); });
    bench.collector->requestSnapshot();
    held.count_down();
    bench.collector->finish();

    CHECK(numbers == std::vector<std::int64_t>{3, 4, 5});
    CHECK(bench.collector->latest()->sequence == 6);
}

TEST_CASE("collector: observers see every snapshot in order, on one thread that is not the caller's",
    "[telemetry][collector]")
{
    Bench bench;
    for (int i = 0; i < 5; ++i)
        bench.snapshotNow();
    bench.collector->finish();

    REQUIRE(bench.shown.size() == 7);
    for (std::size_t i = 0; i < bench.shown.size(); ++i) {
        CHECK(bench.shown[i]->sequence == static_cast<std::int64_t>(i));
        CHECK(bench.showingThreads[i] == bench.showingThreads[0]);
    }
    CHECK(bench.showingThreads[0] != std::this_thread::get_id());
}

TEST_CASE("collector: finish makes a last snapshot with the last touch, then calls onFinished, once",
    "[telemetry][collector]")
{
    Bench bench;
    bench.probe.record(persisted(1, 10ms));
    bench.persistedOrders = 1;
    std::size_t shownWhenFinished = 0;
    int finished = 0;
    bench.collector->finish(
        [](Snapshot& snapshot) {
            snapshot.outcome = RunOutcome::Completed;
            snapshot.outcomeDetail = Phrase("All orders are persisted.");
        },
        [&] {
            shownWhenFinished = bench.shown.size();
            ++finished;
        });
    const auto last = bench.collector->latest();
    CHECK(last->outcome == RunOutcome::Completed);
    CHECK(last->latency.count == 1);
    CHECK(bench.shown.back() == last);
    CHECK(bench.record.snapshots().back() == last);
    CHECK(shownWhenFinished == bench.shown.size());

    bench.collector->finish([](Snapshot& snapshot) { snapshot.outcome = RunOutcome::Failed; }, [&] { ++finished; });
    CHECK(finished == 1);
    CHECK(bench.collector->latest() == last);
}

TEST_CASE("collector: no afterSnapshot is ever forgotten, whenever finish comes", "[telemetry][collector]")
{
    SECTION("requested before finish")
    {
        Bench bench;
        int called = 0;
        for (int i = 0; i < 5; ++i)
            bench.collector->requestSnapshot([&called] { ++called; });
        bench.collector->finish();
        CHECK(called == 5);
        CHECK(bench.collector->latest()->sequence == 6);
    }
    SECTION("requested while the last snapshot is shown, on the collector's own thread")
    {
        Bench bench;
        int called = 0;
        bench.snapshotNow();
        std::latch prepared(1);
        bench.collector->requestSnapshot([&] {
            bench.alsoOnSnapshot = [&](const Collector::SnapshotPointer& snapshot) {
                if (snapshot->outcome == RunOutcome::Completed)
                    bench.collector->requestSnapshot([&called] { ++called; });
            };
            prepared.count_down();
        });
        prepared.wait();
        bench.collector->finish([](Snapshot& snapshot) { snapshot.outcome = RunOutcome::Completed; });
        CHECK(called == 1);
        CHECK(bench.collector->latest()->outcome == RunOutcome::Completed);
    }
    SECTION("requested after finish: at once, on the caller's thread")
    {
        Bench bench;
        bench.collector->finish();
        std::thread::id caller;
        bench.collector->requestSnapshot([&caller] { caller = std::this_thread::get_id(); });
        CHECK(caller == std::this_thread::get_id());
    }
    SECTION("requested by several threads while another finishes")
    {
        Bench bench;
        std::atomic<int> called{0};
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                for (int n = 0; n < 200; ++n)
                    bench.collector->requestSnapshot([&called] { ++called; });
            });
        }
        bench.collector->finish();
        threads.clear();
        CHECK(called == 800);
    }
}

TEST_CASE("collector: finish may be called on the collector's own thread", "[telemetry][collector]")
{
    Bench bench;
    std::latch asked(1);
    bench.collector->requestSnapshot([&] {
        bench.collector->finish([](Snapshot& snapshot) { snapshot.outcome = RunOutcome::Completed; });
        asked.count_down();
    });
    asked.wait();
    bench.collector->finish();
    CHECK(bench.collector->latest()->outcome == RunOutcome::Completed);
}

TEST_CASE("collector: it drains by itself when a ring is half full", "[telemetry][collector]")
{
    Bench bench(1024);
    for (std::size_t burst = 0; burst < 20; ++burst) {
        for (int i = 0; i < 600; ++i)
            bench.probe.record(persisted(1, 1ms));
        // Nobody asked for a snapshot: that events arrive is the ring's doing, at its 513th at the latest.
        while (bench.record.events().size() < burst * 600 + 513)
            std::this_thread::yield();
        // An event is recorded a moment before its place in the ring is free; after a snapshot all places are.
        bench.snapshotNow();
    }
    CHECK(bench.collector->latest()->latency.count == 20 * 600);
    CHECK(bench.probe.lostEvents() == 0);
}

TEST_CASE("collector: what rings lost and what the record had no room for is said", "[telemetry][collector]")
{
    Bench bench(1024, {.snapshots = 16, .events = 10});
    std::latch held(1);
    std::latch holding(1);
    bench.collector->requestSnapshot([&] {
        holding.count_down();
        held.wait();
    });
    holding.wait();
    for (int i = 0; i < 1500; ++i)
        bench.probe.record(persisted(1, 1ms));
    held.count_down();

    const auto snapshot = bench.snapshotNow();
    CHECK(snapshot->latency.count == 1024);
    CHECK(snapshot->droppedEvents == 1490);
    CHECK(bench.record.droppedEvents() == 1490);
    CHECK(bench.record.events().size() == 10);
}

TEST_CASE("collector: with many threads emitting nothing goes uncounted", "[telemetry][collector]")
{
    constexpr int kThreads = 4;
    constexpr int kEvents = 20'000;
    Bench bench(1024, {.snapshots = 64, .events = 1000});
    std::vector<std::jthread> threads;
    for (OrderId id = 0; id < kThreads; ++id) {
        threads.emplace_back([&, id] {
            for (int n = 0; n < kEvents; ++n) {
                bench.probe.record(persisted(id, 1ms));
                if (n % 1000 == 0)
                    bench.collector->requestSnapshot();
            }
        });
    }
    threads.clear();
    bench.collector->finish();
    const auto last = bench.collector->latest();
    CHECK(last->latency.count + bench.probe.lostEvents() == kThreads * kEvents);
    CHECK(last->droppedEvents == kThreads * kEvents - 1000);
}

TEST_CASE("collector: one that is destroyed without finish has made its last snapshot", "[telemetry][collector]")
{
    Bench bench;
    bench.probe.record(persisted(1, 1ms));
    bench.collector.reset();
    CHECK(bench.shown.back()->latency.count == 1);
    for (int i = 0; i < 40'000; ++i)
        bench.probe.record(persisted(1, 1ms)); // past half full, with nobody left to be woken
    CHECK(bench.probe.lostEvents() == 40'000 - 32'768);
}
