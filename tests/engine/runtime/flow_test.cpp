// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/block_on.h"
#include "engine/runtime/delay.h"
#include "engine/runtime/task_scope.h"
#include "tests/support/pool_runtime.h"
#include "tests/support/virtual_runtime.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using namespace std::chrono_literals;
using tests::PoolRuntime;
using tests::VirtualRuntime;

namespace {

/// Looks on whenever something becomes ready to run.
class WatchedExecutor final : public Executor {
public:
    WatchedExecutor(Executor& inner, std::function<void()> look)
        : Executor(inner.clock())
        , m_inner(inner)
        , m_look(std::move(look))
    {
    }
    void post(WorkItem& item) noexcept override
    {
        m_look();
        m_inner.post(item);
    }
    void beginExternal() noexcept override { m_inner.beginExternal(); }
    void endExternal() noexcept override { m_inner.endExternal(); }

private:
    Executor& m_inner;
    std::function<void()> m_look;
};

} // namespace

TEST_CASE("flow: it ends succeeded, faulted or cancelled (G-1, G-2)", "[runtime][flow]")
{
    VirtualRuntime runtime;
    const auto succeeded = runtime.start([]() -> QCoro::Task<int> { co_return 7; });
    const auto plain = runtime.start([] { return 8; });
    const auto faulted = runtime.start([]() -> QCoro::Task<> {
        throw std::runtime_error("failed");
        co_return;
    });
    const auto cancelled = runtime.start([]() -> QCoro::Task<> {
        throw CancelledError(CancelReason::Shutdown, 5);
        co_return;
    });
    CHECK(succeeded.status() == FlowStatus::Succeeded);
    CHECK(succeeded.result() == 7);
    CHECK(plain.result() == 8);
    CHECK(faulted.status() == FlowStatus::Faulted);
    CHECK_THROWS_AS(faulted.result(), std::runtime_error);
    CHECK_THROWS_AS(faulted.result(), std::runtime_error); // as often as one likes
    CHECK(cancelled.status() == FlowStatus::Cancelled);
    CHECK(cancelled.state().cancelReason() == CancelReason::Shutdown);
    CHECK(cancelled.state().cancelTokenId() == 5);
    CHECK_FALSE(Flow<int>().valid());
}

TEST_CASE("flow: starting one runs nothing of it on the stack that starts it (WQ-4)", "[runtime][flow]")
{
    VirtualRuntime runtime;
    bool ran = false;
    const auto flow = runtime.spawn([&ran] { ran = true; });
    CHECK_FALSE(ran);
    CHECK(flow.status() == FlowStatus::Pending);
    runtime.runUntilIdle();
    CHECK(ran);
}

TEST_CASE("flow: several may wait for its end, and a cancelled wait leaves it going", "[runtime][flow]")
{
    VirtualRuntime runtime;
    CancellationSource source(runtime.clock(), 5ms);
    const CancellationToken token = source.token();
    const auto flow = runtime.start([&]() -> QCoro::Task<> { (void)co_await delay(runtime.clock(), 10ms); });
    const auto first = runtime.startAwaiting([&] { return flow.wait(); });
    const auto second = runtime.startAwaiting([&] { return flow.wait(token); });
    const auto third = runtime.startAwaiting([&] { return flow.wait(); });
    runtime.advance(5ms);
    REQUIRE(second.isDone());
    REQUIRE_FALSE(second.result().has_value());
    CHECK(second.result().error().tokenId == token.id());
    CHECK_FALSE(flow.isDone());
    runtime.advance(5ms);
    CHECK(first.isDone());
    CHECK(third.isDone());
    const auto late = runtime.startAwaiting([&] { return flow.wait(); });
    CHECK(late.isDone()); // over already: no suspension
}

TEST_CASE("flow: the context of whoever starts it is its own from then on", "[runtime][flow]")
{
    VirtualRuntime runtime;
    OrderId inner = 0;
    OrderId outerAfter = 0;
    const auto flow = runtime.start([&]() -> QCoro::Task<> {
        Strand::current()->context().order = 12;
        const auto child = startFlow(runtime.executor(), [&] {
            inner = Strand::current()->context().order;
            Strand::current()->context().order = 99;
        });
        (void)co_await child.wait();
        outerAfter = Strand::current()->context().order;
    });
    runtime.finish(flow);
    CHECK(inner == 12);
    CHECK(outerAfter == 12);
}

TEST_CASE("taskScope: join waits for all, and what failed is kept", "[runtime][taskScope]")
{
    VirtualRuntime runtime;
    TaskScope scope(runtime.executor());
    for (int n = 0; n < 40; ++n) {
        scope.spawn([&runtime, n]() -> QCoro::Task<> {
            (void)co_await delay(runtime.clock(), std::chrono::milliseconds(n));
            if (n % 2 == 0)
                throw std::runtime_error("even");
            if (n % 5 == 0)
                throw CancelledError(CancelReason::Caller, 1);
        });
    }
    CHECK(scope.active() == 40);
    const auto join = runtime.startAwaiting([&] { return scope.join(); });
    runtime.advance(38ms);
    CHECK_FALSE(join.isDone());
    CHECK(scope.active() == 1);
    runtime.advance(1ms);
    CHECK(join.isDone());
    CHECK(scope.active() == 0);
    CHECK(scope.errorCount() == 20); // a cancelled flow is no error
    CHECK(scope.errors().size() == TaskScope::kMaxErrors);
}

TEST_CASE("taskScope: joined, its flows say how they ended; and a flow that was awaited is counted out",
    "[runtime][taskScope]")
{
    // A handle used to say Pending for a moment after the join.
    VirtualRuntime runtime;
    TaskScope scope(runtime.executor());
    const auto flow = scope.spawn([&]() -> QCoro::Task<> {
        (void)co_await delay(runtime.clock(), 1ms);
        throw std::runtime_error("failed");
    });
    FlowStatus whenJoined = FlowStatus::Pending;
    int activeWhenAwaited = -1;
    std::int64_t errorsWhenAwaited = -1;
    WatchedExecutor joining(runtime.executor(), [&] { whenJoined = flow.status(); });
    WatchedExecutor waiting(runtime.executor(), [&] {
        activeWhenAwaited = scope.active();
        errorsWhenAwaited = scope.errorCount();
    });
    const auto join = startFlow(joining, [&]() -> QCoro::Task<> { co_await scope.join(); });
    const auto wait = startFlow(waiting, [&]() -> QCoro::Task<> { (void)co_await flow.wait(); });
    runtime.runUntilIdle();
    CHECK(activeWhenAwaited == 1);
    runtime.advance(1ms);
    CHECK(whenJoined == FlowStatus::Faulted);
    CHECK(activeWhenAwaited == 0);
    CHECK(errorsWhenAwaited == 1);
    CHECK(join.isDone());
    CHECK(wait.isDone());
}

TEST_CASE("taskScope: its token cancels its flows together, and follows the parent", "[runtime][taskScope]")
{
    VirtualRuntime runtime;
    CancellationSource parent;
    TaskScope scope(runtime.executor(), parent.token());
    const CancellationToken token = scope.token();
    int cancelled = 0;
    for (int n = 0; n < 3; ++n) {
        scope.spawn([&]() -> QCoro::Task<> {
            const Outcome<void> ended = co_await delay(runtime.clock(), 1h, token);
            cancelled += ended ? 0 : 1;
        });
    }
    runtime.runUntilIdle();
    SECTION("by the scope")
    {
        scope.cancel(CancelReason::Shutdown);
        runtime.runUntilIdle();
        CHECK(token.reason() == CancelReason::Shutdown);
        CHECK_FALSE(parent.isCancelled());
    }
    SECTION("by the parent")
    {
        parent.cancel(CancelReason::Failure);
        runtime.runUntilIdle();
        CHECK(token.reason() == CancelReason::Failure);
    }
    CHECK(cancelled == 3);
    CHECK(scope.active() == 0);
}

TEST_CASE("taskScope: a thread outside can wait for it", "[runtime][taskScope][race]")
{
    for (int round = 0; round < 100; ++round) {
        PoolRuntime runtime(3);
        std::atomic<int> ended = 0;
        runtime.run([&] {
            for (int n = 0; n < 20; ++n) {
                runtime.scope().spawn([&]() -> QCoro::Task<> {
                    (void)co_await delay(runtime.clock(), 1ms);
                    ++ended;
                });
            }
        });
        REQUIRE(ended.load() == 20);
    }
}

TEST_CASE("blockOn: it gives the flow's value, and rethrows what it threw", "[runtime][blockOn]")
{
    PoolRuntime runtime(2);
    std::atomic<int> value = 0;
    std::atomic<bool> threw = false;
    runtime.run([&] {
        runtime.scope().spawn([&] {
            const Outcome<int> got = blockOn(runtime.scope(), [&]() -> QCoro::Task<int> {
                (void)co_await delay(runtime.clock(), 5ms);
                co_return 7;
            });
            value.store(got.value_or(-1));
            try {
                (void)blockOn(runtime.scope(), [&]() -> QCoro::Task<> {
                    (void)co_await delay(runtime.clock(), 5ms);
                    throw std::runtime_error("failed");
                });
            } catch (const std::runtime_error&) {
                threw.store(true);
            }
        });
    });
    CHECK(value.load() == 7);
    CHECK(threw.load());
    CHECK(runtime.now() == 10ms);
    CHECK(runtime.settledCounts().peakBlocked == 1);
}

TEST_CASE("blockOn: the flow runs on the caller's thread up to its first suspension, then needs another worker",
    "[runtime][blockOn]")
{
    PoolRuntime runtime(2);
    std::atomic<std::thread::id> caller;
    std::atomic<std::thread::id> before;
    std::atomic<std::thread::id> after;
    std::atomic<bool> ownStrand = false;
    std::atomic<bool> strandRestored = false;
    runtime.run([&] {
        runtime.scope().spawn([&] {
            caller.store(std::this_thread::get_id());
            Strand* const outer = Strand::current();
            (void)blockOn(runtime.scope(), [&]() -> QCoro::Task<> {
                before.store(std::this_thread::get_id());
                ownStrand.store(Strand::current() != outer);
                (void)co_await delay(runtime.clock(), 5ms);
                after.store(std::this_thread::get_id());
            });
            strandRestored.store(Strand::current() == outer);
        });
    });
    CHECK(before.load() == caller.load());
    CHECK(after.load() != caller.load());
    CHECK(ownStrand.load());
    CHECK(strandRestored.load());
}

TEST_CASE("blockOn: what completes without suspending blocks nobody", "[runtime][blockOn]")
{
    PoolRuntime runtime(1);
    std::atomic<int> value = 0;
    runtime.run([&] {
        runtime.scope().spawn(
            [&] { value.store(blockOn(runtime.scope(), []() -> QCoro::Task<int> { co_return 3; }).value_or(-1)); });
    });
    CHECK(value.load() == 3);
    CHECK(runtime.settledCounts().peakBlocked == 0);
}

TEST_CASE("blockOn: a cancel frees the worker and leaves the flow to the scope", "[runtime][blockOn]")
{
    PoolRuntime runtime(1); // the only worker: the flow cannot go on while it is blocked
    CancellationSource source(runtime.clock());
    const CancellationToken token = source.token();
    std::atomic<bool> cancelled = false;
    std::atomic<bool> flowEnded = false;
    std::atomic<bool> flowEndedBefore = true;
    runtime.run([&] {
        source.cancelAfter(20ms);
        runtime.scope().spawn([&] {
            const Outcome<void> got = blockOn(
                runtime.scope(),
                [&]() -> QCoro::Task<> {
                    (void)co_await delay(runtime.clock(), 5ms);
                    flowEnded.store(true);
                },
                token);
            cancelled.store(!got && got.error().reason == CancelReason::Timeout);
            flowEndedBefore.store(flowEnded.load());
        });
    });
    CHECK(cancelled.load());
    CHECK_FALSE(flowEndedBefore.load());
    CHECK(flowEnded.load());
    CHECK(runtime.now() == 20ms);
}
