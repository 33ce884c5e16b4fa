// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/telemetry/probe.h"

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <latch>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace engine;

namespace {

Event of(OrderId order, std::int64_t number = 0)
{
    Event event;
    event.order = order;
    event.at = number;
    return event;
}

std::vector<Event> drained(Probe& probe)
{
    std::vector<Event> all;
    probe.drain([&all](const Event* events, std::size_t count) { all.insert(all.end(), events, events + count); });
    return all;
}

} // namespace

TEST_CASE("probe: what was emitted is drained once", "[telemetry][probe]")
{
    Probe probe;
    CHECK(drained(probe).empty());
    probe.record(of(7, 70));
    probe.record(of(8, 80));
    const auto events = drained(probe);
    REQUIRE(events.size() == 2);
    CHECK(events[0].order == 7);
    CHECK(events[1].at == 80);
    CHECK(drained(probe).empty());
    CHECK(probe.lostEvents() == 0);
    CHECK(probe.ringCount() == 1);
}

TEST_CASE("probe: a bad ring capacity is refused at once", "[telemetry][probe]")
{
    CHECK_THROWS_AS(Probe(100), std::invalid_argument);
}

TEST_CASE("probe: switched off it takes nothing and counts nothing as lost", "[telemetry][probe]")
{
    Probe probe;
    CHECK(probe.enabled());
    probe.setEnabled(false);
    CHECK_FALSE(probe.enabled());
    probe.record(of(1));
    CHECK(probe.ringCount() == 0);
    probe.setEnabled(true);
    probe.record(of(2));
    probe.setEnabled(false);
    probe.record(of(3));

    const auto events = drained(probe);
    REQUIRE(events.size() == 1);
    CHECK(events[0].order == 2);
    CHECK(probe.lostEvents() == 0);
}

TEST_CASE("probe: probes side by side and one after another keep their events apart", "[telemetry][probe]")
{
    Probe left;
    auto right = std::make_unique<Probe>();
    for (OrderId i = 0; i < 10; ++i) {
        left.record(of(100 + i));
        right->record(of(200 + i));
    }
    CHECK(drained(left).size() == 10);
    CHECK(drained(*right).size() == 10);
    CHECK(left.ringCount() == 1);
    CHECK(right->ringCount() == 1);

    // The next one may well lie at the same address; the ring that this thread remembers must not be taken for its own.
    right->record(of(299));
    for (OrderId i = 0; i < 50; ++i) {
        right = std::make_unique<Probe>(16);
        right->record(of(300 + i));
        const auto events = drained(*right);
        REQUIRE(events.size() == 1);
        REQUIRE(events[0].order == 300 + i);
    }
    left.record(of(110));
    CHECK(drained(left).size() == 1);
}

TEST_CASE("probe: a thread may outlive a probe", "[telemetry][probe]")
{
    auto first = std::make_optional<Probe>(16);
    Probe second(16);
    std::latch firstUsed(1);
    std::latch firstGone(1);
    std::jthread thread([&] {
        first->record(of(1));
        firstUsed.count_down();
        firstGone.wait();
        second.record(of(2));
    });
    firstUsed.wait();
    CHECK(drained(*first).size() == 1);
    first.reset();
    firstGone.count_down();
    thread.join();
    CHECK(drained(second).size() == 1);
}

TEST_CASE("probe: a thread that ended leaves its events and its losses, and its ring goes with the drain",
    "[telemetry][probe]")
{
    Probe probe(4);
    for (OrderId i = 0; i < 3; ++i) {
        std::jthread([&probe, i] {
            for (int n = 0; n < 6; ++n)
                probe.record(of(i, n));
        }).join();
    }
    CHECK(probe.ringCount() == 3);
    CHECK(probe.lostEvents() == 6);
    CHECK(drained(probe).size() == 12);
    CHECK(probe.ringCount() == 0);
    CHECK(probe.lostEvents() == 6);
}

namespace {

Probe* emittedIntoAtThreadEnd = nullptr;

struct EmitsAtThreadEnd {
    bool armed = false;
    ~EmitsAtThreadEnd()
    {
        if (armed)
            emittedIntoAtThreadEnd->record({});
    }
};
thread_local EmitsAtThreadEnd emitsAtThreadEnd;

} // namespace

TEST_CASE("probe: an event from the very end of a thread is counted as lost", "[telemetry][probe]")
{
    Probe probe(4);
    emittedIntoAtThreadEnd = &probe;
    std::jthread([&probe] {
        emitsAtThreadEnd.armed = true; // made before this thread's rings, so destroyed after them
        probe.record(of(1));
    }).join();
    CHECK(drained(probe).size() == 1);
    CHECK(probe.lostEvents() == 1);
}

TEST_CASE("probe: a ring past half asks for a drain once until the drain begins", "[telemetry][probe]")
{
    Probe probe(8);
    int asked = 0;
    probe.setOnHalfFull([&asked] { ++asked; });
    const auto emitMany = [&probe](int count) {
        for (int i = 0; i < count; ++i)
            probe.record({});
    };
    emitMany(4);
    CHECK(asked == 0);
    emitMany(20);
    CHECK(asked == 1);
    CHECK(probe.lostEvents() == 16);
    CHECK(drained(probe).size() == 8);
    emitMany(8);
    CHECK(asked == 2);

    SECTION("a function that is set later hears of what was asked before")
    {
        int askedLater = 0;
        probe.setOnHalfFull([&askedLater] { ++askedLater; });
        CHECK(askedLater == 1);
        CHECK(asked == 2);
        probe.setOnHalfFull({});
        drained(probe);
        emitMany(8);
        CHECK(askedLater == 1);
    }
}

TEST_CASE("probe: with threads coming and going under a drain every event is drained or counted as lost",
    "[telemetry][probe]")
{
    constexpr int kThreads = 6;
    constexpr int kEvents = 20'000;
    Probe probe(256);
    std::atomic<int> asked{0};
    std::atomic<int> threadsEnded{0};
    probe.setOnHalfFull([&asked] { ++asked; });
    std::vector<std::jthread> threads;
    for (OrderId id = 1; id <= kThreads; ++id) {
        threads.emplace_back([&, id] {
            // Each thread starts the next life of itself halfway: rings must be found and thrown away all the time.
            std::jthread([&probe, id] {
                for (int n = 0; n < kEvents; ++n)
                    probe.record(of(id, n));
            }).join();
            for (int n = 0; n < kEvents; ++n)
                probe.record(of(id + kThreads, n));
            ++threadsEnded;
        });
    }

    std::map<OrderId, std::int64_t> last;
    std::int64_t seen = 0;
    bool inOrder = true;
    const auto look = [&](const Event* events, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            const auto [entry, isFirst] = last.try_emplace(events[i].order, events[i].at);
            inOrder = inOrder && (isFirst || entry->second < events[i].at);
            entry->second = events[i].at;
        }
        seen += static_cast<std::int64_t>(count);
    };
    while (threadsEnded < kThreads)
        probe.drain(look);
    threads.clear();
    probe.drain(look);

    CHECK(inOrder);
    CHECK(last.size() == 2 * kThreads);
    CHECK(seen + probe.lostEvents() == 2 * kThreads * kEvents);
    CHECK(asked > 0);
    CHECK(probe.ringCount() == 0);
}
