// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/chaos.h"
#include "tests/engine/resilience/guarded_call.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using namespace std::chrono_literals;
using namespace tests;

namespace {

ChaosOptions chaosOf(double rate, double drawn = 0.5)
{
    ChaosOptions options;
    options.injectionRate = rate;
    options.draws = [drawn](DrawPurpose, OrderId, int) { return drawn; };
    return options;
}

std::optional<Failure> fault()
{
    return Failure::of(FailureKind::Unavailable, "injected");
}

} // namespace

TEST_CASE("chaos: it strikes if the draw is below the rate; 1 always, 0 never (PO-CH-1)", "[resilience][chaos]")
{
    struct Row {
        double rate;
        double drawn;
        bool strikes;
    };
    for (const Row row : {Row {0.5, 0.4, true}, Row {0.5, 0.5, false}, Row {1.0, 0.999, true}, Row {0.0, 0.0, false},
             Row {-3.0, 0.0, false}, Row {7.0, 0.999, true}}) {
        VirtualRuntime runtime;
        int told = 0;
        ChaosOptions options = chaosOf(row.rate, row.drawn);
        options.onInjected = [&] { ++told; };
        const ScriptedCallee callee((Outcome<void>()));
        const Outcome<void> outcome = call(runtime, pipelineOf(std::make_shared<FaultChaos>(options, fault)), callee);
        CHECK(outcome.has_value() == !row.strikes);
        CHECK(callee.runs() == (row.strikes ? 0 : 1));
        CHECK(told == (row.strikes ? 1 : 0));
    }
    CHECK(ChaosOptions().injectionRate == 0.001);
    CHECK(ChaosOptions().enabled);
}

TEST_CASE("chaos: disabled, it does not ask for the rate (PO-CH-1)", "[resilience][chaos]")
{
    VirtualRuntime runtime;
    int asked = 0;
    bool enabled = false;
    ChaosOptions options = chaosOf(0.0);
    options.enabledGenerator = [&] { return enabled; };
    options.rateGenerator = [&] {
        ++asked;
        return 1.0;
    };
    const auto pipeline = pipelineOf(std::make_shared<FaultChaos>(options, fault));
    CHECK(call(runtime, pipeline, ScriptedCallee((Outcome<void>()))).has_value());
    CHECK(asked == 0);
    enabled = true;
    CHECK_FALSE(call(runtime, pipeline, ScriptedCallee((Outcome<void>()))).has_value());
    CHECK(asked == 1);
}

TEST_CASE("chaos: a token cancelled by one question is seen before the next (PO-CH-1)", "[resilience][chaos]")
{
    VirtualRuntime runtime;
    CancellationSource source;
    const CancellationToken token = source.token();
    int asked = 0;
    ChaosOptions options = chaosOf(1.0);
    options.enabledGenerator = [&] {
        source.cancel();
        return true;
    };
    options.rateGenerator = [&] {
        ++asked;
        return 1.0;
    };
    const ScriptedCallee callee((Outcome<void>()));
    const Outcome<void> outcome =
        call(runtime, pipelineOf(std::make_shared<FaultChaos>(options, fault)), callee, token);
    CHECK(kindOf(outcome) == FailureKind::Cancelled);
    CHECK(asked == 0);
    CHECK(callee.runs() == 0);
}

TEST_CASE("P8C.4 chaos: a generator that gives no fault lets the callee run", "[resilience][chaos][conformance]")
{
    VirtualRuntime runtime;
    const ScriptedCallee callee((Outcome<void>()));
    const auto none = [] { return std::optional<Failure>(); };
    CHECK(call(runtime, pipelineOf(std::make_shared<FaultChaos>(chaosOf(1.0), none)), callee).has_value());
    CHECK(callee.runs() == 1);
}

TEST_CASE("P8C.6 chaos: a latency of 0 or less is ignored", "[resilience][chaos][conformance]")
{
    for (const Clock::Duration latency : {Clock::Duration(-1000s), Clock::Duration(0)}) {
        VirtualRuntime runtime;
        const ScriptedCallee callee((Outcome<void>()));
        const auto chaos = std::make_shared<LatencyChaos>(runtime.clock(), chaosOf(1.0), latency);
        CHECK(call(runtime, pipelineOf(chaos), callee).has_value());
        CHECK(callee.runs() == 1);
        CHECK(runtime.now() == 0s);
    }
}

TEST_CASE("chaos: latency comes before the callee, and a cancel ends it (PO-CH-2)", "[resilience][chaos]")
{
    VirtualRuntime runtime;
    const auto pipeline = pipelineOf(std::make_shared<LatencyChaos>(runtime.clock(), chaosOf(1.0)));
    CancellationSource source;
    const CancellationToken token = source.token();
    const ScriptedCallee callee((Outcome<void>()));
    const auto flow = startCall(runtime, pipeline, callee, token);
    runtime.advance(29s);
    CHECK(callee.runs() == 0);
    SECTION("30 s by default")
    {
        runtime.advance(1s);
        CHECK(flow.isDone());
        CHECK(callee.runs() == 1);
    }
    SECTION("cancelled")
    {
        source.cancel();
        runtime.runUntilIdle();
        REQUIRE(flow.isDone());
        CHECK(kindOf(flow.result()) == FailureKind::Cancelled);
        CHECK(callee.runs() == 0);
    }
}

TEST_CASE("chaos: an outcome in the callee's place may be a success; none lets the callee run (PO-CH-2)",
    "[resilience][chaos]")
{
    VirtualRuntime runtime;
    const ScriptedCallee callee(unavailable());
    std::optional<Outcome<void>> given = Outcome<void>();
    const auto pipeline = pipelineOf(std::make_shared<OutcomeChaos>(chaosOf(1.0), [&] { return given; }));
    CHECK(call(runtime, pipeline, callee).has_value());
    CHECK(callee.runs() == 0);
    given = rejected();
    CHECK(kindOf(call(runtime, pipeline, callee)) == FailureKind::Rejected);
    given.reset();
    CHECK(kindOf(call(runtime, pipeline, callee)) == FailureKind::Unavailable);
    CHECK(callee.runs() == 1);
}

TEST_CASE(
    "chaos: a behaviour runs before the callee, which is not called if it cancels (PO-CH-2)", "[resilience][chaos]")
{
    VirtualRuntime runtime;
    CancellationSource source;
    const CancellationToken token = source.token();
    const ScriptedCallee callee((Outcome<void>()));
    int runsBefore = -1;
    bool cancels = false;
    const auto pipeline = pipelineOf(std::make_shared<BehaviourChaos>(chaosOf(1.0), [&] {
        runsBefore = callee.runs();
        if (cancels)
            source.cancel();
    }));
    CHECK(call(runtime, pipeline, callee, token).has_value());
    CHECK(runsBefore == 0);
    cancels = true;
    CHECK(kindOf(call(runtime, pipeline, callee, token)) == FailureKind::Cancelled);
    CHECK(callee.runs() == 1);
}

TEST_CASE("chaos: weights choose the first entry whose sum is above the draw (PO-CH-3)", "[resilience][chaos]")
{
    WeightedFailures failures;
    failures.add(Failure::of(FailureKind::Unavailable, "a"), 40);
    failures.add(Failure::of(FailureKind::TimedOut, "b"), 10);
    failures.add(std::nullopt);
    CHECK(failures.totalWeight() == 150);
    CHECK(failures.at(0)->message == "a");
    CHECK(failures.at(39)->message == "a");
    CHECK(failures.at(40)->message == "b");
    CHECK(failures.at(49)->message == "b");
    CHECK_FALSE(failures.at(50));
    CHECK_FALSE(failures.at(150));
    CHECK_FALSE(failures.at(-1));
    CHECK_THROWS_AS(failures.add(std::nullopt, -1), std::out_of_range);
}

TEST_CASE("chaos: in production an order meets the same chaos at the same attempt", "[resilience][chaos]")
{
    ChaosOptions options;
    options.injectionRate = 0.3;
    options.draws = hashedDraws(5, Stage::Validate);
    const auto pipeline = pipelineOf(std::make_shared<FaultChaos>(options, fault));
    const auto fates = [&] {
        VirtualRuntime runtime;
        std::vector<bool> result;
        for (OrderId order = 1; order <= 400; ++order) {
            const ScriptedCallee callee((Outcome<void>()));
            result.push_back(
                runtime.run([&] { return execute(pipeline, order, callee, CancellationToken::none()); }).has_value());
        }
        return result;
    };
    const std::vector<bool> first = fates();
    CHECK(first == fates());
    const auto struck = std::count(first.begin(), first.end(), false);
    CHECK(struck > 80);
    CHECK(struck < 160);
}
