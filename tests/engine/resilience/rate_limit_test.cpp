// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/rate_limit.h"
#include "tests/engine/resilience/guarded_call.h"
#include "tests/support/pool_runtime.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using namespace std::chrono_literals;
using namespace tests;

namespace {

constexpr auto kTick = 100ns; // of the peers' clocks

int grantedAtOnce(RateLimit& limit)
{
    int granted = 0;
    while (!limit.tryTake())
        ++granted;
    return granted;
}

} // namespace

TEST_CASE(
    "P7O.15 rate limit: the second call at the same instant is told the exact wait", "[resilience][rate][conformance]")
{
    for (const Clock::Duration span : {1s, 2s, 5s}) {
        VirtualRuntime runtime;
        RateLimit limit(runtime.clock(), {1, span, 1, {}});
        CHECK_FALSE(limit.tryTake());
        CHECK(limit.tryTake() == span);
        CHECK(limit.tryTake() == span); // asking costs nothing
    }
}

TEST_CASE("P7O.17 rate limit: however long the pause, it is worth one burst", "[resilience][rate][conformance]")
{
    VirtualRuntime runtime;
    RateLimit limit(runtime.clock(), {1, 1s, 100, {}});
    CHECK(grantedAtOnce(limit) == 100);
    for (const int times : {2, 5}) {
        runtime.advance(times * 100s);
        CHECK(grantedAtOnce(limit) == 100);
    }
}

TEST_CASE("rate limit: it starts full, and a pause does not double that (P7-RT-1)", "[resilience][rate]")
{
    VirtualRuntime runtime;
    RateLimit limit(runtime.clock(), {1, 1s, 3, {}});
    CHECK(limit.tokens() == 3);
    runtime.advance(1h);
    CHECK(grantedAtOnce(limit) == 3);
    CHECK(limit.tokens() == 0);
}

TEST_CASE("rate limit: one tick short of the interval is one tick to wait (P7-RT-1)", "[resilience][rate]")
{
    VirtualRuntime runtime;
    RateLimit limit(runtime.clock(), {4, 1s, 2, {}}); // one every 250 ms
    CHECK(grantedAtOnce(limit) == 2);
    runtime.advance(250ms - kTick);
    CHECK(limit.tryTake() == kTick);
    runtime.advance(kTick);
    CHECK_FALSE(limit.tryTake());
    CHECK(limit.tryTake() == 250ms);
}

TEST_CASE(
    "rate limit: after k intervals there are k tokens, and the rest of the time counts (P7-RT-1)", "[resilience][rate]")
{
    VirtualRuntime runtime;
    RateLimit limit(runtime.clock(), {1, 1s, 5, {}});
    CHECK(grantedAtOnce(limit) == 5);
    runtime.advance(3700ms);
    CHECK(limit.tokens() == 3);
    CHECK(grantedAtOnce(limit) == 3);
    CHECK(limit.tryTake() == 300ms);
}

TEST_CASE("rate limit: it can begin with fewer tokens", "[resilience][rate]")
{
    VirtualRuntime runtime;
    RateLimit limit(runtime.clock(), {1, 1s, 5, 2});
    CHECK(grantedAtOnce(limit) == 2);
    CHECK(limit.tryTake() == 1s);
    CHECK(RateLimit(runtime.clock(), {1, 1s, 5, 9}).tokens() == 5);
    CHECK(RateLimit(runtime.clock(), {1, 1s, 5, -1}).tokens() == 0);
}

TEST_CASE("rate limit: bad options are refused", "[resilience][rate]")
{
    VirtualRuntime runtime;
    const auto make = [&](const RateLimitOptions& options) { return RateLimit(runtime.clock(), options).tokens(); };
    CHECK_THROWS_AS(make({0, 1s, 1, {}}), std::invalid_argument);
    CHECK_THROWS_AS(make({1, 0s, 1, {}}), std::invalid_argument);
    CHECK_THROWS_AS(make({11, 10ns, 1, {}}), std::invalid_argument);
    CHECK_THROWS_AS(make({1, 1s, 0, {}}), std::invalid_argument);
    CHECK_THROWS_AS(make({1, 24h, 1'000'000, {}}), std::invalid_argument);
    CHECK(make({1'000'000'000, 1s, 1'000'000, {}}) == 1'000'000);
}

TEST_CASE("rate limit: a call that comes too early does not reach the callee, and knows when to come again",
    "[resilience][rate]")
{
    VirtualRuntime runtime;
    const auto limit = std::make_shared<RateLimit>(runtime.clock(), RateLimitOptions {1, 2s, 1, {}});
    int rejected = 0;
    const auto count = [&](const Failure& failure) { rejected += failure.retryAfter == 2s ? 1 : 0; };
    const auto pipeline = pipelineOf(std::make_shared<RateLimitStrategy>(limit, count));
    const ScriptedCallee callee((Outcome<void>()));
    CHECK(call(runtime, pipeline, callee).has_value());
    const Outcome<void> outcome = call(runtime, pipeline, callee);
    CHECK(kindOf(outcome) == FailureKind::Unavailable);
    CHECK(outcome.error().retryAfter == 2s);
    CHECK(rejected == 1);
    CHECK(callee.runs() == 1);
    runtime.advance(2s);
    CHECK(call(runtime, pipeline, callee).has_value());
}

TEST_CASE("rate limit: from many threads at one instant exactly the burst passes", "[resilience][rate][race]")
{
    PoolRuntime runtime(4);
    RateLimit limit(runtime.clock(), {1, 1s, 5'000, {}});
    std::atomic<int> granted = 0;
    std::atomic<int> wrong = 0;
    runtime.run([&] {
        for (int f = 0; f < 4; ++f) {
            runtime.scope().spawn([&] {
                for (int n = 0; n < 2'500; ++n) {
                    const auto wait = limit.tryTake();
                    granted += wait ? 0 : 1;
                    wrong += wait && *wait != 1s ? 1 : 0;
                }
            });
        }
    });
    CHECK(granted == 5'000);
    CHECK(wrong == 0);
}
