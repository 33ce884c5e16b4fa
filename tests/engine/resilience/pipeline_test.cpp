// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/fallback.h"
#include "engine/resilience/hedging.h"
#include "engine/resilience/retry.h"
#include "engine/resilience/timeout.h"
#include "engine/runtime/delay.h"
#include "tests/engine/resilience/breaker_fixture.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using namespace std::chrono_literals;
using namespace tests;

namespace {

/// Says when it is passed, and may cancel on the way in.
class Tracer final : public Strategy {
public:
    Tracer(std::string name, std::vector<std::string>& trace, CancellationSource* cancels = nullptr)
        : m_name(std::move(name))
        , m_trace(trace)
        , m_cancels(cancels)
    {
    }
    QCoro::Task<Outcome<void>> execute(Next next, const CancellationToken& token) override
    {
        m_trace.push_back(m_name + " in");
        if (m_cancels)
            m_cancels->cancel();
        QCoro::Task<Outcome<void>> task = next(token);
        Outcome<void> outcome = co_await task;
        m_trace.push_back(m_name + " out");
        co_return outcome;
    }

private:
    std::string m_name;
    std::vector<std::string>& m_trace;
    CancellationSource* m_cancels;
};

std::shared_ptr<Retry> retryOnce(VirtualRuntime& runtime)
{
    RetryOptions options;
    options.maxRetryAttempts = 1;
    options.backoff.delay = 0s;
    return std::make_shared<Retry>(runtime.clock(), options);
}

std::shared_ptr<ConsecutiveFailuresBreaker> breakerOfTwo(VirtualRuntime& runtime)
{
    ConsecutiveFailuresOptions options;
    options.failures = 2;
    return std::make_shared<ConsecutiveFailuresBreaker>(runtime.clock(), options);
}

} // namespace

TEST_CASE("pipeline: the first strategy is the outermost (PO-1)", "[resilience][pipeline]")
{
    VirtualRuntime runtime;
    std::vector<std::string> trace;
    const auto pipeline = pipelineOf(std::make_shared<Tracer>("a", trace), std::make_shared<Tracer>("b", trace));
    const Outcome<void> outcome =
        call(runtime, pipeline, [&](int attempt, const CancellationToken&) -> QCoro::Task<Outcome<void>> {
            trace.push_back("callee " + std::to_string(attempt));
            co_return Outcome<void>();
        });
    CHECK(outcome.has_value());
    CHECK(trace == std::vector<std::string> {"a in", "b in", "callee 1", "b out", "a out"});
}

TEST_CASE("pipeline: the token is checked at entry and before each layer (PO-1)", "[resilience][pipeline]")
{
    VirtualRuntime runtime;
    std::vector<std::string> trace;
    CancellationSource source;
    const CancellationToken token = source.token();
    const auto pipeline =
        pipelineOf(std::make_shared<Tracer>("a", trace, &source), std::make_shared<Tracer>("b", trace));
    const ScriptedCallee callee((Outcome<void>()));
    CHECK(kindOf(call(runtime, pipeline, callee, token)) == FailureKind::Cancelled);
    CHECK(trace == std::vector<std::string> {"a in", "a out"});
    CHECK(kindOf(call(runtime, pipeline, callee, token)) == FailureKind::Cancelled);
    CHECK(trace.size() == 2); // not even entered
    CHECK(callee.runs() == 0);
}

TEST_CASE("pipeline: without strategies it is the callee", "[resilience][pipeline]")
{
    VirtualRuntime runtime;
    const ScriptedCallee callee(rejected());
    CHECK(kindOf(call(runtime, pipelineOf(), callee)) == FailureKind::Rejected);
    CHECK(callee.attempts() == std::vector {1});
}

TEST_CASE("pipeline: a retry around a breaker of two opens it with one call (P7-PW-1)", "[resilience][pipeline]")
{
    VirtualRuntime runtime;
    const auto breaker = breakerOfTwo(runtime);
    const auto guard = std::make_shared<BreakerStrategy>(breaker);
    const ScriptedCallee callee(unavailable());
    SECTION("retry outside")
    {
        CHECK(
            kindOf(call(runtime, pipelineOf<Strategy>(retryOnce(runtime), guard), callee)) == FailureKind::Unavailable);
        CHECK(breaker->state() == BreakerState::Open);
    }
    SECTION("breaker outside: it sees one failure")
    {
        CHECK(
            kindOf(call(runtime, pipelineOf<Strategy>(guard, retryOnce(runtime)), callee)) == FailureKind::Unavailable);
        CHECK(breaker->state() == BreakerState::Closed);
        CHECK(breaker->view().failures == 1);
    }
    CHECK(callee.runs() == 2);
}

TEST_CASE(
    "P7O.13 pipeline: a failure that the outermost strategy does not handle is unhandled, whatever those inside do",
    "[resilience][pipeline][conformance]")
{
    VirtualRuntime runtime;
    RetryOptions retry;
    retry.maxRetryAttempts = 1;
    retry.backoff.delay = 0s;
    retry.shouldHandle = [](const Failure& failure, int) { return failure.kind == FailureKind::Unavailable; };
    ConsecutiveFailuresOptions breaker;
    breaker.breaker.shouldHandle = [](const Failure& failure) { return failure.kind == FailureKind::Rejected; };
    const auto outer = std::make_shared<Retry>(runtime.clock(), retry);
    const auto inner =
        std::make_shared<BreakerStrategy>(std::make_shared<ConsecutiveFailuresBreaker>(runtime.clock(), breaker));
    const auto judged = [&](const std::shared_ptr<const Pipeline>& pipeline, const Outcome<void>& answer) {
        return isHandled(*pipeline, call(runtime, pipeline, ScriptedCallee(answer)).error());
    };
    CHECK_FALSE(judged(pipelineOf<Strategy>(outer, inner), rejected()));
    CHECK(judged(pipelineOf<Strategy>(outer, inner), unavailable()));
    CHECK(judged(pipelineOf<Strategy>(inner, outer), rejected()));
    CHECK_FALSE(judged(pipelineOf<Strategy>(inner, outer), unavailable()));

    const auto timeout = std::make_shared<OptimisticTimeout>(runtime.clock(), TimeoutOptions());
    CHECK_FALSE(judged(pipelineOf<Strategy>(timeout, outer), unavailable())); // it judges no failures
    CHECK_FALSE(isHandled(Pipeline(), unavailable().error()));
}

TEST_CASE("pipeline: every strategy that handles failures says which (P7-PW-1)", "[resilience][pipeline]")
{
    VirtualRuntime runtime;
    TaskScope losers(runtime.executor());
    const auto onlyRejected = [](const Failure& failure, int) { return failure.kind == FailureKind::Rejected; };
    RetryOptions retry;
    retry.shouldHandle = onlyRejected;
    HedgingOptions hedging;
    hedging.shouldHandle = onlyRejected;
    FallbackOptions fallback;
    fallback.shouldHandle = [](const Failure& failure) { return failure.kind == FailureKind::Rejected; };
    fallback.action = [](Failure, const CancellationToken&) -> QCoro::Task<Outcome<void>> { co_return {}; };
    const Failure no = rejected().error();
    const Failure down = unavailable().error();
    const Failure gone = Failure::cancelled(CancelReason::Caller, 1);
    const auto check = [&](const Strategy& choosy, const Strategy& byDefault) {
        CHECK(choosy.handles(no));
        CHECK_FALSE(choosy.handles(down));
        CHECK(byDefault.handles(down));
        CHECK_FALSE(byDefault.handles(gone));
    };
    check(Retry(runtime.clock(), retry), Retry(runtime.clock(), RetryOptions()));
    check(Hedging(losers, hedging), Hedging(losers, HedgingOptions()));
    FallbackOptions plain;
    plain.action = fallback.action;
    check(Fallback(fallback), Fallback(plain));
}

TEST_CASE("pipeline: a timeout inside a retry is for each try, outside for all of them", "[resilience][pipeline]")
{
    VirtualRuntime runtime;
    TimeoutOptions options;
    options.timeout = 2s;
    const auto timeout = std::make_shared<OptimisticTimeout>(runtime.clock(), options);
    const auto slow = [&](int, const CancellationToken& token) -> QCoro::Task<Outcome<void>> {
        co_return co_await delay(runtime.clock(), 3s, token);
    };
    SECTION("inside: tried again, and again too late")
    {
        CHECK(kindOf(call(runtime, pipelineOf<Strategy>(retryOnce(runtime), timeout), slow)) == FailureKind::TimedOut);
        CHECK(runtime.now() == 4s);
    }
    SECTION("outside: a cancellation for the retry, a timeout for the caller")
    {
        CHECK(kindOf(call(runtime, pipelineOf<Strategy>(timeout, retryOnce(runtime)), slow)) == FailureKind::TimedOut);
        CHECK(runtime.now() == 2s);
    }
}

TEST_CASE("pipeline: nested timeouts each know their own (CT-11)", "[resilience][pipeline]")
{
    VirtualRuntime runtime;
    const auto timeoutOf = [&](Clock::Duration timeout) {
        TimeoutOptions options;
        options.timeout = timeout;
        return std::make_shared<OptimisticTimeout>(runtime.clock(), options);
    };
    const auto slow = [&](int, const CancellationToken& token) -> QCoro::Task<Outcome<void>> {
        co_return co_await delay(runtime.clock(), 1h, token);
    };
    const Outcome<void> outer = call(runtime, pipelineOf(timeoutOf(1s), timeoutOf(5s)), slow);
    CHECK(kindOf(outer) == FailureKind::TimedOut);
    CHECK(outer.error().message.find("00:00:01") != std::string::npos);
    CHECK(runtime.now() == 1s);
    const Outcome<void> inner = call(runtime, pipelineOf(timeoutOf(5s), timeoutOf(1s)), slow);
    CHECK(kindOf(inner) == FailureKind::TimedOut);
    CHECK(inner.error().message.find("00:00:01") != std::string::npos);
    CHECK(runtime.now() == 2s);
}

TEST_CASE("pipeline: a call that blocks its worker is complete when it is made", "[resilience][pipeline]")
{
    VirtualRuntime runtime;
    std::vector<std::string> trace;
    const auto pipeline = pipelineOf<Strategy>(retryOnce(runtime), std::make_shared<Tracer>("a", trace));
    int attempts = 0;
    const auto callee = [&](int attempt, const CancellationToken&) -> Outcome<void> {
        attempts = attempt;
        return attempt == 1 ? unavailable() : rejected();
    };
    // On no strand and no worker: nothing here has to wait.
    CHECK(kindOf(resultOf(execute(pipeline, 1, callee, CancellationToken::none()))) == FailureKind::Rejected);
    CHECK(attempts == 2);
    CHECK(trace.size() == 4);
}
