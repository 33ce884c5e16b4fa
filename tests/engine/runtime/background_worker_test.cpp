// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/channel/channel.h"
#include "engine/runtime/background_worker.h"
#include "engine/runtime/delay.h"
#include "engine/runtime/semaphore.h"
#include "tests/support/error_message.h"
#include "tests/support/pool_runtime.h"
#include "tests/support/virtual_runtime.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>


using namespace engine;
using namespace std::chrono_literals;
using tests::PoolRuntime;
using tests::VirtualRuntime;

namespace {

/// A clock, a scope, and what a worker of it has seen.
struct Workplace {
    VirtualRuntime runtime;
    TaskScope scope {runtime.executor()};
    CancellationToken stopping; ///< the work's token, once it has begun

    /// Work that waits until it is told to stop.
    BackgroundWorker::Work untilStopped()
    {
        return [this](const CancellationToken& token) -> QCoro::Task<> {
            stopping = token;
            (void)co_await delay(runtime.clock(), 24h, token);
        };
    }
    /// Work that waits for `gate`, whatever it is told.
    BackgroundWorker::Work untilOpen(Semaphore& gate)
    {
        return [this, &gate](const CancellationToken& token) -> QCoro::Task<> {
            stopping = token;
            (void)co_await gate.acquire();
        };
    }
    Flow<Outcome<void>> start(BackgroundWorker& worker, CancellationToken token = {})
    {
        return runtime.start([&worker, token] { return worker.start(token); });
    }
    Flow<Outcome<void>> stop(BackgroundWorker& worker, CancellationToken token = {})
    {
        return runtime.start([&worker, token] { return worker.stop(token); });
    }
};

} // namespace

TEST_CASE("BG.1 backgroundWorker: a stop without a start does nothing", "[runtime][backgroundWorker][conformance]")
{
    Workplace place;
    BackgroundWorker worker(place.scope, place.untilStopped());
    const auto stop = place.stop(worker);
    REQUIRE(stop.isDone());
    CHECK(stop.result().has_value());
    CHECK_FALSE(worker.execution().valid());
}

TEST_CASE("BG.2 backgroundWorker: the start is over while the work goes on", "[runtime][backgroundWorker][conformance]")
{
    Workplace place;
    Semaphore promise(0);
    BackgroundWorker worker(place.scope, place.untilOpen(promise));
    const auto start = place.start(worker);
    REQUIRE(start.isDone());
    CHECK(start.result().has_value());
    CHECK(place.stopping.canBeCancelled()); // the work has begun, on the stack of the start
    CHECK_FALSE(worker.execution().isDone());
    promise.release();
    place.runtime.finish(worker.execution());
}

TEST_CASE("BG.3 backgroundWorker: a stop ends the work, and is over when the work is",
    "[runtime][backgroundWorker][conformance]")
{
    Workplace place;
    BackgroundWorker worker(place.scope, place.untilStopped());
    (void)place.start(worker);
    const Outcome<void> stopped = place.runtime.finish(place.stop(worker));
    CHECK(stopped.has_value());
    CHECK(worker.execution().status() == FlowStatus::Succeeded);
    CHECK(place.stopping.reason() == CancelReason::Shutdown);
    CHECK(place.runtime.now() == 0ms);
    CHECK(place.runtime.finish(place.stop(worker)).has_value()); // again, to no effect
}

TEST_CASE("BG.7 backgroundWorker: its end cancels the work, and waits for nothing",
    "[runtime][backgroundWorker][conformance]")
{
    Workplace place;
    {
        BackgroundWorker worker(place.scope, place.untilStopped());
        (void)place.start(worker);
        CHECK_FALSE(place.stopping.isCancelled());
    }
    CHECK(place.stopping.isCancelled());
    CHECK(place.scope.active() == 1);
    place.runtime.runUntilIdle();
    CHECK(place.scope.active() == 0); // the work has outlived its worker, with all that it captured
}

TEST_CASE("BG.8 backgroundWorker: the token of the start cancels the work, even later",
    "[runtime][backgroundWorker][conformance]")
{
    Workplace place;
    CancellationSource source;
    BackgroundWorker worker(place.scope, place.untilStopped());
    CHECK(place.runtime.finish(place.start(worker, source.token())).has_value());
    CHECK_FALSE(place.stopping.isCancelled());
    source.cancel();
    CHECK(place.stopping.isCancelled());
    CHECK(place.stopping.id() != source.token().id()); // linked, not the same
    place.runtime.finish(worker.execution());
}

TEST_CASE("BG.10 backgroundWorker: what the work throws before its first suspension is what the start fails with",
    "[runtime][backgroundWorker][conformance]")
{
    Workplace place;
    const bool isCoroutine = GENERATE(true, false);
    BackgroundWorker worker(place.scope, [isCoroutine](const CancellationToken&) -> QCoro::Task<> {
        const auto fails = []() -> QCoro::Task<> {
            throw std::runtime_error("no work today");
            co_return;
        };
        if (!isCoroutine)
            throw std::runtime_error("no work today");
        return fails();
    });
    const auto start = place.start(worker);
    REQUIRE(start.isDone());
    REQUIRE_FALSE(start.result().has_value());
    CHECK(start.result().error().kind == FailureKind::Unavailable);
    CHECK(tests::messageOf(start.result().error().error) == "no work today");
    CHECK(worker.execution().status() == FlowStatus::Faulted);
    CHECK(place.runtime.finish(place.stop(worker)).has_value());
}

TEST_CASE("backgroundWorker: a start gives how the work ended, if it has ended by then (BG-1)",
    "[runtime][backgroundWorker]")
{
    Workplace place;
    CancellationSource source;
    const CancellationToken token = source.token();
    SECTION("well")
    {
        BackgroundWorker worker(place.scope, [](const CancellationToken&) -> QCoro::Task<> { co_return; });
        CHECK(place.runtime.finish(place.start(worker)).has_value());
        CHECK(worker.execution().isDone());
    }
    SECTION("cancelled: a token that was cancelled beforehand does not keep the work from beginning")
    {
        source.cancel(CancelReason::Timeout);
        bool begun = false;
        BackgroundWorker worker(place.scope, [&begun](const CancellationToken& stopping) -> QCoro::Task<> {
            begun = true;
            stopping.throwIfCancelled();
            co_return;
        });
        const Outcome<void> started = place.runtime.finish(place.start(worker, token));
        CHECK(begun);
        REQUIRE_FALSE(started.has_value());
        CHECK(started.error().isCancelled());
        CHECK(started.error().reason == CancelReason::Timeout);
    }
    SECTION("not yet, although it will fail: nobody can know")
    {
        BackgroundWorker worker(place.scope, [&place](const CancellationToken&) -> QCoro::Task<> {
            (void)co_await delay(place.runtime.clock(), 1ms);
            throw std::runtime_error("failed");
        });
        CHECK(place.runtime.finish(place.start(worker)).has_value());
        place.runtime.advance(1ms);
        CHECK(worker.execution().status() == FlowStatus::Faulted);
        CHECK(place.scope.errorCount() == 1);
        CHECK(place.runtime.finish(place.stop(worker)).has_value()); // the stop does not tell it again (BG-2)
    }
}

TEST_CASE("backgroundWorker: a stop waits no longer than its token lets it, and leaves the work behind (BG-2)",
    "[runtime][backgroundWorker]")
{
    Workplace place;
    Semaphore gate(0);
    BackgroundWorker worker(place.scope, place.untilOpen(gate));
    (void)place.start(worker);
    CancellationSource deadline(place.runtime.clock(), 40ms);
    const Outcome<void> stopped = place.runtime.finish(place.stop(worker, deadline.token()));
    CHECK(stopped.has_value()); // to run out of time is no error
    CHECK(place.runtime.now() == 40ms);
    CHECK(place.stopping.isCancelled());
    CHECK_FALSE(worker.execution().isDone());
    CHECK(place.scope.active() == 1);
    gate.release();
    place.runtime.finish(worker.execution());
}

TEST_CASE("backgroundWorker: a callback that throws makes the stop fail, after it has waited (BG-3)",
    "[runtime][backgroundWorker]")
{
    Workplace place;
    Registration registration;
    BackgroundWorker worker(place.scope, [&](const CancellationToken& token) -> QCoro::Task<> {
        registration = token.onCancelled([](CancelReason) { throw std::runtime_error("the callback"); });
        (void)co_await delay(place.runtime.clock(), 24h, token);
        (void)co_await delay(place.runtime.clock(), 10ms); // it tidies up
    });
    (void)place.start(worker);
    const Outcome<void> stopped = place.runtime.finish(place.stop(worker));
    CHECK(place.runtime.now() == 10ms);
    CHECK(worker.execution().isDone());
    REQUIRE_FALSE(stopped.has_value());
    try {
        std::rethrow_exception(stopped.error().error);
    } catch (const AggregateError& aggregate) {
        REQUIRE(aggregate.errors().size() == 1);
        CHECK(tests::messageOf(aggregate.errors().front()) == "the callback");
    }
}

TEST_CASE("backgroundWorker: it is started once", "[runtime][backgroundWorker]")
{
    Workplace place;
    BackgroundWorker worker(place.scope, place.untilStopped());
    CHECK(place.runtime.finish(place.start(worker)).has_value());
    CHECK_THROWS_AS(place.runtime.finish(place.start(worker)), std::logic_error);
    (void)place.runtime.finish(place.stop(worker));
}

TEST_CASE("backgroundWorker: told to stop, it drains its channel, within the deadline of the stop (BG-5)",
    "[runtime][backgroundWorker]")
{
    Workplace place;
    auto channel = Channel<int>::bounded(100);
    int done = 0;
    BackgroundWorker worker(place.scope, [&](const CancellationToken& stopping) -> QCoro::Task<> {
        const Registration onStop = stopping.onCancelled([&](CancelReason) { channel.tryComplete(); });
        for (;;) {
            const Outcome<int> item = co_await channel.read(); // without the token, which would leave the rest unread
            if (!item)
                co_return;
            (void)co_await delay(place.runtime.clock(), 10ms);
            ++done;
        }
    });
    (void)place.start(worker);
    for (int n = 0; n < 20; ++n)
        CHECK(channel.tryWrite(n));
    place.runtime.advance(25ms);
    CHECK(done == 2);
    SECTION("all of it, if the time is enough")
    {
        CancellationSource deadline(place.runtime.clock(), 30s);
        CHECK(place.runtime.finish(place.stop(worker, deadline.token())).has_value());
        CHECK(done == 20);
        CHECK(channel.completion().isOver());
        CHECK(place.runtime.now() == 200ms);
    }
    SECTION("what fits in, if it is not")
    {
        CancellationSource deadline(place.runtime.clock(), 50ms);
        CHECK(place.runtime.finish(place.stop(worker, deadline.token())).has_value());
        CHECK(done == 7);
        CHECK_FALSE(channel.tryWrite(99)); // nothing new is taken meanwhile
        CHECK(channel.count() == 12);
        place.runtime.runToTheEnd();
    }
}

TEST_CASE("backgroundWorker: on threads a stop finds its work ended, whenever that was, in 500 runs",
    "[runtime][backgroundWorker][race]")
{
    PoolRuntime runtime(4);
    std::atomic<int> ended = 0;
    std::atomic<int> tooEarly = 0;
    for (int run = 0; run < 500; ++run) {
        BackgroundWorker worker(runtime.scope(), [&, run](const CancellationToken& stopping) -> QCoro::Task<> {
            for (int n = 0; n < run % 5; ++n)
                co_await yieldNow();
            if (run % 2 == 0)
                (void)co_await delay(runtime.clock(), 24h, stopping);
            ++ended;
        });
        runtime.run([&] {
            runtime.scope().spawn([&, run]() -> QCoro::Task<> {
                QCoro::Task<Outcome<void>> starting = worker.start(CancellationToken::none());
                const Outcome<void> started = co_await starting;
                for (int n = 0; n < run % 7; ++n)
                    co_await yieldNow();
                QCoro::Task<Outcome<void>> stopping = worker.stop(CancellationToken::none());
                const Outcome<void> stopped = co_await stopping;
                if (!started || !stopped || ended.load() != run + 1)
                    ++tooEarly;
            });
        });
    }
    CHECK(ended.load() == 500);
    CHECK(tooEarly.load() == 0);
    CHECK(runtime.now() < 24h);
}
