// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/store/store_fixture.h"

#include <QDir>

using namespace engine;
using tests::makeOrders;
using tests::PlainSqlite;
using tests::StoreFixture;
using namespace std::chrono_literals;

TEST_CASE("store: an inserted order is one row, one round trip later", "[store][sqlite]")
{
    StoreFixture fixture;
    REQUIRE(fixture.open());
    const Order order {42, "Ada Löwe; DROP TABLE orders", 3, -1250};
    REQUIRE(fixture.insert(order));

    CHECK(fixture.now() == 20ms);
    CHECK(fixture.store->rowCount() == 1);
    const StoreView view = fixture.store->view();
    CHECK(view.transactions == 1);
    CHECK(view.rows == 1);
    CHECK(view.connections.now == 0);
    CHECK(view.connections.peak == 1);
    CHECK(view.connections.limit == 10);

    PlainSqlite sqlite(fixture.path());
    CHECK(sqlite("SELECT id FROM orders").toLongLong() == 42);
    CHECK(sqlite("SELECT idempotency_key FROM orders").toLongLong() == 42);
    CHECK(sqlite("SELECT customer FROM orders").toString().toStdString() == order.customer);
    CHECK(sqlite("SELECT lines FROM orders").toInt() == 3);
    CHECK(sqlite("SELECT total_cents FROM orders").toLongLong() == -1250);
    CHECK(sqlite("SELECT persisted_at_ns FROM orders").toLongLong() == 20'000'000);
}

TEST_CASE("store: a chunk is one transaction", "[store][sqlite]")
{
    StoreFixture fixture;
    REQUIRE(fixture.open());
    const auto orders = makeOrders(200);
    const auto result = fixture.insertChunk(orders);
    REQUIRE(result);
    CHECK(result->committed == 200);
    CHECK(result->refused.empty());
    CHECK(result->failure(0) == nullptr);
    CHECK(fixture.store->view().transactions == 1);
    CHECK(fixture.store->view().rows == 200);
    CHECK(fixture.store->rowCount() == 200);
    CHECK(fixture.now() == 20ms);
}

TEST_CASE("store: an idempotency key that has a row fails its order, and only that", "[store][sqlite]")
{
    StoreFixture fixture;
    REQUIRE(fixture.open());
    REQUIRE(fixture.insert(makeOrders(1, 7).front()));

    SECTION("in a single insert")
    {
        const auto again = fixture.insert(makeOrders(1, 7).front());
        REQUIRE_FALSE(again);
        CHECK(again.error().kind == FailureKind::Invalid);
        CHECK(again.error().message == "order 7 is already stored");
        CHECK(fixture.store->view().rows == 1);
        CHECK(fixture.store->rowCount() == 1);
    }
    SECTION("in a chunk")
    {
        auto orders = makeOrders(10); // 1 to 10, of which 7 is there
        orders.push_back(orders.front()); // and 1 is there by then
        const auto result = fixture.insertChunk(orders);
        REQUIRE(result);
        CHECK(result->committed == 9);
        REQUIRE(result->refused.size() == 2);
        REQUIRE(result->failure(6) != nullptr);
        CHECK(result->failure(6)->message == "order 7 is already stored");
        REQUIRE(result->failure(10) != nullptr);
        CHECK(result->failure(10)->kind == FailureKind::Invalid);
        CHECK(result->failure(5) == nullptr);
        CHECK(fixture.store->view().rows == 10);
        CHECK(fixture.store->rowCount() == 10);
    }
}

TEST_CASE("store: ids beyond the half of 64 bits are kept apart", "[store][sqlite]")
{
    StoreFixture fixture;
    REQUIRE(fixture.open());
    CHECK(fixture.insertEach(makeOrders(3, ~OrderId {0} - 1)) == 3); // the last one wraps around to 0
    CHECK(fixture.store->rowCount() == 3);
    PlainSqlite sqlite(fixture.path());
    CHECK(sqlite.column("SELECT id FROM orders ORDER BY id") == std::vector<std::int64_t> {-2, -1, 0});
}

TEST_CASE("store: dead letters are kept in one transaction for each batch", "[store][sqlite]")
{
    StoreFixture fixture;
    REQUIRE(fixture.open());
    REQUIRE(fixture.addDeadLetters({
        {3, Stage::Validate, OrderState::Rejected, "no credit", 1, 5},
        {4, Stage::Charge, OrderState::Failed, "provider's outage", 3, 6},
    }));
    REQUIRE(fixture.addDeadLetters({}));
    CHECK(fixture.store->deadLetterCount() == 2);
    CHECK(fixture.store->rowCount() == 0);
    CHECK(fixture.store->view().transactions == 1);
    CHECK(fixture.store->view().rows == 0);

    PlainSqlite sqlite(fixture.path());
    CHECK(sqlite("SELECT stage || '/' || outcome || '/' || reason || '/' || attempts || '/' || at_ns"
                 " FROM dead_letters WHERE order_id = 4")
              .toString()
              .toStdString()
        == "charge/failed/provider's outage/3/6");
    CHECK(sqlite("SELECT outcome FROM dead_letters WHERE order_id = 3").toString() == QStringLiteral("rejected"));
}

TEST_CASE("store: insertOnWorker blocks its worker for the round trip and the transaction", "[store][sqlite]")
{
    StoreFixture fixture;
    fixture.options.connections = 2;
    REQUIRE(fixture.open());
    const auto orders = makeOrders(6);
    std::atomic<int> stored {0};
    TaskScope scope(fixture.pool);
    fixture.startTogether([&] {
        for (const Order& order : orders) {
            (void)scope.spawn([&fixture, &order, &stored] {
                if (fixture.store->insertOnWorker(order, CancellationToken::none()))
                    ++stored;
            });
        }
    });
    scope.joinFromOutside();
    CHECK(stored == 6);
    CHECK(fixture.store->rowCount() == 6);
    CHECK(fixture.pool.counts().peakBlocked == 4); // of 4 workers: 2 in a round trip, 2 waiting for a connection
    CHECK(fixture.store->view().connections.peak == 2);
    CHECK(fixture.now() == 60ms);

    const auto again =
        fixture.run([&] { return fixture.store->insertOnWorker(orders.front(), CancellationToken::none()); });
    REQUIRE_FALSE(again);
    CHECK(again.error().kind == FailureKind::Invalid);
}

TEST_CASE("store: a thousand flows with single inserts leave a thousand rows", "[store][sqlite]")
{
    StoreFixture fixture;
    REQUIRE(fixture.open());
    CHECK(fixture.insertEach(makeOrders(1000)) == 1000);
    CHECK(fixture.store->view().transactions == 1000);
    CHECK(fixture.store->view().connections.peak == 10);
    CHECK(fixture.store->rowCount() == 1000);
    CHECK(fixture.now() == 2s); // 1000 round trips of 20 ms over 10 connections
}

TEST_CASE("store: close leaves one file that plain SQLite can query", "[store][sqlite]")
{
    StoreFixture fixture;
    fixture.options.file.info = {{"scenario", "mega-order"}, {"mode", "bounded"}, {"seed", "17"}};
    REQUIRE(fixture.open());
    REQUIRE(fixture.insertEach(makeOrders(30)) == 30);
    REQUIRE(fixture.insertChunk(makeOrders(30, 31)));
    fixture.store->close();
    fixture.store->close();

    CHECK(QDir(fixture.directory.path()).entryList(QDir::Files) == QStringList {QStringLiteral("orders.sqlite")});
    CHECK(fixture.store->rowCount() == 60);
    {
        PlainSqlite sqlite(fixture.path());
        CHECK(sqlite("SELECT count(DISTINCT idempotency_key) FROM orders").toInt() == 60);
        CHECK(sqlite("SELECT value FROM run_info WHERE key = 'scenario'").toString() == QStringLiteral("mega-order"));
        CHECK(sqlite("SELECT value FROM run_info WHERE key = 'seed'").toString() == QStringLiteral("17"));
        CHECK(sqlite("PRAGMA journal_mode").toString() == QStringLiteral("wal"));
        CHECK(sqlite("PRAGMA user_version").toInt() == OrderFile::kSchemaVersion);
        CHECK(sqlite("PRAGMA application_id").toUInt() == OrderFile::kApplicationId);
        CHECK(sqlite("PRAGMA integrity_check").toString() == QStringLiteral("ok"));
    }
    const auto late = fixture.insert(makeOrders(1, 99).front());
    REQUIRE_FALSE(late);
    CHECK(late.error().message == "the order store is closed");
}

TEST_CASE("store: the file can be queried while the run writes", "[store][sqlite]")
{
    StoreFixture fixture;
    REQUIRE(fixture.open());
    PlainSqlite reader(fixture.path());
    REQUIRE(fixture.insert(makeOrders(1).front()));
    reader("BEGIN");
    CHECK(reader("SELECT count(*) FROM orders").toInt() == 1);
    CHECK(fixture.insert(makeOrders(1, 2).front()));
    CHECK(reader("SELECT count(*) FROM orders").toInt() == 1);
    reader("COMMIT");
    CHECK(reader("SELECT count(*) FROM orders").toInt() == 2);
}
