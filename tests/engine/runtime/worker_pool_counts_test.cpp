// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/delay.h"
#include "engine/runtime/random.h"
#include "engine/runtime/semaphore.h"
#include "tests/support/pool_runtime.h"
#include "tests/support/race.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <latch>

using namespace engine;
using namespace std::chrono_literals;
using tests::PoolRuntime;
using tests::waitUntil;

namespace {

int countOf(const std::vector<WorkerPool::WorkerReading>& workers, WorkerPool::State state)
{
    return static_cast<int>(std::ranges::count(workers, state, &WorkerPool::WorkerReading::state));
}

} // namespace

TEST_CASE("workerPool: the counts of a known state are exact", "[workerPool][counts]")
{
    PoolRuntime runtime(4);
    Semaphore release(0);
    std::atomic<bool> goOn = false;
    std::atomic<int> spinning = 0;
    std::vector<WorkerPool::WorkerReading> workers;
    WorkerPool::Counts counts;
    runtime.run([&] {
        for (OrderId order = 1; order <= 2; ++order) {
            runtime.scope().spawn([&, order] {
                WorkerPool::workOn(order);
                (void)release.wait();
            });
        }
        waitUntil([&] { return runtime.pool().counts().blocked == 2; });
        for (OrderId order = 3; order <= 9; ++order) {
            runtime.scope().spawn([&, order] {
                WorkerPool::workOn(order);
                ++spinning;
                waitUntil([&] { return goOn.load(); });
            });
        }
        waitUntil([&] { return spinning.load() == 2; });
        counts = runtime.pool().counts(&workers);
        goOn.store(true);
        waitUntil([&] { return spinning.load() == 7; });
        release.release(2);
    });
    CHECK(counts.threads == 4);
    CHECK(counts.running == 2);
    CHECK(counts.blocked == 2);
    CHECK(counts.idle() == 0);
    CHECK(counts.pending == 5);
    CHECK(counts.external == 1); // the hold of run()
    CHECK(counts.maxThreads == 4);
    CHECK_FALSE(counts.nothingCanRun());
    CHECK(countOf(workers, WorkerPool::State::Blocked) == 2);
    CHECK(countOf(workers, WorkerPool::State::Running) == 2);
    std::vector<OrderId> orders;
    for (const auto& worker : workers)
        orders.push_back(worker.order);
    std::ranges::sort(orders);
    CHECK(orders == std::vector<OrderId> {1, 2, 3, 4});

    const WorkerPool::Counts after = runtime.settledCounts();
    CHECK(after.blocked == 0);
    CHECK(after.completed == 9);
    CHECK(after.peakBlocked == 2);
    CHECK(after.peakPending >= 5);
    CHECK(after.external == 0);
}

TEST_CASE("workerPool: every reading is consistent, whatever goes on", "[workerPool][counts][race]")
{
    constexpr int kWorkers = 6;
    PoolRuntime runtime(kWorkers);
    std::atomic<bool> over = false;
    std::atomic<int> readings = 0;
    std::atomic<int> wrong = 0;
    std::thread reader([&] {
        std::vector<WorkerPool::WorkerReading> workers;
        std::int64_t completedBefore = 0;
        while (!over.load()) {
            const WorkerPool::Counts counts = runtime.pool().counts(&workers);
            const bool consistent = counts.running >= 0 && counts.blocked >= 0 && counts.pending >= 0
                && counts.idle() >= 0 && counts.threads <= kWorkers && counts.running + counts.blocked <= kWorkers
                && static_cast<int>(workers.size()) == counts.threads
                && countOf(workers, WorkerPool::State::Running) == counts.running
                && countOf(workers, WorkerPool::State::Blocked) == counts.blocked
                && counts.peakPending >= counts.pending && counts.completed >= completedBefore;
            completedBefore = counts.completed;
            wrong += consistent ? 0 : 1;
            ++readings;
        }
    });
    runtime.run([&] {
        for (std::uint64_t flow = 0; flow < 2'000; ++flow) {
            runtime.scope().spawn([&, flow]() -> QCoro::Task<> {
                const auto draw = drawBits(5, DrawPurpose::Test, flow);
                (void)co_await delay(runtime.clock(), std::chrono::microseconds(draw % 500));
                if (draw % 10 == 0) {
                    CancellationSource source(runtime.clock(), 1ms);
                    const CancellationToken token = source.token();
                    Semaphore never(0);
                    (void)never.wait(token); // blocks its worker for a virtual millisecond
                }
                co_await yieldNow();
            });
        }
    });
    over.store(true);
    reader.join();
    CHECK(wrong.load() == 0);
    CHECK(readings.load() > 0);
    const WorkerPool::Counts after = runtime.settledCounts();
    CHECK(after.peakBlocked <= kWorkers);
    CHECK(after.peakBlocked > 0);
}

TEST_CASE("workerPool: a blocked worker keeps its place", "[workerPool][counts]")
{
    PoolRuntime runtime(1);
    Semaphore release(0);
    std::atomic<bool> secondRan = false;
    std::atomic<bool> ranTooEarly = false;
    runtime.run([&] {
        runtime.scope().spawn([&] {
            (void)release.wait();
            ranTooEarly.store(secondRan.load());
        });
        waitUntil([&] { return runtime.pool().counts().blocked == 1; });
        runtime.scope().spawn([&] { secondRan.store(true); });
        const WorkerPool::Counts counts = runtime.pool().counts();
        CHECK(counts.pending == 1);
        CHECK(counts.threads == 1);
        release.release();
    });
    CHECK_FALSE(ranTooEarly.load());
    CHECK(secondRan.load());
}

TEST_CASE("workerPool: the maximum can be lowered and raised while items run", "[workerPool][counts]")
{
    PoolRuntime runtime(6);
    std::atomic<int> inside = 0;
    std::atomic<int> started = 0;
    std::atomic<bool> goOn = false;
    std::atomic<int> peakLow = 0;
    runtime.run([&] {
        for (int n = 0; n < 6; ++n) {
            runtime.scope().spawn([&] {
                ++started;
                waitUntil([&] { return goOn.load(); });
            });
        }
        waitUntil([&] { return started.load() == 6; });
        runtime.pool().setMaxThreadCount(2); // what runs goes on to its end
        CHECK(runtime.pool().counts().running == 6);
        for (int n = 0; n < 200; ++n) {
            runtime.scope().spawn([&] {
                const int now = ++inside;
                int seen = peakLow.load();
                while (now > seen && !peakLow.compare_exchange_weak(seen, now)) { }
                std::this_thread::yield();
                --inside;
            });
        }
        goOn.store(true);
    });
    CHECK(peakLow.load() <= 2);
    waitUntil([&] { return runtime.pool().counts().threads <= 2; });
    CHECK(runtime.settledCounts().maxThreads == 2);

    std::latch together(6);
    runtime.run([&] {
        for (int n = 0; n < 6; ++n)
            runtime.scope().spawn([&] { together.arrive_and_wait(); });
        waitUntil([&] { return runtime.pool().counts().running == 2; });
        runtime.pool().setMaxThreadCount(6); // items that wait already get their workers
    });
    CHECK(runtime.settledCounts().threads <= 6);
    CHECK(runtime.pool().counts().peakThreads == 6);
}

TEST_CASE("workerPool: the maximum is clamped", "[workerPool][counts]")
{
    Clock clock;
    WorkerPool pool(clock, 0);
    CHECK(pool.counts().maxThreads == 1);
    pool.setMaxThreadCount(1'000'000);
    CHECK(pool.counts().maxThreads == WorkerPool::kMaxThreads);
    pool.setMaxThreadCount(-3);
    CHECK(pool.counts().maxThreads == 1);
    CHECK(pool.maximumConcurrency() == 0);
}

TEST_CASE("workerPool: changing the maximum all the time loses nothing", "[workerPool][counts][race]")
{
    PoolRuntime runtime(4);
    std::atomic<int> ended = 0;
    runtime.run([&] {
        for (std::uint64_t flow = 0; flow < 3'000; ++flow) {
            runtime.scope().spawn([&, flow]() -> QCoro::Task<> {
                const auto draw = drawBits(9, DrawPurpose::Test, flow);
                (void)co_await delay(runtime.clock(), std::chrono::microseconds(draw % 700));
                runtime.pool().setMaxThreadCount(static_cast<int>(1 + (draw >> 20) % 8));
                co_await yieldNow();
                ++ended;
            });
        }
    });
    CHECK(ended.load() == 3'000);
}

TEST_CASE("workerPool: the queueing delay of an item is measured in clock time", "[workerPool][counts]")
{
    std::mutex mutex;
    std::vector<std::chrono::nanoseconds> delays;
    std::vector<int> workers;
    PoolRuntime runtime(1);
    runtime.pool().setStartObserver([&](std::chrono::nanoseconds queueingDelay, int worker) {
        const std::lock_guard lock(mutex);
        delays.push_back(queueingDelay);
        workers.push_back(worker);
    });
    CancellationSource source(runtime.clock());
    const CancellationToken token = source.token();
    Semaphore never(0);
    runtime.run([&] {
        source.cancelAfter(30ms);
        runtime.scope().spawn([&] { (void)never.wait(token); }); // holds the only worker for 30 ms
        waitUntil([&] { return runtime.pool().counts().blocked == 1; });
        runtime.scope().spawn([] {});
    });
    (void)runtime.settledCounts();
    const std::lock_guard lock(mutex);
    CHECK(delays == std::vector<std::chrono::nanoseconds> {0ms, 30ms});
    CHECK(workers == std::vector<int> {0, 0});
}
