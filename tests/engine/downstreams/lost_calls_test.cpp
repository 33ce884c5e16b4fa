// SPDX-License-Identifier: GPL-3.0-or-later
// Calls whose answer is lost, and calls that never answer.
#include "engine/downstreams/payment_provider.h"
#include "tests/support/virtual_runtime.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <algorithm>
#include <vector>

using namespace engine;
using namespace std::chrono_literals;
using Catch::Matchers::WithinRel;

namespace {

ServiceSpec spec(int servers, double latencyMs)
{
    ServiceSpec service;
    service.servers = servers;
    service.latency.meanMs = latencyMs;
    return service;
}

struct Provider {
    explicit Provider(const ServiceSpec& model)
        : payment(model, 1, runtime.clock())
    {
    }
    auto charge(OrderId id, const CancellationToken& token = CancellationToken::none())
    {
        return runtime.start([this, id, token]() -> QCoro::Task<Outcome<void>> {
            const Order order {id, {}, 1, 100};
            const ChargeRequest request {order, {}, 1};
            co_return co_await payment.charge(request, token);
        });
    }
    tests::VirtualRuntime runtime;
    SimulatedPaymentProvider payment;
};

} // namespace

TEST_CASE("service: a charge whose answer is lost fails, and the money is booked", "[downstreams][payment]")
{
    const double latencyMs = GENERATE(0.0, 20.0);
    ServiceSpec model = spec(1, latencyMs);
    model.answerLostRate = 1;
    Provider provider(model);
    const auto first = provider.runtime.finish(provider.charge(1));
    REQUIRE_FALSE(first);
    CHECK(first.error().kind == FailureKind::Unavailable);
    CHECK(first.error().message.find("lost") != std::string::npos);
    CHECK(provider.payment.doubleCharges() == 0);
    if (latencyMs == 0) { // the way without a coroutine too
        const Order order {1, {}, 1, 100};
        const auto second = provider.payment.tryCharge({order, {}, 2}, CancellationToken::none());
        REQUIRE(second);
        CHECK_FALSE(*second);
    } else {
        CHECK_FALSE(provider.runtime.finish(provider.charge(1)));
    }
    CHECK(provider.payment.doubleCharges() == 1);
    CHECK(provider.payment.view().failed == 2);
}

TEST_CASE("service: a charge that business refuses is not booked, even if the answer is lost", "[downstreams][payment]")
{
    ServiceSpec model = spec(1, 0);
    model.answerLostRate = 1;
    model.rejectRate = 1;
    Provider provider(model);
    for (int i = 0; i < 2; ++i)
        CHECK(provider.runtime.finish(provider.charge(1)).error().kind == FailureKind::Unavailable);
    CHECK(provider.payment.doubleCharges() == 0);
}

TEST_CASE("service: a call that hangs keeps its server until it is cancelled", "[downstreams][cancel]")
{
    const double latencyMs = GENERATE(0.0, 20.0);
    ServiceSpec model = spec(1, latencyMs);
    model.hangRate = 1;
    Provider provider(model);
    CancellationSource source;
    const Order order {1, {}, 1, 100};
    CHECK_FALSE(provider.payment.tryCharge({order, {}, 1}, source.token()));
    CHECK(provider.payment.view().calls == 0);

    const auto hung = provider.charge(1, source.token());
    auto settings = provider.payment.service().settings();
    CHECK(settings.hangRate == 1);
    settings.hangRate = 0;
    provider.payment.service().setSettings(settings);
    const auto next = provider.charge(2);
    provider.runtime.advance(1h);
    CHECK_FALSE(hung.isDone());
    CHECK_FALSE(next.isDone());
    CHECK(provider.payment.view().busyServers.now == 1);

    source.cancel(CancelReason::Timeout);
    provider.runtime.runToTheEnd();
    REQUIRE(hung.isDone());
    CHECK(hung.result().error().reason == CancelReason::Timeout);
    CHECK(next.result().has_value());
    CHECK(provider.payment.view().busyServers.now == 0);
}

TEST_CASE("service: answers are lost and calls hang at their rates, for the same orders each time", "[downstreams]")
{
    ServiceSpec model = spec(100'000, 0);
    model.answerLostRate = 0.2;
    model.hangRate = 0.1;
    constexpr int kOrders = 5000;
    const auto fates = [&model] {
        Provider provider(model);
        CancellationSource end;
        std::vector<Flow<Outcome<void>>> calls;
        for (OrderId order = 1; order <= kOrders; ++order)
            calls.push_back(provider.charge(order, end.token()));
        std::string text;
        for (const auto& call : calls)
            text += !call.isDone() ? 'h' : call.result() ? '.' : 'l';
        end.cancel();
        provider.runtime.runToTheEnd();
        return text;
    };
    const std::string first = fates();
    CHECK_THAT(static_cast<double>(std::count(first.begin(), first.end(), 'h')) / kOrders, WithinRel(0.1, 0.15));
    CHECK_THAT(static_cast<double>(std::count(first.begin(), first.end(), 'l')) / kOrders, WithinRel(0.18, 0.1));
    CHECK(fates() == first);
}
