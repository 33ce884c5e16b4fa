// SPDX-License-Identifier: GPL-3.0-or-later
// The governor on a real pool, in virtual time.
#include "engine/governor/thread_pool_governor.h"
#include "engine/runtime/block_on.h"
#include "engine/runtime/delay.h"
#include "engine/runtime/semaphore.h"
#include "tests/support/pool_runtime.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <optional>

using namespace engine;
using namespace std::chrono_literals;
using tests::PoolRuntime;

namespace {

GovernorSpec dotnet(int min, int max, bool cooperativeBlocking = false, bool hillClimbing = false)
{
    GovernorSpec spec;
    spec.kind = GovernorKind::Dotnet;
    spec.minThreads = min;
    spec.maxThreads = max;
    spec.cooperativeBlocking = cooperativeBlocking;
    spec.hillClimbing = hillClimbing;
    return spec;
}

/// Orders of blocking mode: each holds its worker until a continuation has run, which needs a worker too.
void spawnBlockingFlows(PoolRuntime& runtime, int flows, std::atomic<int>& ended)
{
    for (int n = 0; n < flows; ++n) {
        runtime.scope().spawn([&runtime, &ended] {
            (void)blockOn(runtime.scope(), [&runtime]() -> QCoro::Task<> {
                (void)co_await delay(runtime.clock(), 10ms);
                (void)co_await delay(runtime.clock(), 10ms);
            });
            ++ended;
        });
    }
}

struct Change {
    std::chrono::milliseconds at {};
    int to = 0;
    friend bool operator==(const Change&, const Change&) = default;
};

std::vector<Change> changesFor(const GovernorView& view, ThreadChangeReason reason)
{
    std::vector<Change> changes;
    for (const GovernorDecision& decision : view.decisions) {
        if (decision.reason == reason)
            changes.push_back({std::chrono::duration_cast<std::chrono::milliseconds>(decision.at), decision.to});
    }
    return changes;
}

/// Counts the standstills with blocked workers. Made before the runtime that it watches.
class Deadlocks {
public:
    void watch(
        PoolRuntime& runtime, std::function<void()> then = [] {})
    {
        runtime.pool().setStalledObserver([this, &runtime, then = std::move(then)] {
            if (runtime.pool().counts().blocked == 0)
                return; // the end of everything
            at.store(runtime.now());
            ++count;
            then();
        });
    }
    std::atomic<int> count = 0;
    std::atomic<std::chrono::nanoseconds> at {};
};

} // namespace

TEST_CASE("threadPoolGovernor: starved flows get one thread a second until they can go on, and are never told to have "
          "stalled (GT-3, GT-4)",
    "[governor][threadPoolGovernor]")
{
    Deadlocks deadlocks;
    PoolRuntime runtime(2);
    deadlocks.watch(runtime);
    ThreadPoolGovernor governor(runtime.pool(), dotnet(2, 100));
    std::atomic<int> ended = 0;
    runtime.run([&] { spawnBlockingFlows(runtime, 6, ended); });
    CHECK(ended.load() == 6);
    CHECK(deadlocks.count.load() == 0);
    const GovernorView view = governor.view();
    // Six threads are blocked at 5 s, and the seventh runs the continuations of all.
    const std::vector<Change> expected {{1000ms, 3}, {2000ms, 4}, {3000ms, 5}, {4000ms, 6}, {5000ms, 7}};
    CHECK(changesFor(view, ThreadChangeReason::Starvation) == expected);
    CHECK(view.decisionCount == 5);
    REQUIRE_FALSE(view.decisions.empty());
    CHECK(view.decisions[0].why.text() == "Work waited 1.0 s and no worker took any: one thread more (2 -> 3).");
    CHECK(view.goal == 7);
    CHECK(runtime.pool().counts().maxThreads == 7);
    CHECK(runtime.pool().counts().peakThreads == 7);
    CHECK(runtime.now() >= 5010ms);
    CHECK(runtime.now() < 5100ms); // the gate does not keep the clock going
}

TEST_CASE("threadPoolGovernor: a stall that no gate can help is told, at the maximum and not before (GT-5)",
    "[governor][threadPoolGovernor]")
{
    Deadlocks deadlocks;
    CancellationSource rescue;
    const CancellationToken token = rescue.token();
    PoolRuntime runtime(2);
    deadlocks.watch(runtime, [&rescue] { rescue.cancel(); });
    ThreadPoolGovernor governor(runtime.pool(), dotnet(2, 4));
    std::atomic<int> ended = 0;
    runtime.run([&] {
        for (int n = 0; n < 8; ++n) {
            runtime.scope().spawn([&] {
                (void)blockOn(
                    runtime.scope(), [&]() -> QCoro::Task<> { (void)co_await delay(runtime.clock(), 10ms); }, token);
                ++ended;
            });
        }
    });
    CHECK(ended.load() == 8);
    CHECK(deadlocks.count.load() == 1);
    CHECK(deadlocks.at.load() == 2010ms); // the flow that the last thread took waits for 10 ms
    CHECK(governor.view().goal == 4);
}

TEST_CASE("threadPoolGovernor: work that comes from outside to blocked workers starts the gate again (PD-4)",
    "[governor][threadPoolGovernor]")
{
    PoolRuntime runtime(2);
    ThreadPoolGovernor governor(runtime.pool(), dotnet(2, 100));
    CancellationSource source(runtime.clock());
    Semaphore never(0);
    CancellationSource release;
    const CancellationToken token = release.token();
    std::atomic<std::chrono::nanoseconds> ranAt {};
    // 10 s on the gate has long stopped; then an item comes.
    CallbackTimer later([&] {
        runtime.scope().spawn([&] {
            ranAt.store(runtime.now());
            release.cancel();
        });
    });
    runtime.run([&] {
        runtime.clock().schedule(later, Clock::TimePoint(10s));
        for (int n = 0; n < 2; ++n)
            runtime.scope().spawn([&] { (void)never.wait(token); });
    });
    CHECK(ranAt.load() == 10500ms);
}

TEST_CASE(
    "threadPoolGovernor: blocked workers get stand-ins, at once up to the free limit and then in steps (BL-4, BL-5)",
    "[governor][threadPoolGovernor]")
{
    PoolRuntime runtime(2);
    ThreadPoolGovernor governor(runtime.pool(), dotnet(2, 100, true));
    std::atomic<int> ended = 0;
    runtime.run([&] { spawnBlockingFlows(runtime, 6, ended); });
    CHECK(ended.load() == 6);
    const GovernorView view = governor.view();
    const std::vector<Change> changes = changesFor(view, ThreadChangeReason::CooperativeBlocking);
    // Two are blocked at first: 4, which is the free limit (2 + 2 processors). Their stand-ins block as well.
    const std::vector<Change> up {{0ms, 4}, {25ms, 5}, {50ms, 6}, {100ms, 7}};
    REQUIRE(changes.size() >= up.size());
    CHECK(std::vector<Change>(changes.begin(), changes.begin() + 4) == up);
    CHECK(changesFor(view, ThreadChangeReason::Starvation).empty());
    CHECK(runtime.now() < 500ms); // where starvation alone needs 5 s

    SECTION("and give them back when they go on (BL-3)")
    {
        runtime.run(
            [&] { runtime.scope().spawn([&]() -> QCoro::Task<> { (void)co_await delay(runtime.clock(), 1ms); }); });
        CHECK(governor.view().goal == 2);
        CHECK(changesFor(governor.view(), ThreadChangeReason::CooperativeBlocking).back().to == 2);
        CHECK(runtime.pool().counts().maxThreads == 2);
    }
}

TEST_CASE(
    "threadPoolGovernor: idle threads leave after 20 s, down to the minimum (PD-9)", "[governor][threadPoolGovernor]")
{
    PoolRuntime runtime(2);
    ThreadPoolGovernor governor(runtime.pool(), dotnet(2, 100));
    std::atomic<int> ended = 0;
    runtime.run([&] { spawnBlockingFlows(runtime, 6, ended); });
    REQUIRE(governor.view().goal == 7);
    const auto idleFrom = runtime.now();
    const auto waitFor = [&runtime](std::chrono::nanoseconds time) {
        runtime.run([&] {
            runtime.scope().spawn([&runtime, time]() -> QCoro::Task<> { (void)co_await delay(runtime.clock(), time); });
        });
    };
    waitFor(15s);
    CHECK(governor.view().goal == 7);
    waitFor(10s); // one worker of the seven has been taken in between
    CHECK(governor.view().goal == 2);
    const auto changes = changesFor(governor.view(), ThreadChangeReason::ThreadTimedOut);
    REQUIRE_FALSE(changes.empty());
    CHECK(changes.front().at >= idleFrom + 19900ms);
    CHECK(changes.front().at <= idleFrom + 20100ms);
    CHECK(runtime.pool().counts().maxThreads == 2);
}

TEST_CASE("threadPoolGovernor: under Fixed nothing changes by itself, and there are no timers",
    "[governor][threadPoolGovernor]")
{
    Deadlocks deadlocks;
    CancellationSource rescue;
    const CancellationToken token = rescue.token();
    PoolRuntime runtime(2);
    deadlocks.watch(runtime, [&rescue] { rescue.cancel(); });
    ThreadPoolGovernor governor(runtime.pool(), GovernorSpec {});
    CHECK(runtime.clock().pendingTimers() == 0);
    runtime.run([&] {
        for (int n = 0; n < 4; ++n) {
            runtime.scope().spawn([&] {
                (void)blockOn(
                    runtime.scope(), [&]() -> QCoro::Task<> { (void)co_await delay(runtime.clock(), 10ms); }, token);
            });
        }
    });
    CHECK(deadlocks.count.load() == 1);
    CHECK(deadlocks.at.load() == 10ms);
    CHECK(runtime.clock().pendingTimers() == 0);
    GovernorView view = governor.view();
    CHECK(view.policy == GovernorKind::Fixed);
    CHECK(view.goal == 2);
    CHECK(view.minThreads == 2);
    CHECK(view.maxThreads == 2);
    CHECK(view.decisionCount == 0);

    governor.setFixed(5);
    view = governor.view();
    CHECK(view.goal == 5);
    CHECK(runtime.pool().counts().maxThreads == 5);
    REQUIRE(view.decisions.size() == 1);
    CHECK(view.decisions[0].reason == ThreadChangeReason::Fixed);
    CHECK(view.decisions[0].why.text() == "The number of threads was set by hand: three threads more (2 -> 5).");
    governor.setFixed(5);
    CHECK(governor.view().decisionCount == 1);
    governor.setFixed(100'000);
    CHECK(governor.view().goal == WorkerPool::kMaxThreads);
    CHECK(governor.view(1).decisions.size() == 1);
}

TEST_CASE("threadPoolGovernor: switched to Dotnet while all workers are blocked, it frees them",
    "[governor][threadPoolGovernor]")
{
    Deadlocks deadlocks;
    PoolRuntime runtime(2);
    std::optional<ThreadPoolGovernor> governor;
    governor.emplace(runtime.pool(), GovernorSpec {});
    const bool cooperative = GENERATE(false, true); // starvation helps, or stand-ins do
    deadlocks.watch(runtime, [&] { governor->apply(dotnet(2, 100, cooperative)); });
    std::atomic<int> ended = 0;
    runtime.run([&] { spawnBlockingFlows(runtime, 6, ended); });
    CHECK(ended.load() == 6);
    CHECK(deadlocks.count.load() == 1);
    CHECK(deadlocks.at.load() == 10ms);
    const GovernorView view = governor->view();
    CHECK(changesFor(view, ThreadChangeReason::Starvation).size() == (cooperative ? 0 : 5));
    CHECK(changesFor(view, ThreadChangeReason::CooperativeBlocking).empty() != cooperative);
}

TEST_CASE("threadPoolGovernor: changing its limits and switches keeps what it knows, and follows at once (LM-1, LM-2)",
    "[governor][threadPoolGovernor]")
{
    PoolRuntime runtime(2);
    ThreadPoolGovernor governor(runtime.pool(), dotnet(2, 100));
    CHECK(governor.view().goal == 2);
    governor.apply(dotnet(20, 30));
    CHECK(governor.view().goal == 20);
    CHECK(runtime.pool().counts().maxThreads == 20);
    governor.apply(dotnet(3, 10, true, true));
    CHECK(governor.view().goal == 10);
    CHECK(governor.view().minThreads == 3);
    CHECK(governor.view().maxThreads == 10);
    governor.apply(dotnet(-4, 100'000));
    CHECK(governor.view().minThreads == 1);
    CHECK(governor.view().maxThreads == WorkerPool::kMaxThreads);
    governor.apply(GovernorSpec {});
    CHECK(governor.view().policy == GovernorKind::Fixed);
    CHECK(governor.view().goal == 10);
    CHECK(runtime.pool().counts().maxThreads == 10);
    CHECK(runtime.clock().pendingTimers() == 0);
}
