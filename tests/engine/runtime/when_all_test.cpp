// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/delay.h"
#include "engine/runtime/when_all.h"
#include "tests/support/error_message.h"
#include "tests/support/pool_runtime.h"
#include "tests/support/timed_flows.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using namespace std::chrono_literals;
using tests::cancelledAfter;
using tests::endsAfter;
using tests::failsAfter;
using tests::messageOf;
using tests::PoolRuntime;
using tests::VirtualRuntime;

TEST_CASE("WA.1 whenAll: of nothing is complete on return", "[whenAll][conformance]")
{
    VirtualRuntime runtime;
    const auto flow = runtime.startAwaiting([] { return whenAll(std::vector<Flow<int>>()); });
    REQUIRE(flow.isDone());
    CHECK(flow.result().status == FlowStatus::Succeeded);
}

TEST_CASE("WA.2 whenAll: of two ends with the second, in either order", "[whenAll][conformance]")
{
    for (const bool firstIsFirst : {true, false}) {
        VirtualRuntime runtime;
        const std::vector<Flow<int>> flows {
            endsAfter(runtime, firstIsFirst ? 10ms : 20ms, 1), endsAfter(runtime, firstIsFirst ? 20ms : 10ms, 2)};
        const auto all = runtime.startAwaiting([&] { return whenAll(flows); });
        runtime.advance(10ms);
        CHECK(flows[firstIsFirst ? 0 : 1].isDone());
        CHECK_FALSE(all.isDone());
        runtime.advance(10ms);
        REQUIRE(all.isDone());
        CHECK(all.result().status == FlowStatus::Succeeded);
        CHECK(flows[0].result() == 1);
        CHECK(flows[1].result() == 2); // results stay in input order
    }
}

TEST_CASE("whenAll: it ends only when every flow has ended, and cancels nobody (WA-1, WA-4)", "[whenAll]")
{
    VirtualRuntime runtime;
    const std::vector<Flow<int>> flows {failsAfter(runtime, 1ms, "early"), endsAfter(runtime, 30ms, 2)};
    const auto all = runtime.startAwaiting([&] { return whenAll(flows); });
    runtime.advance(29ms);
    CHECK_FALSE(all.isDone());
    const Joined joined = runtime.finish(all);
    CHECK(runtime.now() == 30ms);
    CHECK(joined.status == FlowStatus::Faulted);
    CHECK(flows[1].result() == 2);
}

TEST_CASE("whenAll: all errors of all faulted flows, in input order, and faults beat cancels (WA-1, WA-2)", "[whenAll]")
{
    VirtualRuntime runtime;
    const std::vector<Flow<int>> flows {failsAfter(runtime, 20ms, "first"), cancelledAfter(runtime, 1ms, 7),
        endsAfter(runtime, 5ms, 3), failsAfter(runtime, 10ms, "second")};
    const Joined joined = runtime.await([&] { return whenAll(flows); });
    CHECK(joined.status == FlowStatus::Faulted);
    REQUIRE(joined.errors.size() == 2);
    CHECK(messageOf(joined.errors[0]) == "first");
    CHECK(messageOf(joined.errors[1]) == "second");
    CHECK_THROWS_AS(joined.throwIfFailed(), std::runtime_error); // one of them: the first (WA-4, G-2)
}

TEST_CASE("whenAll: without a fault it is cancelled by the first cancelled flow in input order (WA-1)", "[whenAll]")
{
    VirtualRuntime runtime;
    const std::vector<Flow<int>> flows {
        endsAfter(runtime, 5ms, 3), cancelledAfter(runtime, 20ms, 8), cancelledAfter(runtime, 1ms, 7)};
    const Joined joined = runtime.await([&] { return whenAll(flows); });
    CHECK(joined.status == FlowStatus::Cancelled);
    CHECK(joined.cancelTokenId == 8);
    CHECK(joined.cancelReason == CancelReason::Shutdown);
    CHECK(joined.errors.empty());
    CHECK_THROWS_AS(joined.throwIfFailed(), CancelledError);
}

TEST_CASE("whenAll: duplicates are allowed, and their errors appear for each occurrence (WA-3)", "[whenAll]")
{
    VirtualRuntime runtime;
    const Flow<int> flow = failsAfter(runtime, 1ms, "twice");
    const Joined joined = runtime.await([&] { return whenAll(std::vector<Flow<int>> {flow, flow}); });
    CHECK(joined.errors.size() == 2);
}

TEST_CASE("whenAll: a handle that refers to no flow is an error at the call (WA-3)", "[whenAll]")
{
    VirtualRuntime runtime;
    const std::vector<Flow<int>> flows {endsAfter(runtime, 1ms, 1), Flow<int>()};
    CHECK_THROWS_AS(whenAll(flows), std::invalid_argument);
    runtime.runToTheEnd();
}

TEST_CASE("whenAll: changes to the list after the call do not matter (WA-3)", "[whenAll]")
{
    VirtualRuntime runtime;
    std::vector<Flow<int>> flows {endsAfter(runtime, 1ms, 1)};
    const auto all = runtime.startAwaiting([&] { return whenAll(flows); });
    flows.push_back(endsAfter(runtime, 1h, 2));
    runtime.advance(1ms);
    CHECK(all.isDone());
    runtime.runToTheEnd();
}

TEST_CASE("whenAll: thousands of flows that end on several threads are all seen", "[whenAll][race]")
{
    PoolRuntime runtime(4);
    std::atomic<int> sum = 0;
    std::atomic<int> notDone = 0;
    runtime.run([&] {
        for (int group = 0; group < 20; ++group) {
            runtime.scope().spawn([&]() -> QCoro::Task<> {
                std::vector<Flow<int>> flows;
                for (int n = 0; n < 250; ++n) {
                    flows.push_back(startFlow(runtime.pool(), [&runtime, n]() -> QCoro::Task<int> {
                        if (n % 3 == 0)
                            (void)co_await delay(runtime.clock(), std::chrono::microseconds(n));
                        else if (n % 3 == 1)
                            co_await yieldNow();
                        co_return n;
                    }));
                }
                auto all = whenAll(flows);
                (void)co_await std::move(all);
                for (const Flow<int>& flow : flows) {
                    notDone += flow.isDone() ? 0 : 1;
                    sum += flow.result();
                }
            });
        }
    });
    CHECK(notDone.load() == 0);
    CHECK(sum.load() == 20 * 249 * 250 / 2);
}
