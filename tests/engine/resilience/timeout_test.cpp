// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/timeout.h"
#include "engine/runtime/delay.h"
#include "tests/engine/resilience/guarded_call.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using namespace std::chrono_literals;
using namespace tests;

namespace {

using Task = QCoro::Task<Outcome<void>>;

/// Takes `time`, unless its token stops it.
auto obedient(VirtualRuntime& runtime, Clock::Duration time)
{
    return [&runtime, time](
               int, const CancellationToken& token) -> Task { co_return co_await delay(runtime.clock(), time, token); };
}

/// Takes `time`, whatever its token says.
auto deaf(VirtualRuntime& runtime, Clock::Duration time, Outcome<void> answer = {})
{
    return [&runtime, time, answer](int, const CancellationToken&) -> Task {
        (void)co_await delay(runtime.clock(), time);
        Outcome<void> outcome = answer;
        co_return outcome;
    };
}

std::shared_ptr<const Pipeline> optimistic(VirtualRuntime& runtime, TimeoutOptions options)
{
    return pipelineOf(std::make_shared<OptimisticTimeout>(runtime.clock(), std::move(options)));
}

TimeoutOptions of(Clock::Duration timeout, int* told = nullptr)
{
    TimeoutOptions options;
    options.timeout = timeout;
    if (told)
        options.onTimeout = [told](const TimeoutEvent&) { ++*told; };
    return options;
}

} // namespace

TEST_CASE("P8T.1 timeout: a callee that takes too long ends as timed out", "[resilience][timeout][conformance]")
{
    VirtualRuntime runtime;
    int told = 0;
    CancellationSource caller;
    const CancellationToken live = caller.token();
    for (const CancellationToken& token : {CancellationToken::none(), live}) {
        const auto began = runtime.now();
        const Outcome<void> outcome = call(runtime, optimistic(runtime, of(2s, &told)), obedient(runtime, 4s), token);
        CHECK(kindOf(outcome) == FailureKind::TimedOut);
        CHECK(outcome.error().message.find("00:00:02") != std::string::npos);
        REQUIRE(outcome.error().cause);
        CHECK(outcome.error().cause->isCancelled());
        CHECK(outcome.error().cause->reason == CancelReason::Timeout);
        CHECK(runtime.now() - began == 2s);
    }
    CHECK(told == 2);
}

TEST_CASE("P8T.3 timeout: 0, less, or for ever means no limit", "[resilience][timeout][conformance]")
{
    for (const Clock::Duration answer : {Clock::Duration(0), Clock::Duration(-1ms), Clock::Duration::max()}) {
        VirtualRuntime runtime;
        TimeoutOptions options;
        options.generator = [answer] { return answer; };
        CHECK(call(runtime, optimistic(runtime, options), obedient(runtime, 48h)).has_value());
        CHECK(runtime.now() == 48h);
    }
}

TEST_CASE("P8T.4 timeout: the caller's cancellation comes out with the caller's token and reason",
    "[resilience][timeout][conformance]")
{
    for (const CancelReason reason :
        {CancelReason::Caller, CancelReason::Shutdown, CancelReason::Failure, CancelReason::Timeout}) {
        VirtualRuntime runtime;
        int told = 0;
        CancellationSource caller;
        const CancellationToken token = caller.token();
        const auto flow = startCall(runtime, optimistic(runtime, of(2s, &told)), obedient(runtime, 4s), token);
        runtime.advance(1s);
        caller.cancel(reason);
        runtime.runUntilIdle();
        REQUIRE(flow.isDone());
        CHECK(kindOf(flow.result()) == FailureKind::Cancelled);
        CHECK(flow.result().error().reason == reason);
        CHECK(flow.result().error().tokenId == token.id());
        REQUIRE(flow.result().error().cause); // the one with the linked token
        CHECK(flow.result().error().cause->tokenId != token.id());
        CHECK(told == 0);
        CHECK(runtime.clock().pendingTimers() == 0);
    }
}

TEST_CASE("P8T.9 timeout: whatever is not a cancellation passes unchanged", "[resilience][timeout][conformance]")
{
    VirtualRuntime runtime;
    CancellationSource caller;
    const CancellationToken token = caller.token();
    const auto cancelThen = [&caller](Outcome<void> answer) {
        return [&caller, answer](int, const CancellationToken&) -> Task {
            caller.cancel();
            Outcome<void> outcome = answer;
            co_return outcome;
        };
    };
    CHECK(kindOf(call(runtime, optimistic(runtime, of(2s)), cancelThen(unavailable()), token))
        == FailureKind::Unavailable);
    caller = CancellationSource();
    const CancellationToken other = caller.token();
    CHECK(call(runtime, optimistic(runtime, of(2s)), cancelThen({}), other).has_value());
}

TEST_CASE("timeout: it waits for a callee that ignores its token, and takes what that gives (PO-TO-2, PO-TO-3)",
    "[resilience][timeout]")
{
    VirtualRuntime runtime;
    int told = 0;
    CHECK(call(runtime, optimistic(runtime, of(2s, &told)), deaf(runtime, 5s)).has_value());
    CHECK(runtime.now() == 5s);
    CHECK(kindOf(call(runtime, optimistic(runtime, of(2s, &told)), deaf(runtime, 5s, unavailable())))
        == FailureKind::Unavailable);
    CHECK(told == 0);
}

TEST_CASE("timeout: when both have fired it is the caller's cancellation, others pass untouched (CT-11)",
    "[resilience][timeout]")
{
    VirtualRuntime runtime;
    CancellationSource caller;
    const CancellationToken token = caller.token();
    const auto flow = startCall(
        runtime, optimistic(runtime, of(2s)),
        [&](int, const CancellationToken& own) -> Task {
            (void)co_await delay(runtime.clock(), 5s);
            Outcome<void> outcome = tl::unexpected<Failure>(own.failure());
            co_return outcome;
        },
        token);
    runtime.advance(3s);
    caller.cancel(CancelReason::Shutdown);
    const Outcome<void> outcome = runtime.finish(flow);
    CHECK(kindOf(outcome) == FailureKind::Cancelled);
    CHECK(outcome.error().reason == CancelReason::Shutdown);

    const Outcome<void> foreign = call(runtime, optimistic(runtime, of(2s)),
        ScriptedCallee(Outcome<void>(tl::unexpected<Failure>(Failure::cancelled(CancelReason::Failure, 4711)))));
    CHECK(foreign.error().tokenId == 4711);
    CHECK(foreign.error().cause == nullptr);
}

TEST_CASE("timeout: the timer is off the clock when the callee was quicker", "[resilience][timeout]")
{
    VirtualRuntime runtime;
    CHECK(call(runtime, optimistic(runtime, of(2s)), obedient(runtime, 1s)).has_value());
    CHECK(runtime.clock().pendingTimers() == 0);
    CHECK(runtime.now() == 1s);
}

TEST_CASE("timeout: 10 ms to one day (PO-TO-1)", "[resilience][timeout]")
{
    VirtualRuntime runtime;
    CHECK_THROWS_AS(optimistic(runtime, of(10ms - 1ns)), std::out_of_range);
    CHECK_THROWS_AS(optimistic(runtime, of(24h + 1ns)), std::out_of_range);
    CHECK_NOTHROW(optimistic(runtime, of(10ms)));
    CHECK_NOTHROW(optimistic(runtime, of(24h)));
    CHECK(TimeoutOptions().timeout == 30s);
}

TEST_CASE("P7O.7 timeout: 50 ms for a callee of 3 s", "[resilience][timeout][conformance]")
{
    VirtualRuntime runtime;
    CHECK(kindOf(call(runtime, optimistic(runtime, of(50ms)), obedient(runtime, 3s))) == FailureKind::TimedOut);
    CHECK(runtime.now() == 50ms);
}

// --- pessimistic -----------------------------------------------------------------------------------------------------

namespace {

struct Pessimist {
    VirtualRuntime runtime;
    TaskScope scope {runtime.executor()};
    std::shared_ptr<OrphanCount> orphans = std::make_shared<OrphanCount>();
    std::vector<Flow<Outcome<void>>> left;
    int told = 0;

    std::shared_ptr<const Pipeline> pipeline(Clock::Duration timeout)
    {
        TimeoutOptions options;
        options.timeout = timeout;
        options.onTimeout = [this](const TimeoutEvent& event) {
            ++told;
            if (event.orphan.valid())
                left.push_back(event.orphan);
        };
        return pipelineOf(std::make_shared<PessimisticTimeout>(scope, orphans, options));
    }
};

} // namespace

TEST_CASE("P7O.11 timeout: it walks away from a callee that ignores its token, and says which",
    "[resilience][timeout][conformance]")
{
    Pessimist test;
    const auto flow = startCall(test.runtime, test.pipeline(250ms), deaf(test.runtime, 3s));
    test.runtime.advance(250ms);
    REQUIRE(flow.isDone());
    CHECK(kindOf(flow.result()) == FailureKind::TimedOut);
    REQUIRE(test.left.size() == 1);
    CHECK_FALSE(test.left.front().isDone());
    CHECK(test.orphans->read() == OrphanCount::Reading {1, 1});
    CHECK(test.scope.active() == 1);
    test.runtime.runToTheEnd();
    CHECK(test.runtime.now() == 3s);
    CHECK(test.left.front().result().has_value());
    CHECK(test.orphans->read() == OrphanCount::Reading {0, 1});
    CHECK(test.scope.active() == 0);
}

TEST_CASE("timeout: the token of what is left behind is cancelled all the same (P7-TO-1)", "[resilience][timeout]")
{
    Pessimist test;
    CHECK(kindOf(call(test.runtime, test.pipeline(250ms), obedient(test.runtime, 3s))) == FailureKind::TimedOut);
    test.runtime.runToTheEnd();
    CHECK(test.runtime.now() == 250ms);
    CHECK(test.told == 1);
    CHECK(test.orphans->read().now == 0);
}

TEST_CASE("timeout: a callee in time is no orphan, its answer passes, the timer is off the clock (P7-TO-2)",
    "[resilience][timeout]")
{
    Pessimist test;
    CHECK(call(test.runtime, test.pipeline(250ms), deaf(test.runtime, 100ms)).has_value());
    CHECK(kindOf(call(test.runtime, test.pipeline(250ms), deaf(test.runtime, 100ms, unavailable())))
        == FailureKind::Unavailable);
    test.runtime.runUntilIdle();
    CHECK(test.runtime.now() == 200ms);
    CHECK(test.runtime.clock().pendingTimers() == 0);
    CHECK(test.orphans->read() == OrphanCount::Reading {0, 0});
    CHECK(test.told == 0);
}

TEST_CASE(
    "timeout: a caller's cancel that the callee ignores does not shorten the wait (P7-TO-4)", "[resilience][timeout]")
{
    Pessimist test;
    CancellationSource caller;
    const CancellationToken token = caller.token();
    const auto flow = startCall(test.runtime, test.pipeline(250ms), deaf(test.runtime, 3s), token);
    test.runtime.advance(100ms);
    caller.cancel();
    test.runtime.advance(100ms);
    CHECK_FALSE(flow.isDone());
    test.runtime.advance(50ms);
    REQUIRE(flow.isDone());
    CHECK(kindOf(flow.result()) == FailureKind::TimedOut); // P7-TO-3: even though the caller has cancelled as well
    test.runtime.runToTheEnd();
}

TEST_CASE("timeout: a callee that hears the caller's cancel ends as cancelled, with the caller's reason",
    "[resilience][timeout]")
{
    Pessimist test;
    CancellationSource caller;
    const CancellationToken token = caller.token();
    const auto flow = startCall(test.runtime, test.pipeline(250ms), obedient(test.runtime, 3s), token);
    test.runtime.advance(100ms);
    caller.cancel(CancelReason::Shutdown);
    test.runtime.runUntilIdle();
    REQUIRE(flow.isDone());
    CHECK(kindOf(flow.result()) == FailureKind::Cancelled);
    CHECK(flow.result().error().reason == CancelReason::Shutdown);
    CHECK(flow.result().error().tokenId == token.id());
    CHECK(test.orphans->read().total == 0);
}

TEST_CASE("timeout: an orphan keeps its callee until it ends", "[resilience][timeout]")
{
    Pessimist test;
    auto owned = std::make_shared<int>(0);
    const std::weak_ptr<int> alive = owned;
    {
        auto& runtime = test.runtime;
        const Outcome<void> outcome = call(
            runtime, test.pipeline(250ms), [owned = std::move(owned), &runtime](int, const CancellationToken&) -> Task {
                (void)co_await delay(runtime.clock(), 3s);
                *owned += 1;
                co_return Outcome<void>();
            });
        CHECK(kindOf(outcome) == FailureKind::TimedOut);
    }
    test.left.clear();
    CHECK_FALSE(alive.expired());
    test.runtime.runToTheEnd();
    CHECK(alive.expired());
}
