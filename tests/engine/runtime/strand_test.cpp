// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/delay.h"
#include "engine/runtime/semaphore.h"
#include "tests/support/pool_runtime.h"
#include "tests/support/virtual_runtime.h"

#include <catch2/catch_test_macros.hpp>

#include <deque>

using namespace engine;
using namespace std::chrono_literals;
using tests::PoolRuntime;
using tests::VirtualRuntime;

namespace {

class PlainStrand final : public Strand {
public:
    using Strand::Strand;
};

/// One item, counted in and out of its strand.
struct CountedItem final : StrandItem {
    struct Log {
        std::atomic<int> inside = 0;
        std::atomic<int> overlaps = 0;
        std::vector<int> order; ///< without a lock, on purpose: a strand needs none
        std::atomic<int>* left = nullptr;
    };
    CountedItem(Log& into, int which)
        : StrandItem(&runItem)
        , log(&into)
        , number(which)
    {
    }
    static void runItem(StrandItem& item)
    {
        auto& self = static_cast<CountedItem&>(item);
        Log& log = *self.log;
        if (log.inside.fetch_add(1) != 0)
            ++log.overlaps;
        log.order.push_back(self.number);
        --log.inside;
        --*log.left;
    }
    Log* log;
    int number;
};

} // namespace

TEST_CASE("strand: with 8 threads and 100 strands no strand ever overlaps, and each is first in, first out",
    "[runtime][strand][race]")
{
    constexpr int kStrands = 100;
    constexpr int kItems = 300;
    constexpr int kPosters = 3;
    Clock clock;
    WorkerPool pool(clock, 8);
    std::atomic<int> left = kStrands * kItems;
    std::vector<StrandPointer<PlainStrand>> strands;
    std::deque<CountedItem::Log> logs;
    std::vector<std::deque<CountedItem>> items(kStrands);
    for (int s = 0; s < kStrands; ++s) {
        strands.emplace_back(new PlainStrand(pool));
        logs.emplace_back().left = &left;
        for (int n = 0; n < kItems; ++n)
            items[static_cast<std::size_t>(s)].emplace_back(logs.back(), n);
    }
    std::vector<std::thread> posters;
    for (int p = 0; p < kPosters; ++p) {
        posters.emplace_back([&, p] { // each strand has one poster, which makes "first" mean something
            for (int n = 0; n < kItems; ++n) {
                for (int s = p; s < kStrands; s += kPosters)
                    strands[static_cast<std::size_t>(s)]->post(
                        items[static_cast<std::size_t>(s)][static_cast<std::size_t>(n)]);
            }
        });
    }
    for (std::thread& poster : posters)
        poster.join();
    while (left.load() > 0)
        std::this_thread::yield();
    int overlaps = 0;
    int outOfOrder = 0;
    for (const CountedItem::Log& log : logs) {
        overlaps += log.overlaps.load();
        for (int n = 0; n < kItems; ++n)
            outOfOrder += log.order[static_cast<std::size_t>(n)] == n ? 0 : 1;
    }
    CHECK(overlaps == 0);
    CHECK(outOfOrder == 0);
}

TEST_CASE("strand: what many threads post runs once each, and each thread's own in order", "[runtime][strand][race]")
{
    constexpr int kPosters = 4;
    constexpr int kItems = 2'000;
    Clock clock;
    WorkerPool pool(clock, 2);
    std::atomic<int> left = kPosters * kItems;
    StrandPointer<PlainStrand> strand(new PlainStrand(pool));
    CountedItem::Log log;
    log.left = &left;
    std::vector<std::deque<CountedItem>> items(kPosters);
    for (int p = 0; p < kPosters; ++p) {
        for (int n = 0; n < kItems; ++n)
            items[static_cast<std::size_t>(p)].emplace_back(log, p * kItems + n);
    }
    std::vector<std::thread> posters;
    for (auto& own : items) {
        posters.emplace_back([&strand, &own] {
            for (CountedItem& item : own)
                strand->post(item);
        });
    }
    for (std::thread& poster : posters)
        poster.join();
    while (left.load() > 0)
        std::this_thread::yield();
    CHECK(log.overlaps.load() == 0);
    CHECK(log.order.size() == kPosters * kItems);
    std::vector<int> last(kPosters, -1);
    int outOfOrder = 0;
    for (const int number : log.order) {
        int& before = last[static_cast<std::size_t>(number / kItems)];
        outOfOrder += number % kItems == before + 1 ? 0 : 1;
        before = number % kItems;
    }
    CHECK(outOfOrder == 0);
}

TEST_CASE("strand: it runs one item, and lets the other work items of the executor go first", "[runtime][strand]")
{
    VirtualRuntime runtime;
    std::vector<std::string> order;
    const auto twoTurns = [&order](std::string name) -> QCoro::Task<> {
        order.push_back(name + "1");
        co_await yieldNow();
        order.push_back(name + "2");
    };
    const auto first = runtime.spawn([&] { return twoTurns("a"); });
    const auto second = runtime.spawn([&] { return twoTurns("b"); });
    runtime.runUntilIdle();
    CHECK(order == std::vector<std::string> {"a1", "b1", "a2", "b2"});
    CHECK(first.isDone());
    CHECK(second.isDone());
}

TEST_CASE("strand: it is current only while it runs", "[runtime][strand]")
{
    VirtualRuntime runtime;
    CHECK(Strand::current() == nullptr);
    Strand* seen = nullptr;
    Strand* seenAfter = nullptr;
    const auto flow = runtime.start([&]() -> QCoro::Task<> {
        seen = Strand::current();
        (void)co_await delay(runtime.clock(), 1ms);
        seenAfter = Strand::current();
    });
    CHECK(Strand::current() == nullptr);
    runtime.finish(flow);
    CHECK(seen == &flow.state());
    CHECK(seenAfter == seen); // resumed on the strand that suspended
    CHECK(Strand::current() == nullptr);
}

TEST_CASE("yieldNow: outside a strand it is an error, not a crash", "[runtime][strand]")
{
    // It used to post to the strand that there was not.
    const auto yield = []() -> QCoro::Task<> { co_await yieldNow(); };
    const auto task = yield();
    CHECK(task.isReady()); // with an exception inside
    CHECK_THROWS_AS(Strand::suspending(), std::logic_error);
}

TEST_CASE("strand: a child's continuation cannot run before its parent has suspended", "[runtime][strand][race]")
{
    // The wait of the child is over before it returns to the parent; only the strand keeps its continuation back.
    constexpr int kFlows = 400;
    PoolRuntime runtime(8);
    std::atomic<int> tooEarly = 0;
    std::atomic<int> ended = 0;
    runtime.run([&] {
        for (int f = 0; f < kFlows; ++f) {
            runtime.scope().spawn([&]() -> QCoro::Task<> {
                for (int n = 0; n < 20; ++n) {
                    Semaphore ready(0);
                    bool childWentOn = false;
                    // Another flow wakes the child as soon as it waits, on another thread.
                    const auto waker = startFlow(runtime.pool(), [&ready] { ready.release(); });
                    const auto child = [](Semaphore& waitsFor, bool& wentOn) -> QCoro::Task<int> {
                        (void)co_await waitsFor.acquire();
                        wentOn = true;
                        co_return 1;
                    };
                    auto task = child(ready, childWentOn);
                    if (!task.isReady()) { // it has suspended: from here to our own suspension it must stand still
                        for (int spin = 0; spin < 50; ++spin)
                            tooEarly += childWentOn ? 1 : 0;
                        tooEarly += task.isReady() ? 1 : 0;
                    }
                    ended += co_await task;
                    (void)co_await waker.wait();
                }
            });
        }
    });
    CHECK(tooEarly.load() == 0);
    CHECK(ended.load() == kFlows * 20);
}
