// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/consecutive_failures_breaker.h"
#include "tests/engine/resilience/breaker_fixture.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using namespace std::chrono_literals;
using namespace tests;

namespace {

ConsecutiveFailuresOptions breakerOf(int failures, Clock::Duration breakDuration, BreakerCalls& calls)
{
    ConsecutiveFailuresOptions options;
    options.failures = failures;
    options.breaker.breakDuration = breakDuration;
    options.breaker.callbacks = calls.callbacks();
    return options;
}

} // namespace

TEST_CASE("P7B.1 circuit breaker: failures that do not follow each other leave it closed",
    "[resilience][breaker][conformance]")
{
    VirtualRuntime runtime;
    BreakerCalls calls;
    ConsecutiveFailuresBreaker breaker(runtime.clock(), breakerOf(2, 1min, calls));
    for (const bool succeeds : {false, true, false}) {
        CHECK(pass(breaker, succeeds ? Outcome<void>() : unavailable()));
        CHECK(breaker.state() == BreakerState::Closed);
    }
}

TEST_CASE("P7B.2 circuit breaker: the n-th failure in a row opens it, and is remembered",
    "[resilience][breaker][conformance]")
{
    VirtualRuntime runtime;
    BreakerCalls calls;
    const auto breaker = std::make_shared<ConsecutiveFailuresBreaker>(runtime.clock(), breakerOf(2, 1min, calls));
    const auto pipeline = pipelineOf(std::make_shared<BreakerStrategy>(breaker));
    const ScriptedCallee callee({unavailable("first"), unavailable("second"), {}});
    CHECK(call(runtime, pipeline, callee).error().message == "first");
    CHECK(breaker->state() == BreakerState::Closed);
    CHECK(call(runtime, pipeline, callee).error().message == "second");
    CHECK(breaker->state() == BreakerState::Open);
    const Outcome<void> refused = call(runtime, pipeline, callee);
    CHECK(kindOf(refused) == FailureKind::BrokenCircuit);
    REQUIRE(refused.error().cause);
    CHECK(refused.error().cause->message == "second");
    CHECK(callee.runs() == 2);
}

TEST_CASE("P7B.3 circuit breaker: a failure that is not handled has no effect", "[resilience][breaker][conformance]")
{
    VirtualRuntime runtime;
    BreakerCalls calls;
    ConsecutiveFailuresOptions options = breakerOf(2, 1min, calls);
    options.breaker.shouldHandle = [](const Failure& failure) { return failure.kind == FailureKind::Unavailable; };
    ConsecutiveFailuresBreaker breaker(runtime.clock(), options);
    CHECK(pass(breaker, rejected()));
    CHECK(pass(breaker, rejected()));
    CHECK(breaker.state() == BreakerState::Closed);
    CHECK(pass(breaker, unavailable()));
    CHECK(pass(breaker, rejected())); // neutral: it does not end the row
    CHECK(pass(breaker, unavailable()));
    CHECK(breaker.state() == BreakerState::Open);
}

TEST_CASE(
    "P7B.4 circuit breaker: reading the state after the break makes it half open", "[resilience][breaker][conformance]")
{
    VirtualRuntime runtime;
    BreakerCalls calls;
    const auto breaker = std::make_shared<ConsecutiveFailuresBreaker>(runtime.clock(), breakerOf(2, 1min, calls));
    CHECK(pass(*breaker, unavailable()));
    CHECK(pass(*breaker, unavailable()));
    runtime.advance(1min - 100ns);
    CHECK(breaker->state() == BreakerState::Open);
    runtime.advance(100ns);
    CHECK(breaker->view().state == BreakerState::Open); // a view changes nothing
    CHECK(breaker->state() == BreakerState::HalfOpen);
    CHECK(calls.halfOpened == 1);
    const ScriptedCallee callee(unavailable("still down"));
    CHECK(
        call(runtime, pipelineOf(std::make_shared<BreakerStrategy>(breaker)), callee).error().message == "still down");
    CHECK(callee.runs() == 1);
    CHECK(breaker->state() == BreakerState::Open);
}

TEST_CASE("circuit breaker: half open it lets one trial through for each break (P7-CB-2)", "[resilience][breaker]")
{
    VirtualRuntime runtime;
    BreakerCalls calls;
    ConsecutiveFailuresBreaker breaker(runtime.clock(), breakerOf(1, 1min, calls));
    CHECK(pass(breaker, unavailable()));
    runtime.advance(1min);
    CHECK(breaker.enter().trial);
    CHECK_FALSE(breaker.enter().isAllowed());
    CHECK(breaker.enter().refusal->retryAfter == 1min);
    runtime.advance(1min);
    const auto second = breaker.enter(); // the first has never returned
    CHECK(second.trial);
    breaker.report(second, cancelledOutcome());
    CHECK(breaker.state() == BreakerState::HalfOpen);
    runtime.advance(1min);
    CHECK(pass(breaker, {}));
    CHECK(breaker.state() == BreakerState::Closed);
    CHECK(calls.closed == 1);
}

TEST_CASE("P7B.9 circuit breaker: isolated, it stays so whatever time passes", "[resilience][breaker][conformance]")
{
    VirtualRuntime runtime;
    BreakerCalls calls;
    const auto breaker = std::make_shared<ConsecutiveFailuresBreaker>(runtime.clock(), breakerOf(2, 1min, calls));
    breaker->isolate();
    CHECK(calls.lastBreak == Clock::Duration::max());
    runtime.advance(1min);
    CHECK(breaker->state() == BreakerState::Isolated);
    const ScriptedCallee callee((Outcome<void>()));
    CHECK(kindOf(call(runtime, pipelineOf(std::make_shared<BreakerStrategy>(breaker)), callee))
        == FailureKind::BrokenCircuit);
    CHECK(callee.runs() == 0);
}

TEST_CASE("P7B.10 circuit breaker: closing it forgets the last failure", "[resilience][breaker][conformance]")
{
    VirtualRuntime runtime;
    BreakerCalls calls;
    ConsecutiveFailuresBreaker breaker(runtime.clock(), breakerOf(2, 1min, calls));
    CHECK(pass(breaker, unavailable()));
    CHECK(breaker.lastFailure() != nullptr); // set by each handled failure
    CHECK(pass(breaker, unavailable()));
    breaker.close();
    CHECK(breaker.lastFailure() == nullptr);
    CHECK(breaker.state() == BreakerState::Closed);
    CHECK(calls.closed == 1);
    CHECK(pass(breaker, unavailable()));
    CHECK(breaker.state() == BreakerState::Closed); // the row starts anew
}

TEST_CASE("circuit breaker: five in a row and 30 s, as the article has it (P7-CB-1)", "[resilience][breaker]")
{
    VirtualRuntime runtime;
    BreakerCalls calls;
    ConsecutiveFailuresBreaker breaker(runtime.clock(), breakerOf(5, 30s, calls));
    for (int n = 0; n < 5; ++n)
        CHECK(pass(breaker, unavailable()));
    CHECK_FALSE(pass(breaker, {}));
    CHECK(breaker.view().blockedUntil == 30s);
    REQUIRE(breaker.view().changes.size() == 1);
    CHECK(breaker.view().changes.front().cause.text() == "5 calls in a row failed, the last one: the downstream is down.");
    CHECK(breaker.view().failures == 5);
}

TEST_CASE("circuit breaker: a cancelled caller is told so even when it is open (P7-CB-3)", "[resilience][breaker]")
{
    VirtualRuntime runtime;
    BreakerCalls calls;
    const auto breaker = std::make_shared<ConsecutiveFailuresBreaker>(runtime.clock(), breakerOf(1, 1min, calls));
    CHECK(pass(*breaker, unavailable()));
    runtime.advance(1min);
    CancellationSource source;
    const CancellationToken token = source.token();
    source.cancel();
    const ScriptedCallee callee((Outcome<void>()));
    CHECK(kindOf(call(runtime, pipelineOf(std::make_shared<BreakerStrategy>(breaker)), callee, token))
        == FailureKind::Cancelled);
    CHECK(breaker->view().state == BreakerState::Open); // untouched
}

TEST_CASE("circuit breaker: late results while it is open are remembered or ignored (12.1)", "[resilience][breaker]")
{
    VirtualRuntime runtime;
    BreakerCalls calls;
    ConsecutiveFailuresBreaker breaker(runtime.clock(), breakerOf(1, 1min, calls));
    const auto early = breaker.enter();
    const auto other = breaker.enter();
    const auto third = breaker.enter();
    CHECK(pass(breaker, unavailable("breaking")));
    breaker.report(early, unavailable("late"));
    CHECK(breaker.lastFailure()->message == "late");
    CHECK(calls.opened == 1);
    breaker.report(other, {});
    CHECK(breaker.state() == BreakerState::Open);
    runtime.advance(1min);
    CHECK(breaker.state() == BreakerState::HalfOpen);
    breaker.report(third, unavailable());
    CHECK(breaker.state() == BreakerState::Open);
    CHECK(calls.opened == 2);
}

TEST_CASE("circuit breaker: a break of 0 and one without end are allowed (P7-CB-5)", "[resilience][breaker]")
{
    VirtualRuntime runtime;
    BreakerCalls calls;
    ConsecutiveFailuresBreaker none(runtime.clock(), breakerOf(1, 0s, calls));
    CHECK(pass(none, unavailable()));
    CHECK(none.enter().trial);
    CHECK(none.enter().trial);
    runtime.advance(1s);
    ConsecutiveFailuresBreaker endless(runtime.clock(), breakerOf(1, Clock::Duration::max(), calls));
    CHECK(pass(endless, unavailable()));
    runtime.advance(24h);
    CHECK(endless.state() == BreakerState::Open);
    CHECK_THROWS_AS(ConsecutiveFailuresBreaker(runtime.clock(), breakerOf(0, 1s, calls)), std::out_of_range);
    CHECK_THROWS_AS(ConsecutiveFailuresBreaker(runtime.clock(), breakerOf(1, -1ns, calls)), std::out_of_range);
}
