// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/downstreams/simulated_service.h"
#include "tests/support/virtual_runtime.h"

#include <catch2/catch_test_macros.hpp>

#include <vector>

using namespace engine;
using namespace std::chrono_literals;

namespace {

struct Fixture {
    explicit Fixture(const ServiceSpec& model) : service("test service", Stage::Charge, model, 1, runtime.clock()) {}
    auto call(OrderId order, const CancellationToken& token = CancellationToken::none())
    {
        return runtime.start([this, order, token]() -> QCoro::Task<Outcome<void>> {
            co_return co_await service.call(order, 1, token);
        });
    }
    /// How many of `orders` calls succeed.
    int successes(int orders)
    {
        int good = 0;
        for (int order = 1; order <= orders; ++order) {
            const auto called = call(static_cast<OrderId>(order));
            runtime.runToTheEnd();
            good += called.result().has_value() ? 1 : 0;
        }
        return good;
    }
    tests::VirtualRuntime runtime;
    SimulatedService service;
};

ServiceSpec spec(int servers, double latencyMs)
{
    ServiceSpec service;
    service.servers = servers;
    service.latency.meanMs = latencyMs;
    return service;
}

} // namespace

TEST_CASE("trouble: an outage by hand fails every call until it is healed", "[downstreams][trouble]")
{
    Fixture fixture(spec(4, 20));
    const auto before = fixture.call(1);
    fixture.service.setTrouble({.outage = true});
    CHECK(fixture.service.view().outage);
    CHECK(fixture.service.view().trouble.outage);
    const auto during = fixture.call(2);
    REQUIRE(during.isDone());
    CHECK(during.result().error().kind == FailureKind::Unavailable);
    fixture.runtime.advance(20ms);
    CHECK_FALSE(before.result().has_value()); // it went down during the call

    fixture.service.setTrouble({});
    CHECK_FALSE(fixture.service.view().outage);
    const auto after = fixture.call(3);
    fixture.runtime.advance(20ms);
    CHECK(after.result().has_value());
}

TEST_CASE("trouble: a latency factor by hand multiplies what the scenario says, for the calls that begin then",
    "[downstreams][trouble]")
{
    ServiceSpec model = spec(10, 20);
    model.latencyChanges = {{0.0, 2.0}};
    Fixture fixture(model);
    fixture.service.setTrouble({.latencyFactor = 5.0});
    CHECK(fixture.service.view().latencyFactor == 10.0);
    const auto slow = fixture.call(1);
    fixture.runtime.advance(199ms);
    CHECK_FALSE(slow.isDone());
    fixture.service.setTrouble({});
    fixture.runtime.advance(1ms);
    CHECK(slow.isDone());
    const auto healed = fixture.call(2);
    fixture.runtime.advance(40ms);
    CHECK(healed.isDone());
}

TEST_CASE("trouble: failures by hand come on top of the model's, for the same orders each time", "[downstreams][trouble]")
{
    ServiceSpec model = spec(1, 1);
    model.failureRate = 0.2;
    Fixture fixture(model);
    const int without = fixture.successes(400);
    fixture.service.setTrouble({.failureRate = 0.5});
    const int with = fixture.successes(400);
    CHECK(fixture.successes(400) == with);
    CHECK((without > 290 && without < 350));
    CHECK((with > 130 && with < 190)); // 0.8 * 0.5
}

TEST_CASE("trouble: calls that hang by hand keep their servers, and fail when the service is healed", "[downstreams][trouble]")
{
    Fixture fixture(spec(2, 20));
    CancellationSource source;
    fixture.service.setTrouble({.hangRate = 1.0});
    const auto first = fixture.call(1, source.token());
    const auto second = fixture.call(2);
    const auto waiting = fixture.call(3);
    fixture.runtime.advance(1h);
    CHECK_FALSE((first.isDone() || second.isDone() || waiting.isDone()));
    CHECK(fixture.service.view().busyServers.now == 2);

    source.cancel(); // one of them is given up before
    fixture.runtime.runUntilIdle();
    CHECK(first.result().error().isCancelled());

    fixture.service.setTrouble({.latencyFactor = 2.0});
    fixture.runtime.runUntilIdle();
    REQUIRE(second.isDone());
    CHECK(second.result().error().kind == FailureKind::Unavailable);
    REQUIRE(waiting.isDone()); // it had taken the first one's server, and hung too
    CHECK_FALSE(waiting.result().has_value());
    CHECK(fixture.service.view().busyServers.now == 0);
    const auto later = fixture.call(4);
    fixture.runtime.advance(40ms);
    CHECK(later.result().has_value());
}

TEST_CASE("trouble: what the model makes hang goes on hanging when the service is healed", "[downstreams][trouble]")
{
    ServiceSpec model = spec(2, 20);
    model.hangRate = 1.0;
    Fixture fixture(model);
    CancellationSource source;
    fixture.service.setTrouble({.hangRate = 1.0});
    const auto hung = fixture.call(1, source.token());
    fixture.service.setTrouble({});
    fixture.runtime.advance(1h);
    CHECK_FALSE(hung.isDone());
    source.cancel();
    fixture.runtime.runToTheEnd();
    CHECK(hung.isDone());
}

TEST_CASE("trouble: a service that takes no time hangs all the same", "[downstreams][trouble]")
{
    Fixture fixture(spec(1, 0));
    const CancellationToken never = CancellationToken::none();
    CHECK(fixture.service.tryCall(1, 1, never));
    fixture.service.setTrouble({.hangRate = 1.0});
    CHECK_FALSE(fixture.service.tryCall(2, 1, never));
}
