// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/failure_ratio_breaker.h"
#include "engine/runtime/delay.h"
#include "tests/engine/resilience/breaker_fixture.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using namespace std::chrono_literals;
using namespace tests;

namespace {

/// Opens at two failures of two; breaks for 1 s.
FailureRatioOptions quick(BreakerCalls& calls)
{
    FailureRatioOptions options;
    options.failureRatio = 0.5;
    options.minimumThroughput = 2;
    options.samplingDuration = 10s;
    options.breaker.breakDuration = 1s;
    options.breaker.callbacks = calls.callbacks();
    return options;
}

void breakIt(CircuitBreaker& breaker)
{
    for (int n = 0; n < 2; ++n)
        REQUIRE(pass(breaker, unavailable()));
    REQUIRE(breaker.state() == BreakerState::Open);
}

} // namespace

TEST_CASE("P8B.1 circuit breaker: opens, refuses, tries, opens again, and closes", "[resilience][breaker][conformance]")
{
    VirtualRuntime runtime;
    BreakerCalls calls;
    FailureRatioOptions options = quick(calls);
    options.minimumThroughput = 10;
    const auto breaker = std::make_shared<FailureRatioBreaker>(runtime.clock(), options);
    const auto pipeline = pipelineOf(std::make_shared<BreakerStrategy>(breaker));
    for (int n = 0; n < 10; ++n)
        CHECK(kindOf(call(runtime, pipeline, ScriptedCallee(unavailable()))) == FailureKind::Unavailable);
    CHECK(calls.opened == 1);

    const ScriptedCallee refused((Outcome<void>()));
    CHECK(kindOf(call(runtime, pipeline, refused)) == FailureKind::BrokenCircuit);
    CHECK(refused.runs() == 0);
    CHECK(breaker->enter().refusal->retryAfter == 1s);
    runtime.advance(500ms);
    CHECK(breaker->enter().refusal->retryAfter == 500ms);
    runtime.advance(500ms);
    CHECK(kindOf(call(runtime, pipeline, ScriptedCallee(unavailable()))) == FailureKind::Unavailable);
    CHECK(calls.opened == 2);
    CHECK(calls.halfOpened == 1);
    CHECK(breaker->enter().refusal->retryAfter == 1s);
    runtime.advance(1s);
    CHECK(call(runtime, pipeline, ScriptedCallee((Outcome<void>()))).has_value());
    CHECK(calls.halfOpened == 2);
    CHECK(calls.closed == 1);
}

TEST_CASE("P8B.4 circuit breaker: a refusal says why, and carries the failure behind it",
    "[resilience][breaker][conformance]")
{
    VirtualRuntime runtime;
    BreakerCalls calls;
    FailureRatioBreaker breaker(runtime.clock(), quick(calls));
    SECTION("opened by a failure")
    {
        breakIt(breaker);
        const auto admission = breaker.enter();
        REQUIRE_FALSE(admission.isAllowed());
        CHECK(admission.refusal->kind == FailureKind::BrokenCircuit);
        CHECK(admission.refusal->message == "The circuit is now open and is not allowing calls.");
        REQUIRE(admission.refusal->cause);
        CHECK(admission.refusal->cause->message == unavailable().error().message);
        CHECK(breaker.lastFailure() == admission.refusal->cause);
    }
    SECTION("opened without one")
    {
        breaker.open();
        const auto admission = breaker.enter();
        CHECK(admission.refusal->cause == nullptr);
        CHECK(admission.refusal->retryAfter == 1s);
        CHECK(breaker.lastFailure() == nullptr);
    }
}

TEST_CASE("P8B.5 circuit breaker: one trial, everybody else is refused", "[resilience][breaker][conformance]")
{
    VirtualRuntime runtime;
    BreakerCalls calls;
    FailureRatioBreaker breaker(runtime.clock(), quick(calls));
    breakIt(breaker);
    runtime.advance(1s);
    CHECK(breaker.state() == BreakerState::Open); // reading it changes nothing
    const auto trial = breaker.enter();
    CHECK(trial.isAllowed());
    CHECK(trial.trial);
    CHECK(calls.halfOpened == 1);
    const auto second = breaker.enter();
    CHECK_FALSE(second.isAllowed());
    CHECK(second.refusal->retryAfter == 1s);
    CHECK(breaker.state() == BreakerState::HalfOpen);
    runtime.advance(1h); // a trial that never returns
    CHECK_FALSE(breaker.enter().isAllowed());
    CHECK(breaker.enter().refusal->retryAfter == 0s);
    CHECK(calls.halfOpened == 1);
}

TEST_CASE("P8B.7 circuit breaker: a trial that succeeds closes, one that fails opens and is not counted",
    "[resilience][breaker][conformance]")
{
    VirtualRuntime runtime;
    BreakerCalls calls;
    FailureRatioBreaker breaker(runtime.clock(), quick(calls));
    breakIt(breaker);
    runtime.advance(1s);
    const auto trial = breaker.enter();
    SECTION("success: metrics start anew")
    {
        breaker.report(trial, {});
        CHECK(breaker.state() == BreakerState::Closed);
        CHECK(breaker.view().throughput == 0);
        CHECK(breaker.lastFailure() == nullptr);
    }
    SECTION("failure: not counted")
    {
        breaker.report(trial, unavailable());
        CHECK(breaker.state() == BreakerState::Open);
        CHECK(breaker.view().failures == 2);
        CHECK(breaker.view().throughput == 2);
    }
}

TEST_CASE(
    "P8B.8 circuit breaker: a success closes it when half open, and only then", "[resilience][breaker][conformance]")
{
    VirtualRuntime runtime;
    BreakerCalls calls;
    FailureRatioBreaker breaker(runtime.clock(), quick(calls));
    const auto early = breaker.enter();
    SECTION("half open")
    {
        breakIt(breaker);
        runtime.advance(1s);
        (void)breaker.enter();
        breaker.report(early, {});
        CHECK(breaker.state() == BreakerState::Closed);
        CHECK(calls.closed == 1);
        CHECK_FALSE(calls.lastWasManual);
    }
    SECTION("isolated")
    {
        breaker.isolate();
        breaker.report(early, {});
        CHECK(breaker.state() == BreakerState::Isolated);
        CHECK(calls.closed == 0);
    }
    SECTION("closed")
    {
        breaker.report(early, {});
        CHECK(breaker.state() == BreakerState::Closed);
        CHECK(calls.closed == 0);
    }
    SECTION("open")
    {
        breakIt(breaker);
        breaker.report(early, {});
        CHECK(breaker.state() == BreakerState::Open);
        CHECK(breaker.view().throughput == 3);
    }
}

TEST_CASE("P8B.11 circuit breaker: the generator says how long to break", "[resilience][breaker][conformance]")
{
    VirtualRuntime runtime;
    BreakerCalls calls;
    FailureRatioOptions options = quick(calls);
    std::optional<BreakRequest> asked;
    options.breakDurationGenerator = [&](const BreakRequest& request) {
        asked = request;
        return 42min;
    };
    FailureRatioBreaker breaker(runtime.clock(), options);
    runtime.advance(12h + 34min + 56s);
    CHECK(pass(breaker, {}));
    CHECK(pass(breaker, unavailable()));
    REQUIRE(asked);
    CHECK(asked->failures == 1);
    CHECK(asked->failureRatio == 0.5);
    CHECK(breaker.view().blockedUntil == 13h + 16min + 56s);
    CHECK(calls.lastBreak == 42min);
}

TEST_CASE("circuit breaker: the generator hears of the trials since the last close (PO-CB-5)", "[resilience][breaker]")
{
    VirtualRuntime runtime;
    BreakerCalls calls;
    FailureRatioOptions options = quick(calls);
    std::vector<int> attempts;
    options.breakDurationGenerator = [&](const BreakRequest& request) {
        attempts.push_back(request.halfOpenAttempts);
        return 1s;
    };
    FailureRatioBreaker breaker(runtime.clock(), options);
    const auto failTrials = [&](int count) {
        for (int n = 0; n < count; ++n) {
            runtime.advance(1s);
            CHECK(pass(breaker, unavailable()));
        }
    };
    breakIt(breaker);
    failTrials(4);
    runtime.advance(1s);
    CHECK(pass(breaker, {})); // closes
    breakIt(breaker);
    failTrials(2);
    CHECK(attempts == std::vector {0, 1, 2, 3, 4, 0, 1, 2});
    breaker.isolate();
    CHECK(attempts.size() == 9); // asked here too
    CHECK(calls.lastBreak == Clock::Duration::max());
}

TEST_CASE(
    "P8B.13 circuit breaker: a failed trial breaks again for the whole time", "[resilience][breaker][conformance]")
{
    VirtualRuntime runtime;
    BreakerCalls calls;
    FailureRatioBreaker breaker(runtime.clock(), quick(calls));
    breakIt(breaker);
    runtime.advance(1s);
    CHECK(pass(breaker, unavailable()));
    runtime.advance(1ms);
    CHECK(breaker.enter().refusal->retryAfter == 999ms);
    runtime.advance(2s);
    const auto trial = breaker.enter();
    CHECK(trial.isAllowed());
    CHECK(breaker.state() == BreakerState::HalfOpen);
    breaker.report(trial, {});
    CHECK(breaker.state() == BreakerState::Closed);
}

TEST_CASE("P8B.14 circuit breaker: throughput and ratio both have to be reached, by a failure",
    "[resilience][breaker][conformance]")
{
    struct Row {
        int successes;
        int failures;
        bool opens;
    };
    // (throughput, ratio) of (10, 0), (10, 0.1), (10, 0.2), (11, 0.18), (9, 0.11), with 10 and 0.1 required
    for (const Row row :
        {Row {10, 0, false}, Row {9, 1, true}, Row {8, 2, true}, Row {9, 2, true}, Row {8, 1, false}}) {
        VirtualRuntime runtime;
        BreakerCalls calls;
        FailureRatioOptions options = quick(calls);
        options.failureRatio = 0.1;
        options.minimumThroughput = 10;
        FailureRatioBreaker breaker(runtime.clock(), options);
        for (int n = 1; n < row.failures; ++n)
            CHECK(pass(breaker, unavailable()));
        for (int n = 0; n < row.successes; ++n)
            CHECK(pass(breaker, {}));
        if (row.failures > 0)
            CHECK(pass(breaker, unavailable()));
        CHECK((breaker.state() == BreakerState::Open) == row.opens);
    }
}

TEST_CASE("circuit breaker: a success never opens it (PO-CB-2)", "[resilience][breaker]")
{
    VirtualRuntime runtime;
    BreakerCalls calls;
    FailureRatioOptions options = quick(calls);
    options.minimumThroughput = 4;
    FailureRatioBreaker breaker(runtime.clock(), options);
    for (int n = 0; n < 3; ++n)
        CHECK(pass(breaker, unavailable()));
    CHECK(pass(breaker, {})); // 3 of 4 now, which is enough
    CHECK(breaker.state() == BreakerState::Closed);
    CHECK(pass(breaker, unavailable()));
    CHECK(breaker.state() == BreakerState::Open);
}

TEST_CASE("P8B.17 circuit breaker: after dispose every use is refused", "[resilience][breaker][conformance]")
{
    VirtualRuntime runtime;
    BreakerCalls calls;
    FailureRatioBreaker breaker(runtime.clock(), quick(calls));
    const auto early = breaker.enter();
    breaker.dispose();
    CHECK_THROWS_AS(breaker.state(), DisposedError);
    CHECK_THROWS_AS(breaker.lastFailure(), DisposedError);
    CHECK_THROWS_AS(breaker.isolate(), DisposedError);
    CHECK_THROWS_AS(breaker.open(), DisposedError);
    CHECK_THROWS_AS(breaker.close(), DisposedError);
    CHECK_THROWS_AS(breaker.enter(), DisposedError);
    CHECK_THROWS_AS(breaker.report(early, {}), DisposedError);
    CHECK_THROWS_AS(breaker.report(early, unavailable()), DisposedError);
}

TEST_CASE(
    "D.CBL circuit breaker: a late failure opens it while the trial is still out", "[resilience][breaker][conformance]")
{
    VirtualRuntime runtime;
    BreakerCalls calls;
    FailureRatioBreaker breaker(runtime.clock(), quick(calls));
    const auto early = breaker.enter();
    breakIt(breaker);
    runtime.advance(1s);
    const auto trial = breaker.enter();
    breaker.report(early, unavailable());
    CHECK(breaker.state() == BreakerState::Open);
    CHECK(calls.opened == 2);
    breaker.report(trial, {}); // only counts
    CHECK(breaker.state() == BreakerState::Open);
    CHECK(calls.closed == 0);
    CHECK(breaker.view().throughput == 3);
    CHECK(breaker.view().changes.back().cause.text().find("began earlier") != std::string::npos);
}

TEST_CASE(
    "D.CBC circuit breaker: a trial that its caller cancels closes the circuit", "[resilience][breaker][conformance]")
{
    VirtualRuntime runtime;
    BreakerCalls calls;
    const auto breaker = std::make_shared<FailureRatioBreaker>(runtime.clock(), quick(calls));
    breakIt(*breaker);
    runtime.advance(1s);
    CancellationSource source;
    const CancellationToken token = source.token();
    const auto flow = startCall(
        runtime, pipelineOf(std::make_shared<BreakerStrategy>(breaker)),
        [&](int, const CancellationToken& own) -> QCoro::Task<Outcome<void>> {
            co_return co_await delay(runtime.clock(), 1h, own);
        },
        token);
    CHECK(breaker->state() == BreakerState::HalfOpen);
    source.cancel();
    runtime.runUntilIdle();
    CHECK(kindOf(flow.result()) == FailureKind::Cancelled);
    CHECK(breaker->state() == BreakerState::Closed);
    CHECK(calls.closed == 1);
}

TEST_CASE(
    "circuit breaker: late results in Open and Isolated touch the metrics only (PO-CB-4)", "[resilience][breaker]")
{
    VirtualRuntime runtime;
    BreakerCalls calls;
    FailureRatioBreaker breaker(runtime.clock(), quick(calls));
    const auto first = breaker.enter();
    const auto second = breaker.enter();
    breakIt(breaker);
    runtime.advance(500ms);
    breaker.report(first, unavailable());
    CHECK(calls.opened == 1);
    CHECK(breaker.view().blockedUntil == 1s); // no extension
    breaker.isolate();
    breaker.report(second, unavailable());
    CHECK(breaker.view().failures == 4);
    CHECK(breaker.state() == BreakerState::Isolated);
    CHECK(breaker.view().blockedUntil == -1ns);
}

TEST_CASE("circuit breaker: time does not end isolation, close does (PO-CB-6, PO-CB-7)", "[resilience][breaker]")
{
    VirtualRuntime runtime;
    BreakerCalls calls;
    FailureRatioBreaker breaker(runtime.clock(), quick(calls));
    breaker.isolate();
    CHECK(calls.opened == 1);
    CHECK(calls.lastWasManual);
    CHECK(calls.lastBreak == Clock::Duration::max());
    runtime.advance(24h);
    const auto admission = breaker.enter();
    CHECK_FALSE(admission.isAllowed());
    CHECK_FALSE(admission.refusal->retryAfter);
    CHECK(admission.refusal->kind == FailureKind::BrokenCircuit);
    breaker.close();
    CHECK(calls.closed == 1);
    CHECK(calls.lastWasManual);
    breaker.close(); // closed already: no second OnClosed
    CHECK(calls.closed == 1);
    CHECK(pass(breaker, {}));
}

TEST_CASE("circuit breaker: one control drives many breakers, those made later too (PO-CB-7)", "[resilience][breaker]")
{
    VirtualRuntime runtime;
    BreakerCalls calls;
    BreakerControl control;
    FailureRatioOptions options = quick(calls);
    options.breaker.control = &control;
    FailureRatioBreaker first(runtime.clock(), options);
    control.isolate();
    CHECK(first.state() == BreakerState::Isolated);
    ConsecutiveFailuresOptions other;
    other.breaker.control = &control;
    ConsecutiveFailuresBreaker second(runtime.clock(), other);
    CHECK(second.state() == BreakerState::Isolated);
    first.dispose();
    CHECK_NOTHROW(control.close()); // the disposed one is let go
    CHECK(second.state() == BreakerState::Closed);
    FailureRatioBreaker third(runtime.clock(), options);
    CHECK(third.state() == BreakerState::Closed);
}

TEST_CASE("circuit breaker: what is not handled counts as a success (PO-CB-1)", "[resilience][breaker]")
{
    VirtualRuntime runtime;
    BreakerCalls calls;
    FailureRatioOptions options = quick(calls);
    options.breaker.shouldHandle = [](const Failure& failure) { return failure.kind == FailureKind::Unavailable; };
    FailureRatioBreaker breaker(runtime.clock(), options);
    for (int n = 0; n < 5; ++n)
        CHECK(pass(breaker, rejected()));
    CHECK(breaker.view().throughput == 5);
    CHECK(breaker.view().failures == 0);
    CHECK(breaker.state() == BreakerState::Closed);
}

TEST_CASE("circuit breaker: a break that exceeds the end of time lasts until then (PO-CB-5)", "[resilience][breaker]")
{
    VirtualRuntime runtime;
    BreakerCalls calls;
    FailureRatioOptions options = quick(calls);
    options.breakDurationGenerator = [](const BreakRequest&) { return Clock::Duration::max(); };
    FailureRatioBreaker breaker(runtime.clock(), options);
    runtime.advance(1h);
    breakIt(breaker);
    CHECK(breaker.view().blockedUntil == Clock::Duration::max());
    CHECK_FALSE(breaker.enter().isAllowed());
}

TEST_CASE("circuit breaker: each move is logged with its time and a sentence that says why", "[resilience][breaker]")
{
    VirtualRuntime runtime;
    BreakerCalls calls;
    FailureRatioBreaker breaker(runtime.clock(), quick(calls));
    runtime.advance(3s);
    breakIt(breaker);
    runtime.advance(1s);
    CHECK(pass(breaker, {}));
    breaker.isolate();
    const BreakerView view = breaker.view();
    REQUIRE(view.changes.size() == 4);
    const auto isMove = [&view](std::size_t index, Clock::Duration at, BreakerState from, BreakerState to) {
        const BreakerChange& change = view.changes[index];
        return change.at == at && change.from == from && change.to == to;
    };
    CHECK(isMove(0, 3s, BreakerState::Closed, BreakerState::Open));
    CHECK(view.changes[0].cause.text()
        == "2 of 2 calls failed within 10 s: 100 %, and it opens at 50 %. The last one: the downstream is down.");
    CHECK(isMove(1, 4s, BreakerState::Open, BreakerState::HalfOpen));
    CHECK(view.changes[1].cause.text() == "The break is over: one call may try.");
    CHECK(isMove(2, 4s, BreakerState::HalfOpen, BreakerState::Closed));
    CHECK(view.changes[2].cause.text() == "The trial call succeeded.");
    CHECK(isMove(3, 4s, BreakerState::Closed, BreakerState::Isolated));
    CHECK(view.changes[3].cause.text() == "It was isolated by hand.");
    for (int n = 0; n < 200; ++n) {
        breaker.close();
        breaker.isolate();
    }
    CHECK(breaker.view().changes.size() == BoundedLog<BreakerChange>::kCapacity);
    CHECK(breaker.view().droppedChanges == 404 - 256);
}

TEST_CASE("circuit breaker: options outside their ranges are refused", "[resilience][breaker]")
{
    VirtualRuntime runtime;
    BreakerCalls calls;
    const auto refuses = [&](auto change) {
        FailureRatioOptions options = quick(calls);
        change(options);
        CHECK_THROWS_AS(FailureRatioBreaker(runtime.clock(), options), std::out_of_range);
    };
    refuses([](FailureRatioOptions& options) { options.failureRatio = 1.01; });
    refuses([](FailureRatioOptions& options) { options.failureRatio = -0.01; });
    refuses([](FailureRatioOptions& options) { options.minimumThroughput = 1; });
    refuses([](FailureRatioOptions& options) { options.samplingDuration = 499ms; });
    refuses([](FailureRatioOptions& options) { options.breaker.breakDuration = 25h; });
}
