// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/callback_turns.h"
#include "tests/engine/resilience/breaker_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <thread>

using namespace engine;
using namespace std::chrono_literals;
using namespace tests;

TEST_CASE("P8B.22 circuit breaker: a second callback does not start before the first has ended",
    "[resilience][breaker][conformance]")
{
    VirtualRuntime runtime;
    std::atomic<bool> firstRuns = false;
    std::atomic<bool> firstEnds = false;
    std::atomic<bool> overlapped = false;
    std::atomic<int> closed = 0;
    ConsecutiveFailuresBreaker* breaker = nullptr;
    ConsecutiveFailuresOptions options;
    options.breaker.callbacks.opened = [&](const BreakerOpened&) {
        firstRuns = true;
        while (breaker->view().state != BreakerState::Closed) // the second move is made, its callback has to wait
            std::this_thread::yield();
        overlapped = closed.load() != 0;
        firstEnds = true;
    };
    options.breaker.callbacks.closed = [&](bool) {
        if (!firstEnds)
            overlapped = true;
        ++closed;
    };
    ConsecutiveFailuresBreaker owned(runtime.clock(), options);
    breaker = &owned;
    std::thread first([&] { breaker->isolate(); });
    while (!firstRuns)
        std::this_thread::yield();
    breaker->close();
    CHECK(closed == 1); // the call that caused it has waited for it
    first.join();
    CHECK_FALSE(overlapped);
}

TEST_CASE("circuit breaker: a callback may use the breaker, what it causes is told afterwards (PO-CB-8)",
    "[resilience][breaker]")
{
    VirtualRuntime runtime;
    std::vector<std::string> trace;
    ConsecutiveFailuresBreaker* breaker = nullptr;
    ConsecutiveFailuresOptions options;
    options.breaker.callbacks.opened = [&](const BreakerOpened&) {
        trace.emplace_back("opened begins");
        breaker->close();
        trace.emplace_back("opened ends");
    };
    options.breaker.callbacks.closed = [&](bool) { trace.emplace_back("closed"); };
    ConsecutiveFailuresBreaker owned(runtime.clock(), options);
    breaker = &owned;
    breaker->isolate();
    CHECK(trace == std::vector<std::string> {"opened begins", "opened ends", "closed"});
    CHECK(breaker->state() == BreakerState::Closed);
}

TEST_CASE(
    "circuit breaker: a callback that throws is the outcome of the call that caused it (PO-2)", "[resilience][breaker]")
{
    VirtualRuntime runtime;
    ConsecutiveFailuresOptions options;
    options.failures = 1;
    options.breaker.callbacks.opened = [](const BreakerOpened&) { throw std::runtime_error("told too much"); };
    const auto breaker = std::make_shared<ConsecutiveFailuresBreaker>(runtime.clock(), options);
    const auto pipeline = pipelineOf(std::make_shared<BreakerStrategy>(breaker));
    const Outcome<void> outcome = call(runtime, pipeline, ScriptedCallee(unavailable()));
    CHECK(outcome.error().message.find("told too much") != std::string::npos);
    CHECK(breaker->state() == BreakerState::Open);
    CHECK_NOTHROW(breaker->close()); // its turn has come
}
