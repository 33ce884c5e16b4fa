// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/suspended_order_cost.h"
#include "engine/telemetry/memory.h"
#include "tests/support/scenario_run.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using tests::runFollowed;
using tests::scenarioWith;

TEST_CASE("cost of waiting: the stack of a blocked worker is measured, and so is a suspended order", "[run][memory]")
{
    const auto run = runFollowed(scenarioWith("mega-order",
                                     {QStringLiteral("workload.orders=50"), QStringLiteral("limits.blockingKind=synchronous")}),
        Mode::Blocking);
    const PoolView& pool = run.last->pool;
    CHECK(pool.threadStackReserved >= 64 * 1024);
    CHECK(pool.threadStackBytes > 0);
    CHECK(pool.threadStackBytes <= pool.threadStackReserved);
    CHECK(pool.threadStackBytes % 4096 == 0);
    if (allocatedBytes() < 0)
        return; // a sanitizer's allocator does not tell
    CHECK(pool.frameBytesPerOrder > 200);
    CHECK(pool.frameBytesPerOrder < pool.threadStackBytes);
}

TEST_CASE("cost of waiting: a run without blocked workers knows of no stack", "[run][memory]")
{
    const auto run = runFollowed(scenarioWith("mega-order", {QStringLiteral("workload.orders=50")}), Mode::Unbounded);
    CHECK(run.last->pool.threadStackBytes == -1);
    CHECK(run.last->pool.threadStackReserved == -1);
}

TEST_CASE("cost of waiting: policies and layers around a call make an order larger", "[run][memory]")
{
    if (allocatedBytes() < 0)
        SKIP("the allocator does not tell");
    const std::int64_t plain = suspendedOrderBytes(scenarioWith("mega-order"));
    const std::int64_t guarded =
        suspendedOrderBytes(scenarioWith("mega-order", {QStringLiteral("ruleEngine.resilience.retry.enabled=true")}));
    const std::int64_t layered = suspendedOrderBytes(scenarioWith("mega-order", {QStringLiteral("antiPatterns.needlessLayers=50")}));
    CHECK(plain > 200);
    CHECK(guarded > plain + 200);
    CHECK(layered > plain + 50 * 50);
    CHECK(suspendedOrderBytes(scenarioWith("mega-order")) < plain * 11 / 10);
}

TEST_CASE("memory: of a stretch of address space the touched pages are resident", "[telemetry][memory]")
{
    const std::vector<std::byte> touched(1 << 20, std::byte {1});
    CHECK(residentBytes(touched) >= (1 << 20));
    CHECK(residentBytes(touched) <= (1 << 20) + 2 * 4096);
}
