// SPDX-License-Identifier: GPL-3.0-or-later
// Stand-ins for blocked workers, without threads: the test is the clock. One tick is 100 ns.
#include "engine/governor/dotnet_governor.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using namespace std::chrono_literals;

namespace {

using Time = Clock::TimePoint;
using Pending = CooperativeBlocking::Pending;
constexpr auto kTick = 100ns;

struct Sensors final : GateSensors {
    int cpuPercent() override
    {
        ++readings;
        return 0;
    }
    MemoryLoad memory() override { return load; }
    MemoryLoad load;
    int readings = 0;
};

Time at(std::chrono::nanoseconds time)
{
    return Time(time);
}

struct Blocking {
    explicit Blocking(int min = 2, int max = 100, int processors = 2)
        : reading {min, min, 5}
        , governor(settingsFor(min, max, processors), min, seededIntervals(1), log)
    {
    }
    static DotnetSettings settingsFor(int min, int max, int processors)
    {
        DotnetSettings settings;
        settings.limits = ThreadLimits(min, max);
        settings.processors = processors;
        return settings;
    }
    void gate(Time now) { governor.gate(now, reading, sensors); }
    /// Lets the gate look whenever it wants to, up to `end`; the times at which the goal changed, and to what.
    std::vector<std::pair<std::chrono::milliseconds, int>> runTo(std::chrono::nanoseconds end)
    {
        std::vector<std::pair<std::chrono::milliseconds, int>> changes;
        while (governor.nextGate() && *governor.nextGate() <= at(end)) {
            const Time now = *governor.nextGate();
            const int before = governor.goal();
            gate(now);
            if (governor.goal() != before)
                changes.emplace_back(
                    std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()), governor.goal());
        }
        return changes;
    }

    DecisionLog log;
    Sensors sensors;
    PoolReading reading;
    DotnetGovernor governor;
};

} // namespace

TEST_CASE(
    "cooperativeBlocking: a worker that blocks asks for a stand-in and wakes the gate (BL-1)", "[governor][blocking]")
{
    Blocking pool;
    pool.governor.workersBlocked(at(70ms), 1);
    CHECK(pool.governor.blocking().pending() == Pending::WithDelay);
    CHECK(pool.governor.nextGate() == at(70ms));
    pool.gate(at(70ms));
    CHECK(pool.governor.goal() == 3);
    CHECK(pool.governor.blocking().pending() == Pending::None);

    SECTION("and gives it back when it goes on")
    {
        pool.governor.workersBlocked(at(90ms), 0);
        CHECK(pool.governor.blocking().pending() == Pending::Immediately);
        CHECK(pool.governor.nextGate() == at(90ms));
        pool.gate(at(90ms));
        CHECK(pool.governor.goal() == 2);
        CHECK(pool.governor.blocking().added() == 0);
    }
    SECTION("but asks for none where there are enough")
    {
        pool.governor.setMinThreads(at(80ms), 50);
        pool.governor.setMinThreads(at(80ms), 2); // the goal stays at 50
        pool.governor.workersBlocked(at(90ms), 5);
        CHECK(pool.governor.blocking().pending() == Pending::None);
    }
}

TEST_CASE("cooperativeBlocking: the target is the minimum and one for each that is blocked, up to the maximum (BL-2)",
    "[governor][blocking]")
{
    const CooperativeBlocking::Limits limits {3, 6, 2};
    CooperativeBlocking blocking;
    CHECK(blocking.target(limits) == 3);
    blocking.setBlocked(2, 3, limits);
    CHECK(blocking.target(limits) == 5);
    blocking.setBlocked(9, 3, limits);
    CHECK(blocking.target(limits) == 6);
    blocking.setBlocked(-1, 3, limits);
    CHECK(blocking.target(limits) == 3);
}

TEST_CASE("cooperativeBlocking: the climber's floor is the blocking target, as long as the goal is not below it (BL-2)",
    "[governor][blocking]")
{
    // Throughput falls with each thread, so the climber goes down as far as it may.
    Blocking pool(2, 100, 8);
    pool.governor.workersBlocked(at(0s), 6);
    pool.gate(at(0s));
    REQUIRE(pool.governor.goal() == 8);
    int lowest = 8;
    Time now = at(0s);
    for (int i = 0; i < 2'000; ++i) {
        now += 10ms;
        pool.governor.itemsCompleted(now, 1'000 / pool.governor.goal());
        pool.governor.takeSample(now, {6, 8, 1});
        lowest = std::min(lowest, pool.governor.goal());
    }
    CHECK(pool.governor.climber().acceptedSamples() > 30);
    CHECK(lowest == 8);
}

TEST_CASE("cooperativeBlocking: down goes only what was added for blocking (BL-3)", "[governor][blocking]")
{
    Blocking pool;
    pool.governor.itemQueued(at(0s));
    pool.gate(at(1s)); // starved: 3
    REQUIRE(pool.governor.goal() == 3);
    pool.governor.workersBlocked(at(1100ms), 2);
    pool.gate(at(1100ms));
    REQUIRE(pool.governor.goal() == 4);
    CHECK(pool.governor.blocking().added() == 1);
    pool.governor.workersBlocked(at(1200ms), 0);
    pool.gate(at(1200ms));
    CHECK(pool.governor.goal() == 3); // what starvation added stays
    const auto decisions = pool.log.since(0);
    REQUIRE(decisions.size() == 3);
    CHECK(decisions[1].reason == ThreadChangeReason::CooperativeBlocking);
    CHECK(decisions[1].why.text() == "2 threads are blocked in a wait, so others stand in: one thread more (3 -> 4).");
    CHECK(decisions[2].why.text() == "No thread is blocked any more, so those that stood in go: one thread fewer (4 -> 3).");
}

TEST_CASE("cooperativeBlocking: at once up to the free limit, then one by one with growing delays (BL-4, BL-5)",
    "[governor][blocking]")
{
    Blocking pool;
    pool.governor.workersBlocked(at(0ms), 10);
    using Change = std::pair<std::chrono::milliseconds, int>;
    const std::vector<Change> expected {
        {0ms, 4}, {25ms, 5}, {50ms, 6}, {100ms, 7}, {150ms, 8}, {225ms, 9}, {300ms, 10}, {400ms, 11}, {500ms, 12}};
    CHECK(pool.runTo(2s - kTick) == expected);
    CHECK(pool.governor.blocking().pending() == Pending::None);
}

TEST_CASE("cooperativeBlocking: a delay is 250 ms at most, and strict to the tick (BL-5)", "[governor][blocking]")
{
    Blocking pool(1, 200, 1);
    pool.governor.workersBlocked(at(0ms), 100);
    const auto changes = pool.runTo(20s);
    REQUIRE(changes.size() > 30);
    CHECK(changes.back().first - changes[changes.size() - 2].first == 250ms);
    for (std::size_t i = 1; i < changes.size(); ++i)
        CHECK(changes[i].second == changes[i - 1].second + 1);

    Blocking early;
    early.governor.workersBlocked(at(0ms), 10);
    early.gate(at(0ms));
    early.gate(at(25ms) - kTick);
    CHECK(early.governor.goal() == 4);
    early.gate(at(25ms));
    CHECK(early.governor.goal() == 5);
}

TEST_CASE("cooperativeBlocking: threads that exist need no delay (BL-4, BL-5)", "[governor][blocking]")
{
    Blocking pool;
    pool.reading.existing = 9;
    pool.governor.workersBlocked(at(0ms), 10);
    pool.gate(at(0ms));
    CHECK(pool.governor.goal() == 9);
    CHECK(pool.governor.nextGate() == at(75ms)); // (1 + (9 - 4) / 2) * 25 ms
}

TEST_CASE(
    "cooperativeBlocking: no stand-ins beyond 80 % of the memory; starvation takes over (BL-6)", "[governor][blocking]")
{
    Blocking pool;
    const std::int64_t perThread = 64 * 1024;
    pool.sensors.load.limitBytes = 100 * perThread;
    SECTION("at the limit")
    {
        pool.sensors.load.usedBytes = 78 * perThread; // and two threads: 80 %
        pool.governor.itemQueued(at(0ms));
        pool.governor.workersBlocked(at(0ms), 4);
        pool.gate(at(0ms));
        CHECK(pool.governor.goal() == 2);
        CHECK(pool.governor.blocking().pending() == Pending::None);
        pool.gate(at(500ms));
        pool.gate(at(1s));
        CHECK(pool.governor.goal() == 3);
        CHECK(pool.log.since(0).back().reason == ThreadChangeReason::Starvation);
    }
    SECTION("a byte below it")
    {
        pool.sensors.load.usedBytes = 78 * perThread - 1;
        pool.governor.workersBlocked(at(0ms), 4);
        pool.gate(at(0ms));
        CHECK(pool.governor.goal() == 4);
    }
    SECTION("threads that exist cost nothing")
    {
        pool.sensors.load.usedBytes = 100 * perThread;
        pool.reading.existing = 6;
        pool.governor.workersBlocked(at(0ms), 4);
        pool.gate(at(0ms));
        CHECK(pool.governor.goal() == 6);
    }
}

TEST_CASE("cooperativeBlocking: while an adjustment is pending, climber, starvation and CPU reading wait (BL-7, GT-2)",
    "[governor][blocking]")
{
    Blocking pool(1, 200, 1);
    pool.governor.itemQueued(at(0ms));
    pool.governor.workersBlocked(at(0ms), 150);
    pool.runTo(5s);
    CHECK(pool.governor.blocking().pending() == Pending::WithDelay);
    CHECK(pool.sensors.readings == 0);
    for (const GovernorDecision& decision : pool.log.since(0))
        CHECK(decision.reason == ThreadChangeReason::CooperativeBlocking);
    pool.governor.itemsCompleted(at(5s), 1'000);
    CHECK_FALSE(pool.governor.takeSample(at(5s), {0, 20, 5}));
}

TEST_CASE("cooperativeBlocking: switched off it adds nothing, and what it had added goes", "[governor][blocking]")
{
    Blocking pool;
    pool.governor.workersBlocked(at(0ms), 2);
    pool.gate(at(0ms));
    REQUIRE(pool.governor.goal() == 4);
    pool.governor.setCooperativeBlocking(at(100ms), false);
    pool.gate(at(100ms));
    CHECK(pool.governor.goal() == 2);
    pool.governor.workersBlocked(at(200ms), 8);
    CHECK(pool.governor.blocking().pending() == Pending::None);
    CHECK(pool.governor.goal() == 2);
}

TEST_CASE(
    "cooperativeBlocking: the gate can help while work waits for stand-ins that may still come", "[governor][blocking]")
{
    Blocking pool;
    pool.governor.workersBlocked(at(0ms), 10);
    CHECK(pool.governor.gateCanHelp({2, 2, 0})); // it looks at once, which takes no time
    pool.gate(at(0ms));
    CHECK(pool.governor.gateCanHelp({4, 4, 1}));
    CHECK_FALSE(pool.governor.gateCanHelp({4, 4, 0})); // with nothing to do for them, more threads change nothing
}
