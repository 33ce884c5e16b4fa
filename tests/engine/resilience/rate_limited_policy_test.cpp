// SPDX-License-Identifier: GPL-3.0-or-later
// Limits by time as a scenario switches them on.
#include "tests/engine/resilience/guarded_policy.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace engine;
using namespace std::chrono_literals;
using namespace tests;

namespace {

/// `permits` a second.
ResilienceSpec limited(RateLimitKind kind, int permits, int burst, int queueLimit = 0)
{
    ResilienceSpec spec;
    spec.rateLimit = {kind, permits, 1000.0, burst, queueLimit};
    return spec;
}

ResilienceSpec bucket(int permits, int burst, int queueLimit = 0)
{
    return limited(RateLimitKind::TokenBucket, permits, burst, queueLimit);
}
ResilienceSpec spaced(int permits, int burst)
{
    return limited(RateLimitKind::Spaced, permits, burst);
}

/// How many of `calls` made at this instant get through.
int passing(Guarded& test, int calls)
{
    int good = 0;
    for (int n = 0; n < calls; ++n)
        good += test.run(ScriptedCallee((Outcome<void>()))) ? 1 : 0;
    return good;
}

} // namespace

TEST_CASE("rate limited policy: beyond the burst calls are refused, counted, and do not reach the downstream",
    "[resilience][policy][rate]")
{
    Guarded test(limited(GENERATE(RateLimitKind::TokenBucket, RateLimitKind::Spaced), 4, 10));
    CHECK_FALSE(test.policy.off());
    CHECK(passing(test, 15) == 10);
    CHECK(test.policy.view().rateRejections == 5);
    CHECK(test.policy.view().attempts == 10);
    CHECK(test.policy.view().limiterRejections == 0);
    const Outcome<void> refused = test.run(ScriptedCallee((Outcome<void>())));
    CHECK(kindOf(refused) == FailureKind::Unavailable);
    CHECK(refused.error().retryAfter > 0s);
    test.runtime.advance(1s);
    CHECK(passing(test, 15) == 4);
}

TEST_CASE(
    "rate limited policy: a bucket's permits come in together, spaced ones one by one", "[resilience][policy][rate]")
{
    Guarded together(bucket(4, 10));
    Guarded apart(spaced(4, 10));
    CHECK(passing(together, 10) == 10);
    CHECK(passing(apart, 10) == 10);
    together.runtime.advance(750ms);
    apart.runtime.advance(750ms);
    CHECK(passing(together, 10) == 0);
    CHECK(passing(apart, 10) == 3);
}

TEST_CASE(
    "rate limited policy: calls may queue for a bucket's permits, and are seen there", "[resilience][policy][rate]")
{
    Guarded test(bucket(2, 2, 3));
    CHECK(passing(test, 2) == 2);
    std::vector<Flow<Outcome<void>>> flows;
    for (OrderId order = 1; order <= 4; ++order)
        flows.push_back(test.start(ScriptedCallee((Outcome<void>())), order));
    CHECK(test.policy.view().rateQueued == 3);
    CHECK(test.policy.view().rateRejections == 1);
    REQUIRE(flows.back().isDone());
    CHECK(kindOf(flows.back().result()) == FailureKind::Unavailable);
    test.runtime.advance(1s);
    CHECK(test.policy.view().rateQueued == 1);
    SECTION("until their time comes")
    {
        test.runtime.runToTheEnd();
        CHECK(test.runtime.now() == 2s);
    }
    SECTION("or until there is more room")
    {
        test.policy.apply(bucket(1000, 2, 3));
        test.runtime.runToTheEnd();
        CHECK(test.runtime.now() == 2s); // a period that began at 1 s
    }
    SECTION("or until the period is shorter")
    {
        ResilienceSpec spec = bucket(2, 2, 3);
        spec.rateLimit.periodMs = 10.0;
        test.policy.apply(spec);
        test.runtime.runToTheEnd();
        CHECK(test.runtime.now() == 1010ms);
    }
    for (std::size_t n = 0; n < 3; ++n)
        CHECK(flows[n].result().has_value());
    CHECK(test.policy.view().rateQueued == 0);
}

TEST_CASE("rate limited policy: new numbers count the permits that there were, another kind starts full",
    "[resilience][policy][rate]")
{
    for (const RateLimitKind kind : {RateLimitKind::TokenBucket, RateLimitKind::Spaced}) {
        Guarded test(limited(kind, 1, 10));
        CHECK(passing(test, 7) == 7);
        ResilienceSpec spec = limited(kind, 2, 20);
        test.policy.apply(spec);
        CHECK(passing(test, 20) == 3);
        spec.retry.enabled = true; // something else: the limit stays as it is
        test.policy.apply(spec);
        spec.retry.enabled = false;
        test.policy.apply(spec);
        CHECK(passing(test, 20) == 0);
        spec.rateLimit.kind = kind == RateLimitKind::Spaced ? RateLimitKind::TokenBucket : RateLimitKind::Spaced;
        test.policy.apply(spec);
        CHECK(passing(test, 30) == 20);
        test.policy.apply({});
        CHECK(test.policy.off());
        CHECK(passing(test, 30) == 30);
    }
}

TEST_CASE(
    "rate limited policy: every attempt needs a permit, and a retry may get one later", "[resilience][policy][rate]")
{
    ResilienceSpec spec = spaced(1, 1);
    spec.retry = {true, 3, BackoffKind::Constant, 1000.0, 0.0, false};
    Guarded test(spec);
    int attempts = 0;
    CHECK(test.run(ScriptedCallee({unavailable(), {}}), 1, &attempts).has_value());
    CHECK(attempts == 2);
    CHECK(test.run(ScriptedCallee((Outcome<void>())), 2, &attempts).has_value());
    CHECK(attempts == 2);
    CHECK(test.runtime.now() == 2s);
    CHECK(test.policy.view().rateRejections == 1);
    CHECK(test.policy.view().attempts == 3);
}

TEST_CASE("rate limited policy: a spec outside its ranges changes nothing", "[resilience][policy][rate]")
{
    for (const RateLimitKind kind : {RateLimitKind::TokenBucket, RateLimitKind::Spaced}) {
        const ResilienceSpec good = limited(kind, 1, 1);
        const auto refuses = [&](auto spoil) {
            Guarded test(good);
            ResilienceSpec bad = good;
            spoil(bad.rateLimit);
            CHECK_THROWS_AS(test.policy.apply(bad), std::invalid_argument);
            CHECK(test.policy.spec() == good);
            CHECK_THROWS_AS(Guarded(bad), std::invalid_argument);
        };
        refuses([](RateLimitSpec& bad) { bad.permits = 0; });
        refuses([](RateLimitSpec& bad) { bad.periodMs = 0.0; });
        refuses([](RateLimitSpec& bad) { bad.burst = 0; });
    }
}
