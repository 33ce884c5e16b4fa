// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/delay.h"
#include "tests/support/pool_runtime.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using namespace std::chrono_literals;
using tests::PoolRuntime;

TEST_CASE("workerPool: a worker that computes is running, and time moves on for the others", "[workerPool][busy]")
{
    PoolRuntime runtime(2);
    std::atomic<int> standstills = 0;
    runtime.pool().setStalledObserver([&standstills] { ++standstills; });
    WorkerPool::Counts during;
    std::chrono::nanoseconds otherEnd {};
    std::chrono::nanoseconds busyEnd {};
    runtime.run([&] {
        runtime.scope().spawn([&] {
            runtime.pool().busyFor(100ms);
            busyEnd = runtime.now();
        });
        runtime.scope().spawn([&]() -> QCoro::Task<> {
            (void)co_await delay(runtime.clock(), 10ms);
            during = runtime.pool().counts();
            otherEnd = runtime.now();
        });
    });
    CHECK(otherEnd == 10ms);
    CHECK(busyEnd == 100ms);
    CHECK(during.running == 2);
    CHECK(during.blocked == 0);
    (void)runtime.settledCounts();
    runtime.pool().setStalledObserver({});
    CHECK(standstills <= 1); // only the one at the end, when nothing is left to do
}

TEST_CASE("workerPool: an item waits for the worker that computes, in clock time", "[workerPool][busy]")
{
    PoolRuntime runtime(1);
    std::vector<std::chrono::nanoseconds> ends;
    runtime.run([&] {
        for (int i = 0; i < 3; ++i) {
            runtime.scope().spawn([&] {
                runtime.pool().busyFor(20ms);
                ends.push_back(runtime.now());
            });
        }
    });
    CHECK(ends == std::vector<std::chrono::nanoseconds> {20ms, 40ms, 60ms});
    CHECK(runtime.pool().counts().peakBlocked == 0);
}

TEST_CASE("workerPool: computing for no time is over at once", "[workerPool][busy]")
{
    PoolRuntime runtime(1);
    runtime.run([&] { runtime.scope().spawn([&] { runtime.pool().busyFor(0ms); }); });
    CHECK(runtime.now() == 0ms);
}
