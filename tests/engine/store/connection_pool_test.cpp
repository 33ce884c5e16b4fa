// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/store/store_fixture.h"

#include <numeric>

using namespace engine;
using tests::makeOrders;
using tests::PlainSqlite;
using tests::StoreFixture;
using namespace std::chrono_literals;

TEST_CASE("connection pool: never more connections are in use than the limit", "[store][connections]")
{
    StoreFixture fixture;
    fixture.options.connections = 3;
    REQUIRE(fixture.open());
    std::atomic<int> beyond {0};
    std::atomic<int> full {0};
    fixture.clock.setJumpObserver([&](Clock::TimePoint, Clock::TimePoint) {
        const StoreView view = fixture.store->view();
        beyond += view.connections.now > 3 ? 1 : 0;
        full += view.connections.now == 3 ? 1 : 0;
    });
    CHECK(fixture.insertEach(makeOrders(50)) == 50);
    fixture.clock.setJumpObserver({});

    CHECK(beyond == 0);
    CHECK(full == 16); // sixteen rounds of three, and one of two
    CHECK(fixture.now() == 17 * 20ms);
    CHECK(fixture.store->view().connections.peak == 3);
    CHECK(fixture.store->view().connections.now == 0);
}

TEST_CASE("connection pool: who came first is served first", "[store][connections]")
{
    StoreFixture fixture(1);
    fixture.options.connections = 1;
    REQUIRE(fixture.open());
    REQUIRE(fixture.insertEach(makeOrders(40)) == 40);
    std::vector<std::int64_t> expected(40);
    std::iota(expected.begin(), expected.end(), 1);
    PlainSqlite sqlite(fixture.path());
    CHECK(sqlite.column("SELECT id FROM orders ORDER BY rowid") == expected);
}

TEST_CASE("connection pool: limit and round trip can be changed while the run goes on", "[store][connections]")
{
    StoreFixture fixture;
    fixture.options.connections = 4;
    REQUIRE(fixture.open());
    std::atomic<int> beyond {0};
    fixture.clock.setJumpObserver([&](Clock::TimePoint, Clock::TimePoint) {
        const Level connections = fixture.store->view().connections;
        beyond += connections.now > connections.limit ? 1 : 0;
    });

    const auto changingTo = [&fixture](int connections) {
        return [&fixture, connections](TaskScope& scope) {
            (void)scope.spawn([&fixture, connections]() -> QCoro::Task<> {
                (void)co_await delay(fixture.clock, 10ms);
                fixture.store->setConnections(connections);
            });
        };
    };

    SECTION("a lower limit holds as soon as the connections beyond it have come back")
    {
        CHECK(fixture.insertEach(makeOrders(8), changingTo(1)) == 8);
        CHECK(fixture.now() == 20ms + 4 * 20ms);
        CHECK(fixture.store->view().connections.limit == 1);
    }
    SECTION("a higher limit holds at once")
    {
        CHECK(fixture.insertEach(makeOrders(8), changingTo(8)) == 8);
        CHECK(fixture.now() == 30ms);
        CHECK(fixture.store->view().connections.peak == 8);
    }
    SECTION("up and down again before anything came back")
    {
        fixture.store->setConnections(1);
        fixture.store->setConnections(2);
        CHECK(fixture.insertEach(makeOrders(8)) == 8);
        CHECK(fixture.now() == 80ms);
        CHECK(fixture.store->view().connections.peak == 2);
    }
    SECTION("a shorter round trip")
    {
        fixture.store->setRoundTrip(1ms);
        CHECK(fixture.insertEach(makeOrders(4)) == 4);
        CHECK(fixture.now() == 1ms);
        fixture.store->setRoundTrip(0ms);
        CHECK(fixture.insertEach(makeOrders(4, 5)) == 4);
        CHECK(fixture.now() == 1ms);
    }
    fixture.clock.setJumpObserver({});
    CHECK(beyond == 0);
}

TEST_CASE("connection pool: virtual time stands still while a transaction is under way", "[store][connections]")
{
    StoreFixture fixture;
    fixture.options.roundTrip = 0ms;
    fixture.options.file.busyTimeout = 60s; // wall time: ends when the test lets go of the file
    REQUIRE(fixture.open());
    PlainSqlite other(fixture.path());
    other("BEGIN IMMEDIATE");

    TaskScope scope(fixture.pool);
    const auto order = makeOrders(1).front();
    Flow<Outcome<void>> flow;
    Flow<> sleeper;
    fixture.startTogether([&] {
        flow = scope.spawn([&] { return fixture.store->insert(order, CancellationToken::none()); });
        sleeper = scope.spawn([&]() -> QCoro::Task<> { (void)co_await delay(fixture.clock, 1ms); });
        while (fixture.clock.pendingTimers() == 0 || fixture.pool.counts().external < 2)
            std::this_thread::yield();
    });
    fixture.waitForTransaction();
    CHECK(fixture.now() == 0ms);
    CHECK_FALSE(sleeper.isDone());
    CHECK(fixture.store->view().connections.now == 1);
    CHECK(fixture.store->view().transactions == 0);
    other("COMMIT");
    scope.joinFromOutside();

    CHECK(flow.result());
    CHECK(fixture.now() == 1ms);
    CHECK(other("SELECT persisted_at_ns FROM orders").toLongLong() == 0);
}
