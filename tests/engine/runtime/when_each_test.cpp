// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/when_each.h"
#include "tests/support/pool_runtime.h"
#include "tests/support/timed_flows.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace engine;
using namespace std::chrono_literals;
using tests::cancelledAfter;
using tests::endsAfter;
using tests::failsAfter;
using tests::PoolRuntime;
using tests::VirtualRuntime;

namespace {

/// The values of what `ended` yields, -1 for a flow that has not succeeded.
QCoro::Task<std::vector<int>> valuesOf(QCoro::AsyncGenerator<Flow<int>> ended)
{
    std::vector<int> values;
    auto begin = ended.begin();
    auto flow = co_await begin;
    while (flow != ended.end()) {
        const Flow<int> each = *flow;
        values.push_back(each.status() == FlowStatus::Succeeded ? each.result() : -1);
        auto increment = ++flow;
        co_await increment;
    }
    co_return values;
}

} // namespace

TEST_CASE("WA.7 whenEach: a handle that refers to no flow is an error at the call", "[whenEach][conformance]")
{
    // A list cannot be null in C++: see conformance_list.md.
    VirtualRuntime runtime;
    const std::vector<Flow<int>> flows {endsAfter(runtime, 1ms, 1), Flow<int>()};
    CHECK_THROWS_AS(whenEach(flows), std::invalid_argument);
    runtime.runToTheEnd();
}

TEST_CASE("WA.8 whenEach: of nothing ends synchronously", "[whenEach][conformance]")
{
    VirtualRuntime runtime;
    const auto flow = runtime.start([] { return valuesOf(whenEach(std::vector<Flow<int>>())); });
    REQUIRE(flow.isDone());
    CHECK(flow.result().empty());
}

TEST_CASE("whenEach: as many flows as there are can have ended by then, and the stack stays as it is", "[whenEach]")
{
    // Where the compiler makes no tail calls this many took more stack than a thread has.
    VirtualRuntime runtime;
    std::vector<Flow<int>> flows;
    for (int i = 0; i < 200'000; ++i)
        flows.push_back(runtime.start([i]() -> QCoro::Task<int> { co_return i; }));
    const std::vector<int> values = runtime.run([&] { return valuesOf(whenEach(std::move(flows))); });
    CHECK(values.size() == 200'000);
    CHECK(std::is_sorted(values.begin(), values.end()));
}

TEST_CASE("whenEach: flows come in the order in which they end (WE-1)", "[whenEach]")
{
    VirtualRuntime runtime;
    const std::vector<Flow<int>> flows {
        endsAfter(runtime, 30ms, 1), endsAfter(runtime, 10ms, 2), endsAfter(runtime, 20ms, 3)};
    CHECK(runtime.run([&] { return valuesOf(whenEach(flows)); }) == std::vector<int> {2, 3, 1});
}

TEST_CASE("whenEach: it watches from the call on, and those that had ended come first, in input order (WE-1, WE-5)",
    "[whenEach]")
{
    VirtualRuntime runtime;
    const std::vector<Flow<int>> flows {endsAfter(runtime, 20ms, 1), endsAfter(runtime, 2ms, 2),
        endsAfter(runtime, 10ms, 3), endsAfter(runtime, 1ms, 4)};
    runtime.advance(5ms);
    auto ended = whenEach(flows); // 2 and 4 have ended, 4 earlier than 2
    runtime.runToTheEnd(); // 3 and 1 end before the first item is asked for
    const auto flow = runtime.start([&] { return valuesOf(std::move(ended)); });
    REQUIRE(flow.isDone()); // delivered synchronously
    CHECK(flow.result() == std::vector<int> {2, 4, 3, 1});
}

TEST_CASE("whenEach: failed and cancelled flows are yielded, nothing is thrown (WE-2)", "[whenEach]")
{
    VirtualRuntime runtime;
    const std::vector<Flow<int>> flows {endsAfter(runtime, 3ms, 1), failsAfter(runtime, 0ms, "failed"),
        cancelledAfter(runtime, 2ms, 5, CancelReason::Caller)};
    CHECK(runtime.run([&] { return valuesOf(whenEach(flows)); }) == std::vector<int> {-1, -1, 1});
    CHECK(flows[1].status() == FlowStatus::Faulted);
    CHECK(flows[2].status() == FlowStatus::Cancelled);
}

TEST_CASE("whenEach: a second pass over what was used up yields nothing (WE-3)", "[whenEach]")
{
    VirtualRuntime runtime;
    const std::vector<Flow<int>> flows {endsAfter(runtime, 1ms, 1)};
    auto ended = std::make_shared<detail::EndedFlows<int>>(flows);
    CHECK(runtime.run([&] { return valuesOf(detail::yieldEnded<int>(ended, {})); }) == std::vector<int> {1});
    CHECK(runtime.run([&] { return valuesOf(detail::yieldEnded<int>(ended, {})); }).empty());
}

TEST_CASE("whenEach: a cancel ends the wait, and an item that has not been handed out stays so (WE-4)", "[whenEach]")
{
    VirtualRuntime runtime;
    CancellationSource source;
    const CancellationToken token = source.token();
    SECTION("while it waits")
    {
        const std::vector<Flow<int>> flows {endsAfter(runtime, 10ms, 1)};
        const auto flow = runtime.start([&] { return valuesOf(whenEach(flows, token)); });
        CHECK_FALSE(flow.isDone());
        source.cancel(CancelReason::Shutdown);
        runtime.runUntilIdle();
        REQUIRE(flow.isDone());
        CHECK(flow.status() == FlowStatus::Cancelled);
        CHECK(flow.state().cancelTokenId() == token.id());
        CHECK(flow.state().cancelReason() == CancelReason::Shutdown);
        runtime.runToTheEnd(); // the flow ends later, and finds nobody who watches
        CHECK(flows[0].isDone());
    }
    SECTION("between the end of a flow and its yield")
    {
        const std::vector<Flow<int>> flows {endsAfter(runtime, 10ms, 1)};
        const auto flow = runtime.start([&] { return valuesOf(whenEach(flows, token)); });
        CallbackTimer cancels([&] { source.cancel(); });
        runtime.clock().schedule(cancels, Clock::TimePoint(10ms));
        runtime.runToTheEnd();
        REQUIRE(flow.isDone());
        CHECK(flow.status() == FlowStatus::Cancelled);
        CHECK(flows[0].isDone());
    }
    SECTION("beforehand, with an item there")
    {
        const std::vector<Flow<int>> flows {endsAfter(runtime, 0ms, 1)};
        source.cancel();
        const auto flow = runtime.start([&] { return valuesOf(whenEach(flows, token)); });
        REQUIRE(flow.isDone());
        CHECK(flow.status() == FlowStatus::Cancelled);
    }
}

TEST_CASE("whenEach: flows that end on several threads come once each, in 100 runs", "[whenEach][race]")
{
    // The end of a flow that had been fetched already used to wake the wait for the next one, which found nothing.
    PoolRuntime runtime(4);
    std::atomic<int> wrong = 0;
    std::atomic<int> ended = 0;
    runtime.run([&] {
        for (int run = 0; run < 100; ++run) {
            runtime.scope().spawn([&]() -> QCoro::Task<> {
                std::vector<Flow<int>> flows;
                for (int n = 0; n < 300; ++n) {
                    flows.push_back(startFlow(runtime.pool(), [n]() -> QCoro::Task<int> {
                        for (int turn = 0; turn < n; ++turn) // one after the other, at about the pace of the reader
                            co_await yieldNow();
                        co_return n;
                    }));
                }
                auto collecting = valuesOf(whenEach(flows));
                auto values = co_await collecting;
                std::ranges::sort(values);
                bool complete = values.size() == 300;
                for (std::size_t n = 0; complete && n < 300; ++n)
                    complete = values[n] == static_cast<int>(n);
                wrong += complete ? 0 : 1;
                ++ended;
            });
        }
    });
    CHECK(wrong.load() == 0);
    CHECK(ended.load() == 100);
}
