// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/telemetry/run_record.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <vector>

using namespace engine;

namespace {

RunRecord::SnapshotPointer numbered(std::int64_t sequence)
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->sequence = sequence;
    return snapshot;
}

std::vector<std::int64_t> sequences(const RunRecord& record)
{
    std::vector<std::int64_t> all;
    for (const auto& snapshot : record.snapshots())
        all.push_back(snapshot->sequence);
    return all;
}

} // namespace

TEST_CASE("run record: a new one is empty", "[telemetry][record]")
{
    const RunRecord record({});
    CHECK(record.snapshots().empty());
    CHECK(record.events().empty());
    CHECK(record.droppedSnapshots() == 0);
    CHECK(record.droppedEvents() == 0);
}

TEST_CASE("run record: up to its limit it keeps every snapshot in order", "[telemetry][record]")
{
    RunRecord record({.snapshots = 5, .events = 0});
    for (std::int64_t i = 0; i < 5; ++i)
        record.append(numbered(i));
    CHECK(sequences(record) == std::vector<std::int64_t>{0, 1, 2, 3, 4});
    CHECK(record.droppedSnapshots() == 0);
}

TEST_CASE("run record: beyond its limit it thins the snapshots evenly and keeps the first and the last",
    "[telemetry][record]")
{
    RunRecord record({.snapshots = 5, .events = 0});
    auto appendUpTo = [&record, next = std::int64_t{0}](std::int64_t last) mutable {
        while (next <= last)
            record.append(numbered(next++));
    };

    appendUpTo(5);
    CHECK(sequences(record) == std::vector<std::int64_t>{0, 2, 4, 5});
    appendUpTo(6);
    CHECK(sequences(record) == std::vector<std::int64_t>{0, 2, 4, 6});
    appendUpTo(7);
    CHECK(sequences(record) == std::vector<std::int64_t>{0, 2, 4, 6, 7});
    appendUpTo(9);
    CHECK(sequences(record) == std::vector<std::int64_t>{0, 4, 8, 9});
}

TEST_CASE(
    "run record: after any number of snapshots the first, the last, the limit and the sum hold", "[telemetry][record]")
{
    for (const std::size_t limit : {0U, 2U, 3U, 4U, 7U, 64U}) {
        RunRecord record({.snapshots = limit, .events = 0});
        bool holds = true;
        for (std::int64_t i = 0; i < 1000; ++i) {
            record.append(numbered(i));
            const auto kept = sequences(record);
            holds = holds && kept.front() == 0 && kept.back() == i && kept.size() <= std::max<std::size_t>(limit, 2)
                && static_cast<std::int64_t>(kept.size()) + record.droppedSnapshots() == i + 1;
        }
        CAPTURE(limit);
        CHECK(holds);
        CHECK(sequences(record).size() * 4 >= limit);
    }
}

TEST_CASE("run record: events are kept from the start until the limit, and the rest is counted", "[telemetry][record]")
{
    RunRecord record({.snapshots = 2, .events = 5});
    std::vector<Event> events(4);
    for (std::size_t i = 0; i < events.size(); ++i)
        events[i].order = i;
    record.append(events.data(), 4);
    CHECK(record.droppedEvents() == 0);
    record.append(events.data(), 4);
    CHECK(record.droppedEvents() == 3);
    record.append(events.data(), 4);
    record.countLostEvents(10);

    CHECK(record.droppedEvents() == 17);
    const auto kept = record.events();
    REQUIRE(kept.size() == 5);
    CHECK(kept[3].order == 3);
    CHECK(kept[4].order == 0);
}

TEST_CASE("run record: where no events are wanted, those that were lost are missing and no others", "[telemetry][record]")
{
    RunRecord record({.events = 0});
    const std::vector<Event> events(5);
    record.append(events.data(), events.size());
    record.countLostEvents(2);
    CHECK(record.events().empty());
    CHECK(record.droppedEvents() == 2);
}

TEST_CASE("run record: of too many orders the oldest snapshots lose their lists, and keep their counts", "[telemetry][record]")
{
    RunRecord record({.snapshots = 100, .events = 0, .orderViews = 250});
    const auto append = [&record](std::int64_t sequence) {
        auto snapshot = std::make_shared<Snapshot>();
        snapshot->sequence = sequence;
        snapshot->orders.counts[0][0] = 100;
        snapshot->orders.orders = std::make_shared<const std::vector<OrderView>>(100);
        record.append(snapshot);
        return snapshot;
    };
    const auto first = append(0);
    for (std::int64_t i = 1; i < 6; ++i)
        append(i);
    const auto kept = record.snapshots();
    REQUIRE(kept.size() == 6);
    for (const auto& snapshot : kept) {
        CHECK((snapshot->orders.orders != nullptr) == (snapshot->sequence >= 4));
        CHECK(snapshot->orders.count(OrderPlace::Intake, OrderActivity::Queued) == 100);
    }
    CHECK(first->orders.orders); // who holds the snapshot itself keeps all of it

    SECTION("the last one keeps its list whatever it costs")
    {
        RunRecord poor({.snapshots = 100, .events = 0, .orderViews = 0});
        poor.append(first);
        poor.append(append(6));
        REQUIRE(poor.snapshots().size() == 2);
        CHECK_FALSE(poor.snapshots().front()->orders.orders);
        CHECK(poor.snapshots().back()->orders.orders);
    }
}
