// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/retry.h"
#include "engine/runtime/delay.h"
#include "tests/engine/resilience/guarded_call.h"
#include "tests/support/pool_runtime.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using namespace std::chrono_literals;
using namespace tests;

namespace {

std::shared_ptr<Retry> retryOf(VirtualRuntime& runtime, RetryOptions options)
{
    return std::make_shared<Retry>(runtime.clock(), std::move(options));
}

RetryOptions withoutDelay(int maxRetryAttempts)
{
    RetryOptions options;
    options.maxRetryAttempts = maxRetryAttempts;
    options.backoff.delay = 0s;
    return options;
}

} // namespace

TEST_CASE("P8R.7 retry: as many retries as allowed, and one run more", "[resilience][retry][conformance]")
{
    VirtualRuntime runtime;
    int retries = 0;
    RetryOptions options = withoutDelay(12);
    options.onRetry = [&](const RetryEvent&) { ++retries; };
    const ScriptedCallee callee(unavailable());
    const Outcome<void> outcome = call(runtime, pipelineOf(retryOf(runtime, options)), callee);
    CHECK(kindOf(outcome) == FailureKind::Unavailable); // the last one, as it is
    CHECK(retries == 12);
    CHECK(callee.runs() == 13);
    CHECK(callee.attempts().back() == 13);
}

TEST_CASE("P8R.8 retry: onRetry gets the attempt from 0 and the delay", "[resilience][retry][conformance]")
{
    VirtualRuntime runtime;
    std::vector<int> attempts;
    std::vector<Clock::Duration> delays;
    RetryOptions options;
    options.backoff = {BackoffKind::Linear, 2s, {}, false};
    options.onRetry = [&](const RetryEvent& event) {
        attempts.push_back(event.attempt);
        delays.push_back(event.delay);
    };
    (void)call(runtime, pipelineOf(retryOf(runtime, options)), ScriptedCallee(unavailable()));
    CHECK(attempts == std::vector {0, 1, 2});
    const std::vector<Clock::Duration> grown {2s, 4s, 6s};
    CHECK(delays == grown);
    CHECK(runtime.now() == 12s);
}

TEST_CASE("P8R.9 retry: maxDelay bounds each wait", "[resilience][retry][conformance]")
{
    VirtualRuntime runtime;
    RetryOptions options;
    options.backoff = {BackoffKind::Linear, 2s, 123ms, false};
    (void)call(runtime, pipelineOf(retryOf(runtime, options)), ScriptedCallee(unavailable()));
    CHECK(runtime.now() == 369ms);
}

TEST_CASE("P8R.11 retry: cancelled before, nothing runs", "[resilience][retry][conformance]")
{
    VirtualRuntime runtime;
    CancellationSource source;
    const CancellationToken token = source.token();
    source.cancel(CancelReason::Shutdown);
    const ScriptedCallee callee(unavailable());
    const Outcome<void> outcome = call(runtime, pipelineOf(retryOf(runtime, withoutDelay(3))), callee, token);
    CHECK(kindOf(outcome) == FailureKind::Cancelled);
    CHECK(outcome.error().reason == CancelReason::Shutdown);
    CHECK(outcome.error().tokenId == token.id());
    CHECK(callee.runs() == 0);
}

TEST_CASE("P8R.15 retry: what is retried is let go of before the next run, the last one comes out",
    "[resilience][retry][conformance]")
{
    VirtualRuntime runtime;
    std::vector<std::weak_ptr<const Failure>> made;
    std::vector<int> aliveAtRun;
    const Outcome<void> outcome = call(runtime, pipelineOf(retryOf(runtime, withoutDelay(5))),
        [&](int, const CancellationToken&) -> QCoro::Task<Outcome<void>> {
            int alive = 0;
            for (const auto& cause : made)
                alive += cause.expired() ? 0 : 1;
            aliveAtRun.push_back(alive);
            Failure failure = Failure::of(FailureKind::Unavailable, "again");
            failure.cause = std::make_shared<const Failure>(failure);
            made.emplace_back(failure.cause);
            Outcome<void> result = tl::unexpected<Failure>(std::move(failure));
            co_return result;
        });
    CHECK(aliveAtRun == std::vector<int>(6, 0));
    REQUIRE(made.size() == 6);
    CHECK(outcome.error().cause == made.back().lock());
}

TEST_CASE("retry: the order of one attempt is run, shouldHandle, delayGenerator, onRetry, wait (PO-RE-4)",
    "[resilience][retry]")
{
    VirtualRuntime runtime;
    std::vector<std::string> trace;
    RetryOptions options;
    options.maxRetryAttempts = 1;
    options.backoff.delay = 1s;
    options.shouldHandle = [&](const Failure&, int attempt) {
        trace.push_back("handle" + std::to_string(attempt));
        return true;
    };
    options.delayGenerator = [&](const RetryEvent& event) {
        trace.push_back("generate" + std::to_string(event.attempt));
        CHECK(event.delay == 1s);
        return std::optional<Clock::Duration>(3s);
    };
    options.onRetry = [&](const RetryEvent& event) {
        trace.push_back("retry" + std::to_string(event.attempt));
        CHECK(event.delay == 3s);
        CHECK(event.duration == 250ms);
        CHECK(event.failure.kind == FailureKind::Unavailable);
    };
    (void)call(runtime, pipelineOf(retryOf(runtime, options)),
        [&](int attempt, const CancellationToken& token) -> QCoro::Task<Outcome<void>> {
            trace.push_back("run" + std::to_string(attempt));
            (void)co_await delay(runtime.clock(), 250ms, token);
            Outcome<void> failure = unavailable();
            co_return failure;
        });
    CHECK(trace == std::vector<std::string> {"run1", "handle0", "generate0", "retry0", "run2", "handle1"});
    CHECK(runtime.now() == 3500ms);
}

TEST_CASE("retry: a generated delay is not clamped, a negative or absent one changes nothing (PO-RE-3)",
    "[resilience][retry]")
{
    VirtualRuntime runtime;
    std::vector<std::optional<Clock::Duration>> answers {std::nullopt, -1ns, 0ns, 1h};
    std::vector<Clock::Duration> delays;
    int draws = 0;
    RetryOptions options;
    options.maxRetryAttempts = 4;
    options.backoff = {BackoffKind::Exponential, 1s, 2s, true};
    options.draws = [&](DrawPurpose, OrderId, int) {
        ++draws;
        return 0.5;
    };
    options.delayGenerator = [&](const RetryEvent& event) { return answers[static_cast<std::size_t>(event.attempt)]; };
    options.onRetry = [&](const RetryEvent& event) { delays.push_back(event.delay); };
    (void)call(runtime, pipelineOf(retryOf(runtime, options)), ScriptedCallee(unavailable()));
    CHECK(delays == std::vector<Clock::Duration> {897404900ns, 1093003500ns, 0s, 1h});
    CHECK(draws == 4); // the built-in delay goes on meanwhile
}

TEST_CASE("retry: cancellations, and what the predicate refuses, are not retried (PO-2)", "[resilience][retry]")
{
    VirtualRuntime runtime;
    RetryOptions options = withoutDelay(3);
    SECTION("by default all but cancellations are")
    {
        const ScriptedCallee refused(rejected());
        CHECK(kindOf(call(runtime, pipelineOf(retryOf(runtime, options)), refused)) == FailureKind::Rejected);
        CHECK(refused.runs() == 4);
        const ScriptedCallee cancelled(
            Outcome<void>(tl::unexpected<Failure>(Failure::cancelled(CancelReason::Caller, 99))));
        const Outcome<void> outcome = call(runtime, pipelineOf(retryOf(runtime, options)), cancelled);
        CHECK(outcome.error().tokenId == 99);
        CHECK(cancelled.runs() == 1);
    }
    SECTION("a predicate of its own decides")
    {
        options.shouldHandle = [](const Failure& failure, int) { return failure.kind == FailureKind::Unavailable; };
        const ScriptedCallee callee({unavailable(), rejected()});
        CHECK(kindOf(call(runtime, pipelineOf(retryOf(runtime, options)), callee)) == FailureKind::Rejected);
        CHECK(callee.runs() == 2);
    }
}

TEST_CASE("retry: a success ends it, even when it was cancelled during the run (PO-RE-5)", "[resilience][retry]")
{
    VirtualRuntime runtime;
    CancellationSource source;
    const CancellationToken token = source.token();
    int retries = 0;
    RetryOptions options = withoutDelay(3);
    options.onRetry = [&](const RetryEvent&) { ++retries; };
    for (const bool succeeds : {true, false}) {
        source.tryReset();
        int runs = 0;
        const Outcome<void> outcome = call(
            runtime, pipelineOf(retryOf(runtime, options)),
            [&](int, const CancellationToken&) -> QCoro::Task<Outcome<void>> {
                ++runs;
                source.cancel();
                Outcome<void> result;
                if (!succeeds)
                    result = unavailable();
                co_return result;
            },
            succeeds ? token : CancellationToken::none());
        CHECK(outcome.has_value() == succeeds);
        CHECK(runs == (succeeds ? 1 : 4));
    }
    CHECK(retries == 3);
}

TEST_CASE("P7O.1 retry: a provider of 2^n seconds waits 2, 4, 8, 16, 32", "[resilience][retry][conformance]")
{
    VirtualRuntime runtime;
    std::vector<Clock::Duration> delays;
    RetryOptions options = withoutDelay(5);
    options.delayGenerator = [](const RetryEvent& event) {
        return std::optional<Clock::Duration>((1 << (event.attempt + 1)) * 1s);
    };
    options.onRetry = [&](const RetryEvent& event) { delays.push_back(event.delay); };
    (void)call(runtime, pipelineOf(retryOf(runtime, options)), ScriptedCallee(unavailable()));
    CHECK(delays == std::vector<Clock::Duration> {2s, 4s, 8s, 16s, 32s});
    CHECK(runtime.now() == 62s);
}

TEST_CASE("P7O.2 retry: each execution has a state of its own", "[resilience][retry][conformance]")
{
    VirtualRuntime runtime;
    RetryOptions options = withoutDelay(1);
    options.backoff.delay = 1s;
    const auto pipeline = pipelineOf(retryOf(runtime, options));
    CHECK(call(runtime, pipeline, ScriptedCallee({unavailable(), {}})).has_value());
    CHECK(call(runtime, pipeline, ScriptedCallee({unavailable(), {}})).has_value());
}

TEST_CASE("P7O.3 retry: cancelled during a run that ignores it and fails, it ends as cancelled",
    "[resilience][retry][conformance]")
{
    VirtualRuntime runtime;
    CancellationSource source;
    const CancellationToken token = source.token();
    int runs = 0;
    const Outcome<void> outcome = call(
        runtime, pipelineOf(retryOf(runtime, withoutDelay(3))),
        [&](int, const CancellationToken&) -> QCoro::Task<Outcome<void>> {
            ++runs;
            source.cancel();
            Outcome<void> failure = unavailable();
            co_return failure;
        },
        token);
    CHECK(kindOf(outcome) == FailureKind::Cancelled);
    CHECK(outcome.error().tokenId == token.id());
    CHECK(runs == 1);
}

TEST_CASE("retry: cancelled during its last run, the run's own failure comes out (P7-RE-3)", "[resilience][retry]")
{
    VirtualRuntime runtime;
    CancellationSource source;
    const CancellationToken token = source.token();
    const Outcome<void> outcome = call(
        runtime, pipelineOf(retryOf(runtime, withoutDelay(1))),
        [&](int attempt, const CancellationToken&) -> QCoro::Task<Outcome<void>> {
            if (attempt == 2)
                source.cancel();
            Outcome<void> failure = unavailable();
            co_return failure;
        },
        token);
    CHECK(kindOf(outcome) == FailureKind::Unavailable);
}

TEST_CASE("P7O.5 retry: onRetry that cancels ends it", "[resilience][retry][conformance]")
{
    VirtualRuntime runtime;
    CancellationSource source;
    const CancellationToken token = source.token();
    RetryOptions options = withoutDelay(3);
    options.onRetry = [&](const RetryEvent&) { source.cancel(); };
    const ScriptedCallee callee(unavailable());
    CHECK(kindOf(call(runtime, pipelineOf(retryOf(runtime, options)), callee, token)) == FailureKind::Cancelled);
    CHECK(callee.runs() == 1);
}

TEST_CASE("retry: cancelled during the wait, it ends at once and keeps the reason (PO-RE-5)", "[resilience][retry]")
{
    for (const CancelReason reason : {CancelReason::Caller, CancelReason::Shutdown, CancelReason::Failure}) {
        VirtualRuntime runtime;
        CancellationSource source;
        const CancellationToken token = source.token();
        const ScriptedCallee callee(unavailable());
        const auto flow = startCall(runtime, pipelineOf(retryOf(runtime, {})), callee, token);
        runtime.advance(1s);
        CHECK_FALSE(flow.isDone());
        source.cancel(reason);
        runtime.runUntilIdle();
        REQUIRE(flow.isDone());
        CHECK(kindOf(flow.result()) == FailureKind::Cancelled);
        CHECK(flow.result().error().reason == reason);
        CHECK(callee.runs() == 1);
        CHECK(runtime.now() == 1s);
        CHECK(runtime.clock().pendingTimers() == 0);
    }
}

TEST_CASE("retry: for ever means for ever (PO-RE-6)", "[resilience][retry]")
{
    VirtualRuntime runtime;
    int runs = 0;
    const Outcome<void> outcome = call(runtime, pipelineOf(retryOf(runtime, withoutDelay(RetryOptions::kForever))),
        [&](int, const CancellationToken&) -> QCoro::Task<Outcome<void>> {
            Outcome<void> result;
            if (++runs < 5000)
                result = unavailable();
            co_return result;
        });
    CHECK(outcome.has_value());
    CHECK(runs == 5000);
}

TEST_CASE("retry: what a callback or the callee throws becomes an outcome (PO-2)", "[resilience][retry]")
{
    VirtualRuntime runtime;
    SECTION("the callee's exception is retried like a failure")
    {
        int runs = 0;
        const Outcome<void> outcome = call(runtime, pipelineOf(retryOf(runtime, withoutDelay(2))),
            [&](int, const CancellationToken&) -> QCoro::Task<Outcome<void>> {
                if (++runs < 10)
                    throw std::runtime_error("broken");
                co_return Outcome<void>();
            });
        CHECK(kindOf(outcome) == FailureKind::Unavailable);
        CHECK(outcome.error().message.find("broken") != std::string::npos);
        CHECK(outcome.error().error != nullptr);
        CHECK(runs == 3);
    }
    SECTION("a CancelledError of the callee is a cancellation")
    {
        const Outcome<void> outcome = call(runtime, pipelineOf(retryOf(runtime, withoutDelay(2))),
            [&](int, const CancellationToken&) -> QCoro::Task<Outcome<void>> {
                throw CancelledError(CancelReason::Shutdown, 5);
                co_return Outcome<void>();
            });
        CHECK(kindOf(outcome) == FailureKind::Cancelled);
        CHECK(outcome.error().reason == CancelReason::Shutdown);
    }
    SECTION("onRetry that throws ends the call")
    {
        RetryOptions options = withoutDelay(2);
        options.onRetry = [](const RetryEvent&) { throw std::runtime_error("callback"); };
        const ScriptedCallee callee(unavailable());
        const Outcome<void> outcome = call(runtime, pipelineOf(retryOf(runtime, options)), callee);
        CHECK(outcome.error().message.find("callback") != std::string::npos);
        CHECK(callee.runs() == 1);
    }
}

TEST_CASE("retry: bad options are refused", "[resilience][retry]")
{
    VirtualRuntime runtime;
    RetryOptions options;
    options.maxRetryAttempts = 0;
    CHECK_THROWS_AS(retryOf(runtime, options), std::out_of_range);
    options.maxRetryAttempts = 1;
    options.backoff.useJitter = true;
    CHECK_THROWS_AS(retryOf(runtime, options), std::invalid_argument);
    options.draws = hashedDraws(1, Stage::Charge);
    CHECK_NOTHROW(retryOf(runtime, options));
}

TEST_CASE("retry: with a callee that blocks its worker, the waits block it too", "[resilience][retry]")
{
    PoolRuntime runtime(1);
    RetryOptions options;
    options.backoff.delay = 5s;
    Outcome<void> outcome;
    WorkerPool::Counts during;
    int runs = 0;
    options.onRetry = [&](const RetryEvent&) { during = runtime.pool().counts(); };
    runtime.run([&] {
        runtime.scope().spawn([&] {
            const auto pipeline = pipelineOf(std::make_shared<Retry>(runtime.clock(), options));
            const auto callee = [&](int, const CancellationToken&) -> Outcome<void> {
                return ++runs < 3 ? unavailable() : Outcome<void>();
            };
            outcome = resultOf(execute(pipeline, 1, callee, CancellationToken::none()));
        });
    });
    CHECK(outcome.has_value());
    CHECK(runs == 3);
    CHECK(runtime.now() == 10s);
    CHECK(runtime.pool().counts().peakBlocked == 1);
    CHECK(during.blocked == 0);
}
