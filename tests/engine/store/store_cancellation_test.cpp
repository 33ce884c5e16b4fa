// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/store/store_fixture.h"

#include <catch2/generators/catch_generators.hpp>

using namespace engine;
using tests::makeOrders;
using tests::PlainSqlite;
using tests::StoreFixture;
using namespace std::chrono_literals;

namespace {

struct Ended {
    Outcome<void> outcome;
    std::chrono::nanoseconds at {};
};

/// Inserts `order` after `wait`, as a flow or on a worker, and says when that was over.
auto inserting(StoreFixture& fixture, const Order& order, const CancellationToken& token, bool onWorker,
    std::chrono::nanoseconds wait = {})
{
    return [&fixture, &order, token, onWorker, wait]() -> QCoro::Task<Ended> {
        Ended ended;
        (void)co_await delay(fixture.clock, wait);
        if (onWorker)
            ended.outcome = fixture.store->insertOnWorker(order, token);
        else
            ended.outcome = co_await fixture.store->insert(order, token);
        ended.at = fixture.now();
        co_return ended;
    };
}

/// A flow that cancels `source` at `at`.
auto cancelling(StoreFixture& fixture, CancellationSource& source, std::chrono::nanoseconds at)
{
    return [&fixture, &source, at]() -> QCoro::Task<> {
        (void)co_await delay(fixture.clock, at);
        source.cancel(CancelReason::Shutdown);
    };
}

} // namespace

TEST_CASE("store: a cancelled insert has begun no transaction and gives its connection back", "[store][cancellation]")
{
    const bool onWorker = GENERATE(false, true);
    StoreFixture fixture;
    fixture.options.connections = 1;
    REQUIRE(fixture.open());
    const auto orders = makeOrders(2);
    CancellationSource source;
    const CancellationToken token = source.token();
    TaskScope scope(fixture.pool);
    Flow<Ended> flow;
    std::int64_t transactions = 0;

    SECTION("cancelled beforehand")
    {
        source.cancel(CancelReason::Shutdown);
        flow = scope.spawn(inserting(fixture, orders[0], token, onWorker));
        scope.joinFromOutside();
        CHECK(flow.result().at == 0ms);
        CHECK(fixture.store->view().connections.peak == 0);
    }
    SECTION("in the round trip")
    {
        fixture.startTogether([&] {
            flow = scope.spawn(inserting(fixture, orders[0], token, onWorker));
            (void)scope.spawn(cancelling(fixture, source, 5ms));
        });
        scope.joinFromOutside();
        CHECK(flow.result().at == 5ms);
    }
    SECTION("waiting for a connection")
    {
        Flow<Ended> holder;
        fixture.startTogether([&] {
            holder = scope.spawn(inserting(fixture, orders[1], CancellationToken::none(), onWorker));
            flow = scope.spawn(inserting(fixture, orders[0], token, onWorker, 1ms));
            (void)scope.spawn(cancelling(fixture, source, 5ms));
        });
        scope.joinFromOutside();
        CHECK(flow.result().at == 5ms);
        CHECK(holder.result().outcome);
        CHECK(holder.result().at == 20ms);
        transactions = 1;
    }
    const Outcome<void>& outcome = flow.result().outcome;
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().isCancelled());
    CHECK(outcome.error().reason == CancelReason::Shutdown);
    CHECK(outcome.error().tokenId == token.id());
    CHECK(fixture.store->view().transactions == transactions);
    CHECK(fixture.store->rowCount() == transactions);
    CHECK(fixture.store->view().connections.now == 0);
    CHECK(fixture.insert(orders[0]));
}

TEST_CASE("store: a transaction that has begun is not cancelled, and its outcome is the truth", "[store][cancellation]")
{
    StoreFixture fixture;
    fixture.options.roundTrip = 0ms;
    fixture.options.file.busyTimeout = 60s; // wall time: ends when the test lets go of the file
    REQUIRE(fixture.open());
    PlainSqlite other(fixture.path());
    other("BEGIN IMMEDIATE");
    const bool onWorker = GENERATE_COPY(false, true);
    CancellationSource source;
    const auto order = makeOrders(1).front();

    TaskScope scope(fixture.pool);
    const auto flow = scope.spawn(inserting(fixture, order, source.token(), onWorker));
    fixture.waitForTransaction();
    source.cancel();
    CHECK_FALSE(flow.isDone());
    other("COMMIT");
    scope.joinFromOutside();
    CHECK(flow.result().outcome);
    CHECK(fixture.store->rowCount() == 1);
}

TEST_CASE("store: whenever a run is cancelled, the rows are those whose insert said so", "[store][cancellation]")
{
    StoreFixture fixture;
    fixture.options.connections = 4;
    REQUIRE(fixture.open());
    std::int64_t rows = 0;
    int allCancelled = 0;
    for (int round = 0; round < 40; ++round) {
        const auto orders = makeOrders(24, static_cast<OrderId>(round) * 1000 + 1);
        const auto at = std::chrono::microseconds(round * 3250); // 24 orders on 4 connections take 120 ms
        CancellationSource source;
        const CancellationToken token = source.token();
        std::atomic<int> stored {0};
        std::atomic<int> cancelled {0};
        TaskScope scope(fixture.pool);
        fixture.startTogether([&] {
            (void)scope.spawn(cancelling(fixture, source, at));
            for (int i = 0; i < 24; i += 3) {
                const std::span<const Order> chunk(orders.data() + i, 2);
                const Order& order = orders[static_cast<std::size_t>(i) + 2];
                (void)scope.spawn([&, chunk]() -> QCoro::Task<> {
                    const Outcome<ChunkResult> result = co_await fixture.store->insertChunk(chunk, token);
                    stored += result ? static_cast<int>(result->committed) : 0;
                    cancelled += !result && result.error().isCancelled() ? 2 : 0;
                });
                (void)scope.spawn([&, order = &order]() -> QCoro::Task<> {
                    const Outcome<void> result = co_await fixture.store->insert(*order, token);
                    stored += result ? 1 : 0;
                    cancelled += !result && result.error().isCancelled() ? 1 : 0;
                });
            }
        });
        scope.joinFromOutside();
        rows += stored;
        allCancelled += cancelled;
        REQUIRE(stored + cancelled == 24);
        REQUIRE(fixture.store->rowCount() == rows);
        REQUIRE(fixture.store->view().rows == rows);
        REQUIRE(fixture.store->view().connections.now == 0);
    }
    CHECK(rows > 0);
    CHECK(allCancelled > 0);
}
