// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/store/store_fixture.h"

#include <catch2/generators/catch_generators.hpp>

using namespace engine;
using tests::makeOrders;
using tests::StoreFixture;
using namespace std::chrono_literals;

namespace {

/// Inserts `order` as a flow or on a worker.
Outcome<void> inserted(StoreFixture& fixture, const Order& order, bool onWorker)
{
    return fixture.run([&]() -> QCoro::Task<Outcome<void>> {
        const CancellationToken token = CancellationToken::none();
        if (onWorker)
            co_return fixture.store->insertOnWorker(order, token);
        Outcome<void> outcome = co_await fixture.store->insert(order, token);
        co_return outcome;
    });
}

} // namespace

TEST_CASE("store trouble: an outage refuses transactions of orders until it is healed, and no dead letter",
    "[store][trouble]")
{
    const bool onWorker = GENERATE(false, true);
    StoreFixture fixture;
    REQUIRE(fixture.open());
    const auto orders = makeOrders(2);
    fixture.store->setTrouble({.outage = true});
    CHECK(fixture.store->view().trouble.outage);
    const Outcome<void> refused = inserted(fixture, orders[0], onWorker);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == FailureKind::Unavailable);
    CHECK(fixture.now() == 0ms);
    DeadLetter letter;
    letter.order = 1;
    CHECK(fixture.addDeadLetters({letter}));
    CHECK(fixture.store->deadLetterCount() == 1);

    fixture.store->setTrouble({});
    CHECK(inserted(fixture, orders[1], onWorker));
    CHECK(fixture.store->rowCount() == 1);
}

TEST_CASE("store trouble: a latency factor makes the round trip longer", "[store][trouble]")
{
    const bool onWorker = GENERATE(false, true);
    StoreFixture fixture;
    REQUIRE(fixture.open());
    fixture.store->setTrouble({.latencyFactor = 5.0});
    CHECK(inserted(fixture, makeOrders(1).front(), onWorker));
    CHECK(fixture.now() == 100ms);
}

TEST_CASE("store trouble: transactions fail at their rate, the same ones each time", "[store][trouble]")
{
    const auto orders = makeOrders(200);
    int first = -1;
    for (int round = 0; round < 2; ++round) {
        StoreFixture fixture;
        REQUIRE(fixture.open());
        fixture.store->setTrouble({.failureRate = 0.5});
        const int stored = fixture.insertEach(orders);
        CHECK((stored > 70 && stored < 130));
        CHECK((first == -1 || first == stored));
        first = stored;
        CHECK(fixture.store->rowCount() == stored);
    }
}

TEST_CASE("store trouble: a transaction that hangs keeps its connection and goes on when the store is healed",
    "[store][trouble]")
{
    const bool onWorker = GENERATE(false, true);
    StoreFixture fixture;
    fixture.options.connections = 1;
    REQUIRE(fixture.open());
    fixture.store->setTrouble({.hangRate = 1.0});
    const auto orders = makeOrders(1);
    int heldBefore = -1;
    const Outcome<void> outcome = fixture.run([&]() -> QCoro::Task<Outcome<void>> {
        TaskScope scope(fixture.pool);
        (void)scope.spawn([&]() -> QCoro::Task<> {
            (void)co_await delay(fixture.clock, 1s);
            heldBefore = static_cast<int>(fixture.store->view().connections.now);
            fixture.store->setTrouble({});
        });
        const CancellationToken token = CancellationToken::none();
        Outcome<void> stored;
        if (onWorker)
            stored = fixture.store->insertOnWorker(orders[0], token);
        else
            stored = co_await fixture.store->insert(orders[0], token);
        co_await scope.join();
        co_return stored;
    });
    CHECK(outcome);
    CHECK(heldBefore == 1);
    CHECK(fixture.now() == 1020ms);
    CHECK(fixture.store->view().connections.now == 0);
}

TEST_CASE("store trouble: a transaction that hangs ends with its token", "[store][trouble]")
{
    const bool onWorker = GENERATE(false, true);
    StoreFixture fixture;
    REQUIRE(fixture.open());
    fixture.store->setTrouble({.hangRate = 1.0});
    const auto orders = makeOrders(1);
    const Outcome<void> outcome = fixture.run([&]() -> QCoro::Task<Outcome<void>> {
        const CancellationSource source(fixture.clock, 500ms);
        const CancellationToken token = source.token();
        Outcome<void> stored;
        if (onWorker)
            stored = fixture.store->insertOnWorker(orders[0], token);
        else
            stored = co_await fixture.store->insert(orders[0], token);
        co_return stored;
    });
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().isCancelled());
    CHECK(fixture.store->view().connections.now == 0);
    CHECK(fixture.store->rowCount() == 0);
}
