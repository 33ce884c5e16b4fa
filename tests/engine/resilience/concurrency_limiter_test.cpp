// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/concurrency_limiter.h"
#include "engine/resilience/token_bucket_limiter.h"
#include "engine/runtime/delay.h"
#include "tests/engine/resilience/guarded_call.h"
#include "tests/engine/resilience/limiter_request.h"
#include "tests/support/pool_runtime.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using namespace std::chrono_literals;
using namespace tests;

namespace {

using Lease = ConcurrencyLimiter::Lease;
using Leases = std::vector<Lease>;

} // namespace

TEST_CASE("CL.1 limiter: one permit at a time", "[resilience][limiter][conformance]")
{
    VirtualRuntime runtime;
    ConcurrencyLimiter limiter(runtime.clock(), 1, 1);
    Lease lease = std::move(*runtime.await([&] { return limiter.acquire(); }));
    CHECK(lease.isAcquired());
    CHECK_FALSE(limiter.attempt().isAcquired());
    lease.dispose();
    CHECK(limiter.attempt().isAcquired());
}

TEST_CASE("CL.2 limiter: the oldest waiter is served first", "[resilience][limiter][conformance]")
{
    VirtualRuntime runtime;
    ConcurrencyLimiter limiter(runtime.clock(), 1, 2);
    Lease held = limiter.attempt();
    const auto first = request(runtime, limiter);
    const auto second = request(runtime, limiter);
    held.dispose();
    runtime.runUntilIdle();
    CHECK(wasServed(first));
    CHECK_FALSE(second.isDone());
    first.result()->dispose();
    runtime.runUntilIdle();
    CHECK(wasServed(second));
}

TEST_CASE("CL.4 limiter: no room in the queue is a failed lease, at once", "[resilience][limiter][conformance]")
{
    VirtualRuntime runtime;
    ConcurrencyLimiter limiter(runtime.clock(), 1, 1);
    Lease held = limiter.attempt();
    const auto waiter = request(runtime, limiter);
    const auto refused = request(runtime, limiter);
    CHECK(wasRefused(refused));
    held.dispose();
    runtime.runUntilIdle();
    CHECK(wasServed(waiter));
}

TEST_CASE(
    "CL.11 limiter: dispose sends the waiters away, and leases may still end", "[resilience][limiter][conformance]")
{
    VirtualRuntime runtime;
    ConcurrencyLimiter limiter(runtime.clock(), 1, 3);
    Lease held = limiter.attempt();
    const std::vector waiters {request(runtime, limiter), request(runtime, limiter), request(runtime, limiter)};
    limiter.dispose();
    runtime.runUntilIdle();
    for (const auto& waiter : waiters)
        CHECK(wasRefused(waiter));
    CHECK_THROWS_AS(limiter.attempt(), DisposedError);
    CHECK_THROWS_AS(limiter.acquire(), DisposedError);
    held.dispose();
    CHECK(limiter.statistics().availablePermits == 1);
}

TEST_CASE("CL.12 limiter: a failed lease says why", "[resilience][limiter][conformance]")
{
    VirtualRuntime runtime;
    ConcurrencyLimiter limiter(runtime.clock(), 2, 1);
    const Lease held = limiter.attempt(2);
    const auto refused = request(runtime, limiter, 2);
    REQUIRE(wasRefused(refused));
    CHECK(refused.result()->reason() == "Queue limit reached");
    CHECK(held.reason().empty());
}

TEST_CASE("limiter: bad limits and requests are refused (RL-1)", "[resilience][limiter]")
{
    VirtualRuntime runtime;
    CHECK_THROWS_AS(ConcurrencyLimiter(runtime.clock(), 0, 1), std::invalid_argument);
    CHECK_THROWS_AS(ConcurrencyLimiter(runtime.clock(), 1, -1), std::invalid_argument);
    ConcurrencyLimiter limiter(runtime.clock(), 2, 1);
    CHECK_THROWS_AS(limiter.attempt(3), std::out_of_range);
    CHECK_THROWS_AS(limiter.attempt(-1), std::out_of_range);
    CHECK_THROWS_AS(limiter.acquire(3), std::out_of_range);
    CHECK_THROWS_AS(limiter.setLimits(0, 0), std::invalid_argument);
}

TEST_CASE("limiter: a free permit is for those who wait, unless the newest go first (RL-2)", "[resilience][limiter]")
{
    for (const LimiterOrder order : {LimiterOrder::OldestFirst, LimiterOrder::NewestFirst}) {
        VirtualRuntime runtime;
        ConcurrencyLimiter limiter(runtime.clock(), 3, 3, order);
        const Lease held = limiter.attempt(2);
        const auto waiter = request(runtime, limiter, 2); // one is free, two are needed
        CHECK_FALSE(waiter.isDone());
        CHECK(limiter.attempt(1).isAcquired() == (order == LimiterOrder::NewestFirst));
        limiter.dispose();
        runtime.runUntilIdle();
    }
}

TEST_CASE("limiter: the queue limit counts permits (RL-3)", "[resilience][limiter]")
{
    VirtualRuntime runtime;
    ConcurrencyLimiter limiter(runtime.clock(), 3, 3);
    Lease held = limiter.attempt(3);
    const auto two = request(runtime, limiter, 2);
    CHECK(limiter.statistics().queuedPermits == 2);
    CHECK(wasRefused(request(runtime, limiter, 2)));
    const auto one = request(runtime, limiter, 1);
    CHECK_FALSE(one.isDone());
    held.dispose();
    runtime.runUntilIdle();
    CHECK(wasServed(two));
    CHECK(wasServed(one));
}

TEST_CASE("limiter: with the newest first, the oldest make room (RL-3)", "[resilience][limiter]")
{
    VirtualRuntime runtime;
    ConcurrencyLimiter limiter(runtime.clock(), 3, 2, LimiterOrder::NewestFirst);
    Lease held = limiter.attempt(3);
    const auto oldest = request(runtime, limiter);
    const auto older = request(runtime, limiter);
    CHECK(wasRefused(request(runtime, limiter, 3))); // never fits: the queue is untouched
    CHECK_FALSE(oldest.isDone());
    const auto newest = request(runtime, limiter);
    runtime.runUntilIdle();
    CHECK(wasRefused(oldest));
    CHECK_FALSE(older.isDone());
    held.dispose();
    runtime.runUntilIdle();
    CHECK(wasServed(newest));
    CHECK(wasServed(older));
}

TEST_CASE("limiter: a request that does not fit holds back those behind it (RL-4)", "[resilience][limiter]")
{
    VirtualRuntime runtime;
    ConcurrencyLimiter limiter(runtime.clock(), 2, 3);
    Lease one = limiter.attempt();
    Lease two = limiter.attempt();
    const auto large = request(runtime, limiter, 2);
    const auto small = request(runtime, limiter, 1);
    one.dispose();
    runtime.runUntilIdle();
    CHECK_FALSE(large.isDone());
    CHECK_FALSE(small.isDone());
    two.dispose();
    runtime.runUntilIdle();
    CHECK(wasServed(large));
    CHECK_FALSE(small.isDone());
    large.result()->dispose();
    runtime.runUntilIdle();
    CHECK(wasServed(small));
}

TEST_CASE("limiter: the newest waiter is served first if it is asked for (RL-4)", "[resilience][limiter]")
{
    VirtualRuntime runtime;
    ConcurrencyLimiter limiter(runtime.clock(), 1, 2, LimiterOrder::NewestFirst);
    Lease held = limiter.attempt();
    const auto first = request(runtime, limiter);
    const auto second = request(runtime, limiter);
    held.dispose();
    runtime.runUntilIdle();
    CHECK(wasServed(second));
    CHECK_FALSE(first.isDone());
    second.result()->dispose();
    runtime.runUntilIdle();
    CHECK(wasServed(first));
}

TEST_CASE("limiter: 0 permits is a probe (RL-5)", "[resilience][limiter]")
{
    VirtualRuntime runtime;
    ConcurrencyLimiter limiter(runtime.clock(), 1, 1);
    CHECK(limiter.attempt(0).isAcquired());
    Lease held = limiter.attempt();
    CHECK_FALSE(limiter.attempt(0).isAcquired());
    const auto probe = request(runtime, limiter, 0);
    CHECK_FALSE(probe.isDone());
    held.dispose();
    runtime.runUntilIdle();
    CHECK(wasServed(probe));
    CHECK(limiter.statistics().availablePermits == 1);
}

TEST_CASE("limiter: a cancelled waiter gives its place back (RL-6)", "[resilience][limiter]")
{
    VirtualRuntime runtime;
    ConcurrencyLimiter limiter(runtime.clock(), 1, 1);
    Lease held = limiter.attempt();
    CancellationSource source;
    const CancellationToken token = source.token();
    const auto waiter = request(runtime, limiter, 1, token);
    source.cancel(CancelReason::Shutdown);
    runtime.runUntilIdle();
    REQUIRE(waiter.isDone());
    REQUIRE_FALSE(waiter.result());
    CHECK(waiter.result().error().tokenId == token.id());
    CHECK(waiter.result().error().reason == CancelReason::Shutdown);
    CHECK(limiter.statistics().queuedPermits == 0);
    CHECK(limiter.statistics().availablePermits == 0);
    const auto next = request(runtime, limiter);
    CHECK_FALSE(next.isDone());
    held.dispose();
    runtime.runUntilIdle();
    CHECK(wasServed(next));
    CHECK_FALSE(request(runtime, limiter, 1, token).result().has_value()); // cancelled before it asks
}

TEST_CASE("limiter: ending a lease twice gives its permit back once (RL-7)", "[resilience][limiter]")
{
    VirtualRuntime runtime;
    ConcurrencyLimiter limiter(runtime.clock(), 2, 0);
    Lease first = limiter.attempt();
    const Lease second = limiter.attempt();
    first.dispose();
    first.dispose();
    CHECK(limiter.statistics().availablePermits == 1);
    Lease third = limiter.attempt();
    third = Lease();
    CHECK(limiter.statistics().availablePermits == 1);
}

TEST_CASE("limiter: it counts, and knows how long it has been idle (RL-8)", "[resilience][limiter]")
{
    VirtualRuntime runtime;
    ConcurrencyLimiter limiter(runtime.clock(), 2, 1);
    runtime.advance(5s);
    CHECK(limiter.idleDuration() == 5s);
    Lease held = limiter.attempt(2);
    CHECK_FALSE(limiter.idleDuration());
    const auto waiter = request(runtime, limiter);
    CHECK_FALSE(limiter.attempt().isAcquired());
    CHECK(limiter.statistics() == ConcurrencyLimiter::Statistics {0, 1, 1, 1});
    held.dispose();
    runtime.runUntilIdle();
    CHECK(limiter.statistics() == ConcurrencyLimiter::Statistics {1, 0, 2, 1});
    waiter.result()->dispose();
    runtime.advance(3s);
    CHECK(limiter.idleDuration() == 3s);
}

TEST_CASE(
    "limiter: a raised limit serves waiters, a lowered one takes effect as permits come back", "[resilience][limiter]")
{
    VirtualRuntime runtime;
    ConcurrencyLimiter limiter(runtime.clock(), 1, 5);
    Leases held;
    held.push_back(limiter.attempt());
    const auto first = request(runtime, limiter);
    const auto second = request(runtime, limiter);
    limiter.setLimits(3, 5);
    runtime.runUntilIdle();
    CHECK(wasServed(first));
    CHECK(wasServed(second));
    limiter.setLimits(1, 5);
    CHECK(limiter.statistics().availablePermits == -2);
    const auto third = request(runtime, limiter);
    held.clear();
    first.result()->dispose();
    runtime.runUntilIdle();
    CHECK_FALSE(third.isDone());
    second.result()->dispose();
    runtime.runUntilIdle();
    CHECK(wasServed(third));
}

TEST_CASE("P8C.7 limiter: a call without a permit is rejected and does not reach the callee",
    "[resilience][limiter][conformance]")
{
    VirtualRuntime runtime;
    const ScriptedCallee callee((Outcome<void>()));
    std::vector<Failure> rejected;
    const auto reject = [&](const Failure& failure) { rejected.push_back(failure); };
    SECTION("without a time after which to try again")
    {
        const auto limiter = std::make_shared<ConcurrencyLimiter>(runtime.clock(), 1, 0);
        const auto pipeline = pipelineOf(std::make_shared<LimiterStrategy>(limiter, reject));
        Lease held = limiter->attempt();
        const Outcome<void> outcome = call(runtime, pipeline, callee);
        CHECK(kindOf(outcome) == FailureKind::Unavailable);
        CHECK_FALSE(outcome.error().retryAfter);
        REQUIRE(rejected.size() == 1);
        CHECK(rejected.front().message == outcome.error().message);
        CHECK(callee.runs() == 0);
        held.dispose();
        CHECK(call(runtime, pipeline, callee).has_value());
        CHECK(limiter->statistics().availablePermits == 1); // given back when the callee has ended (PO-RL-1)
    }
    SECTION("with one")
    {
        TokenBucketOptions options;
        options.tokenLimit = 1;
        options.tokensPerPeriod = 1;
        options.period = 123s;
        const auto limiter = std::make_shared<TokenBucketLimiter>(runtime.clock(), options);
        const auto pipeline = pipelineOf(std::make_shared<LimiterStrategy>(limiter, reject));
        CHECK(limiter->attempt().isAcquired());
        const Outcome<void> outcome = call(runtime, pipeline, callee);
        CHECK(kindOf(outcome) == FailureKind::Unavailable);
        CHECK(outcome.error().retryAfter == 123s);
        REQUIRE(rejected.size() == 1);
        CHECK(rejected.front().retryAfter == 123s);
        CHECK(callee.runs() == 0);
        runtime.advance(123s);
        CHECK(call(runtime, pipeline, callee).has_value());
    }
}

TEST_CASE("P7O.14 limiter: three at once and one waiting, of five", "[resilience][limiter][conformance]")
{
    VirtualRuntime runtime;
    const auto limiter = std::make_shared<ConcurrencyLimiter>(runtime.clock(), 3, 1);
    const auto pipeline = pipelineOf(std::make_shared<LimiterStrategy>(limiter));
    int running = 0;
    int peak = 0;
    std::vector<Flow<Outcome<void>>> flows;
    for (int n = 0; n < 5; ++n) {
        flows.push_back(startCall(runtime, pipeline, [&](int, const CancellationToken&) -> QCoro::Task<Outcome<void>> {
            peak = std::max(peak, ++running);
            (void)co_await delay(runtime.clock(), 1s);
            --running;
            co_return Outcome<void>();
        }));
    }
    CHECK(running == 3);
    CHECK(limiter->statistics().queuedPermits == 1);
    REQUIRE(flows.back().isDone());
    CHECK(kindOf(flows.back().result()) == FailureKind::Unavailable);
    runtime.advance(1s);
    CHECK(running == 1); // the slot that came free is the queued one's
    runtime.runToTheEnd();
    for (int n = 0; n < 4; ++n)
        CHECK(flows[static_cast<std::size_t>(n)].result().has_value());
    CHECK(peak == 3);
}

TEST_CASE("limiter: a worker that blocks waits for its permit on its thread", "[resilience][limiter]")
{
    PoolRuntime runtime(2);
    const auto limiter = std::make_shared<ConcurrencyLimiter>(runtime.clock(), 1, 1);
    const auto pipeline = pipelineOf(std::make_shared<LimiterStrategy>(limiter));
    std::atomic<int> done = 0;
    std::atomic<int> inside = 0;
    std::atomic<bool> overlapped = false;
    const auto callee = [&](int, const CancellationToken&) -> Outcome<void> {
        overlapped = overlapped || inside.fetch_add(1) > 0;
        (void)delay(runtime.clock(), 1s).waitOnWorker();
        --inside;
        return {};
    };
    runtime.run([&] {
        for (int n = 0; n < 2; ++n) {
            runtime.scope().spawn([&] {
                const Outcome<void> outcome = resultOf(execute(pipeline, 1, callee, CancellationToken::none()));
                done += outcome ? 1 : 0;
            });
        }
    });
    CHECK(done == 2);
    CHECK_FALSE(overlapped);
    CHECK(runtime.now() == 2s);
    CHECK(runtime.pool().counts().peakBlocked == 2);
}
