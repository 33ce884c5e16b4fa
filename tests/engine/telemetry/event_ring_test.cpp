// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/telemetry/event_ring.h"

#include <catch2/catch_test_macros.hpp>

#include <stdexcept>
#include <thread>
#include <vector>

using namespace engine;
using Pushed = EventRing::Pushed;

namespace {

Event numbered(std::int64_t number)
{
    Event event;
    event.at = number;
    event.value = -number;
    return event;
}

std::vector<std::int64_t> drained(EventRing& ring)
{
    std::vector<std::int64_t> numbers;
    ring.drain([&numbers](const Event* events, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i)
            numbers.push_back(events[i].at);
    });
    return numbers;
}

} // namespace

TEST_CASE("event ring: the capacity must be a power of two and at least 2", "[telemetry][ring]")
{
    for (const std::size_t bad : {0U, 1U, 3U, 12U})
        CHECK_THROWS_AS(EventRing(bad), std::invalid_argument);
    CHECK(EventRing(2).capacity() == 2);
    CHECK(EventRing().capacity() == 32768);
}

TEST_CASE("event ring: what is pushed is drained once, in order, across the wrap", "[telemetry][ring]")
{
    EventRing ring(8);
    CHECK(drained(ring).empty());
    std::int64_t next = 0;
    bool inOrder = true;
    for (std::int64_t round = 0; round < 40; ++round) {
        std::vector<std::int64_t> expected;
        for (std::int64_t i = 0; i < round % 9; ++i) {
            ring.push(numbered(next));
            expected.push_back(next++);
        }
        inOrder = inOrder && drained(ring) == expected;
    }
    CHECK(inOrder);
    CHECK(ring.lost() == 0);
}

TEST_CASE("event ring: a full ring keeps what it has, loses what comes, and counts it", "[telemetry][ring]")
{
    EventRing ring(4);
    for (std::int64_t i = 0; i < 4; ++i)
        CHECK(ring.push(numbered(i)) != Pushed::Lost);
    CHECK(ring.push(numbered(4)) == Pushed::Lost);
    CHECK(ring.push(numbered(5)) == Pushed::Lost);
    CHECK(ring.lost() == 2);
    CHECK(drained(ring) == std::vector<std::int64_t>{0, 1, 2, 3});

    CHECK(ring.push(numbered(6)) != Pushed::Lost);
    CHECK(drained(ring) == std::vector<std::int64_t>{6});
    CHECK(ring.lost() == 2);
}

TEST_CASE("event ring: passing half full is said once for each time", "[telemetry][ring]")
{
    EventRing ring(8);
    const auto saidAfter = [&ring](int pushes) {
        int said = 0;
        for (int i = 0; i < pushes; ++i)
            said += ring.push({}) == Pushed::PastHalf ? 1 : 0;
        return said;
    };
    CHECK(saidAfter(4) == 0);
    CHECK(saidAfter(1) == 1);
    CHECK(saidAfter(3) == 0);
    drained(ring);
    CHECK(saidAfter(4) == 0);
    CHECK(saidAfter(4) == 1);
}

TEST_CASE("event ring: events are drained again when the drain failed", "[telemetry][ring]")
{
    EventRing ring(4);
    ring.push(numbered(1));
    CHECK_THROWS_AS(
        ring.drain([](const Event*, std::size_t) { throw std::runtime_error("full disk"); }), std::runtime_error);
    CHECK(drained(ring) == std::vector<std::int64_t>{1});
}

TEST_CASE("event ring: with producer and consumer at work at once every event is drained or counted as lost",
    "[telemetry][ring]")
{
    constexpr std::int64_t kEvents = 200'000;
    EventRing ring(64);
    std::jthread producer([&ring] {
        for (std::int64_t i = 1; i <= kEvents; ++i)
            ring.push(numbered(i));
        ring.retire();
    });

    std::int64_t last = 0;
    std::int64_t seen = 0;
    bool inOrder = true;
    bool whole = true;
    for (bool more = true; more;) {
        more = !ring.retired();
        ring.drain([&](const Event* events, std::size_t count) {
            for (std::size_t i = 0; i < count; ++i) {
                inOrder = inOrder && events[i].at > last;
                whole = whole && events[i].value == -events[i].at;
                last = events[i].at;
            }
            seen += static_cast<std::int64_t>(count);
        });
    }
    CHECK(inOrder);
    CHECK(whole);
    CHECK(seen + ring.lost() == kEvents);
    CHECK(seen >= 64);
}
