// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/delay.h"
#include "engine/runtime/random.h"
#include "tests/engine/resilience/guarded_policy.h"
#include "tests/support/pool_runtime.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using namespace std::chrono_literals;
using namespace tests;

namespace {

using Task = QCoro::Task<Outcome<void>>;

ResilienceSpec retrying()
{
    ResilienceSpec spec;
    spec.retry.enabled = true;
    return spec;
}
ResilienceSpec breaking(BreakerKind kind = BreakerKind::ConsecutiveFailures)
{
    ResilienceSpec spec;
    spec.breaker.kind = kind;
    return spec;
}
ResilienceSpec limited(int permitLimit, int queueLimit)
{
    ResilienceSpec spec;
    spec.limiter = {true, permitLimit, queueLimit};
    return spec;
}
ResilienceSpec timed(TimeoutKind kind)
{
    ResilienceSpec spec;
    spec.timeout.kind = kind;
    return spec;
}

} // namespace

TEST_CASE("downstream policy: everything is off by default, and off is the callee alone", "[resilience][policy]")
{
    Guarded test((ResilienceSpec()));
    CHECK(test.policy.off());
    CHECK(test.policy.view().off);
    const ScriptedCallee callee(unavailable());
    CHECK(kindOf(test.run(callee)) == FailureKind::Unavailable);
    CHECK(callee.runs() == 1);
    CHECK(test.policy.view().attempts == 1);
    for (const ResilienceSpec& spec : {retrying(), breaking(), limited(1, 0), timed(TimeoutKind::Optimistic)})
        CHECK_FALSE(Guarded(spec).policy.off());
}

TEST_CASE(
    "downstream policy: switched on, retry is the article's: three times, 240 ms and more", "[resilience][policy]")
{
    Guarded test(retrying());
    int attempts = 0;
    const ScriptedCallee callee(unavailable());
    CHECK(kindOf(test.run(callee, 1, &attempts)) == FailureKind::Unavailable);
    CHECK(attempts == 4);
    CHECK(callee.attempts() == std::vector {1, 2, 3, 4});
    CHECK(test.runtime.now() >= 3 * 40ms + 1200ms);
    CHECK(test.runtime.now() < 3 * 120ms + 1200ms);
    const PolicyView view = test.policy.view();
    CHECK(view.attempts == 4);
    CHECK(view.retries == 3);
    CHECK(view.name == "payment provider");

    const auto first = test.runtime.now();
    CHECK(test.run(ScriptedCallee({unavailable(), {}}), 2, &attempts).has_value());
    CHECK(attempts == 2);
    const auto wait = test.runtime.now() - first;
    CHECK(wait == 200ms + 40ms + Clock::Duration(std::llround(80e6 * drawUniform(7, DrawPurpose::Jitter, 2, 1, 1))));
}

TEST_CASE(
    "downstream policy: a refusal for a reason of business is neither retried nor counted", "[resilience][policy]")
{
    ResilienceSpec spec = breaking();
    spec.retry.enabled = true;
    Guarded test(spec);
    const ScriptedCallee callee(rejected());
    for (int n = 0; n < 20; ++n)
        CHECK(kindOf(test.run(callee)) == FailureKind::Rejected);
    CHECK(callee.runs() == 20);
    CHECK(test.policy.view().breaker.state == BreakerState::Closed);
    CHECK(test.policy.view().breaker.failures == 0);
    CHECK(test.policy.view().retries == 0);
}

TEST_CASE("downstream policy: switched on, the breaker is the article's: five in a row, 30 s", "[resilience][policy]")
{
    Guarded test(breaking());
    const ScriptedCallee down(unavailable());
    for (int n = 0; n < 7; ++n)
        CHECK(kindOf(test.run(down)) == (n < 5 ? FailureKind::Unavailable : FailureKind::BrokenCircuit));
    CHECK(down.runs() == 5);
    PolicyView view = test.policy.view();
    CHECK(view.brokenCircuitRejections == 2);
    CHECK(view.attempts == 5);
    CHECK(view.breaker.state == BreakerState::Open);
    CHECK(view.breaker.blockedUntil == 30s);
    REQUIRE(view.breaker.changes.size() == 1);
    test.runtime.advance(30s);
    CHECK(test.run(ScriptedCallee((Outcome<void>()))).has_value());
    view = test.policy.view();
    CHECK(view.breaker.state == BreakerState::Closed);
    CHECK(view.breaker.changes.size() == 3);
}

TEST_CASE("downstream policy: an open breaker inside a retry fails fast", "[resilience][policy]")
{
    ResilienceSpec spec = breaking();
    spec.retry.enabled = true;
    spec.breaker.failures = 2;
    Guarded test(spec);
    int attempts = 0;
    const ScriptedCallee down(unavailable());
    CHECK(kindOf(test.run(down, 1, &attempts)) == FailureKind::BrokenCircuit); // the third try
    CHECK(attempts == 3);
    CHECK(down.runs() == 2);
    const auto now = test.runtime.now();
    CHECK(kindOf(test.run(down, 2, &attempts)) == FailureKind::BrokenCircuit);
    CHECK(test.runtime.now() == now);
    CHECK(attempts == 1);
}

TEST_CASE("downstream policy: the failure ratio counts what is transient only", "[resilience][policy]")
{
    ResilienceSpec spec = breaking(BreakerKind::FailureRatio);
    spec.breaker.failureRatio = 0.5;
    spec.breaker.minimumThroughput = 4;
    Guarded test(spec);
    (void)test.run(ScriptedCallee(rejected()));
    (void)test.run(ScriptedCallee(rejected()));
    (void)test.run(ScriptedCallee(unavailable()));
    CHECK(test.policy.view().breaker.failureRatio == 1.0 / 3.0);
    (void)test.run(ScriptedCallee(unavailable()));
    CHECK(test.policy.view().breaker.state == BreakerState::Open);
    CHECK(test.policy.view().breaker.throughput == 4);
}

TEST_CASE("downstream policy: two seconds for a call, politely", "[resilience][policy]")
{
    Guarded test(timed(TimeoutKind::Optimistic));
    CHECK(kindOf(test.run(test.slow(3s))) == FailureKind::TimedOut);
    CHECK(test.runtime.now() == 2s);
    CHECK(test.run(test.deaf(3s)).has_value());
    CHECK(test.policy.view().timeouts == 1);
    CHECK(test.policy.view().orphansTotal == 0);
}

TEST_CASE(
    "downstream policy: two seconds for a call, walking away; each retry leaves an orphan", "[resilience][policy]")
{
    ResilienceSpec spec = timed(TimeoutKind::Pessimistic);
    spec.retry = {true, 1, BackoffKind::Constant, 0.0, 0.0, false};
    Guarded test(spec);
    std::vector<int> attempts;
    const auto flow = test.start([&](int attempt, const CancellationToken&) -> Task {
        attempts.push_back(attempt);
        co_return co_await delay(test.runtime.clock(), 5s);
    });
    test.runtime.advance(4s);
    REQUIRE(flow.isDone());
    CHECK(kindOf(flow.result()) == FailureKind::TimedOut);
    CHECK(attempts == std::vector {1, 2});
    CHECK(test.policy.view().orphansNow == 2);
    test.runtime.advance(1s);
    CHECK(test.policy.view().orphansNow == 1);
    test.runtime.runToTheEnd();
    CHECK(test.policy.view().orphansNow == 0);
    CHECK(test.policy.view().orphansTotal == 2);
    CHECK(test.policy.view().timeouts == 2);
    CHECK(test.runtime.now() == 7s);
}

TEST_CASE("downstream policy: the caller's cancellation keeps its reason through all layers", "[resilience][policy]")
{
    for (const TimeoutKind kind : {TimeoutKind::Optimistic, TimeoutKind::Pessimistic}) {
        for (const CancelReason reason : {CancelReason::Caller, CancelReason::Shutdown, CancelReason::Failure}) {
            ResilienceSpec spec = breaking();
            spec.retry.enabled = true;
            spec.timeout.kind = kind;
            spec.limiter.enabled = true;
            Guarded test(spec);
            CancellationSource source;
            const CancellationToken token = source.token();
            const auto flow = test.start(test.slow(3s), 1, token);
            test.runtime.advance(1s);
            source.cancel(reason);
            test.runtime.runUntilIdle();
            REQUIRE(flow.isDone());
            CHECK(kindOf(flow.result()) == FailureKind::Cancelled);
            CHECK(flow.result().error().reason == reason);
            CHECK(flow.result().error().tokenId == token.id());
            CHECK(test.policy.view().breaker.failures == 0);
            CHECK(test.policy.view().retries == 0);
            CHECK(test.policy.view().timeouts == 0);
            CHECK(test.policy.view().limiter.permitsInUse == 0);
        }
    }
}

TEST_CASE("downstream policy: the limiter queues, rejects, and is seen", "[resilience][policy]")
{
    Guarded test(limited(1, 1));
    const auto first = test.start(test.slow(1s));
    const auto second = test.start(test.slow(1s));
    const auto third = test.start(test.slow(1s));
    REQUIRE(third.isDone());
    CHECK(kindOf(third.result()) == FailureKind::Unavailable);
    const PolicyView view = test.policy.view();
    CHECK(view.limiter.enabled);
    CHECK(view.limiter.permitsInUse == 1);
    CHECK(view.limiter.queued == 1);
    CHECK(view.limiterRejections == 1);
    CHECK(view.attempts == 1);
    test.runtime.runToTheEnd();
    CHECK(first.result().has_value());
    CHECK(second.result().has_value());
    CHECK(test.runtime.now() == 2s);
}

TEST_CASE("downstream policy: chaos is counted, and does not reach the downstream", "[resilience][policy]")
{
    ResilienceSpec spec;
    spec.chaos = {true, 1.0, 1.0, 500.0};
    Guarded faulty(spec);
    const ScriptedCallee callee((Outcome<void>()));
    const Outcome<void> outcome = faulty.run(callee);
    CHECK(kindOf(outcome) == FailureKind::Unavailable);
    CHECK(outcome.error().message.find("payment provider") != std::string::npos);
    CHECK(callee.runs() == 0);
    CHECK(faulty.policy.view().faultsInjected == 1);
    CHECK(faulty.policy.view().latenciesInjected == 0);

    spec.chaos.faultRate = 0.0;
    Guarded late(spec);
    CHECK(late.run(callee).has_value());
    CHECK(late.runtime.now() == 500ms);
    CHECK(late.policy.view().latenciesInjected == 1);
}

TEST_CASE("downstream policy: the order of the layers is the spec's", "[resilience][policy]")
{
    // Chaos outside the retry is not retried, inside it is.
    ResilienceSpec spec = retrying();
    spec.chaos = {true, 1.0, 0.0, 0.0};
    int attempts = 0;
    CHECK_FALSE(Guarded(spec).run(ScriptedCallee((Outcome<void>())), 1, &attempts).has_value());
    CHECK(attempts == 4);
    std::reverse(spec.order.begin(), spec.order.end());
    CHECK_FALSE(Guarded(spec).run(ScriptedCallee((Outcome<void>())), 1, &attempts).has_value());
    CHECK(attempts == 1);
    spec.order.front() = spec.order.back();
    CHECK_THROWS_AS(Guarded(spec), std::invalid_argument);
}

TEST_CASE("downstream policy: apply takes effect for the next call, those under way finish as they began",
    "[resilience][policy]")
{
    Guarded test(timed(TimeoutKind::Optimistic));
    const auto old = test.start(test.slow(3s));
    test.policy.apply({});
    CHECK(test.policy.off());
    const auto fresh = test.start(test.slow(3s));
    test.runtime.runToTheEnd();
    CHECK(kindOf(old.result()) == FailureKind::TimedOut);
    CHECK(fresh.result().has_value());
    CHECK(test.policy.spec() == ResilienceSpec());
}

TEST_CASE("downstream policy: a breaker outlives what is changed around it, and starts anew when it is changed itself",
    "[resilience][policy]")
{
    Guarded test(breaking());
    CHECK(test.policy.openBreaker());
    ResilienceSpec spec = breaking();
    spec.retry.enabled = true;
    test.policy.apply(spec);
    CHECK(test.policy.view().breaker.state == BreakerState::Open);
    spec.breaker.failures = 6;
    test.policy.apply(spec);
    const PolicyView changed = test.policy.view();
    CHECK(changed.breaker.state == BreakerState::Closed);
    REQUIRE(changed.breaker.changes.size() == 2);
    CHECK(changed.breaker.changes.back().cause.text() == "Its settings were changed: it starts anew.");
    CHECK(test.policy.isolateBreaker());
    test.policy.apply({});
    const PolicyView gone = test.policy.view();
    CHECK_FALSE(gone.breaker.enabled);
    CHECK(gone.breaker.changes.back().cause.text() == "It was switched off.");
    CHECK_FALSE(test.policy.isolateBreaker());
    CHECK_FALSE(test.policy.openBreaker());
    CHECK_FALSE(test.policy.closeBreaker());
}

TEST_CASE("downstream policy: a breaker can be isolated and closed by hand", "[resilience][policy]")
{
    Guarded test(breaking());
    CHECK(test.policy.isolateBreaker());
    CHECK(kindOf(test.run(ScriptedCallee((Outcome<void>())))) == FailureKind::BrokenCircuit);
    CHECK(test.policy.view().breaker.state == BreakerState::Isolated);
    CHECK(test.policy.closeBreaker());
    CHECK(test.run(ScriptedCallee((Outcome<void>()))).has_value());
}

TEST_CASE("downstream policy: new limits count the calls that are under way", "[resilience][policy]")
{
    Guarded test(limited(2, 0));
    const auto first = test.start(test.slow(1s));
    const auto second = test.start(test.slow(1s));
    test.policy.apply(limited(1, 1));
    const auto third = test.start(test.slow(1s));
    CHECK(test.policy.view().limiter.permitsInUse == 2);
    CHECK(test.policy.view().limiter.queued == 1);
    test.runtime.advance(1s);
    CHECK(test.policy.view().limiter.permitsInUse == 1);
    test.runtime.runToTheEnd();
    CHECK(third.result().has_value());
    CHECK(test.runtime.now() == 2s);
}

TEST_CASE("downstream policy: a spec outside its ranges changes nothing", "[resilience][policy]")
{
    const auto refuses = [](auto spoil) {
        Guarded test(breaking());
        ResilienceSpec bad = breaking();
        spoil(bad);
        CHECK_THROWS(test.policy.apply(bad));
        CHECK(test.policy.spec() == breaking());
        CHECK_THROWS(Guarded(bad));
    };
    refuses([](ResilienceSpec& bad) { bad.retry = {true, 0, BackoffKind::Constant, 1.0, 0.0, false}; });
    refuses([](ResilienceSpec& bad) { bad.retry = {true, 1, BackoffKind::Constant, -1.0, 0.0, false}; });
    refuses([](ResilienceSpec& bad) { bad.breaker.failures = 0; });
    refuses([](ResilienceSpec& bad) { bad.timeout = {TimeoutKind::Optimistic, 1.0}; });
    refuses([](ResilienceSpec& bad) { bad.limiter = {true, 0, 0}; });
}

TEST_CASE("downstream policy: on a worker it blocks, through waits and retries", "[resilience][policy]")
{
    PoolRuntime runtime(2);
    ResilienceSpec spec = retrying();
    spec.retry = {true, 3, BackoffKind::Constant, 1000.0, 0.0, false};
    spec.timeout.kind = TimeoutKind::Optimistic;
    DownstreamPolicy policy("rule engine", spec, 1, Stage::Validate, runtime.scope());
    int runs = 0;
    int attempts = 0;
    Outcome<void> outcome;
    runtime.run([&] {
        runtime.scope().spawn([&] {
            outcome = policy.executeOnWorker(
                1,
                [&](int, const CancellationToken& token) -> Outcome<void> {
                    const Clock::Duration time = ++runs == 1 ? 5s : 100ms; // the first try is timed out
                    Outcome<void> waited = delay(runtime.clock(), time, token).waitOnWorker();
                    return waited && runs == 2 ? unavailable() : waited;
                },
                CancellationToken::none(), &attempts);
        });
    });
    CHECK(outcome.has_value());
    CHECK(attempts == 3);
    CHECK(runtime.now() == 2s + 1s + 100ms + 1s + 100ms);
    CHECK(runtime.pool().counts().peakBlocked == 1);
    CHECK(policy.view().timeouts == 1);
}

TEST_CASE(
    "downstream policy: on a worker a pessimistic timeout needs another worker for the callee", "[resilience][policy]")
{
    for (const int threads : {1, 2}) {
        PoolRuntime runtime(threads);
        DownstreamPolicy policy("rule engine", timed(TimeoutKind::Pessimistic), 1, Stage::Validate, runtime.scope());
        std::atomic<std::int64_t> calleeBegan = -1;
        Outcome<void> outcome;
        Clock::Duration returned {};
        Clock& clock = runtime.clock();
        runtime.run([&] {
            runtime.scope().spawn([&] {
                outcome = policy.executeOnWorker(
                    1,
                    [&clock, &calleeBegan](int, const CancellationToken&) -> Outcome<void> {
                        calleeBegan = clock.now().time_since_epoch().count();
                        return delay(clock, 3s).waitOnWorker();
                    },
                    CancellationToken::none());
                returned = runtime.now();
            });
        });
        CHECK(kindOf(outcome) == FailureKind::TimedOut);
        CHECK(returned == 2s);
        CHECK(policy.view().orphansTotal == 1);
        CHECK(policy.view().orphansNow == 0);
        if (threads == 1) {
            CHECK(calleeBegan == -1); // its turn came when its token was cancelled already
            CHECK(runtime.now() == 2s);
        } else {
            CHECK(calleeBegan == 0);
            CHECK(runtime.now() == 3s);
        }
    }
}
