// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/fallback.h"
#include "engine/resilience/retry.h"
#include "engine/runtime/delay.h"
#include "tests/engine/resilience/guarded_call.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using namespace std::chrono_literals;
using namespace tests;

namespace {

using Task = QCoro::Task<Outcome<void>>;

/// A call with a fallback that notes what it replaces, and gives what it was told to.
struct FallingBack {
    VirtualRuntime runtime;
    FallbackOptions options;
    std::vector<std::string> replaced;
    std::vector<std::string> told;

    explicit FallingBack(Outcome<void> instead = {})
    {
        options.action = [this, instead](Failure failure, const CancellationToken& token) -> Task {
            replaced.push_back(failure.message);
            Outcome<void> outcome = co_await delay(runtime.clock(), 1s, token);
            if (outcome)
                outcome = instead;
            co_return outcome;
        };
        options.onFallback = [this](const Failure& failure) {
            told.push_back(failure.message);
            CHECK(replaced.size() < told.size()); // before the action
        };
    }
    std::shared_ptr<const Pipeline> pipeline() { return pipelineOf(std::make_shared<Fallback>(options)); }
};

} // namespace

TEST_CASE("fallback: it replaces a failure that is handled (PO-FB-1)", "[resilience][fallback]")
{
    FallingBack test;
    const ScriptedCallee callee(unavailable("down"));
    CHECK(call(test.runtime, test.pipeline(), callee).has_value());
    CHECK(test.replaced == std::vector<std::string> {"down"});
    CHECK(test.told == std::vector<std::string> {"down"});
    CHECK(callee.runs() == 1);
    CHECK(test.runtime.now() == 1s);

    FallingBack failing(rejected());
    CHECK(kindOf(call(failing.runtime, failing.pipeline(), callee)) == FailureKind::Rejected);
}

TEST_CASE("fallback: successes and failures that are not handled pass unchanged (PO-FB-1)", "[resilience][fallback]")
{
    FallingBack test;
    CHECK(call(test.runtime, test.pipeline(), ScriptedCallee((Outcome<void>()))).has_value());
    const Outcome<void> cancelled = tl::unexpected<Failure>(Failure::cancelled(CancelReason::Shutdown, 4711));
    CHECK(call(test.runtime, test.pipeline(), ScriptedCallee(cancelled)).error().tokenId == 4711);
    test.options.shouldHandle = [](const Failure& failure) { return failure.kind == FailureKind::Rejected; };
    CHECK(kindOf(call(test.runtime, test.pipeline(), ScriptedCallee(unavailable()))) == FailureKind::Unavailable);
    CHECK(test.replaced.empty());
    CHECK(call(test.runtime, test.pipeline(), ScriptedCallee(rejected())).has_value());
    CHECK(test.replaced.size() == 1);
}

TEST_CASE("fallback: what its action throws is the outcome, early or late (PO-FB-1)", "[resilience][fallback]")
{
    FallingBack test;
    const auto check = [&] {
        const Outcome<void> outcome = call(test.runtime, test.pipeline(), ScriptedCallee(unavailable("down")));
        REQUIRE(kindOf(outcome) == FailureKind::Unavailable);
        CHECK(outcome.error().message == "unexpected error: no way back");
        CHECK_THROWS_AS(std::rethrow_exception(outcome.error().error), std::runtime_error);
    };
    test.options.action = [](Failure, const CancellationToken&) -> Task { throw std::runtime_error("no way back"); };
    check();
    test.options.action = [&test](Failure, const CancellationToken& token) -> Task {
        (void)co_await delay(test.runtime.clock(), 1s, token);
        throw std::runtime_error("no way back");
    };
    check();
    CHECK(test.runtime.now() == 1s);
}

TEST_CASE("fallback: its action hears the caller's token", "[resilience][fallback]")
{
    FallingBack test;
    CancellationSource caller;
    const CancellationToken token = caller.token();
    const auto flow = startCall(test.runtime, test.pipeline(), ScriptedCallee(unavailable()), token);
    test.runtime.advance(500ms);
    caller.cancel(CancelReason::Shutdown);
    test.runtime.runUntilIdle();
    REQUIRE(flow.isDone());
    CHECK(flow.result().error().tokenId == token.id());
}

TEST_CASE("fallback: around a retry it comes when the last try has failed", "[resilience][fallback]")
{
    FallingBack test;
    RetryOptions retry;
    retry.maxRetryAttempts = 2;
    retry.backoff.delay = 0s;
    const ScriptedCallee callee({unavailable("1"), unavailable("2"), unavailable("3")});
    const auto pipeline =
        pipelineOf(std::make_shared<Fallback>(test.options), std::make_shared<Retry>(test.runtime.clock(), retry));
    CHECK(call(test.runtime, pipeline, callee).has_value());
    CHECK(test.replaced == std::vector<std::string> {"3"});
}

TEST_CASE("fallback: it needs an action, and to know for what", "[resilience][fallback]")
{
    CHECK_THROWS_AS(Fallback(FallbackOptions()), std::invalid_argument);
    FallingBack test;
    test.options.shouldHandle = nullptr;
    CHECK_THROWS_AS(test.pipeline(), std::invalid_argument);
}
