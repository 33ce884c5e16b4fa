// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/semaphore.h"
#include "tests/support/virtual_runtime.h"

#include <catch2/catch_test_macros.hpp>

#include <utility>

using namespace engine;
using namespace std::chrono_literals;
using tests::VirtualRuntime;

TEST_CASE("SE.1 semaphore: initial and maximum count", "[semaphore][conformance]")
{
    for (const int initial : {0, 5, 10})
        CHECK(Semaphore(initial, 10).currentCount() == initial);
    CHECK_THROWS_AS(Semaphore(10, 0), std::out_of_range);
    CHECK_THROWS_AS(Semaphore(10, -1), std::out_of_range);
    CHECK_THROWS_AS(Semaphore(-1, 10), std::out_of_range);
    CHECK_THROWS_AS(Semaphore(11, 10), std::out_of_range);
}

TEST_CASE("SE.2 semaphore: waiting with a timeout", "[semaphore][conformance]")
{
    VirtualRuntime runtime;
    for (const int initial : {10, 1}) {
        for (const Semaphore::Milliseconds timeout : {-1ms, 0ms, 10ms}) {
            Semaphore semaphore(initial, 10);
            const auto wait = runtime.startAwaiting([&] { return semaphore.acquire(runtime.clock(), timeout); });
            REQUIRE(wait.isDone());
            CHECK(wait.result() == true);
            CHECK(semaphore.currentCount() == initial - 1);
        }
    }
    Semaphore empty(0, 10);
    const auto atOnce = runtime.startAwaiting([&] { return empty.acquire(runtime.clock(), 0ms); });
    REQUIRE(atOnce.isDone());
    CHECK(atOnce.result() == false);
    const auto later = runtime.startAwaiting([&] { return empty.acquire(runtime.clock(), 10ms); });
    CHECK_FALSE(later.isDone());
    CHECK(runtime.finish(later) == false);
    CHECK(runtime.now() == 10ms);
    CHECK(empty.currentCount() == 0);

    CHECK_THROWS_AS(empty.acquire(runtime.clock(), -10ms), std::out_of_range);
    CHECK_THROWS_AS(empty.acquire(runtime.clock(), Semaphore::Milliseconds(std::int64_t {1} << 31)), std::out_of_range);
}

TEST_CASE("semaphore: a token cancelled beforehand wins even over a free permit, which stays (SS-2)", "[semaphore]")
{
    VirtualRuntime runtime;
    Semaphore semaphore(1);
    CancellationSource source;
    const CancellationToken token = source.token();
    source.cancel();
    const Outcome<bool> got = runtime.await([&] { return semaphore.acquire(token); });
    REQUIRE_FALSE(got.has_value());
    CHECK(got.error().tokenId == token.id());
    CHECK(semaphore.currentCount() == 1);
}

TEST_CASE("SE.7 semaphore: fifty waits that nobody answers all time out", "[semaphore][conformance]")
{
    VirtualRuntime runtime;
    Semaphore semaphore(0, 1000);
    std::vector<Flow<Outcome<bool>>> waits;
    for (int n = 0; n < 50; ++n)
        waits.push_back(runtime.startAwaiting([&] { return semaphore.acquire(runtime.clock(), 100ms); }));
    runtime.advance(99ms);
    int early = 0;
    for (const auto& wait : waits)
        early += wait.isDone() ? 1 : 0;
    CHECK(early == 0);
    runtime.advance(1ms);
    int timedOut = 0;
    for (const auto& wait : waits)
        timedOut += wait.isDone() && wait.result() == false ? 1 : 0;
    CHECK(timedOut == 50);
    CHECK(semaphore.currentCount() == 0);
    CHECK(semaphore.release() == 0); // goes to nobody
    CHECK(semaphore.currentCount() == 1);
}

TEST_CASE("SE.10 semaphore: a waiting acquire is cancelled with its token", "[semaphore][conformance]")
{
    VirtualRuntime runtime;
    Semaphore semaphore(0);
    CancellationSource source;
    const CancellationToken token = source.token();
    const auto wait = runtime.startAwaiting([&] { return semaphore.acquire(token); });
    CHECK_FALSE(wait.isDone());
    std::thread other([&source] { source.cancel(CancelReason::Shutdown); });
    other.join();
    const Outcome<bool> got = runtime.finish(wait);
    REQUIRE_FALSE(got.has_value());
    CHECK(got.error().tokenId == token.id());
    CHECK(got.error().reason == CancelReason::Shutdown);
    CHECK(semaphore.release() == 0); // a cancelled wait owns nothing (SS-10)
    CHECK(semaphore.currentCount() == 1);
}

TEST_CASE("SE.12 semaphore: after dispose only the count can be read", "[semaphore][conformance]")
{
    VirtualRuntime runtime;
    Semaphore semaphore(1, 5);
    auto early = semaphore.acquire();
    semaphore.dispose();
    CHECK(semaphore.currentCount() == 1);
    CHECK_THROWS_AS(semaphore.acquire(), DisposedError);
    CHECK_THROWS_AS(semaphore.acquire(runtime.clock(), 1ms), DisposedError);
    CHECK_THROWS_AS(semaphore.tryAcquire(), DisposedError);
    CHECK_THROWS_AS(semaphore.release(), DisposedError);
    CHECK_THROWS_AS(early.ready(), DisposedError); // made before, awaited after
}

TEST_CASE("semaphore: dispose leaves the waiters as they are (SS-8)", "[semaphore]")
{
    VirtualRuntime runtime;
    Semaphore semaphore(0);
    CancellationSource source;
    const CancellationToken token = source.token();
    const auto wait = runtime.startAwaiting([&] { return semaphore.acquire(token); });
    semaphore.dispose();
    runtime.runUntilIdle();
    CHECK_FALSE(wait.isDone());
    source.cancel();
    CHECK_FALSE(runtime.finish(wait).has_value());
}

TEST_CASE("semaphore: release pays suspended waiters first, so nobody overtakes them (SS-3)", "[semaphore]")
{
    VirtualRuntime runtime;
    Semaphore semaphore(0);
    const auto waiting = runtime.startAwaiting([&] { return semaphore.acquire(); });
    CHECK(semaphore.release() == 0);
    CHECK_FALSE(waiting.isDone()); // it has the permit, but has not run yet
    CHECK(semaphore.currentCount() == 0);
    CHECK_FALSE(semaphore.tryAcquire());
    const auto newcomer = runtime.startAwaiting([&] { return semaphore.acquire(); });
    runtime.runUntilIdle();
    CHECK(waiting.isDone());
    CHECK_FALSE(newcomer.isDone());
    CHECK(semaphore.release() == 0);
    CHECK(runtime.finish(newcomer) == true);
}

TEST_CASE("semaphore: release gives the count before, and refuses what is out of range (SS-4)", "[semaphore]")
{
    VirtualRuntime runtime;
    Semaphore semaphore(1, 3);
    CHECK(semaphore.release(2) == 1);
    CHECK(semaphore.currentCount() == 3);
    CHECK_THROWS_AS(semaphore.release(), SemaphoreFullError);
    CHECK_THROWS_AS(semaphore.release(0), std::out_of_range);
    CHECK_THROWS_AS(semaphore.release(-1), std::out_of_range);
    CHECK(semaphore.currentCount() == 3);

    Semaphore full(0, 2);
    const auto waiting = runtime.startAwaiting([&] { return full.acquire(); });
    CHECK_THROWS_AS(full.release(3), SemaphoreFullError); // nothing changes, the waiter included
    runtime.runUntilIdle();
    CHECK_FALSE(waiting.isDone());
    CHECK(full.release(2) == 0);
    CHECK(runtime.finish(waiting) == true);
    CHECK(full.currentCount() == 1);
}

TEST_CASE("semaphore: waiters resume first in, first out, and never inside release (SS-5)", "[semaphore]")
{
    VirtualRuntime runtime;
    Semaphore semaphore(0);
    std::vector<int> order;
    std::vector<Flow<>> flows;
    for (int n = 0; n < 5; ++n) {
        flows.push_back(runtime.start([&semaphore, &order, n]() -> QCoro::Task<> {
            (void)co_await semaphore.acquire();
            order.push_back(n);
        }));
    }
    CHECK(semaphore.release(3) == 0);
    CHECK(order.empty());
    runtime.runUntilIdle();
    CHECK(order == std::vector<int> {0, 1, 2});
    semaphore.release(2);
    runtime.runUntilIdle();
    CHECK(order == std::vector<int> {0, 1, 2, 3, 4});
}

TEST_CASE("semaphore: when release came first the permit is the waiter's, cancelled or timed out (SS-6)", "[semaphore]")
{
    VirtualRuntime runtime;
    Semaphore semaphore(0);
    CancellationSource source;
    const CancellationToken token = source.token();
    const auto cancelled = runtime.startAwaiting([&] { return semaphore.acquire(token); });
    semaphore.release();
    source.cancel();
    CHECK(runtime.finish(cancelled) == true);
    CHECK(token.isCancelled());
    CHECK(semaphore.currentCount() == 0);

    bool resumed = false;
    CallbackTimer releases([&] { semaphore.release(); });
    runtime.clock().schedule(releases, Clock::TimePoint(10ms)); // the same instant as the timeout, but scheduled first
    const auto timed = runtime.start([&]() -> QCoro::Task<bool> {
        const Outcome<bool> got = co_await semaphore.acquire(runtime.clock(), 10ms);
        resumed = true;
        co_return got.value_or(false);
    });
    CHECK(runtime.finish(timed));
    CHECK(resumed);
    CHECK(semaphore.currentCount() == 0);
    CHECK(runtime.clock().pendingTimers() == 0);
}

TEST_CASE("semaphore: a waiter that gave up is passed over (SS-6)", "[semaphore]")
{
    VirtualRuntime runtime;
    Semaphore semaphore(0);
    CancellationSource source;
    const CancellationToken token = source.token();
    const auto first = runtime.startAwaiting([&] { return semaphore.acquire(token); });
    const auto second = runtime.startAwaiting([&] { return semaphore.acquire(runtime.clock(), 5ms); });
    const auto third = runtime.startAwaiting([&] { return semaphore.acquire(); });
    source.cancel();
    runtime.advance(5ms);
    CHECK(first.isDone());
    CHECK(second.isDone());
    CHECK(semaphore.release() == 0);
    CHECK(runtime.finish(third) == true);
    CHECK(semaphore.currentCount() == 0);
}

TEST_CASE("semaphore: it has no owner, and is not re-entrant (SS-9)", "[semaphore]")
{
    VirtualRuntime runtime;
    Semaphore semaphore(1);
    const auto flow = runtime.start([&]() -> QCoro::Task<> {
        (void)co_await semaphore.acquire();
        (void)co_await semaphore.acquire(); // its own permit does not help
    });
    CHECK_FALSE(flow.isDone());
    semaphore.release(); // by somebody else
    runtime.finish(flow);
    CHECK(semaphore.currentCount() == 0);
}

TEST_CASE("semaphore: the idiom keeps what was cancelled from giving back what it never had (SS-10)", "[semaphore]")
{
    VirtualRuntime runtime;
    Semaphore semaphore(0, 1);
    CancellationSource source;
    const CancellationToken token = source.token();
    const auto flow = runtime.start([&]() -> QCoro::Task<bool> {
        const Outcome<bool> permit = co_await semaphore.acquire(token);
        if (!permit)
            co_return false;
        semaphore.release();
        co_return true;
    });
    source.cancel();
    CHECK_FALSE(runtime.finish(flow));
    CHECK(semaphore.currentCount() == 0);
}

TEST_CASE("semaphore: an awaiter may be moved until it is awaited", "[semaphore]")
{
    VirtualRuntime runtime;
    Semaphore semaphore(1);
    const auto flow = runtime.start([&]() -> QCoro::Task<bool> {
        auto early = semaphore.acquire(runtime.clock(), 10ms);
        auto moved = std::move(early);
        const Outcome<bool> first = co_await std::move(moved);
        auto second = semaphore.acquire(runtime.clock(), 10ms);
        auto movedToo = std::move(second);
        const Outcome<bool> timedOut = co_await std::move(movedToo);
        co_return first == true && timedOut == false;
    });
    CHECK(runtime.finish(flow));
    CHECK(runtime.now() == 10ms);
}
