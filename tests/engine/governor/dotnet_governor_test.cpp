// SPDX-License-Identifier: GPL-3.0-or-later
// When the climber is asked, and when idle threads leave. Without threads: the test is the clock. One tick is 100 ns.
#include "engine/governor/dotnet_governor.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using namespace std::chrono_literals;

namespace {

using Time = Clock::TimePoint;
constexpr auto kTick = 100ns;
constexpr int kInterval = 60; // ms

Time at(std::chrono::nanoseconds time)
{
    return Time(time);
}

struct Sensors final : GateSensors {
    int cpuPercent() override { return 0; }
    MemoryLoad memory() override { return {}; }
};

struct Pool {
    explicit Pool(int min = 4, int max = 100, bool hillClimbing = true)
        : governor(
            settingsFor(min, max, hillClimbing), min, [](int, int) { return kInterval; }, log)
    {
    }
    static DotnetSettings settingsFor(int min, int max, bool hillClimbing)
    {
        DotnetSettings settings;
        settings.limits = ThreadLimits(min, max);
        settings.hillClimbing = hillClimbing;
        return settings;
    }
    bool completed(Time now, std::int64_t items = 1)
    {
        governor.itemsCompleted(now, items);
        return governor.takeSample(now, reading);
    }

    DecisionLog log;
    PoolReading reading {1, 4, 1};
    DotnetGovernor governor;
};

} // namespace

TEST_CASE("dotnetGovernor: the goal starts where the pool is, within the limits (PD-1, PD-2)", "[governor]")
{
    DecisionLog log;
    const auto goalFrom = [&log](int goal) {
        return DotnetGovernor(Pool::settingsFor(4, 10, true), goal, seededIntervals(1), log).goal();
    };
    CHECK(goalFrom(4) == 4);
    CHECK(goalFrom(7) == 7);
    CHECK(log.count() == 0);
    CHECK(goalFrom(1) == 4);
    CHECK(goalFrom(64) == 10);
    CHECK(log.count() == 2);
}

TEST_CASE("dotnetGovernor: the first completed item is the first sample (PD-6), but for the instant 0", "[governor]")
{
    Pool pool;
    CHECK_FALSE(pool.completed(at(0ns))); // no time has passed: not a sample
    CHECK(pool.completed(at(kTick)));
    CHECK(pool.governor.climber().acceptedSamples() == 1);
    CHECK(pool.governor.climber().transition(0).reason == ThreadChangeReason::Initializing);
}

TEST_CASE("dotnetGovernor: the next sample is due when the interval is over, to the tick (PD-5)", "[governor]")
{
    Pool pool;
    REQUIRE(pool.completed(at(1s), 100));
    CHECK(pool.governor.nextSample() == at(1s + 60ms));
    CHECK_FALSE(pool.completed(at(1s + 60ms - kTick), 100));
    CHECK(pool.completed(at(1s + 60ms), 100));
    CHECK(pool.governor.climber().analysis().throughput == 200 / 0.06);
}

TEST_CASE(
    "dotnetGovernor: the climber is not asked with too many workers, or when it is switched off (PD-5)", "[governor]")
{
    Pool pool;
    SECTION("more process than the goal allows")
    {
        pool.reading.processing = 5;
        CHECK_FALSE(pool.completed(at(1s)));
        pool.reading.processing = 4;
        CHECK(pool.completed(at(1s)));
    }
    SECTION("switched off")
    {
        pool.governor.setHillClimbing(at(0s), false);
        CHECK(pool.governor.nextSample() == Time::max());
        CHECK_FALSE(pool.completed(at(1s)));
        pool.governor.setHillClimbing(at(2s), true);
        CHECK_FALSE(pool.completed(at(2s)));
        CHECK(pool.completed(at(2100ms), 50));
        CHECK(pool.governor.climber().analysis().throughput == 51 / 0.1); // what went before is no sample
    }
}

TEST_CASE("dotnetGovernor: with every worker blocked nothing ends, and the climber is silent (PD-7)", "[governor]")
{
    Pool pool(4, 100);
    REQUIRE(pool.completed(at(1s), 100));
    Sensors sensors;
    pool.governor.itemQueued(at(1s));
    for (auto now = 1500ms; now <= 5s; now += 500ms) {
        pool.governor.gate(at(now), {pool.governor.goal(), pool.governor.goal(), 5}, sensors);
    }
    CHECK(pool.governor.climber().acceptedSamples() == 1);
    CHECK(pool.governor.goal() > 4); // the gate helps
}

TEST_CASE("dotnetGovernor: the goal follows the climber, and the log says what it saw (PD-5)", "[governor]")
{
    Pool pool;
    Time now = at(1s);
    for (int i = 0; i < 150; ++i) {
        (void)pool.completed(now, pool.governor.goal() * 60);
        now += 60ms;
    }
    CHECK(pool.governor.goal() > 8);
    const auto decisions = pool.log.since(0);
    REQUIRE(decisions.size() > 10);
    CHECK(decisions.front().reason == ThreadChangeReason::Warmup);
    CHECK(decisions.front().why.text()
        == "Too little is known yet, so the climber tries out what happens with one thread more (4 -> 5).");
    CHECK(decisions.back().reason == ThreadChangeReason::ClimbingMove);
    CHECK(decisions.back().why.text().starts_with("Throughput follows the threads (ratio 0.8"));
    for (std::size_t i = 1; i < decisions.size(); ++i)
        CHECK(decisions[i].from == decisions[i - 1].to);
    REQUIRE(decisions[2].throughputBefore);
    CHECK(*decisions[2].throughputBefore > 0);
    CHECK(decisions[2].throughputAfter.has_value());
}

TEST_CASE(
    "dotnetGovernor: a worker that idles too long leaves, and takes the goal down to what exists (PD-9)", "[governor]")
{
    Pool pool(4, 100);
    pool.governor.setMinThreads(at(0s), 20);
    pool.governor.setMinThreads(at(0s), 4);
    REQUIRE(pool.governor.goal() == 20);
    CHECK_FALSE(pool.governor.workerTimedOut(at(20s), {6, 6, 0})); // all that exist are busy: it stays
    CHECK(pool.governor.goal() == 20);
    CHECK(pool.governor.workerTimedOut(at(20s), {2, 12, 0}));
    CHECK(pool.governor.goal() == 11);
    CHECK(pool.log.since(0).back().reason == ThreadChangeReason::ThreadTimedOut);
    CHECK(pool.log.since(0).back().why.text()
        == "A thread had nothing to do for 20.0 s and left: nine threads fewer (20 -> 11).");
    CHECK(pool.governor.workerTimedOut(at(20s), {0, 3, 0}));
    CHECK(pool.governor.goal() == 4); // not below the minimum, though fewer threads exist
}

TEST_CASE("dotnetGovernor: without an idle timeout no worker leaves (PD-10)", "[governor]")
{
    DecisionLog log;
    DotnetSettings settings = Pool::settingsFor(4, 100, true);
    settings.idleTimeout = -1ms;
    DotnetGovernor governor(settings, 10, seededIntervals(1), log);
    CHECK_FALSE(governor.workerTimedOut(at(100s), {0, 10, 0}));
    CHECK(governor.goal() == 10);
}
