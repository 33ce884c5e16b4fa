// SPDX-License-Identifier: GPL-3.0-or-later
// Whole runs whose calls are guarded, or badly used: what becomes of the orders, and under which name.
#include "tests/support/scenario_run.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace engine;
using namespace std::chrono_literals;
using tests::runToTheEnd;
using tests::scenarioWith;

namespace {

Scenario orders(int count)
{
    Scenario scenario = scenarioWith(
        "mega-order", {QStringLiteral("limits.chunkSize=20"), QStringLiteral("limits.blockingKind=synchronous")});
    scenario.workload.orders = count;
    return scenario;
}

void checkBooks(const tests::EndedRun& run)
{
    const EndingCounts& ends = run.last->endings;
    REQUIRE(run.last->ledger.holds());
    REQUIRE(run.last->ledger.inFlight == 0);
    REQUIRE(run.last->ledger.persisted == run.rows);
    REQUIRE(run.last->ledger.rejected + run.last->ledger.failed == run.deadLetters.size());
    REQUIRE(ends.cancelledByCaller + ends.cancelledByTimeout + ends.cancelledByShutdown + ends.cancelledByFailure
        == run.last->ledger.cancelled);
    REQUIRE(run.last->habits.orphansNow == 0);
}

} // namespace

TEST_CASE("guarded run: retries recover what a flaky provider fails", "[run][stages][retry]")
{
    const Mode mode = GENERATE(Mode::Bounded, Mode::Unbounded, Mode::Blocking);
    Scenario scenario = orders(100);
    scenario.paymentProvider.failureRate = 0.3;
    const auto without = runToTheEnd(scenario, mode);
    checkBooks(without);
    CHECK(without.last->ledger.failed > 10);

    scenario.paymentProvider.resilience.retry.enabled = true;
    scenario.paymentProvider.resilience.retry.maxRetryAttempts = 20;
    const auto with = runToTheEnd(scenario, mode);
    checkBooks(with);
    CHECK(with.last->ledger.persisted == 100);
    CHECK(with.last->doubleCharges == 0);
    CHECK(with.last->paymentPolicy.retries > 10);
    CHECK(with.last->paymentPolicy.attempts == with.last->paymentProvider.calls);
    CHECK(with.last->ruleEnginePolicy.off);
    CHECK(std::any_of(with.events.begin(), with.events.end(), [](const Event& event) { return event.attempt > 1; }));
}

TEST_CASE("guarded run: a breaker opens and holds calls back", "[run][stages][breaker]")
{
    const Mode mode = GENERATE(Mode::Bounded, Mode::Unbounded, Mode::Blocking);
    Scenario scenario = orders(100);
    scenario.paymentProvider.failureRate = 1;
    scenario.paymentProvider.resilience.breaker.kind = BreakerKind::ConsecutiveFailures;
    const auto run = runToTheEnd(scenario, mode);
    checkBooks(run);
    CHECK(run.last->ledger.failed == 100);
    CHECK(run.last->paymentPolicy.brokenCircuitRejections > 0);
    CHECK(run.last->paymentPolicy.breaker.state == BreakerState::Open);
    CHECK(run.last->paymentProvider.calls + run.last->paymentPolicy.brokenCircuitRejections == 100);
    CHECK(run.deadLetters.filter(QStringLiteral("brokenCircuit: ")).size()
        == run.last->paymentPolicy.brokenCircuitRejections);
    CHECK(run.last->endings.timedOut == 0);
}

TEST_CASE("guarded run: a timeout ends calls that hang", "[run][stages][timeout]")
{
    const Mode mode = GENERATE(Mode::Bounded, Mode::Unbounded, Mode::Blocking);
    const TimeoutKind kind = GENERATE(TimeoutKind::Off, TimeoutKind::Optimistic, TimeoutKind::Pessimistic);
    Scenario scenario = orders(60);
    scenario.pool.threads = 128; // a pessimistic timeout needs workers of its own where calls block theirs
    scenario.paymentProvider.hangRate = 0.2;
    scenario.paymentProvider.resilience.timeout = {kind, 200};
    const auto run = runToTheEnd(scenario, mode);
    checkBooks(run);
    if (kind == TimeoutKind::Off) {
        CHECK(run.last->outcome == RunOutcome::Deadlocked);
        CHECK(run.last->endings.cancelledByFailure > 0);
        CHECK(run.last->endings.timedOut == 0);
    } else {
        CHECK(run.last->outcome == RunOutcome::Completed);
        CHECK(run.last->endings.timedOut > 0);
        CHECK(run.last->endings.timedOut == run.last->ledger.failed);
        CHECK(run.deadLetters.filter(QStringLiteral("timedOut: ")).size() == run.last->endings.timedOut);
        CHECK(run.last->ledger.cancelled == 0);
    }
}

TEST_CASE("guarded run: charges whose answer was lost are double without keys only", "[run][stages][retry]")
{
    const bool keys = GENERATE(true, false);
    Scenario scenario = orders(100);
    scenario.paymentProvider.answerLostRate = 0.3;
    scenario.paymentProvider.resilience.retry.enabled = true;
    scenario.paymentProvider.resilience.retry.maxRetryAttempts = 20;
    scenario.antiPatterns.noIdempotencyKeys = !keys;
    const auto run = runToTheEnd(scenario, Mode::Bounded);
    checkBooks(run);
    CHECK(run.last->ledger.persisted == 100);
    CHECK((run.last->doubleCharges == 0) == keys);
    CHECK(run.last->antiPatterns.noIdempotencyKeys == !keys);
}

TEST_CASE("guarded run: hedging cuts the tail of a provider, and costs attempts", "[run][stages][hedging]")
{
    const Mode mode = GENERATE(Mode::Bounded, Mode::Unbounded, Mode::Blocking);
    Scenario scenario = orders(400);
    scenario.pool.threads = 128; // a hedge of a call that blocks needs a worker of its own
    scenario.limits.chargeInFlight = 20;
    scenario.ruleEngine.servers = scenario.paymentProvider.servers = 1000;
    scenario.paymentProvider.latency = {LatencyKind::LogNormal, 50.0, 150.0};
    const auto without = runToTheEnd(scenario, mode);
    checkBooks(without);
    CHECK(without.last->paymentPolicy.off);

    scenario.paymentProvider.resilience.hedging = {true, 1, 100.0};
    const auto with = runToTheEnd(scenario, mode);
    checkBooks(with);
    const PolicyView& policy = with.last->paymentPolicy;
    CHECK(with.last->ledger.persisted == 400);
    CHECK(with.last->doubleCharges == 0);
    CHECK(policy.hedgesStarted > 10);
    CHECK(policy.hedgesWon > 0);
    CHECK(policy.attempts <= 400 + policy.hedgesStarted); // a hedge may be too late to be made
    CHECK(with.last->paymentProvider.calls == policy.attempts);
    CHECK(std::any_of(with.events.begin(), with.events.end(), [](const Event& event) { return event.attempt > 1; }));
    if (mode != Mode::Blocking) { // where the workers are all taken, its hedges wait for one
        const auto charged = [](const tests::EndedRun& run) { return run.last->stage(Stage::Charge).latency; };
        CHECK(charged(with).p99Ms < 0.5 * charged(without).p99Ms);
    }
}

TEST_CASE("guarded run: hedged charges are double without keys only", "[run][stages][hedging]")
{
    const Mode mode = GENERATE(Mode::Bounded, Mode::Unbounded, Mode::Blocking);
    const bool keys = GENERATE(true, false);
    Scenario scenario = orders(100);
    scenario.paymentProvider.answerLostRate = 0.3;
    scenario.paymentProvider.resilience.hedging = {true, 10, 60.0};
    scenario.antiPatterns.noIdempotencyKeys = !keys;
    const auto run = runToTheEnd(scenario, mode);
    checkBooks(run);
    CHECK(run.last->ledger.persisted == 100);
    CHECK(run.last->paymentPolicy.hedgesStarted > 0);
    CHECK((run.last->doubleCharges == 0) == keys);
}

TEST_CASE("guarded run: a rate limit spreads the charges, or refuses what is too much", "[run][stages][rate]")
{
    const Mode mode = GENERATE(Mode::Bounded, Mode::Unbounded, Mode::Blocking);
    Scenario scenario = orders(100);
    SECTION("with a queue")
    {
        scenario.paymentProvider.resilience.rateLimit = {RateLimitKind::TokenBucket, 20, 1000.0, 20, 1000};
        const auto run = runToTheEnd(scenario, mode);
        checkBooks(run);
        CHECK(run.last->ledger.persisted == 100);
        CHECK(run.last->paymentPolicy.rateRejections == 0);
        CHECK(run.last->at >= 4s);
        CHECK(run.last->at < 6s);
        for (const auto& snapshot : run.snapshots)
            REQUIRE(snapshot->paymentPolicy.attempts <= 20 * (1 + snapshot->at / 1s));
        CHECK(std::any_of(run.snapshots.begin(), run.snapshots.end(),
            [](const auto& snapshot) { return snapshot->paymentPolicy.rateQueued > 0; }));
    }
    SECTION("without one")
    {
        scenario.paymentProvider.resilience.rateLimit = {RateLimitKind::Spaced, 20, 1000.0, 20, 0};
        const auto run = runToTheEnd(scenario, mode);
        checkBooks(run);
        CHECK(run.last->paymentPolicy.rateRejections > 0);
        CHECK(run.last->ledger.failed == run.last->paymentPolicy.rateRejections);
        CHECK(run.last->paymentPolicy.attempts + run.last->paymentPolicy.rateRejections == 100);
    }
}

TEST_CASE("guarded run: hedging and the rate limit can be switched while orders flow", "[run][stages][hedging][rate]")
{
    const Mode mode = GENERATE(Mode::Bounded, Mode::Unbounded, Mode::Blocking);
    Scenario scenario = scenarioWith("first-minute",
        {QStringLiteral("workload.repeatForever=false"), QStringLiteral("workload.orders=300"),
            QStringLiteral("limits.blockingKind=synchronous"), QStringLiteral("pool.threads=64")});
    Scenario wanted = scenario;
    wanted.paymentProvider.resilience.hedging = {true, 1, 20.0}; // sooner than any answer
    wanted.paymentProvider.resilience.rateLimit = {RateLimitKind::Spaced, 40, 1000.0, 1, 0};
    const auto run = runToTheEnd(scenario, mode, [&](Run& running, const Snapshot& snapshot) {
        if (snapshot.at == 1s)
            running.apply(wanted);
    });
    checkBooks(run);
    for (const auto& snapshot : run.snapshots) {
        const PolicyView& policy = snapshot->paymentPolicy;
        if (snapshot->at <= 1s)
            REQUIRE(policy.hedgesStarted + policy.rateRejections == 0);
    }
    CHECK(run.last->paymentPolicy.hedgesStarted > 0);
    CHECK(run.last->paymentPolicy.rateRejections > 0);
}

TEST_CASE("guarded run: each reason to end has a name of its own", "[run][stages][endings]")
{
    const Mode mode = GENERATE(Mode::Bounded, Mode::Unbounded, Mode::Blocking);
    Scenario scenario = orders(100);
    EndingCounts expected;
    tests::EndedRun run;
    SECTION("the caller")
    {
        run = runToTheEnd(scenario, mode, [](Run& running, const Snapshot& snapshot) {
            if (snapshot.at >= 200ms)
                running.cancel();
        });
        CHECK(run.last->outcome == RunOutcome::Cancelled);
        expected.cancelledByCaller = run.last->ledger.cancelled;
    }
    SECTION("the order's own deadline")
    {
        scenario.limits.orderTimeoutMs = 100;
        run = runToTheEnd(scenario, mode);
        CHECK(run.last->outcome == RunOutcome::Completed);
        expected.cancelledByTimeout = run.last->ledger.cancelled;
    }
    SECTION("a shutdown that waits no longer")
    {
        scenario.limits.drainSeconds = 0.1;
        run = runToTheEnd(scenario, mode, [](Run& running, const Snapshot& snapshot) {
            if (snapshot.at >= 100ms)
                running.stop();
        });
        CHECK(run.last->outcome == RunOutcome::Cancelled);
        expected.cancelledByShutdown = run.last->ledger.cancelled;
    }
    SECTION("a failure of the run")
    {
        scenario.paymentProvider.hangRate = 1;
        run = runToTheEnd(scenario, mode);
        CHECK(run.last->outcome == RunOutcome::Deadlocked);
        expected.cancelledByFailure = run.last->ledger.cancelled;
    }
    checkBooks(run);
    CHECK(run.last->ledger.cancelled > 0);
    CHECK(run.last->endings.cancelledByCaller == expected.cancelledByCaller);
    CHECK(run.last->endings.cancelledByTimeout == expected.cancelledByTimeout);
    CHECK(run.last->endings.cancelledByShutdown == expected.cancelledByShutdown);
    CHECK(run.last->endings.cancelledByFailure == expected.cancelledByFailure);
    CHECK(run.last->endings.timedOut == 0);
}

TEST_CASE("guarded run: calls that hang and ignore cancellation end with the run", "[run][stages][habits]")
{
    const Mode mode = GENERATE(Mode::Bounded, Mode::Unbounded, Mode::Blocking);
    Scenario scenario = orders(40);
    scenario.paymentProvider.hangRate = 0.2;
    scenario.limits.orderTimeoutMs = 1000;
    scenario.antiPatterns.ignoreCancellation = true;
    const auto run = runToTheEnd(scenario, mode);
    checkBooks(run);
    CHECK(run.last->ledger.cancelled > 0);
    if (mode != Mode::Blocking)
        CHECK(run.last->habits.orphansTotal > 0);
    SECTION("also when all habits come together")
    {
        scenario.antiPatterns.blockOnAsync = scenario.antiPatterns.asyncVoid = scenario.antiPatterns.taskRun = true;
        scenario.antiPatterns.retryWithoutBackoff = scenario.antiPatterns.noTimeout = true;
        scenario.antiPatterns.needlessLayers = 3;
        scenario.antiPatterns.hogWorkerMs = 2;
        checkBooks(runToTheEnd(scenario, mode));
    }
}
