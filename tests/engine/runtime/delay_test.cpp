// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/delay.h"
#include "tests/support/pool_runtime.h"
#include "tests/support/virtual_runtime.h"

#include <catch2/catch_test_macros.hpp>

#include <utility>

using namespace engine;
using namespace std::chrono_literals;
using tests::VirtualRuntime;

TEST_CASE("delay: it ends at its instant, and not a tick before", "[runtime][delay]")
{
    VirtualRuntime runtime;
    const auto flow = runtime.startAwaiting([&] { return delay(runtime.clock(), 50ms); });
    runtime.advance(50ms - 100ns);
    CHECK_FALSE(flow.isDone());
    runtime.advance(100ns);
    CHECK(flow.isDone());
    CHECK(flow.result().has_value());
}

TEST_CASE("delay: 0 and less do not suspend", "[runtime][delay]")
{
    VirtualRuntime runtime;
    for (const Clock::Duration time : {0ns, -5ns}) {
        const auto flow = runtime.startAwaiting([&] { return delay(runtime.clock(), time); });
        REQUIRE(flow.isDone());
        CHECK(flow.result().has_value());
    }
}

TEST_CASE("delay: a cancel ends it at once and takes its timer off the clock", "[runtime][delay]")
{
    VirtualRuntime runtime;
    CancellationSource source;
    const CancellationToken token = source.token();
    const auto flow = runtime.startAwaiting([&] { return delay(runtime.clock(), 1h, token); });
    CHECK(runtime.clock().pendingTimers() == 1);
    source.cancel(CancelReason::Shutdown);
    CHECK_FALSE(flow.isDone()); // not inline
    runtime.runUntilIdle();
    REQUIRE(flow.isDone());
    REQUIRE_FALSE(flow.result().has_value());
    CHECK(flow.result().error().tokenId == token.id());
    CHECK(flow.result().error().reason == CancelReason::Shutdown);
    CHECK(runtime.now() == 0ms);
    CHECK(runtime.clock().pendingTimers() == 0);
}

TEST_CASE("delay: a token cancelled beforehand wins over a delay of 0", "[runtime][delay]")
{
    VirtualRuntime runtime;
    CancellationSource source;
    const CancellationToken token = source.token();
    source.cancel();
    for (const Clock::Duration time : {0ns, 1'000'000ns}) {
        const auto flow = runtime.startAwaiting([&] { return delay(runtime.clock(), time, token); });
        REQUIRE(flow.isDone());
        CHECK_FALSE(flow.result().has_value());
    }
}

TEST_CASE("delay: at the same instant, what was scheduled first wins", "[runtime][delay]")
{
    VirtualRuntime runtime;
    CancellationSource early(runtime.clock(), 10ms);
    const CancellationToken earlyToken = early.token();
    const auto cancelled = runtime.startAwaiting([&] { return delay(runtime.clock(), 10ms, earlyToken); });
    CHECK_FALSE(runtime.finish(cancelled).has_value());

    CancellationSource late(runtime.clock());
    const CancellationToken lateToken = late.token();
    const auto ended = runtime.startAwaiting([&] { return delay(runtime.clock(), 10ms, lateToken); });
    late.cancelAfter(10ms);
    CHECK(runtime.finish(ended).has_value());
}

TEST_CASE("delay: an awaiter may be moved until it is awaited", "[runtime][delay]")
{
    VirtualRuntime runtime;
    const auto flow = runtime.start([&]() -> QCoro::Task<bool> {
        auto early = delay(runtime.clock(), 5ms);
        auto moved = std::move(early);
        const Outcome<void> ended = co_await std::move(moved);
        co_return ended.has_value();
    });
    CHECK(runtime.finish(flow));
    CHECK(runtime.now() == 5ms);
}

TEST_CASE("delay: one that did not last its time says that it was cancelled, in 20,000 races", "[runtime][delay][race]")
{
    // A cancel between two looks at the token used to end a delay early, and as a success.
    constexpr int kFlows = 20'000;
    tests::PoolRuntime runtime(3);
    std::vector<std::unique_ptr<CancellationSource>> sources;
    for (int n = 0; n < kFlows; ++n)
        sources.push_back(std::make_unique<CancellationSource>());
    std::atomic<int> tooShort = 0;
    std::atomic<int> at = 0;
    std::atomic<bool> over = false;
    runtime.run([&] {
        std::thread canceller([&] {
            while (!over.load()) {
                const int n = at.load();
                if (n < kFlows)
                    sources[static_cast<std::size_t>(n)]->cancel();
            }
        });
        runtime.scope().spawn([&]() -> QCoro::Task<> {
            for (int n = 0; n < kFlows; ++n) {
                const CancellationToken token = sources[static_cast<std::size_t>(n)]->token();
                at.store(n);
                const Clock::TimePoint start = runtime.clock().now();
                const Outcome<void> ended = co_await delay(runtime.clock(), 1ms, token);
                if (ended && runtime.clock().now() - start < 1ms)
                    ++tooShort;
            }
            over.store(true);
        });
        canceller.join();
    });
    CHECK(tooShort.load() == 0);
}
