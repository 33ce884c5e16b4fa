// SPDX-License-Identifier: GPL-3.0-or-later
// The gate and its starvation rule, without threads: the test is the clock. One tick is 100 ns.
#include "engine/governor/dotnet_governor.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace engine;
using namespace std::chrono_literals;

namespace {

using Time = Clock::TimePoint;
constexpr auto kTick = 100ns;

struct Sensors final : GateSensors {
    int cpuPercent() override
    {
        ++readings;
        return cpu;
    }
    MemoryLoad memory() override { return {}; }
    int cpu = 0;
    int readings = 0;
};

/// A pool whose workers are all blocked while work waits.
struct Starved {
    explicit Starved(int min = 4, int max = 100)
        : reading {min, min, 5}
        , governor(settingsFor(min, max), min, seededIntervals(1), log)
    {
    }
    static DotnetSettings settingsFor(int min, int max)
    {
        DotnetSettings settings;
        settings.limits = ThreadLimits(min, max);
        settings.cooperativeBlocking = false;
        return settings;
    }
    void gate(Time at) { governor.gate(at, reading, sensors); }
    /// Plays the pool: a worker that was added takes an item at that instant, and blocks as well.
    void gateAndTake(Time at)
    {
        gate(at);
        while (reading.processing < governor.goal()) {
            ++reading.processing;
            reading.existing = std::max(reading.existing, reading.processing);
            governor.itemDequeued(at);
        }
    }

    DecisionLog log;
    Sensors sensors;
    PoolReading reading;
    DotnetGovernor governor;
};

Time at(std::chrono::nanoseconds time)
{
    return Time(time);
}

} // namespace

TEST_CASE("gate: it runs with the first request, looks every 500 ms, and stops after two quiet periods (GT-1)",
    "[governor][gate]")
{
    Starved pool;
    pool.reading = {0, 0, 0};
    CHECK_FALSE(pool.governor.nextGate());
    pool.governor.itemQueued(at(3s));
    CHECK(pool.governor.nextGate() == at(3500ms));
    pool.reading.requested = 1;
    pool.gate(at(3500ms));
    CHECK(pool.governor.nextGate() == at(4s));
    pool.reading.requested = 0;
    pool.gate(at(4s));
    CHECK(pool.governor.nextGate() == at(4500ms));

    SECTION("two in a row")
    {
        pool.gate(at(4500ms));
        CHECK_FALSE(pool.governor.nextGate());
        pool.governor.itemQueued(at(9s));
        CHECK(pool.governor.nextGate() == at(9500ms));
    }
    SECTION("a request in between counts from the beginning")
    {
        pool.governor.itemQueued(at(4200ms));
        pool.gate(at(4500ms));
        CHECK(pool.governor.nextGate() == at(5s));
        pool.gate(at(5s));
        CHECK_FALSE(pool.governor.nextGate());
    }
}

TEST_CASE("gate: a look before the period is over does nothing, one at its end does (GT-1)", "[governor][gate]")
{
    Starved pool;
    pool.governor.itemQueued(at(1s)); // long after the last dequeue, which was at 0
    pool.gate(at(1500ms - kTick));
    CHECK(pool.governor.goal() == 4);
    CHECK(pool.governor.nextGate() == at(1500ms));
    pool.gate(at(1500ms));
    CHECK(pool.governor.goal() == 5);
}

TEST_CASE("gate: the first CPU reading is discarded, and there is one each period (GT-2)", "[governor][gate]")
{
    Starved pool;
    pool.sensors.cpu = 100;
    pool.governor.itemQueued(at(0s));
    pool.governor.itemDequeued(at(0s));
    pool.gate(at(600ms));
    CHECK(pool.sensors.readings == 1);
    CHECK(pool.governor.goal() == 5); // as with 0 %: 600 ms are enough
    pool.reading.processing = 5;
    pool.gate(at(1200ms));
    CHECK(pool.sensors.readings == 2);
    CHECK(pool.governor.goal() == 5); // now 5 s are needed
}

TEST_CASE("gate: work has to wait for longer than 500 ms below 80 % CPU, for longer than a second for each thread from "
          "there (GT-3)",
    "[governor][gate]")
{
    CHECK_FALSE(Gate::isStarved(500ms, 0, 4));
    CHECK(Gate::isStarved(500ms + kTick, 0, 4));
    CHECK(Gate::isStarved(500ms + kTick, 79, 4));
    CHECK_FALSE(Gate::isStarved(500ms + kTick, 80, 4));
    CHECK_FALSE(Gate::isStarved(4s, 80, 4));
    CHECK(Gate::isStarved(4s + kTick, 80, 4));
}

TEST_CASE("gate: starvation is strict to the tick (GT-3)", "[governor][gate]")
{
    Starved pool;
    pool.governor.itemQueued(at(0s));
    SECTION("exactly 500 ms since the last dequeue: not yet")
    {
        pool.governor.itemDequeued(at(500ms));
        pool.gate(at(1s));
        CHECK(pool.governor.goal() == 4);
    }
    SECTION("a tick longer")
    {
        pool.governor.itemDequeued(at(500ms - kTick));
        pool.gate(at(1s));
        CHECK(pool.governor.goal() == 5);
    }
    SECTION("an item that ended counts as well (PD-5)")
    {
        pool.governor.itemDequeued(at(0s));
        pool.governor.itemsCompleted(at(500ms));
        pool.gate(at(1s));
        CHECK(pool.governor.goal() == 4);
    }
}

TEST_CASE("gate: no thread for work that a worker is free to take, or that nobody asked for (GT-3)", "[governor][gate]")
{
    Starved pool;
    pool.governor.itemQueued(at(0s));
    const int processing = pool.reading.processing;
    pool.reading.processing = processing - 1;
    pool.gate(at(2s));
    CHECK(pool.governor.goal() == 4);
    pool.reading.processing = processing;
    pool.reading.requested = 0;
    pool.gate(at(3s));
    CHECK(pool.governor.goal() == 4);
}

TEST_CASE("gate: more workers than the goal says: one more than those (GT-3)", "[governor][gate]")
{
    Starved pool;
    pool.governor.itemQueued(at(0s));
    pool.reading.processing = 9; // the goal was lowered, and they have not left yet
    pool.gate(at(2s));
    CHECK(pool.governor.goal() == 10);
}

TEST_CASE(
    "gate: one thread a period at most; with exact time one a second, the first 0.5 to 1 s after the stall (GT-4)",
    "[governor][gate]")
{
    Starved pool;
    pool.governor.itemQueued(at(0s));
    const std::chrono::nanoseconds stalled = GENERATE(0ms, 499ms, 501ms); // with the request, before a tick, after one
    pool.governor.itemDequeued(at(stalled));
    std::vector<std::chrono::nanoseconds> added;
    for (auto now = 500ms; now <= 10s; now += 500ms) {
        const int before = pool.governor.goal();
        pool.gateAndTake(at(now));
        if (pool.governor.goal() != before) {
            CHECK(pool.governor.goal() == before + 1);
            added.emplace_back(now);
        }
    }
    REQUIRE(added.size() >= 9);
    CHECK(added[0] - stalled > 500ms);
    CHECK(added[0] - stalled <= 1s);
    for (std::size_t i = 1; i < added.size(); ++i)
        CHECK(added[i] - added[i - 1] == 1s);
}

TEST_CASE(
    "gate: injection stops at the maximum, and the gate then knows that it cannot help (GT-5)", "[governor][gate]")
{
    Starved pool(4, 6);
    pool.governor.itemQueued(at(0s));
    CHECK(pool.governor.gateCanHelp(pool.reading));
    for (auto now = 500ms; now <= 10s; now += 500ms)
        pool.gateAndTake(at(now));
    CHECK(pool.governor.goal() == 6);
    CHECK_FALSE(pool.governor.gateCanHelp(pool.reading));
    CHECK(pool.governor.nextGate().has_value()); // it goes on looking: something may be released
    const auto decisions = pool.log.since(0);
    REQUIRE(decisions.size() == 2);
    CHECK(decisions[0].reason == ThreadChangeReason::Starvation);
    CHECK(decisions[1].reason == ThreadChangeReason::Starvation);
}

TEST_CASE("gate: what was injected is not taken away when the starvation is over (GT-5)", "[governor][gate]")
{
    Starved pool;
    pool.governor.itemQueued(at(0s));
    pool.gateAndTake(at(1s));
    REQUIRE(pool.governor.goal() == 5);
    pool.reading = {0, 5, 0};
    for (auto now = 1500ms; now <= 10s; now += 500ms)
        pool.gate(at(now));
    CHECK(pool.governor.goal() == 5);
}

TEST_CASE("gate: the log says in plain words how long work waited", "[governor][gate]")
{
    Starved pool(8);
    pool.governor.itemQueued(at(0s));
    pool.governor.itemDequeued(at(300ms));
    pool.gate(at(1s));
    const auto decisions = pool.log.since(0);
    REQUIRE(decisions.size() == 1);
    CHECK(decisions[0].at == 1s);
    CHECK(decisions[0].from == 8);
    CHECK(decisions[0].to == 9);
    CHECK(decisions[0].why.text() == "Work waited 0.7 s and no worker took any: one thread more (8 -> 9).");
    CHECK(pool.governor.climber().transitionCount() == 1); // the climber was told
}
