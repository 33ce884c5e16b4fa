// SPDX-License-Identifier: GPL-3.0-or-later
// The thread pool driver cases that apply to a pool of fixed size, and what a pool promises about where things run.
#include "engine/runtime/semaphore.h"
#include "tests/support/pool_runtime.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <deque>
#include <latch>
#include <set>

using namespace engine;
using namespace std::chrono_literals;
using tests::PoolRuntime;

namespace {

/// Queues itself again until it has run `runs` times.
class Chain final : public WorkItem {
public:
    Chain(int runs, std::atomic<int>& total, std::latch& over)
        : m_left(runs)
        , m_total(total)
        , m_over(over)
    {
    }
    bool run() override
    {
        ++m_total;
        if (--m_left > 0)
            return true;
        m_over.count_down();
        return false;
    }

private:
    int m_left;
    std::atomic<int>& m_total;
    std::latch& m_over;
};

class FunctionItem final : public WorkItem {
public:
    explicit FunctionItem(std::function<void()> function)
        : m_function(std::move(function))
    {
    }
    bool run() override
    {
        m_function();
        return false;
    }

private:
    std::function<void()> m_function;
};

} // namespace

TEST_CASE("TP.5 workerPool: asked for no threads it has one, on which an item that queues itself again runs 101 times",
    "[workerPool][conformance]")
{
    Clock clock;
    WorkerPool pool(clock, 0);
    std::atomic<int> total = 0;
    std::latch over(1);
    Chain chain(101, total, over);
    pool.post(chain);
    over.wait();
    CHECK(total.load() == 101);
    CHECK(pool.counts().threads == 1);
}

TEST_CASE("TP.6 workerPool: as many items as workers run at once, and a second round reuses the threads",
    "[workerPool][conformance]")
{
    constexpr int kWorkers = 4;
    PoolRuntime runtime(kWorkers);
    for (int round = 0; round < 2; ++round) {
        std::latch together(kWorkers); // nobody gets past it unless all are in
        std::atomic<int> counted = 0;
        runtime.run([&] {
            for (int n = 0; n < kWorkers; ++n) {
                runtime.scope().spawn([&] {
                    ++counted;
                    together.arrive_and_wait();
                });
            }
        });
        CHECK(counted.load() == kWorkers);
        CHECK(runtime.settledCounts().threads <= kWorkers);
        CHECK(runtime.pool().counts().peakThreads <= kWorkers);
    }
}

TEST_CASE(
    "TP.7 workerPool: with all workers but one blocked, the free one runs everything", "[workerPool][conformance]")
{
    constexpr int kWorkers = 4;
    PoolRuntime runtime(kWorkers);
    Semaphore release(0);
    std::atomic<int> ran = 0;
    std::mutex mutex;
    std::set<std::thread::id> ranOn;
    runtime.run([&] {
        for (int n = 0; n < kWorkers - 1; ++n)
            runtime.scope().spawn([&] { (void)release.wait(); });
        while (runtime.pool().counts().blocked < kWorkers - 1)
            std::this_thread::yield();
        for (int n = 0; n < kWorkers; ++n) {
            runtime.scope().spawn([&] {
                const std::lock_guard lock(mutex);
                ranOn.insert(std::this_thread::get_id());
                ++ran;
            });
        }
        while (ran.load() < kWorkers)
            std::this_thread::yield();
        release.release(kWorkers - 1);
    });
    CHECK(ran.load() == kWorkers);
    CHECK(ranOn.size() == 1);
    CHECK(runtime.pool().counts().peakThreads == kWorkers); // no thread was added for the blocked ones
}

TEST_CASE("TP.11 workerPool: chains that queue themselves again lose no wake-up in 100,000 runs",
    "[workerPool][conformance][race]")
{
    constexpr int kChains = 4;
    constexpr int kRuns = 25'000;
    Clock clock;
    WorkerPool pool(clock, kChains);
    std::atomic<int> total = 0;
    std::latch over(kChains);
    std::deque<Chain> chains;
    for (int n = 0; n < kChains; ++n) {
        chains.emplace_back(kRuns, total, over);
        pool.post(chains.back());
    }
    over.wait();
    CHECK(total.load() == kChains * kRuns);
}

TEST_CASE("TP.12 workerPool: an item never runs on the stack that queued it", "[workerPool][conformance]")
{
    // There are no local queues here, so there is no preferLocal to choose: see conformance_list.md.
    Clock clock;
    WorkerPool pool(clock, 2);
    std::thread::id dedicatedId;
    std::thread::id ranOn;
    std::atomic<bool> ranInsidePost = true;
    std::latch done(1);
    FunctionItem item([&] {
        ranOn = std::this_thread::get_id();
        // From a worker too.
        const std::thread::id self = std::this_thread::get_id();
        std::thread::id innerRanOn;
        std::latch innerDone(1);
        FunctionItem nested([&] {
            innerRanOn = std::this_thread::get_id();
            innerDone.count_down();
        });
        pool.post(nested);
        innerDone.wait(); // holds this thread, so only the other one can have run it
        ranInsidePost.store(innerRanOn == self);
        done.count_down();
    });
    std::thread dedicated([&] {
        dedicatedId = std::this_thread::get_id();
        pool.post(item);
        done.wait();
    });
    dedicated.join();
    CHECK(ranOn != std::thread::id());
    CHECK(ranOn != dedicatedId);
    CHECK_FALSE(ranInsidePost.load());
}

TEST_CASE("TP.15 workerPool: counts of threads, of pending and of completed items", "[workerPool][conformance]")
{
    constexpr int kWorkers = 8;
    constexpr int kQueued = 64 * kWorkers;
    PoolRuntime runtime(kWorkers);
    std::atomic<bool> goOn = false;
    std::atomic<int> spinning = 0;
    std::atomic<int> ran = 0;
    WorkerPool::Counts counts;
    runtime.run([&] {
        for (int n = 0; n < kWorkers - 2; ++n) {
            runtime.scope().spawn([&] {
                ++spinning;
                while (!goOn.load())
                    std::this_thread::yield();
            });
        }
        while (spinning.load() < kWorkers - 2)
            std::this_thread::yield();
        for (int n = 0; n < kQueued; ++n) {
            runtime.scope().spawn([&] {
                ++ran;
                while (!goOn.load()) // the last two workers are held by the first two of these
                    std::this_thread::yield();
            });
        }
        while (ran.load() < 2)
            std::this_thread::yield();
        counts = runtime.pool().counts();
        goOn.store(true);
    });
    CHECK(counts.threads >= kWorkers - 2);
    CHECK(counts.running == kWorkers);
    CHECK(counts.pending == kQueued - 2);
    CHECK(ran.load() == kQueued);
    CHECK(runtime.settledCounts().completed == kQueued + kWorkers - 2);
}

TEST_CASE(
    "TP.16 workerPool: what an item leaves on its worker is not there for the next one", "[workerPool][conformance]")
{
    // What an item of ours can leave is the order and the strand; name and priority of a thread are Qt's: see
    // conformance_list.md.
    PoolRuntime runtime(1);
    std::vector<WorkerPool::WorkerReading> first;
    std::vector<WorkerPool::WorkerReading> second;
    std::atomic<bool> sameThread = false;
    std::thread::id firstThread;
    Strand* secondStrand = nullptr;
    OrderId secondContext = 99;
    runtime.run([&] {
        runtime.scope().spawn([&] {
            WorkerPool::workOn(77);
            firstThread = std::this_thread::get_id();
            (void)runtime.pool().counts(&first);
        });
        runtime.scope().spawn([&] {
            sameThread.store(std::this_thread::get_id() == firstThread);
            secondStrand = Strand::current();
            secondContext = secondStrand->context().order;
            (void)runtime.pool().counts(&second);
        });
    });
    REQUIRE(first.size() == 1);
    REQUIRE(second.size() == 1);
    CHECK(sameThread.load());
    CHECK(first[0].order == 77);
    CHECK(second[0].order == 0);
    CHECK(secondContext == 0);
    CHECK(secondStrand != nullptr);
}

TEST_CASE("workerPool: items are taken first in, first out (WQ-2)", "[workerPool]")
{
    Clock clock;
    std::vector<int> order;
    std::latch done(100);
    std::deque<FunctionItem> items;
    {
        WorkerPool pool(clock, 1);
        for (int n = 0; n < 100; ++n) {
            items.emplace_back([&order, &done, n] {
                order.push_back(n);
                done.count_down();
            });
            pool.post(items.back());
        }
        done.wait();
    }
    REQUIRE(order.size() == 100);
    CHECK(std::is_sorted(order.begin(), order.end()));
}

TEST_CASE("workerPool: a worker knows its pool and its number, other threads know none", "[workerPool]")
{
    PoolRuntime runtime(2);
    std::atomic<WorkerPool*> pool = nullptr;
    std::atomic<int> worker = -2;
    runtime.run([&] {
        runtime.scope().spawn([&] {
            pool.store(WorkerPool::current());
            worker.store(WorkerPool::currentWorker());
        });
    });
    CHECK(pool.load() == &runtime.pool());
    CHECK(worker.load() >= 0);
    CHECK(worker.load() < 2);
    CHECK(WorkerPool::current() == nullptr);
    CHECK(WorkerPool::currentWorker() == -1);
}

TEST_CASE("workerPool: its destructor waits for what is running", "[workerPool]")
{
    Clock clock;
    std::atomic<bool> started = false;
    std::atomic<bool> goOn = false;
    std::atomic<bool> ended = false;
    FunctionItem item([&] {
        started.store(true);
        while (!goOn.load())
            std::this_thread::yield();
        ended.store(true);
    });
    std::thread releaser;
    {
        WorkerPool pool(clock, 1);
        pool.post(item);
        while (!started.load())
            std::this_thread::yield();
        releaser = std::thread([&] { goOn.store(true); });
    }
    CHECK(ended.load());
    releaser.join();
}
