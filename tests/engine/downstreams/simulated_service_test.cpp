// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/downstreams/payment_provider.h"
#include "tests/support/virtual_runtime.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <vector>

using namespace engine;
using namespace std::chrono_literals;
using Catch::Matchers::WithinRel;

namespace {

ServiceSpec spec(int servers, int queue, double latencyMs)
{
    ServiceSpec service;
    service.servers = servers;
    service.acceptQueueLimit = queue;
    service.latency.meanMs = latencyMs;
    return service;
}

struct Fixture {
    explicit Fixture(const ServiceSpec& model) : service("test service", Stage::Validate, model, 1, runtime.clock()) {}
    auto call(OrderId order, const CancellationToken& token = CancellationToken::none())
    {
        return runtime.start([this, order, token]() -> QCoro::Task<Outcome<void>> {
            co_return co_await service.call(order, 1, token);
        });
    }
    tests::VirtualRuntime runtime;
    SimulatedService service;
};

} // namespace

TEST_CASE("service: as many calls as servers are served at once, the others first in, first out", "[downstreams]")
{
    Fixture fixture(spec(2, 10, 50));
    const auto first = fixture.call(1);
    const auto second = fixture.call(2);
    const auto third = fixture.call(3);
    const auto fourth = fixture.call(4);
    CHECK(fixture.service.view().busyServers.now == 2);
    CHECK(fixture.service.view().acceptQueue.now == 2);

    fixture.runtime.advance(50ms);
    CHECK((first.isDone() && second.isDone() && !third.isDone()));
    fixture.runtime.advance(50ms);
    CHECK((third.isDone() && fourth.isDone()));
    CHECK(fixture.service.view().busyServers.peak == 2);
    CHECK(fixture.service.view().calls == 4);
}

TEST_CASE("service: a call beyond the accept queue is refused at once", "[downstreams]")
{
    Fixture fixture(spec(1, 1, 50));
    const auto served = fixture.call(1);
    const auto queued = fixture.call(2);
    const auto refused = fixture.call(3);
    REQUIRE(refused.isDone());
    CHECK(refused.result().error().kind == FailureKind::Unavailable);
    CHECK(fixture.service.view().refused == 1);
    fixture.runtime.runToTheEnd();
    CHECK((served.result().has_value() && queued.result().has_value()));
    CHECK(fixture.runtime.now() == 100ms);
}

TEST_CASE("service: a cancelled call frees its server or its place in the queue at once", "[downstreams][cancel]")
{
    Fixture fixture(spec(1, 10, 50));
    CancellationSource servedSource;
    CancellationSource queuedSource;
    const auto served = fixture.call(1, servedSource.token());
    const auto queued = fixture.call(2, queuedSource.token());
    const auto last = fixture.call(3);
    queuedSource.cancel(CancelReason::Shutdown);
    fixture.runtime.runUntilIdle();
    REQUIRE(queued.isDone());
    CHECK(queued.result().error().reason == CancelReason::Shutdown);
    fixture.runtime.advance(20ms);
    servedSource.cancel();
    fixture.runtime.runToTheEnd();
    CHECK(served.result().error().isCancelled());
    CHECK(last.result().has_value());
    CHECK(fixture.runtime.now() == 70ms);
    CHECK(fixture.service.view().cancelled == 2);
}

TEST_CASE("service: in an outage calls fail at once, and those that end in it fail too", "[downstreams][outage]")
{
    ServiceSpec service = spec(5, 10, 50);
    service.outages = {{0.030, 0.100}};
    Fixture fixture(service);
    const auto begunBefore = fixture.call(1);
    fixture.runtime.advance(40ms);
    const auto begunInside = fixture.call(2);
    REQUIRE(begunInside.isDone());
    CHECK(begunInside.result().error().kind == FailureKind::Unavailable);
    fixture.runtime.advance(10ms);
    CHECK(begunBefore.result().error().kind == FailureKind::Unavailable);
    fixture.runtime.advance(80ms);
    const auto after = fixture.call(3);
    fixture.runtime.runToTheEnd();
    CHECK(after.result().has_value());
}

TEST_CASE("service: settings take effect on the running service", "[downstreams]")
{
    Fixture fixture(spec(1, 10, 50));
    const auto first = fixture.call(1);
    const auto second = fixture.call(2);
    auto settings = fixture.service.settings();
    settings.servers = 2;
    settings.latency.meanMs = 10;
    fixture.service.setSettings(settings);
    fixture.runtime.advance(10ms);
    CHECK(second.isDone());
    CHECK_FALSE(first.isDone());

    settings.trouble.latencyFactor = 3;
    fixture.service.setSettings(settings);
    const auto third = fixture.call(3);
    fixture.runtime.advance(29ms);
    CHECK_FALSE(third.isDone());
    fixture.runtime.advance(1ms);
    CHECK(third.isDone());
    fixture.runtime.finish(first); // under the settings that it began with
    CHECK(fixture.runtime.now() == 50ms);
}

TEST_CASE("service: latencies follow their distribution, the same for the same order", "[downstreams][latency]")
{
    for (const LatencyKind kind : {LatencyKind::Uniform, LatencyKind::Exponential, LatencyKind::LogNormal}) {
        ServiceSpec service = spec(1'000'000, 0, 40);
        service.latency.kind = kind;
        service.latency.spreadMs = 20;
        const auto measure = [&service](OrderId order) {
            Fixture fixture(service);
            fixture.runtime.finish(fixture.call(order));
            return static_cast<double>(fixture.runtime.now().count()) / 1e6;
        };
        double sum = 0;
        constexpr int kOrders = 4000;
        for (OrderId order = 1; order <= kOrders; ++order)
            sum += measure(order);
        CHECK_THAT(sum / kOrders, WithinRel(40.0, 0.06));
        CHECK(measure(17) == measure(17));
    }
}

TEST_CASE("service: failures and rejections occur at their rates", "[downstreams]")
{
    ServiceSpec service = spec(10, 0, 0);
    service.failureRate = 0.2;
    service.rejectRate = 0.1;
    Fixture fixture(service);
    int failed = 0;
    int rejected = 0;
    constexpr int kOrders = 5000;
    for (OrderId order = 1; order <= kOrders; ++order) {
        const auto answer = fixture.runtime.finish(fixture.call(order));
        failed += !answer && answer.error().kind == FailureKind::Unavailable;
        rejected += !answer && answer.error().kind == FailureKind::Rejected;
    }
    CHECK_THAT(failed / double(kOrders), WithinRel(0.2, 0.1));
    CHECK_THAT(rejected / double(kOrders), WithinRel(0.08, 0.15)); // of those that did not fail
}

TEST_CASE("payment provider: an idempotency key makes a second charge harmless, its absence shows", "[downstreams][payment]")
{
    tests::VirtualRuntime runtime;
    SimulatedPaymentProvider provider(spec(1, 10, 5), 1, runtime.clock());
    const Order order {7, "customer", 1, 1999};
    const auto charge = [&](std::optional<std::uint64_t> key) {
        return runtime.run([&, key]() -> QCoro::Task<Outcome<void>> {
            const ChargeRequest request {order, key, 1};
            co_return co_await provider.charge(request, CancellationToken::none());
        });
    };
    CHECK(charge(order.idempotencyKey()).has_value());
    CHECK(charge(order.idempotencyKey()).has_value());
    CHECK(provider.doubleCharges() == 0);
    CHECK(charge(std::nullopt).has_value());
    CHECK(provider.doubleCharges() == 1);
}

TEST_CASE("payment provider: a set of numbers remembers each one", "[downstreams][payment]")
{
    NumberSet numbers;
    for (const std::uint64_t number : {std::uint64_t{0}, std::uint64_t{63}, std::uint64_t{64}, std::uint64_t{4096}, ~std::uint64_t{0}}) {
        CHECK(numbers.insert(number));
        CHECK_FALSE(numbers.insert(number));
    }
}

TEST_CASE("service: a call that takes no time is answered without a wait, and only that", "[downstreams]")
{
    const CancellationToken& never = CancellationToken::none();

    SECTION("with the fate that it would have met otherwise")
    {
        ServiceSpec model = spec(1, 0, 0);
        model.rejectRate = 0.5;
        Fixture fixture(model);
        Fixture waiting(model);
        int rejected = 0;
        for (OrderId order = 1; order <= 100; ++order) {
            const std::optional<Outcome<void>> atOnce = fixture.service.tryCall(order, 1, never);
            REQUIRE(atOnce);
            const auto called = waiting.call(order);
            REQUIRE(called.isDone());
            CHECK(atOnce->has_value() == called.result().has_value());
            rejected += atOnce->has_value() ? 0 : 1;
        }
        CHECK((rejected > 20 && rejected < 80));
        CHECK(fixture.service.view().calls == 100);
        CHECK(fixture.service.view().busyServers.now == 0);
    }
    SECTION("not when there is a latency, from the next call after a change on")
    {
        Fixture fixture(spec(1, 0, 0));
        CHECK(fixture.service.tryCall(1, 1, never));
        SimulatedService::Settings slow = fixture.service.settings();
        slow.latency.meanMs = 5;
        fixture.service.setSettings(slow);
        CHECK_FALSE(fixture.service.tryCall(2, 1, never));
        CHECK(fixture.service.view().calls == 1);
    }
    SECTION("a cancelled caller and an outage fail as ever")
    {
        Fixture fixture(spec(1, 0, 0));
        CancellationSource source;
        source.cancel();
        const std::optional<Outcome<void>> cancelled = fixture.service.tryCall(1, 1, source.token());
        REQUIRE(cancelled);
        CHECK(cancelled->error().isCancelled());
        SimulatedService::Settings down = fixture.service.settings();
        down.trouble.outage = true;
        fixture.service.setSettings(down);
        const std::optional<Outcome<void>> failed = fixture.service.tryCall(2, 1, never);
        REQUIRE(failed);
        CHECK(failed->error().kind == FailureKind::Unavailable);
    }
}
