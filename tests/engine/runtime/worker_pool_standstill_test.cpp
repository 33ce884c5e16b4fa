// SPDX-License-Identifier: GPL-3.0-or-later
// When the pool moves virtual time on, and when it says that nothing will ever happen.
#include "engine/runtime/block_on.h"
#include "engine/runtime/delay.h"
#include "engine/runtime/semaphore.h"
#include "tests/support/pool_runtime.h"
#include "tests/support/race.h"

#include <catch2/catch_test_macros.hpp>

#include <optional>

using namespace engine;
using namespace std::chrono_literals;
using tests::PoolRuntime;
using tests::waitUntil;

namespace {

/// What the pool looked like each time that it stood still.
struct Standstill {
    std::chrono::nanoseconds at {};
    WorkerPool::Counts counts;
};

/// Made before the runtime that it watches: the last standstill may be told while that one ends.
class StandstillLog {
public:
    void watch(
        PoolRuntime& runtime, std::function<void()> then = [] {})
    {
        runtime.pool().setStalledObserver([this, &runtime, then = std::move(then)] {
            {
                const std::lock_guard lock(m_mutex);
                m_all.push_back({runtime.now(), runtime.pool().counts()});
            }
            then();
        });
    }
    [[nodiscard]] std::vector<Standstill> all() const
    {
        const std::lock_guard lock(m_mutex);
        return m_all;
    }

private:
    mutable std::mutex m_mutex;
    std::vector<Standstill> m_all;
};

} // namespace

TEST_CASE("workerPool: with every worker parked in blockOn it stands still, and says so once, at that instant",
    "[workerPool][standstill]")
{
    CancellationSource rescue;
    const CancellationToken token = rescue.token();
    StandstillLog log;
    PoolRuntime runtime(3);
    log.watch(runtime, [&rescue] { rescue.cancel(); });
    std::atomic<int> cancelled = 0;
    runtime.run([&] {
        for (int n = 0; n < 3; ++n) {
            runtime.scope().spawn([&] {
                const Outcome<void> got = blockOn(
                    runtime.scope(),
                    [&]() -> QCoro::Task<> {
                        // The continuation needs a worker, and there is none any more.
                        (void)co_await delay(runtime.clock(), 10ms);
                        (void)co_await delay(runtime.clock(), 10ms);
                    },
                    token);
                cancelled += got ? 0 : 1;
            });
        }
    });
    CHECK(cancelled.load() == 3);
    const std::vector<Standstill> all = log.all();
    REQUIRE_FALSE(all.empty());
    CHECK(all[0].at == 10ms);
    CHECK(all[0].counts.blocked == 3);
    CHECK(all[0].counts.running == 0);
    CHECK(all[0].counts.pending == 3);
    CHECK(all[0].counts.nothingCanRun());
    int deadlocks = 0;
    for (const Standstill& each : all)
        deadlocks += each.counts.blocked > 0 ? 1 : 0;
    CHECK(deadlocks == 1);
    CHECK(runtime.now() == 20ms); // freed, the flows have gone on to their end
}

TEST_CASE(
    "workerPool: a timer that is pending is no standstill, a background timer alone is one", "[workerPool][standstill]")
{
    CancellationSource rescue;
    const CancellationToken token = rescue.token();
    StandstillLog log;
    PoolRuntime runtime(1);
    log.watch(runtime, [&rescue] { rescue.cancel(); });
    std::atomic<int> sampled = 0;
    std::optional<CallbackTimer> sampler;
    sampler.emplace([&] {
        ++sampled;
        runtime.clock().schedule(*sampler, runtime.clock().now() + 50ms, Timer::Kind::Background);
    });
    Semaphore never(0);
    std::atomic<bool> cancelled = false;
    CallbackTimer lastForeground([] {});
    runtime.run([&] {
        runtime.clock().schedule(*sampler, Clock::TimePoint(50ms), Timer::Kind::Background);
        runtime.clock().schedule(lastForeground, Clock::TimePoint(1s));
        runtime.scope().spawn([&] { cancelled.store(!never.wait(token)); });
    });
    CHECK(cancelled.load());
    const std::vector<Standstill> all = log.all();
    REQUIRE_FALSE(all.empty());
    CHECK(all[0].at == 1s);
    CHECK(all[0].counts.blocked == 1);
    CHECK(sampled.load() == 20); // up to and including the last instant, and no further
    CHECK(runtime.clock().cancel(*sampler));
}

TEST_CASE("workerPool: while something external is under way, time stands still and it is no standstill",
    "[workerPool][standstill]")
{
    StandstillLog log;
    PoolRuntime runtime(2);
    log.watch(runtime);
    std::atomic<bool> ended = false;
    std::atomic<bool> begun = false;
    {
        const ExternalHold outer(runtime.pool());
        {
            const ExternalHold hold(runtime.pool());
            runtime.scope().spawn([&]() -> QCoro::Task<> {
                begun.store(true);
                (void)co_await delay(runtime.clock(), 10ms);
                ended.store(true);
            });
            waitUntil([&] { return begun.load(); });
            const WorkerPool::Counts counts = runtime.settledCounts();
            CHECK(counts.external == 2);
        }
        CHECK_FALSE(ended.load());
        CHECK(runtime.now() == 0ms);
        CHECK(log.all().empty());
    }
    runtime.scope().joinFromOutside();
    CHECK(ended.load());
    CHECK(runtime.now() == 10ms);
    waitUntil([&] { return !log.all().empty(); }); // the end of everything is a standstill as well
    CHECK(log.all().front().counts.blocked == 0);
}

TEST_CASE("workerPool: timers that an outside thread schedules under a hold are all of one instant, which ends with it",
    "[workerPool][standstill]")
{
    PoolRuntime runtime(2);
    runtime.run([&] { runtime.scope().spawn([] {}); });
    (void)runtime.settledCounts(); // idle: nothing on the pool will have it look at the clock
    std::vector<int> fired;
    std::atomic<bool> over = false;
    CallbackTimer late([&] {
        fired.push_back(2);
        over.store(true);
    });
    CallbackTimer early([&] { fired.push_back(1); });
    {
        const ExternalHold hold(runtime.pool());
        runtime.clock().schedule(late, Clock::TimePoint(20ms));
        runtime.clock().schedule(early, Clock::TimePoint(10ms));
        CHECK(runtime.now() == 0ms);
    }
    waitUntil([&] { return over.load(); });
    CHECK(fired == std::vector<int> {1, 2});
    CHECK(runtime.now() == 20ms);
}

TEST_CASE(
    "workerPool: the end of an external operation shows the standstill that it was hiding", "[workerPool][standstill]")
{
    StandstillLog log;
    PoolRuntime runtime(1);
    log.watch(runtime);
    runtime.pool().beginExternal();
    runtime.scope().spawn([] {});
    runtime.scope().joinFromOutside();
    (void)runtime.settledCounts();
    CHECK(log.all().empty());
    runtime.pool().endExternal();
    CHECK(log.all().size() == 1); // told on the thread that found it: this one
    runtime.pool().beginExternal();
    runtime.pool().endExternal();
    CHECK(log.all().size() == 2); // it came to pass again
}

TEST_CASE(
    "workerPool: with all workers blocked, queued work does not keep time from moving on", "[workerPool][standstill]")
{
    PoolRuntime runtime(2);
    CancellationSource source(runtime.clock());
    const CancellationToken token = source.token();
    Semaphore never(0);
    std::atomic<int> ran = 0;
    std::vector<std::chrono::nanoseconds> ranAt(5);
    runtime.run([&] {
        source.cancelAfter(500ms); // the governor's gate, so to speak
        for (int n = 0; n < 2; ++n)
            runtime.scope().spawn([&] { (void)never.wait(token); });
        waitUntil([&] { return runtime.pool().counts().blocked == 2; });
        for (int n = 0; n < 5; ++n)
            runtime.scope().spawn([&] { ranAt[static_cast<std::size_t>(ran++)] = runtime.now(); });
        CHECK(runtime.pool().counts().pending == 5);
    });
    CHECK(ran.load() == 5);
    CHECK(ranAt == std::vector<std::chrono::nanoseconds>(5, 500ms));
}

TEST_CASE(
    "workerPool: a worker that leaves because the maximum was lowered moves time on first", "[workerPool][standstill]")
{
    // It used to leave without a look, and time stood still for ever if it was the last one that was running.
    PoolRuntime runtime(2);
    CancellationSource source(runtime.clock());
    const CancellationToken token = source.token();
    Semaphore never(0);
    std::atomic<bool> cancelled = false;
    runtime.run([&] {
        source.cancelAfter(10ms);
        runtime.scope().spawn([&] { cancelled.store(!never.wait(token)); });
        waitUntil([&] { return runtime.pool().counts().blocked == 1; });
        runtime.scope().spawn([&] {
            waitUntil([&] { return runtime.pool().counts().external == 0; }); // the last event is the end of this item
            runtime.pool().setMaxThreadCount(1);
        });
    });
    CHECK(cancelled.load());
    CHECK(runtime.now() == 10ms);
}

TEST_CASE("workerPool: a standstill is never told while a timer is pending, in 2,000 runs with work from outside",
    "[workerPool][standstill][race]")
{
    // What the pool had read of the clock used to be stale when others had run meanwhile: a false alarm, or a hang.
    std::atomic<int> falseAlarms = 0;
    PoolRuntime runtime(3);
    runtime.pool().setStalledObserver([&] {
        if (runtime.clock().pendingForegroundTimers() > 0 && runtime.pool().counts().external == 0)
            ++falseAlarms;
    });
    int ended = 0;
    for (int round = 0; round < 2'000; ++round) {
        std::atomic<bool> done = false;
        runtime.run([&] {
            runtime.scope().spawn([&]() -> QCoro::Task<> {
                (void)co_await delay(runtime.clock(), 1ms);
                co_await yieldNow();
                (void)co_await delay(runtime.clock(), 1ms);
                done.store(true);
            });
        });
        ended += done.load() ? 1 : 0;
    }
    CHECK(ended == 2'000);
    CHECK(falseAlarms.load() == 0);
    CHECK(runtime.now() == 4s);
}
