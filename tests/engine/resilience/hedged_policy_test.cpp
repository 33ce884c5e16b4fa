// SPDX-License-Identifier: GPL-3.0-or-later
// Hedging as a scenario switches it on: around a service, beside the other strategies, and while calls flow.
#include "engine/downstreams/payment_provider.h"
#include "tests/engine/resilience/guarded_policy.h"
#include "tests/support/pool_runtime.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace engine;
using namespace std::chrono_literals;
using namespace tests;

namespace {

using Task = QCoro::Task<Outcome<void>>;

ResilienceSpec hedged(int maxHedgedAttempts = 1, double delayMs = 2000.0)
{
    ResilienceSpec spec;
    spec.hedging = {true, maxHedgedAttempts, delayMs};
    return spec;
}

/// The first attempt takes a day, the others a second.
auto slowAtFirst(VirtualRuntime& runtime, std::vector<int>* numbers = nullptr, Outcome<void> answer = {})
{
    return [&runtime, numbers, answer](int attempt, const CancellationToken& token) -> Task {
        if (numbers)
            numbers->push_back(attempt);
        Outcome<void> outcome = co_await delay(runtime.clock(), attempt == 1 ? 24h : 1s, token);
        if (outcome)
            outcome = answer;
        co_return outcome;
    };
}

/// How long each of a thousand calls to a provider with a long tail took, shortest first, and what it cost.
struct Tail {
    std::vector<std::chrono::nanoseconds> times;
    PolicyView policy;
    ServiceView service;

    explicit Tail(const ResilienceSpec& spec)
    {
        Guarded test(spec);
        ServiceSpec provider;
        provider.servers = 1000;
        provider.latency = {LatencyKind::LogNormal, 50.0, 150.0};
        SimulatedPaymentProvider payments(provider, 1, test.runtime.clock());
        std::vector<Order> orders(1000);
        for (std::size_t n = 0; n < orders.size(); ++n) {
            orders[n].id = n + 1;
            const auto began = test.runtime.now();
            const auto callee = [&payments, &order = orders[n]](int attempt, const CancellationToken& token) {
                return payments.charge(ChargeRequest {order, order.idempotencyKey(), attempt}, token);
            };
            CHECK(test.run(callee, orders[n].id).has_value());
            times.push_back(test.runtime.now() - began);
        }
        std::sort(times.begin(), times.end());
        test.runtime.runToTheEnd();
        policy = test.policy.view();
        service = payments.view();
        CHECK(payments.doubleCharges() == 0);
        CHECK(service.busyServers.now == 0);
    }
    [[nodiscard]] std::chrono::nanoseconds p99() const { return times[989]; }
    [[nodiscard]] std::chrono::nanoseconds p50() const { return times[499]; }
};

} // namespace

TEST_CASE("hedged policy: switched on, it asks again after two seconds", "[resilience][policy][hedging]")
{
    Guarded test(hedged());
    CHECK_FALSE(test.policy.off());
    std::vector<int> numbers;
    int attempts = 0;
    CHECK(test.run(slowAtFirst(test.runtime, &numbers), 1, &attempts).has_value());
    CHECK(test.runtime.now() == 3s);
    CHECK(attempts == 2);
    CHECK(numbers == std::vector {1, 2});
    CHECK(test.run(test.slow(1s), 2, &attempts).has_value());
    CHECK(attempts == 1);
    const PolicyView view = test.policy.view();
    CHECK(view.attempts == 3);
    CHECK(view.hedgesStarted == 1);
    CHECK(view.hedgesWon == 1);
    CHECK(view.retries == 0);
}

TEST_CASE("hedged policy: the slowest calls of a service with a long tail become faster, for some attempts more",
    "[resilience][policy][hedging]")
{
    const Tail alone((ResilienceSpec()));
    const Tail helped(hedged(1, 100.0));
    CHECK(alone.policy.attempts == 1000);
    CHECK(alone.p99() > 400ms);
    CHECK(helped.p99() < alone.p99() / 2);
    CHECK(helped.p50() == alone.p50()); // most calls never needed a hedge
    CHECK(helped.policy.hedgesStarted > 50);
    CHECK(helped.policy.hedgesStarted < 200);
    CHECK(helped.policy.attempts == 1000 + helped.policy.hedgesStarted);
    CHECK(helped.service.calls == helped.policy.attempts);
    CHECK(helped.policy.hedgesWon > 0);
    CHECK(helped.policy.hedgesWon < helped.policy.hedgesStarted);
    CHECK(helped.service.cancelled == helped.policy.hedgesStarted); // one loser for each hedge
}

TEST_CASE(
    "hedged policy: an unavailable service is asked again at once, a refusal for a reason of business is an answer",
    "[resilience][policy][hedging]")
{
    Guarded test(hedged(2));
    const ScriptedCallee flaky({unavailable(), unavailable(), {}});
    CHECK(test.run(flaky).has_value());
    CHECK(flaky.runs() == 3);
    const ScriptedCallee declining(rejected());
    CHECK(kindOf(test.run(declining)) == FailureKind::Rejected);
    CHECK(declining.runs() == 1);
    CHECK(test.runtime.now() == 0s);
    CHECK(kindOf(test.run(slowAtFirst(test.runtime, nullptr, rejected()))) == FailureKind::Rejected);
    CHECK(test.policy.view().hedgesWon == 2);
}

TEST_CASE(
    "hedged policy: a breaker that opens meanwhile holds the hedge back, not the call", "[resilience][policy][hedging]")
{
    ResilienceSpec spec = hedged();
    spec.breaker.kind = BreakerKind::ConsecutiveFailures;
    Guarded test(spec);
    const auto flow = test.start(test.slow(5s));
    CHECK(test.policy.openBreaker());
    CHECK(test.runtime.finish(flow).has_value());
    CHECK(test.runtime.now() == 5s);
    CHECK(test.policy.view().hedgesStarted == 1);
    CHECK(test.policy.view().hedgesWon == 0);
    CHECK(test.policy.view().brokenCircuitRejections == 1);
    // A call that an open breaker holds back fails fast: it is not hedged.
    CHECK(kindOf(test.run(test.slow(5s))) == FailureKind::BrokenCircuit);
    CHECK(test.runtime.now() == 5s);
    CHECK(test.policy.view().hedgesStarted == 1);
}

TEST_CASE("hedged policy: inside a retry each try is hedged, and every attempt has a number of its own",
    "[resilience][policy][hedging]")
{
    ResilienceSpec spec = hedged(1, 100.0);
    spec.retry = {true, 2, BackoffKind::Constant, 1000.0, 0.0, false};
    Guarded test(spec);
    std::vector<int> numbers;
    int attempts = 0;
    const auto failing = [&](int attempt, const CancellationToken& token) -> Task {
        numbers.push_back(attempt);
        Outcome<void> outcome = co_await delay(test.runtime.clock(), 300ms, token);
        if (outcome)
            outcome = unavailable();
        co_return outcome;
    };
    CHECK(kindOf(test.run(failing, 1, &attempts)) == FailureKind::Unavailable);
    CHECK(numbers == std::vector {1, 2, 3, 4, 5, 6});
    CHECK(attempts == 6);
    CHECK(test.runtime.now() == 3 * 400ms + 2s);
    CHECK(test.policy.view().hedgesStarted == 3);
    CHECK(test.policy.view().retries == 2);
}

TEST_CASE("hedged policy: it can be switched while calls are under way, which finish as they began",
    "[resilience][policy][hedging]")
{
    Guarded test((ResilienceSpec()));
    CancellationSource source;
    const CancellationToken token = source.token();
    const auto before = test.start(slowAtFirst(test.runtime), 1, token);
    test.policy.apply(hedged());
    const auto during = test.start(slowAtFirst(test.runtime), 2);
    test.policy.apply({});
    CHECK(test.policy.off());
    test.runtime.advance(3s);
    CHECK_FALSE(before.isDone());
    REQUIRE(during.isDone());
    CHECK(during.result().has_value());
    source.cancel();
    test.runtime.runUntilIdle();
    CHECK(test.policy.view().hedgesStarted == 1);
    CHECK(test.policy.view().attempts == 3);
}

TEST_CASE("hedged policy: where calls block their workers, all get through even if each has to be repeated",
    "[resilience][policy][hedging]")
{
    const int threads = GENERATE(1, 3);
    PoolRuntime runtime(threads);
    DownstreamPolicy policy("rule engine", hedged(1, GENERATE(0.0, 100.0)), 1, Stage::Validate, runtime.scope());
    std::atomic<int> good = 0;
    runtime.run([&] {
        for (int n = 0; n < 20; ++n) {
            runtime.scope().spawn([&, n] {
                const auto callee = [&](int attempt, const CancellationToken& token) -> Outcome<void> {
                    Outcome<void> waited = delay(runtime.clock(), 1s, token).waitOnWorker();
                    return waited && attempt == 1 ? unavailable() : waited;
                };
                const auto order = static_cast<OrderId>(n + 1);
                good += policy.executeOnWorker(order, callee, CancellationToken::none()) ? 1 : 0;
            });
        }
    });
    CHECK(good == 20);
    CHECK(policy.view().hedgesWon == 20);
}

TEST_CASE("hedged policy: a spec outside its ranges changes nothing", "[resilience][policy][hedging]")
{
    Guarded test(hedged());
    for (const int wrong : {0, 11}) {
        CHECK_THROWS_AS(test.policy.apply(hedged(wrong)), std::out_of_range);
        CHECK(test.policy.spec() == hedged());
        CHECK_THROWS_AS(Guarded(hedged(wrong)), std::out_of_range);
    }
}
