// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scenario_run.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace engine;
using namespace std::chrono_literals;
using tests::EndedRun;
using tests::runFollowed;
using tests::scenarioWith;

namespace {

/// A request of two orders for services that always take the same time: 50, 80 and 20 ms. One worker, so that of two orders
/// that come to a permit at the same instant the first is the first.
Scenario twoOrders(const QStringList& more = {})
{
    return scenarioWith("mega-order",
        QStringList {QStringLiteral("workload.orders=2"), QStringLiteral("limits.chunkSize=1"),
            QStringLiteral("pool.threads=1"), QStringLiteral("limits.blockingKind=synchronous")}
            + more);
}

tests::Watcher watching(OrderId order)
{
    return [order](Run& run, const Snapshot& snapshot) {
        if (snapshot.at == 50ms)
            run.watch(order); // long after it began
    };
}

/// What is known of it at the end of the run.
OrderDetail ended(const EndedRun& run)
{
    REQUIRE(run.last->watched);
    const OrderDetail& detail = *run.last->watched;
    CHECK(detail.view.place == OrderPlace::Ended);
    CHECK(detail.tokens.empty());
    const auto spent =
        detail.queued + detail.waitedForPermit + detail.waitedForWorker + detail.atServices + detail.backingOff;
    CHECK(detail.submittedAt + spent == detail.endedAt); // computing takes no time on a virtual clock
    return detail;
}

} // namespace

TEST_CASE("watched order: with one place the second waits as long as the first is served", "[run][orders][watch]")
{
    const auto run = runFollowed(twoOrders({QStringLiteral("limits.chargeInFlight=1")}), Mode::Bounded, watching(2));
    const OrderDetail detail = ended(run);
    CHECK(detail.view.order == 2);
    CHECK(detail.waitedForPermit == 80ms);
    CHECK(detail.atServices == 50ms + 80ms + 20ms);
    CHECK(detail.queued == 0ms);
    CHECK(detail.backingOff == 0ms);
    CHECK(detail.attempts == 3);
    CHECK(detail.endedAt == 230ms);
    CHECK(detail.ending.text() == "stored");
    CHECK(detail.totalCents > 0);
    CHECK_FALSE(detail.customer.empty());
}

TEST_CASE("watched order: what a limiter or a channel makes wait is told apart", "[run][orders][watch]")
{
    SECTION("a limiter")
    {
        const auto run = runFollowed(twoOrders({QStringLiteral("paymentProvider.resilience.limiter.enabled=true"),
                                         QStringLiteral("paymentProvider.resilience.limiter.permitLimit=1"),
                                         QStringLiteral("paymentProvider.resilience.limiter.queueLimit=9")}),
            Mode::Unbounded, watching(2));
        CHECK(ended(run).waitedForPermit == 80ms);
    }
    SECTION("the channel before a stage with one place")
    {
        const auto run = runFollowed(twoOrders({QStringLiteral("limits.validateInFlight=1")}), Mode::Bounded, watching(2));
        const OrderDetail detail = ended(run);
        CHECK(detail.queued == 50ms);
        CHECK(detail.waitedForPermit == 0ms);
    }
    SECTION("connections to the database")
    {
        const auto run = runFollowed(twoOrders({QStringLiteral("store.connections=1")}), Mode::Unbounded, watching(2));
        CHECK(ended(run).waitedForPermit + ended(run).atServices == 170ms);
    }
}

TEST_CASE("watched order: a retry with a constant backoff waits as often as it has failed", "[run][orders][watch]")
{
    const Mode mode = GENERATE(Mode::Bounded, Mode::Unbounded, Mode::Blocking);
    const auto run = runFollowed(
        twoOrders({QStringLiteral("workload.orders=1"), QStringLiteral("paymentProvider.failureRate=1"),
            QStringLiteral("paymentProvider.resilience.retry.enabled=true"),
            QStringLiteral("paymentProvider.resilience.retry.maxRetryAttempts=3"),
            QStringLiteral("paymentProvider.resilience.retry.backoff=constant"),
            QStringLiteral("paymentProvider.resilience.retry.delayMs=70")}),
        mode, watching(1));
    const OrderDetail detail = ended(run);
    INFO(toString(mode));
    CHECK(detail.backingOff == 3 * 70ms);
    CHECK(detail.atServices == 50ms + 4 * 80ms);
    CHECK(detail.attempts == 1 + 4);
    CHECK(detail.view.activity == OrderActivity::Failed);
    CHECK(detail.ending.text() == "failed: payment provider failed");
}

TEST_CASE("watched order: in a pool that is blocked it waits for a worker", "[run][orders][watch]")
{
    const Scenario scenario = scenarioWith("first-minute",
        {QStringLiteral("pool.threads=1"), QStringLiteral("ruleEngine.latency.kind=constant"),
            QStringLiteral("ruleEngine.latency.meanMs=50"), QStringLiteral("workload.arrival=steady"),
            QStringLiteral("workload.ratePerSecond=10")});
    const auto run = runFollowed(scenario, Mode::Blocking, [](Run& running, const Snapshot& snapshot) {
        running.watch(1);
        if (snapshot.at == 5s)
            running.cancel();
    });
    const auto late = std::ranges::find_if(run.snapshots, [](const auto& snapshot) { return snapshot->at == 4s; });
    REQUIRE(late != run.snapshots.end());
    REQUIRE((*late)->watched);
    const OrderDetail& detail = *(*late)->watched;
    CHECK(detail.view.activity == OrderActivity::Blocked);
    CHECK(detail.atServices == 50ms);
    CHECK(detail.waitedForWorker == 4s - 50ms - detail.submittedAt);
    CHECK(ended(run).ending.text() == "cancelled: the client has cancelled");
}

TEST_CASE("watched order: what can cancel it is said, innermost first", "[run][orders][watch]")
{
    const auto run = runFollowed(
        twoOrders({QStringLiteral("workload.orders=1"), QStringLiteral("limits.orderTimeoutMs=100"),
            QStringLiteral("paymentProvider.resilience.timeout.kind=optimistic"),
            QStringLiteral("paymentProvider.resilience.timeout.ms=60")}),
        Mode::Bounded, watching(1));
    const auto charging = std::ranges::find_if(run.snapshots,
        [](const auto& snapshot) { return snapshot->watched && snapshot->watched->view.place == OrderPlace::Charge; });
    REQUIRE(charging != run.snapshots.end());
    const std::vector<std::string> expected {"call timeout, fires at 110 ms", "order deadline, at 100 ms",
        "client, if it cancels the run", "time limit of the run, at 600 s", "shutdown, 30.00 s after the run is stopped"};
    std::vector<std::string> said;
    for (const Phrase& token : (*charging)->watched->tokens)
        said.push_back(token.text());
    CHECK(said == expected);
    CHECK((*charging)->watched->deadline == 100ms);

    const OrderDetail detail = ended(run);
    CHECK(detail.endedAt == 100ms);
    CHECK(detail.view.activity == OrderActivity::Cancelled);
    CHECK(detail.ending.text() == "cancelled: its deadline or the time limit of the run has passed");
}

TEST_CASE("watched order: a run that does not follow orders watches none", "[run][orders][watch]")
{
    const auto run = tests::runToTheEnd(twoOrders(), Mode::Bounded, watching(1));
    CHECK_FALSE(run.last->watched);
}
