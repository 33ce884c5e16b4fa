// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/background_worker.h"
#include "engine/runtime/delay.h"
#include "engine/runtime/host.h"
#include "engine/runtime/semaphore.h"
#include "tests/support/error_message.h"
#include "tests/support/expected_warning.h"
#include "tests/support/virtual_runtime.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace engine;
using namespace std::chrono_literals;
using testing::ExpectedWarning;
using tests::VirtualRuntime;

namespace {

using Log = std::vector<std::string>;

/// A service that says when it is called, takes its time, and fails if it should.
class RecordedService final : public HostedService {
public:
    RecordedService(VirtualRuntime& runtime, Log& log, std::string name)
        : m_runtime(runtime)
        , m_log(log)
        , m_name(std::move(name))
    {
    }
    QCoro::Task<Outcome<void>> start(CancellationToken) override
    {
        m_log.push_back("start " + m_name);
        (void)co_await delay(m_runtime.clock(), startTakes);
        Outcome<void> started;
        if (!startFails.empty())
            started = failed(FailureKind::Unavailable, startFails);
        m_log.push_back("started " + m_name);
        co_return started;
    }
    QCoro::Task<Outcome<void>> stop(CancellationToken token) override
    {
        m_log.push_back("stop " + m_name);
        const Outcome<void> waited = co_await delay(m_runtime.clock(), stopTakes, token);
        patienceEnded = !waited;
        if (!stopThrows.empty())
            throw std::runtime_error(stopThrows);
        m_log.push_back("stopped " + m_name);
        co_return Outcome<void>();
    }

    std::chrono::milliseconds startTakes {0};
    std::chrono::milliseconds stopTakes {0};
    std::string startFails;
    std::string stopThrows;
    bool patienceEnded = false; ///< the token of the stop was cancelled

private:
    VirtualRuntime& m_runtime;
    Log& m_log;
    std::string m_name;
};

/// Three services and a host for them.
struct House {
    explicit House(const HostOptions& options = {})
        : host(runtime.executor(), options)
    {
        for (RecordedService* const service : {&a, &b, &c})
            host.add(*service);
        for (const auto& [token, name] : {std::pair(host.started(), "all started"),
                 std::pair(host.stopping(), "stopping"), std::pair(host.stopped(), "all stopped")})
            m_registrations.push_back(token.onCancelled([this, name = std::string(name)](CancelReason) { log.push_back(name); }));
    }
    Outcome<void> start(CancellationToken token = {})
    {
        return runtime.run([this, token] { return host.start(token); });
    }
    Outcome<void> stop(CancellationToken token = {})
    {
        return runtime.run([this, token] { return host.stop(token); });
    }

    VirtualRuntime runtime;
    Log log;
    RecordedService a {runtime, log, "a"};
    RecordedService b {runtime, log, "b"};
    RecordedService c {runtime, log, "c"};
    Host host;

private:
    std::vector<Registration> m_registrations;
};

HostOptions with(const std::function<void(HostOptions&)>& change)
{
    HostOptions options;
    change(options);
    return options;
}

BackgroundWorker::Work failsAfter(VirtualRuntime& runtime, std::chrono::milliseconds time)
{
    return [&runtime, time](const CancellationToken&) -> QCoro::Task<> {
        (void)co_await delay(runtime.clock(), time);
        throw std::runtime_error("no more paper");
    };
}

} // namespace

TEST_CASE("BG.11 host: the token of a service's stop is cancelled when the shutdown timeout has passed",
    "[runtime][host][conformance]")
{
    House house(with([](HostOptions& options) { options.shutdownTimeout = 500ms; }));
    house.b.stopTakes = 24h;
    CHECK(house.start().has_value());
    CHECK(house.stop().has_value());
    CHECK(house.b.patienceEnded);
    CHECK(house.runtime.now() == 500ms);
    CHECK(house.host.stopped().isCancelled());
}

TEST_CASE("BG.13 host: it signals stopping, then stops its services, then signals stopped",
    "[runtime][host][conformance]")
{
    House house;
    CHECK(house.start().has_value());
    house.log.clear();
    CHECK(house.stop().has_value());
    // In reverse, one after the other (HO-2).
    CHECK(house.log == Log {"stopping", "stop c", "stopped c", "stop b", "stopped b", "stop a", "stopped a", "all stopped"});
}

TEST_CASE("BG.17 host: told to ignore failures, it goes on when a service fails, and its stop is clean",
    "[runtime][host][conformance]")
{
    const ExpectedWarning warning(QStringLiteral("a service failed, the host goes on: unexpected error: no more paper"));
    House house(with([](HostOptions& options) { options.onFailure = HostOptions::OnFailure::Ignore; }));
    TaskScope scope(house.runtime.executor());
    BackgroundWorker worker(scope, failsAfter(house.runtime, 5ms));
    house.host.add(worker);
    CHECK(house.start().has_value());
    house.runtime.advance(10ms);
    CHECK(worker.execution().status() == FlowStatus::Faulted);
    CHECK_FALSE(house.host.stopping().isCancelled());
    CHECK(house.stop().has_value());
    CHECK(warning.count() == 1);
}

TEST_CASE("host: services start one after the other, as they were added (HO-1)", "[runtime][host]")
{
    House house;
    house.a.startTakes = 10ms;
    SECTION("and then the host has started")
    {
        CHECK(house.start().has_value());
        CHECK(house.log == Log {"start a", "started a", "start b", "started b", "start c", "started c", "all started"});
        CHECK(house.stop().has_value());
    }
    SECTION("up to the first that fails: nothing is started after it, and the host has not started")
    {
        house.b.startFails = "b has no licence";
        const Outcome<void> started = house.start();
        REQUIRE_FALSE(started.has_value());
        CHECK(started.error().message == "b has no licence");
        CHECK(house.log == Log {"start a", "started a", "start b", "started b"});
        CHECK_FALSE(house.host.started().isCancelled());
        CHECK(house.stop().has_value());
    }
    SECTION("until the start is given up")
    {
        CancellationSource source(house.runtime.clock(), 5ms);
        const Outcome<void> started = house.start(source.token());
        REQUIRE_FALSE(started.has_value());
        CHECK(started.error().isCancelled());
        CHECK(started.error().reason == CancelReason::Timeout);
        CHECK(house.log == Log {"start a", "started a"});
        CHECK(house.stop().has_value());
    }
}

TEST_CASE("host: services can be started and stopped side by side (HO-1, HO-2)", "[runtime][host]")
{
    House house(with([](HostOptions& options) {
        options.startsConcurrently = true;
        options.stopsConcurrently = true;
    }));
    for (RecordedService* const service : {&house.a, &house.b, &house.c}) {
        service->startTakes = 10ms;
        service->stopTakes = 20ms;
    }
    house.b.startFails = "b has no licence";
    const Outcome<void> started = house.start();
    REQUIRE_FALSE(started.has_value());
    CHECK(started.error().message == "b has no licence");
    CHECK(house.runtime.now() == 10ms);
    CHECK(house.log == Log {"start a", "start b", "start c", "started a", "started b", "started c"});
    house.log.clear();
    CHECK(house.stop().has_value());
    CHECK(house.runtime.now() == 30ms);
    CHECK(house.log.front() == "stopping");
    CHECK(house.log[1] == "stop c");
    CHECK(house.log.back() == "all stopped");
}

TEST_CASE("host: every service is stopped, whatever the others answer (HO-2)", "[runtime][host]")
{
    House house;
    house.c.stopThrows = "c is stuck";
    CHECK(house.start().has_value());
    SECTION("one error comes out as it is")
    {
        const Outcome<void> stopped = house.stop();
        REQUIRE_FALSE(stopped.has_value());
        CHECK(tests::messageOf(stopped.error().error) == "c is stuck");
    }
    SECTION("several as an aggregate, in the order in which they came")
    {
        house.a.stopThrows = "a is stuck";
        const Outcome<void> stopped = house.stop();
        REQUIRE_FALSE(stopped.has_value());
        try {
            std::rethrow_exception(stopped.error().error);
        } catch (const AggregateError& aggregate) {
            REQUIRE(aggregate.errors().size() == 2);
            CHECK(tests::messageOf(aggregate.errors()[0]) == "c is stuck");
            CHECK(tests::messageOf(aggregate.errors()[1]) == "a is stuck");
        }
    }
    CHECK(house.log.back() == "all stopped");
    CHECK(std::ranges::count(house.log, std::string("stop a")) == 1);
}

TEST_CASE("host: services have 30 s to stop, all together, or less if the caller says so (HO-2)", "[runtime][host]")
{
    House house;
    house.c.stopTakes = 24h;
    house.b.stopTakes = 24h;
    CHECK(house.start().has_value());
    SECTION("30 s")
    {
        CHECK(house.stop().has_value());
        CHECK(house.runtime.now() == 30s);
    }
    SECTION("the caller's patience")
    {
        CancellationSource source(house.runtime.clock(), 2s);
        CHECK(house.stop(source.token()).has_value());
        CHECK(house.runtime.now() == 2s);
    }
    CHECK(house.c.patienceEnded);
    CHECK(house.b.patienceEnded); // there was nothing left for it
    CHECK(std::ranges::count(house.log, std::string("stop a")) == 1); // but was told to stop all the same
}

TEST_CASE("host: a callback that throws is logged, and the others run (HO-3)", "[runtime][host]")
{
    const ExpectedWarning warning(QStringLiteral("a callback of stopping failed: unexpected error: my fault"));
    House house;
    const Registration broken
        = house.host.stopping().onCancelled([](CancelReason) { throw std::runtime_error("my fault"); });
    CHECK(house.start().has_value());
    CHECK(house.stop().has_value());
    CHECK(warning.count() == 1);
    CHECK(std::ranges::count(house.log, std::string("stopping")) == 1); // registered before it, and run after it
    CHECK(house.log.back() == "all stopped");
}

TEST_CASE("host: a service whose execution fails stops the host (HO-4)", "[runtime][host]")
{
    House house;
    TaskScope scope(house.runtime.executor());
    SECTION("by default, and the stop is clean")
    {
        const ExpectedWarning warning(QStringLiteral("a service failed, the host stops: unexpected error: no more paper"));
        BackgroundWorker worker(scope, failsAfter(house.runtime, 5ms));
        house.host.add(worker);
        const Outcome<void> ran = house.runtime.run([&] { return house.host.run(CancellationToken::none()); });
        CHECK(ran.has_value());
        CHECK(house.runtime.now() == 5ms);
        CHECK(house.log.back() == "all stopped");
        CHECK(warning.count() == 1);
    }
    SECTION("cancelled before anybody wanted it to stop, it has failed too")
    {
        const ExpectedWarning warning(QStringLiteral("a service failed, the host stops: it was cancelled"));
        BackgroundWorker worker(scope, [&](const CancellationToken&) -> QCoro::Task<> {
            (void)co_await delay(house.runtime.clock(), 5ms);
            throw CancelledError(CancelReason::Timeout, 77);
        });
        house.host.add(worker);
        CHECK(house.runtime.run([&] { return house.host.run(CancellationToken::none()); }).has_value());
        CHECK(warning.count() == 1);
    }
    SECTION("cancelled by the stop, it has not")
    {
        BackgroundWorker worker(scope, [&](const CancellationToken& token) -> QCoro::Task<> {
            (void)co_await delay(house.runtime.clock(), 24h, token);
            token.throwIfCancelled();
        });
        house.host.add(worker);
        CHECK(house.start().has_value());
        CHECK(house.stop().has_value());
        CHECK(worker.execution().status() == FlowStatus::Cancelled);
    }
    SECTION("and its watcher does not outlive the host when the service is left behind")
    {
        Semaphore gate(0);
        BackgroundWorker worker(scope, [&gate](const CancellationToken&) -> QCoro::Task<> { (void)co_await gate.acquire(); });
        {
            Host brief(house.runtime.executor(), with([](HostOptions& options) { options.shutdownTimeout = 1ms; }));
            brief.add(worker);
            CHECK(house.runtime.run([&] { return brief.start(CancellationToken::none()); }).has_value());
            CHECK(house.runtime.run([&] { return brief.stop(CancellationToken::none()); }).has_value());
        }
        gate.release();
        house.runtime.finish(worker.execution());
    }
}

TEST_CASE("host: run waits until a stop is wanted, and then stops (HO-5)", "[runtime][host]")
{
    House house;
    SECTION("by requestStop, which only says so: it is run that stops the services")
    {
        const auto flow = house.runtime.start([&] { return house.host.run(CancellationToken::none()); });
        house.runtime.runToTheEnd();
        CHECK_FALSE(flow.isDone());
        house.log.clear();
        house.host.requestStop();
        CHECK(house.log == Log {"stopping"});
        CHECK(house.runtime.finish(flow).has_value());
        CHECK(house.log.back() == "all stopped");
        CHECK(std::ranges::count(house.log, std::string("stopping")) == 1);
    }
    SECTION("by its token, which does not cut the stop short")
    {
        CancellationSource source(house.runtime.clock(), 1s);
        house.a.stopTakes = 5s;
        CHECK(house.runtime.run([&] { return house.host.run(source.token()); }).has_value());
        CHECK_FALSE(house.a.patienceEnded);
        CHECK(house.runtime.now() == 6s);
    }
    SECTION("because the start has failed: what has started is stopped, and the failure comes out")
    {
        house.b.startFails = "b has no licence";
        const Outcome<void> ran = house.runtime.run([&] { return house.host.run(CancellationToken::none()); });
        REQUIRE_FALSE(ran.has_value());
        CHECK(ran.error().message == "b has no licence");
        CHECK(std::ranges::count(house.log, std::string("stopped a")) == 1);
    }
}

TEST_CASE("host: asked to stop while it starts, it gives the start up and stops what it has", "[runtime][host]")
{
    House house;
    house.a.startTakes = 10ms;
    TaskScope scope(house.runtime.executor());
    CancellationToken workToken;
    BackgroundWorker worker(scope, [&](const CancellationToken& token) -> QCoro::Task<> {
        workToken = token;
        (void)co_await delay(house.runtime.clock(), 24h, token);
    });
    Host host(house.runtime.executor());
    host.add(worker);
    host.add(house.a);
    host.add(house.b);
    const auto flow = house.runtime.start([&] { return host.run(CancellationToken::none()); });
    house.runtime.advance(5ms);
    host.requestStop();
    CHECK(workToken.isCancelled());
    const Outcome<void> ran = house.runtime.finish(flow);
    REQUIRE_FALSE(ran.has_value());
    CHECK(ran.error().isCancelled());
    CHECK(std::ranges::count(house.log, std::string("start b")) == 0);
    CHECK(house.runtime.now() == 10ms);
}

TEST_CASE("host: once started, the token of the start has no say over the services any more", "[runtime][host]")
{
    House house;
    TaskScope scope(house.runtime.executor());
    CancellationToken workToken;
    BackgroundWorker worker(scope, [&](const CancellationToken& token) -> QCoro::Task<> {
        workToken = token;
        (void)co_await delay(house.runtime.clock(), 24h, token);
    });
    house.host.add(worker);
    CancellationSource source;
    CHECK(house.start(source.token()).has_value());
    source.cancel();
    CHECK_FALSE(workToken.isCancelled()); // it is for stop() to end it, in its turn
    CHECK(house.stop().has_value());
    CHECK(workToken.isCancelled());
}
