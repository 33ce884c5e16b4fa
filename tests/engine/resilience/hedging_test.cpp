// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/hedging.h"
#include "engine/runtime/delay.h"
#include "tests/engine/resilience/guarded_call.h"
#include "tests/support/pool_runtime.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace engine;
using namespace std::chrono_literals;
using namespace tests;

namespace {

using Task = QCoro::Task<Outcome<void>>;

/// What one attempt does, and whether its token stops it.
struct Part {
    Clock::Duration time {};
    Outcome<void> answer;
    bool deaf = false;
};

/// A hedged call in virtual time whose attempts play the parts that they are given; the last part for ever.
struct Hedged {
    VirtualRuntime runtime;
    TaskScope losers {runtime.executor()};
    HedgingOptions options;
    CancellationSource source;
    CancellationToken token = source.token();
    std::vector<Part> parts;

    std::vector<std::chrono::nanoseconds> began; ///< when each attempt did
    std::vector<int> numbers; ///< of the attempts, as the callee is told
    std::vector<CancellationToken> tokens;
    std::vector<int> hedges;
    std::vector<int> won;

    explicit Hedged(std::vector<Part> script)
        : parts(std::move(script))
    {
        options.maxHedgedAttempts = static_cast<int>(parts.size()) - 1;
        options.onHedging = [this](int hedge) { hedges.push_back(hedge); };
        options.onWon = [this](int hedge) { won.push_back(hedge); };
    }
    ~Hedged() { runtime.runToTheEnd(); } // the scope must be empty
    Task attempt(int number, const CancellationToken& own)
    {
        const Part part = parts[std::min(began.size(), parts.size() - 1)];
        began.push_back(runtime.now());
        numbers.push_back(number);
        tokens.push_back(own);
        const CancellationToken& heeded = part.deaf ? CancellationToken::none() : own;
        Outcome<void> outcome = co_await delay(runtime.clock(), part.time, heeded);
        if (outcome)
            outcome = part.answer;
        co_return outcome;
    }
    Flow<Outcome<void>> start()
    {
        const auto pipeline = pipelineOf(std::make_shared<Hedging>(losers, options));
        const auto callee = [this](int number, const CancellationToken& own) { return attempt(number, own); };
        return startCall(runtime, pipeline, callee, token);
    }
    Outcome<void> run() { return runtime.finish(start()); }
};

Outcome<void> invalid()
{
    return failed(FailureKind::Invalid, "not an order");
}

bool onlyUnavailable(const Failure& failure, int)
{
    return failure.kind == FailureKind::Unavailable;
}

} // namespace

TEST_CASE(
    "P8H.3 hedging: without a delay all attempts run before any time passes", "[resilience][hedging][conformance]")
{
    Hedged test({{24h, {}}, {24h, {}}, {24h, {}}});
    test.options.delay = 0s;
    const auto flow = test.start();
    test.runtime.runUntilIdle();
    CHECK(test.began == std::vector<std::chrono::nanoseconds> {0ns, 0ns, 0ns});
    CHECK(test.hedges == std::vector {0, 1});
    CHECK(test.runtime.finish(flow).has_value());
    CHECK(test.runtime.now() == 24h);
}

TEST_CASE("P8H.4 hedging: the first failure that is not handled is the outcome", "[resilience][hedging][conformance]")
{
    Hedged test(
        {{0s, unavailable("cast")}, {0s, unavailable("argument")}, {0s, unavailable("operation")}, {0s, invalid()}});
    test.options.shouldHandle = onlyUnavailable;
    CHECK(kindOf(test.run()) == FailureKind::Invalid);
    CHECK(test.hedges == std::vector {0, 1, 2});
    CHECK(test.won == std::vector {2});
    CHECK(test.runtime.now() == 0s); // each at once after the one before
}

TEST_CASE("P8H.6 hedging: a primary that fails in a way that is not handled is not hedged",
    "[resilience][hedging][conformance]")
{
    Hedged test({{1s, invalid()}, {0s, {}}});
    int asked = 0;
    test.options.shouldHandle = onlyUnavailable;
    test.options.actionGenerator = [&](int) {
        ++asked;
        return HedgedAction();
    };
    CHECK(kindOf(test.run()) == FailureKind::Invalid);
    CHECK(asked == 0);
    CHECK(test.began.size() == 1);
    CHECK(test.runtime.clock().pendingTimers() == 0);
}

TEST_CASE("P8H.7 hedging: the caller's cancellation reaches every attempt, and is the outcome",
    "[resilience][hedging][conformance]")
{
    for (const CancelReason reason : {CancelReason::Caller, CancelReason::Shutdown, CancelReason::Timeout}) {
        Hedged test({{24h, {}}, {24h, {}}});
        const auto flow = test.start();
        test.runtime.advance(3s);
        REQUIRE(test.tokens.size() == 2);
        test.source.cancel(reason);
        CHECK(test.tokens[0].reason() == reason);
        CHECK(test.tokens[1].reason() == reason);
        test.runtime.runUntilIdle();
        REQUIRE(flow.isDone());
        CHECK(kindOf(flow.result()) == FailureKind::Cancelled);
        CHECK(flow.result().error().reason == reason);
        CHECK(flow.result().error().tokenId == test.token.id());
        CHECK(test.losers.active() == 0);
        CHECK(test.runtime.clock().pendingTimers() == 0);
    }
}

TEST_CASE("P8H.10 hedging: attempts are numbered", "[resilience][hedging][conformance]")
{
    Hedged test({{0s, unavailable()}, {0s, unavailable()}, {0s, unavailable()}, {0s, {}}, {0s, {}}});
    std::vector<int> judged;
    std::vector<int> generated;
    test.options.shouldHandle = [&](const Failure&, int attempt) {
        judged.push_back(attempt);
        return true;
    };
    test.options.actionGenerator = [&](int attempt) {
        generated.push_back(attempt);
        return HedgedAction();
    };
    CHECK(test.run().has_value());
    CHECK(judged == std::vector {0, 1, 2}); // attempt 3 has succeeded: there is nothing to judge
    CHECK(generated == std::vector {1, 2, 3});
    CHECK(test.hedges == std::vector {0, 1, 2});
    CHECK(test.numbers == std::vector {1, 2, 3, 4}); // for the callee they count on from 1, as those of a retry
}

TEST_CASE("P8H.11 hedging: what onHedging throws is the outcome", "[resilience][hedging][conformance]")
{
    Hedged test({{24h, {}}, {0s, {}}});
    test.options.onHedging = [](int) { throw std::runtime_error("no hedges here"); };
    const Outcome<void> outcome = test.run();
    REQUIRE(kindOf(outcome) == FailureKind::Unavailable);
    CHECK(outcome.error().message == "unexpected error: no hedges here");
    CHECK_THROWS_AS(std::rethrow_exception(outcome.error().error), std::runtime_error);
    CHECK(test.began.size() == 1);
    CHECK(test.tokens[0].isCancelled());
    CHECK(test.runtime.now() == 2s);
}

TEST_CASE("hedging: another attempt for each delay that passes, until one answers (PO-HE-1)", "[resilience][hedging]")
{
    Hedged test({{24h, {}}, {24h, {}}, {3s, {}}, {24h, {}}});
    CHECK(test.run().has_value());
    CHECK(test.began == std::vector<std::chrono::nanoseconds> {0s, 2s, 4s, 6s});
    CHECK(test.runtime.now() == 7s);
    CHECK(test.won == std::vector {1});
}

TEST_CASE(
    "hedging: a failure that leaves others under way starts nothing before its time (PO-HE-1)", "[resilience][hedging]")
{
    // The primary fails at 3 s, the first hedge at 5 s: each time another one is still under way.
    Hedged test({{3s, unavailable()}, {3s, unavailable()}, {10s, unavailable()}, {1s, {}}});
    CHECK(test.run().has_value());
    CHECK(test.began == std::vector<std::chrono::nanoseconds> {0s, 2s, 4s, 6s});
    CHECK(test.runtime.now() == 7s);
}

TEST_CASE("hedging: when all under way have failed, the next starts at once, and the delay anew (PO-HE-1)",
    "[resilience][hedging]")
{
    Hedged test({{500ms, unavailable()}, {24h, {}}, {100ms, {}}});
    CHECK(test.run().has_value());
    CHECK(test.began == std::vector<std::chrono::nanoseconds> {0ms, 500ms, 2500ms});
    CHECK(test.runtime.now() == 2600ms);
}

TEST_CASE("hedging: with a negative or endless delay strictly one after another (PO-HE-1)", "[resilience][hedging]")
{
    for (const Clock::Duration delay : {Clock::Duration(-1ms), Clock::Duration::max()}) {
        Hedged test({{24h, unavailable()}, {24h, unavailable()}, {1h, {}}});
        test.options.delay = delay;
        CHECK(test.run().has_value());
        CHECK(test.began == std::vector<std::chrono::nanoseconds> {0h, 24h, 48h});
        CHECK(test.runtime.now() == 49h);
    }
}

TEST_CASE("hedging: the others are cancelled, the winner is not (PO-HE-2)", "[resilience][hedging]")
{
    Hedged test({{24h, {}}, {1s, {}}, {24h, {}}});
    test.options.delay = 500ms;
    CHECK(test.run().has_value());
    REQUIRE(test.tokens.size() == 3);
    CHECK(test.tokens[0].isCancelled());
    CHECK_FALSE(test.tokens[1].isCancelled());
    CHECK(test.tokens[2].isCancelled());
    CHECK_FALSE(test.token.isCancelled());
    test.runtime.runUntilIdle();
    CHECK(test.losers.active() == 0);
    CHECK(test.runtime.clock().pendingTimers() == 0);
    CHECK(test.runtime.now() == 1500ms);
}

TEST_CASE("hedging: a loser that ignores its token belongs to the scope until it ends", "[resilience][hedging]")
{
    Hedged test({{24h, {}, true}, {1s, {}}});
    CHECK(test.run().has_value());
    CHECK(test.runtime.now() == 3s); // nobody waits for it
    CHECK(test.losers.active() == 1);
    test.runtime.runToTheEnd();
    CHECK(test.runtime.now() == 24h);
    CHECK(test.losers.active() == 0);
    CHECK(test.losers.errorCount() == 0);
}

TEST_CASE("hedging: if all fail, the primary's failure comes out, even if it was the slowest (PO-HE-3)",
    "[resilience][hedging]")
{
    Hedged test({{10s, unavailable("primary")}, {1s, unavailable("first hedge")}, {1s, unavailable("second hedge")}});
    const Outcome<void> outcome = test.run();
    REQUIRE_FALSE(outcome.has_value());
    CHECK(outcome.error().message == "primary");
    CHECK(test.runtime.now() == 10s);
    CHECK(test.won.empty());
}

TEST_CASE("hedging: a primary in time is the only attempt, and leaves no timer", "[resilience][hedging]")
{
    Hedged test({{1s, {}}, {0s, {}}});
    CHECK(test.run().has_value());
    CHECK(test.began.size() == 1);
    CHECK(test.won.empty());
    CHECK(test.hedges.empty());
    CHECK(test.runtime.clock().pendingTimers() == 0);
    CHECK(test.runtime.now() == 1s);
}

TEST_CASE(
    "hedging: a generator that has nothing more ends the hedging, not the call (PO-HE-5)", "[resilience][hedging]")
{
    Hedged test({{10s, unavailable("primary")}, {1s, unavailable("hedge")}, {0s, {}}, {0s, {}}});
    std::vector<int> asked;
    test.options.actionGenerator = [&](int attempt) -> std::optional<HedgedAction> {
        asked.push_back(attempt);
        if (attempt > 1)
            return std::nullopt;
        return HedgedAction();
    };
    CHECK(test.run().error().message == "primary");
    CHECK(asked == std::vector {1, 2});
    CHECK(test.hedges == std::vector {0});
    CHECK(test.runtime.now() == 10s);
}

TEST_CASE("hedging: a hedge can call something else (PO-HE-5)", "[resilience][hedging]")
{
    Hedged test({{24h, {}}, {24h, {}}});
    bool replaced = false;
    test.options.actionGenerator = [&](int) {
        return HedgedAction([&](const CancellationToken& token) -> Task {
            replaced = true;
            co_return co_await delay(test.runtime.clock(), 1s, token);
        });
    };
    CHECK(test.run().has_value());
    CHECK(replaced);
    CHECK(test.began.size() == 1);
    CHECK(test.runtime.now() == 3s);
}

TEST_CASE("hedging: one hedge after two seconds by default, ten at most (PO-HE-1)", "[resilience][hedging]")
{
    VirtualRuntime runtime;
    TaskScope losers {runtime.executor()};
    HedgingOptions options;
    CHECK(options.maxHedgedAttempts == 1);
    CHECK(options.delay == 2s);
    for (const int wrong : {0, -1, 11}) {
        options.maxHedgedAttempts = wrong;
        CHECK_THROWS_AS(Hedging(losers, options), std::out_of_range);
    }
    options.maxHedgedAttempts = 10;
    CHECK_NOTHROW(Hedging(losers, options));
}

TEST_CASE("hedging: where calls block, the primary blocks its caller's worker and a hedge another one",
    "[resilience][hedging]")
{
    PoolRuntime runtime(2);
    HedgingOptions options;
    const auto pipeline = pipelineOf(std::make_shared<Hedging>(runtime.scope(), options));
    Outcome<void> outcome;
    Clock::Duration returned {};
    const auto callee = [&](int attempt, const CancellationToken& token) -> Outcome<void> {
        return delay(runtime.clock(), attempt == 1 ? 24h : 1s, token).waitOnWorker();
    };
    runtime.run([&] {
        runtime.scope().spawn([&] {
            outcome = resultOf(execute(pipeline, 1, callee, CancellationToken::none()));
            returned = runtime.now();
        });
    });
    CHECK(outcome.has_value());
    CHECK(returned == 3s);
    CHECK(runtime.pool().counts().peakBlocked == 2);
}

TEST_CASE("hedging: a single worker that blocks makes all attempts itself, one after another", "[resilience][hedging]")
{
    PoolRuntime runtime(1);
    HedgingOptions options;
    options.maxHedgedAttempts = 2;
    options.delay = GENERATE(0s, 2s, -1s);
    const auto pipeline = pipelineOf(std::make_shared<Hedging>(runtime.scope(), options));
    Outcome<void> outcome;
    std::vector<int> attempts;
    const auto callee = [&](int attempt, const CancellationToken& token) -> Outcome<void> {
        attempts.push_back(attempt);
        (void)delay(runtime.clock(), 1s, token).waitOnWorker();
        return attempt < 3 ? unavailable() : Outcome<void>();
    };
    runtime.run([&] {
        runtime.scope().spawn([&] { outcome = resultOf(execute(pipeline, 1, callee, CancellationToken::none())); });
    });
    CHECK(outcome.has_value());
    CHECK(attempts == std::vector {1, 2, 3});
    CHECK(runtime.now() == 3s);
}
