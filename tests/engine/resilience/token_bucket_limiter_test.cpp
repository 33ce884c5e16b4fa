// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/token_bucket_limiter.h"
#include "tests/engine/resilience/guarded_call.h"
#include "tests/engine/resilience/limiter_request.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using namespace std::chrono_literals;
using namespace tests;

namespace {

/// Ten tokens, two of them come in each second.
TokenBucketOptions options(int queueLimit = 0, LimiterOrder order = LimiterOrder::OldestFirst)
{
    return {10, 2, 1s, queueLimit, order, true};
}

int tokens(const TokenBucketLimiter& limiter)
{
    return limiter.statistics().availablePermits;
}

} // namespace

TEST_CASE("token bucket: it starts full, and a lease gives nothing back (RL-9)", "[resilience][limiter]")
{
    VirtualRuntime runtime;
    TokenBucketLimiter limiter(runtime.clock(), options());
    CHECK(tokens(limiter) == 10);
    {
        Limiter::Lease lease = limiter.attempt(7);
        CHECK(lease.isAcquired());
        lease.dispose();
    }
    CHECK(tokens(limiter) == 3);
    CHECK_FALSE(limiter.attempt(4).isAcquired());
    CHECK(limiter.attempt(3).isAcquired());
    CHECK_FALSE(limiter.attempt(1).isAcquired());
    CHECK(limiter.statistics() == Limiter::Statistics {0, 0, 2, 2});
}

TEST_CASE("token bucket: tokens come in at the end of each period, up to the limit (RL-9)", "[resilience][limiter]")
{
    VirtualRuntime runtime;
    runtime.advance(300ms);
    TokenBucketLimiter limiter(runtime.clock(), options());
    CHECK(limiter.attempt(10).isAcquired());
    runtime.advance(1s - 1ns);
    CHECK(tokens(limiter) == 0);
    runtime.advance(1ns);
    CHECK(tokens(limiter) == 2);
    runtime.advance(3500ms);
    CHECK(tokens(limiter) == 8);
    CHECK(limiter.attempt(1).isAcquired()); // does not begin a new period
    runtime.advance(500ms);
    CHECK(tokens(limiter) == 9);
    runtime.advance(24h);
    CHECK(tokens(limiter) == 10);
}

TEST_CASE("token bucket: by hand, tokens come in as the time is worth, and fractions are kept (RL-9)",
    "[resilience][limiter]")
{
    VirtualRuntime runtime;
    TokenBucketOptions manual = options(3);
    manual.autoReplenishment = false;
    TokenBucketLimiter limiter(runtime.clock(), manual);
    CHECK(limiter.attempt(10).isAcquired());
    const auto waiter = request(runtime, limiter, 3);
    runtime.advance(24h);
    CHECK(tokens(limiter) == 0);
    CHECK(limiter.tryReplenish());
    runtime.runUntilIdle();
    CHECK(wasServed(waiter));
    CHECK(limiter.attempt(7).isAcquired());
    for (const int expected : {0, 1, 2, 3, 3}) { // 0.75 tokens each time
        runtime.advance(375ms);
        CHECK(limiter.tryReplenish());
        CHECK(tokens(limiter) == expected);
    }
    CHECK_FALSE(TokenBucketLimiter(runtime.clock(), options()).tryReplenish());
}

TEST_CASE("token bucket: the oldest waiters are served first, as tokens come in (RL-2, RL-4)", "[resilience][limiter]")
{
    VirtualRuntime runtime;
    TokenBucketLimiter limiter(runtime.clock(), options(6));
    CHECK(limiter.attempt(10).isAcquired());
    const auto first = request(runtime, limiter, 3);
    const auto second = request(runtime, limiter, 2);
    const auto third = request(runtime, limiter, 1);
    runtime.advance(1s);
    CHECK_FALSE(first.isDone()); // two tokens, and those behind it wait for it
    CHECK_FALSE(third.isDone());
    CHECK_FALSE(limiter.attempt(1).isAcquired());
    CHECK(limiter.statistics().queuedPermits == 6);
    runtime.advance(1s);
    CHECK(wasServed(first));
    CHECK_FALSE(second.isDone()); // one is left
    runtime.advance(1s);
    CHECK(wasServed(second));
    CHECK(wasServed(third));
    CHECK(runtime.now() == 3s);
    CHECK(runtime.clock().pendingTimers() == 0);
}

TEST_CASE("token bucket: with the newest first, the oldest make room (RL-3, RL-4)", "[resilience][limiter]")
{
    VirtualRuntime runtime;
    TokenBucketLimiter limiter(runtime.clock(), options(2, LimiterOrder::NewestFirst));
    CHECK(limiter.attempt(10).isAcquired());
    const auto oldest = request(runtime, limiter);
    const auto older = request(runtime, limiter);
    CHECK(wasRefused(request(runtime, limiter, 3))); // never fits: the queue is untouched
    CHECK_FALSE(oldest.isDone());
    const auto newest = request(runtime, limiter);
    runtime.runUntilIdle();
    CHECK(wasRefused(oldest));
    runtime.advance(1s);
    CHECK(wasServed(newest));
    CHECK(wasServed(older));
}

TEST_CASE("token bucket: a failed lease says when to try again, in whole periods (RL-9)", "[resilience][limiter]")
{
    VirtualRuntime runtime;
    TokenBucketLimiter limiter(runtime.clock(), options(4));
    CHECK(limiter.attempt(9).isAcquired());
    CHECK(limiter.attempt(1).retryAfter() == std::nullopt);
    CHECK(limiter.attempt(1).retryAfter() == 1s); // 1 div 2 is 0, but it is at least one
    CHECK(limiter.attempt(5).retryAfter() == 2s); // 5 div 2
    runtime.advance(1500ms);
    CHECK(limiter.attempt(10).retryAfter() == 4s); // (10 - 2) div 2: in whole periods from now
    const auto waiter = request(runtime, limiter, 4);
    const auto refused = request(runtime, limiter, 3); // the queue is full
    REQUIRE(wasRefused(refused));
    CHECK(refused.result()->reason() == "Queue limit reached");
    CHECK(refused.result()->retryAfter() == 2s); // (3 - 2 + 4) div 2
    limiter.dispose();
    runtime.runUntilIdle();
    REQUIRE(wasRefused(waiter));
    CHECK_FALSE(waiter.result()->retryAfter());
    runtime.runToTheEnd();
}

TEST_CASE("token bucket: 0 tokens is a probe that waits while the bucket is empty (RL-9)", "[resilience][limiter]")
{
    VirtualRuntime runtime;
    TokenBucketLimiter limiter(runtime.clock(), options(1));
    CHECK(limiter.attempt(0).isAcquired());
    CHECK(limiter.attempt(10).isAcquired());
    CHECK_FALSE(limiter.attempt(0).isAcquired());
    const auto probe = request(runtime, limiter, 0);
    CHECK_FALSE(probe.isDone());
    runtime.advance(1s);
    CHECK(wasServed(probe));
    CHECK(tokens(limiter) == 2);
}

TEST_CASE("token bucket: a cancelled waiter gives its place back (RL-6)", "[resilience][limiter]")
{
    VirtualRuntime runtime;
    TokenBucketLimiter limiter(runtime.clock(), options(2));
    CHECK(limiter.attempt(10).isAcquired());
    CancellationSource source;
    const CancellationToken token = source.token();
    const auto waiter = request(runtime, limiter, 2, token);
    source.cancel(CancelReason::Shutdown);
    runtime.runUntilIdle();
    REQUIRE(waiter.isDone());
    CHECK(waiter.result().error().tokenId == token.id());
    const auto next = request(runtime, limiter, 2);
    CHECK_FALSE(next.isDone());
    runtime.advance(1s);
    CHECK(wasServed(next));
    CHECK(tokens(limiter) == 0);
}

TEST_CASE("token bucket: an idle one keeps no virtual time going", "[resilience][limiter]")
{
    VirtualRuntime runtime;
    TokenBucketLimiter limiter(runtime.clock(), options());
    CHECK(limiter.attempt(10).isAcquired());
    runtime.runToTheEnd();
    CHECK(runtime.now() == 0s);
}

TEST_CASE("token bucket: new options count what there is, and serve those who wait", "[resilience][limiter]")
{
    VirtualRuntime runtime;
    TokenBucketLimiter limiter(runtime.clock(), {10, 1, 1h, 10, LimiterOrder::OldestFirst, true});
    CHECK(limiter.attempt(6).isAcquired());
    runtime.advance(30min);
    limiter.setOptions({3, 1, 1s, 10, LimiterOrder::OldestFirst, true});
    CHECK(tokens(limiter) == 3);
    limiter.setOptions({10, 1, 1h, 10, LimiterOrder::OldestFirst, true});
    CHECK(tokens(limiter) == 3);
    CHECK(limiter.attempt(3).isAcquired());
    const auto first = request(runtime, limiter, 2);
    const auto second = request(runtime, limiter, 2);
    runtime.advance(30min);
    CHECK_FALSE(first.isDone());
    limiter.setOptions({10, 2, 10s, 10, LimiterOrder::OldestFirst, true}); // a period that begins now
    runtime.advance(10s - 1ns);
    CHECK_FALSE(first.isDone());
    runtime.advance(1ns);
    CHECK(wasServed(first));
    CHECK_FALSE(second.isDone());
    runtime.advance(10s);
    CHECK(wasServed(second));
    CHECK(runtime.clock().pendingTimers() == 0);
}

TEST_CASE("token bucket: bad options and requests are refused (RL-1, RL-9)", "[resilience][limiter]")
{
    VirtualRuntime runtime;
    TokenBucketLimiter limiter(runtime.clock(), options());
    const auto refuses = [&](auto spoil) {
        TokenBucketOptions bad = options();
        spoil(bad);
        CHECK_THROWS_AS(TokenBucketLimiter(runtime.clock(), bad), std::invalid_argument);
        CHECK_THROWS_AS(limiter.setOptions(bad), std::invalid_argument);
    };
    refuses([](TokenBucketOptions& bad) { bad.tokenLimit = 0; });
    refuses([](TokenBucketOptions& bad) { bad.tokensPerPeriod = 0; });
    refuses([](TokenBucketOptions& bad) { bad.period = 0s; });
    refuses([](TokenBucketOptions& bad) { bad.queueLimit = -1; });
    CHECK_THROWS_AS(limiter.attempt(11), std::out_of_range);
    CHECK_THROWS_AS(limiter.attempt(-1), std::out_of_range);
    CHECK(tokens(limiter) == 10);
}
