// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/store/store_fixture.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace engine;
using namespace std::chrono_literals;
using tests::contains;
using tests::makeOrders;
using tests::PlainSqlite;
using tests::StoreFixture;

namespace {

constexpr auto kRoundTrip = 20ms;

/// What came of consuming a stream.
struct Consumed {
    std::vector<OrderRow> rows;
    Outcome<void> outcome;
    std::chrono::nanoseconds endedAt {};
};

/// Takes `most` rows and then stops, calling `meanwhile` with the number of rows after each.
QCoro::Task<Consumed> consume(
    StoreFixture& fixture, CancellationToken token, std::size_t most, std::function<void(std::size_t)> meanwhile = {})
{
    Consumed consumed;
    ResultStream stream = fixture.store->orders();
    {
        auto rows = stream.rows(token);
        auto begin = rows.begin();
        auto row = co_await begin;
        while (row != rows.end()) {
            consumed.rows.push_back(*row);
            if (meanwhile)
                meanwhile(consumed.rows.size());
            if (consumed.rows.size() == most)
                break;
            auto next = ++row;
            co_await next;
        }
    }
    consumed.outcome = stream.outcome();
    consumed.endedAt = fixture.now();
    co_return consumed;
}

Consumed consumeAll(StoreFixture& fixture, const CancellationToken& token = CancellationToken::none())
{
    return fixture.run([&]() -> QCoro::Task<Consumed> { return consume(fixture, token, SIZE_MAX); });
}

/// Whether somebody reads an older state of the file, so that the log cannot be emptied.
bool readerIsLeft(const QString& path)
{
    PlainSqlite other(path);
    other("PRAGMA busy_timeout = 0");
    return other("PRAGMA wal_checkpoint(TRUNCATE)").toInt() == 1;
}

/// The connections in use once whatever is still under way has ended.
int connectionsInUse(StoreFixture& fixture)
{
    fixture.run([&]() -> QCoro::Task<> { (void)co_await delay(fixture.clock, 1ns); });
    return static_cast<int>(fixture.store->view().connections.now);
}

} // namespace

TEST_CASE("resultStream: each order comes once, in the order of the commits, one round trip for each batch",
    "[store][stream]")
{
    const int count = GENERATE(0, 1, 255, 256, 257, 600);
    StoreFixture fixture;
    REQUIRE(fixture.open());
    std::vector<Order> orders = makeOrders(count);
    std::ranges::reverse(orders); // the order of the ids is another one
    if (count > 0)
        REQUIRE(fixture.insertChunk(orders));
    const auto before = fixture.now();
    const Consumed consumed = consumeAll(fixture);
    CHECK(consumed.outcome);
    std::vector<Order> got;
    for (const OrderRow& row : consumed.rows) {
        got.push_back(row.order);
        CHECK(row.persistedAt == before);
    }
    CHECK(got == orders);
    CHECK(fixture.now() - before == kRoundTrip * (count / static_cast<int>(ResultStream::kBatchRows) + 1));
    CHECK(connectionsInUse(fixture) == 0);
}

TEST_CASE("resultStream: collectRows gives the same rows at once", "[store][stream]")
{
    StoreFixture fixture;
    REQUIRE(fixture.open());
    REQUIRE(fixture.insertChunk(makeOrders(300)));
    const auto all = fixture.run([&]() -> QCoro::Task<Outcome<std::vector<OrderRow>>> {
        ResultStream stream = fixture.store->orders();
        Outcome<std::vector<OrderRow>> collected = co_await collectRows(stream);
        co_return collected;
    });
    REQUIRE(all);
    CHECK(*all == consumeAll(fixture).rows);
}

TEST_CASE("resultStream: ids beyond half of their range and any text come back as they were", "[store][stream]")
{
    StoreFixture fixture;
    REQUIRE(fixture.open());
    const Order order {0xffff'ffff'ffff'fff0, "Zoë, \"the\"\nbest", 7, 9'223'372'036'854'775'807};
    REQUIRE(fixture.insert(order));
    const Consumed consumed = consumeAll(fixture);
    REQUIRE(consumed.rows.size() == 1);
    CHECK(consumed.rows[0].order == order);
}

TEST_CASE(
    "resultStream: a consumer that stops early ends the query, and the connection is free again", "[store][stream]")
{
    StoreFixture fixture;
    fixture.options.connections = 1;
    REQUIRE(fixture.open());
    REQUIRE(fixture.insertChunk(makeOrders(1'000)));
    bool leftDuring = false;
    const Consumed consumed = fixture.run([&]() -> QCoro::Task<Consumed> {
        return consume(fixture, {}, 3, [&](std::size_t rows) {
            if (rows < 3)
                return;
            PlainSqlite(fixture.path())("DELETE FROM orders WHERE id = 1000");
            leftDuring = readerIsLeft(fixture.path());
        });
    });
    CHECK(consumed.outcome);
    CHECK(consumed.rows.size() == 3);
    CHECK(leftDuring);
    CHECK(connectionsInUse(fixture) == 0);
    CHECK_FALSE(readerIsLeft(fixture.path()));

    // The only connection works for others, and a new query sees what has changed.
    CHECK(fixture.insert(makeOrders(1, 5'000).front()));
    CHECK(consumeAll(fixture).rows.back().order.id == 5'000);
}

TEST_CASE("resultStream: a generator that is never asked for a row takes no connection", "[store][stream]")
{
    StoreFixture fixture;
    REQUIRE(fixture.open());
    ResultStream stream = fixture.store->orders();
    {
        const auto rows = stream.rows();
    }
    CHECK(fixture.store->view().connections.peak == 0);
}

TEST_CASE("resultStream: orders stored meanwhile are not part of a query that has begun", "[store][stream]")
{
    StoreFixture fixture;
    REQUIRE(fixture.open());
    REQUIRE(fixture.insertChunk(makeOrders(300)));
    const Consumed consumed = fixture.run([&]() -> QCoro::Task<Consumed> {
        return consume(fixture, {}, SIZE_MAX, [&](std::size_t rows) {
            if (rows == 1)
                PlainSqlite(fixture.path())("INSERT INTO orders VALUES (999, 999, 'late', 1, 1, 0)");
        });
    });
    CHECK(consumed.rows.size() == 300);
    CHECK(consumeAll(fixture).rows.size() == 301);
}

TEST_CASE("resultStream: cancellation ends it wherever it is, and the connection goes back", "[store][stream][cancel]")
{
    StoreFixture fixture;
    fixture.options.connections = 1;
    REQUIRE(fixture.open());
    REQUIRE(fixture.insertChunk(makeOrders(1'000)));
    CancellationSource source(fixture.clock);
    const CancellationToken token = source.token();
    const auto before = fixture.now();
    Consumed consumed;
    SECTION("between two rows of a batch")
    {
        consumed = fixture.run([&]() -> QCoro::Task<Consumed> {
            return consume(fixture, token, SIZE_MAX, [&](std::size_t rows) {
                if (rows == 300)
                    source.cancel();
            });
        });
        CHECK(consumed.rows.size() == 300);
    }
    SECTION("on a round trip")
    {
        source.cancelAfter(30ms);
        consumed = consumeAll(fixture, token);
        CHECK(consumed.rows.size() == ResultStream::kBatchRows);
        CHECK(consumed.endedAt - before == 30ms);
    }
    SECTION("before the first row")
    {
        source.cancel();
        consumed = consumeAll(fixture, token);
        CHECK(consumed.rows.empty());
    }
    SECTION("while it waits for a connection")
    {
        const Order other = makeOrders(1, 7'000).front();
        source.cancelAfter(10ms);
        TaskScope scope(fixture.pool);
        Flow<Consumed> waiting;
        fixture.startTogether([&] {
            (void)scope.spawn([&]() -> QCoro::Task<Outcome<void>> { // takes its round trip with the only connection
                return fixture.store->insert(other, CancellationToken::none());
            });
            while (fixture.store->view().connections.now == 0)
                std::this_thread::yield();
            waiting = scope.spawn([&]() -> QCoro::Task<Consumed> { return consume(fixture, token, SIZE_MAX); });
        });
        scope.joinFromOutside();
        consumed = waiting.result();
        CHECK(consumed.endedAt - before == 10ms);
    }
    REQUIRE_FALSE(consumed.outcome);
    CHECK(consumed.outcome.error().isCancelled());
    CHECK(consumed.outcome.error().tokenId == token.id());
    CHECK(connectionsInUse(fixture) == 0);
}

TEST_CASE("resultStream: what the database does wrong is a value", "[store][stream][failure]")
{
    StoreFixture fixture;
    fixture.options.file.busyTimeout = 20ms;
    REQUIRE(fixture.open());
    SECTION("another program has it locked, and later lets go")
    {
        {
            PlainSqlite other(fixture.path());
            other("PRAGMA locking_mode = EXCLUSIVE");
            other("BEGIN IMMEDIATE");
            const Consumed consumed = consumeAll(fixture);
            REQUIRE_FALSE(consumed.outcome);
            CHECK(consumed.outcome.error().kind == FailureKind::Unavailable);
            CHECK(contains(consumed.outcome.error(), "another program has it locked"));
            other("COMMIT");
        }
        CHECK(consumeAll(fixture).outcome);
    }
    SECTION("it vanishes")
    {
        REQUIRE(QFile::remove(fixture.path()));
        const Consumed consumed = consumeAll(fixture);
        REQUIRE_FALSE(consumed.outcome);
        CHECK(consumed.outcome.error().kind == FailureKind::Unavailable);
        CHECK(contains(consumed.outcome.error(), "cannot read the order database"));
        CHECK(contains(consumed.outcome.error(), "has vanished"));
        CHECK_FALSE(QFile::exists(fixture.path()));
    }
    SECTION("its table is another one")
    {
        PlainSqlite(fixture.path())("DROP TABLE orders");
        const Consumed consumed = consumeAll(fixture);
        REQUIRE_FALSE(consumed.outcome);
        CHECK(consumed.outcome.error().kind == FailureKind::Invalid);
    }
    SECTION("it is closed")
    {
        fixture.store->close();
        const Consumed consumed = consumeAll(fixture);
        REQUIRE_FALSE(consumed.outcome);
        CHECK(consumed.outcome.error().message == "the order store is closed");
    }
    CHECK(connectionsInUse(fixture) == 0);
}

TEST_CASE("store: what a run has left behind can be opened again, to be read and added to", "[store][existing]")
{
    StoreFixture fixture;
    REQUIRE(fixture.open());
    REQUIRE(fixture.insertChunk(makeOrders(10)));
    fixture.store->close();

    fixture.store.emplace(fixture.pool, fixture.options);
    REQUIRE(fixture.store->openExisting());
    CHECK(consumeAll(fixture).rows.size() == 10);
    CHECK(fixture.insert(makeOrders(1, 11).front()));
    CHECK(consumeAll(fixture).rows.size() == 11);
}

TEST_CASE("store: what is no order database is not opened as one, and stays as it is", "[store][existing][failure]")
{
    StoreFixture fixture;
    fixture.store.emplace(fixture.pool, fixture.options);
    std::string expected = "there is no such file";
    SECTION("nothing is there")
    {
        REQUIRE_FALSE(QFile::exists(fixture.path()));
    }
    SECTION("a directory")
    {
        expected = "this is no file";
        REQUIRE(QDir().mkdir(fixture.path()));
    }
    SECTION("a text file")
    {
        expected = "this is not an order database";
        QFile file(fixture.path());
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write("id,customer,total\n");
    }
    SECTION("another program's database")
    {
        expected = "this is not an order database";
        PlainSqlite(fixture.path())("CREATE TABLE orders (id INTEGER)");
        REQUIRE(QFile::exists(fixture.path()));
    }
    const QFileInfo before(fixture.path());
    const Outcome<void> opened = fixture.store->openExisting();
    REQUIRE_FALSE(opened);
    CHECK(opened.error().kind == FailureKind::Invalid);
    CHECK(contains(opened.error(), expected));
    CHECK(contains(opened.error(), fixture.path().toStdString()));
    CHECK(QFileInfo::exists(fixture.path()) == before.exists());
    const Consumed consumed = consumeAll(fixture);
    REQUIRE_FALSE(consumed.outcome);
    CHECK(contains(consumed.outcome.error(), expected));
}
