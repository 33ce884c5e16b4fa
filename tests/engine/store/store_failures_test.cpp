// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/store/store_fixture.h"

#include <QFile>

using namespace engine;
using tests::contains;
using tests::makeOrders;
using tests::PlainSqlite;
using tests::StoreFixture;
using namespace std::chrono_literals;

TEST_CASE("store: a full disk fails what does not fit any more, and what was stored stays", "[store][failure]")
{
    StoreFixture fixture;
    fixture.options.file.maxPages = 24;
    REQUIRE(fixture.open());
    const auto orders = makeOrders(3000);
    int stored = 0;
    Outcome<void> last;
    while (last && stored < 3000) {
        last = fixture.insert(orders[static_cast<std::size_t>(stored)]);
        stored += last ? 1 : 0;
    }
    REQUIRE_FALSE(last);
    CHECK(stored > 100);
    CHECK(last.error().kind == FailureKind::Unavailable);
    CHECK(contains(last.error(), "the disk is full. Free some space"));
    CHECK(contains(last.error(), fixture.path().toStdString()));

    const auto chunk = fixture.insertChunk(makeOrders(200, 10'000));
    REQUIRE_FALSE(chunk); // all or nothing
    CHECK(contains(chunk.error(), "the disk is full"));
    CHECK(fixture.store->view().rows == stored);
    CHECK(fixture.store->view().transactions == stored);
    CHECK(fixture.store->rowCount() == stored);
    fixture.store->close();
    CHECK(fixture.store->rowCount() == stored);
}

TEST_CASE("store: a file that another program keeps locked fails, and works again when it lets go", "[store][failure]")
{
    StoreFixture fixture;
    fixture.options.file.busyTimeout = 20ms;
    REQUIRE(fixture.open());
    PlainSqlite other(fixture.path());
    other("BEGIN EXCLUSIVE");

    const auto refused = fixture.insert(makeOrders(1).front());
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == FailureKind::Unavailable);
    CHECK(contains(refused.error(), "another program has it locked"));
    CHECK(contains(refused.error(), fixture.path().toStdString()));
    CHECK(fixture.store->view().transactions == 0);

    other("COMMIT");
    CHECK(fixture.insert(makeOrders(1).front()));
    CHECK(fixture.store->rowCount() == 1);
}

TEST_CASE("store: a lock is waited for once, not by each order in turn", "[store][failure]")
{
    StoreFixture fixture;
    fixture.options.file.busyTimeout = 250ms;
    REQUIRE(fixture.open());
    PlainSqlite other(fixture.path());
    other("BEGIN EXCLUSIVE");
    const auto before = std::chrono::steady_clock::now();
    CHECK(fixture.insertEach(makeOrders(200)) == 0);
    CHECK(std::chrono::steady_clock::now() - before < 20s); // 200 times 250 ms would be 50 s
    other("COMMIT");
    CHECK(fixture.insertEach(makeOrders(200)) == 200);
}

TEST_CASE("store: a file that vanishes in mid-run fails orders, and no other is made in its place", "[store][failure]")
{
    StoreFixture fixture;
    fixture.options.connections = 2;
    REQUIRE(fixture.open());
    SECTION("before the first connection")
    {
        REQUIRE(fixture.store->view().connections.peak == 0);
    }
    SECTION("after connections were opened")
    {
        REQUIRE(fixture.insertEach(makeOrders(4, 100)) == 4);
    }
    const std::int64_t before = fixture.store->view().rows;
    REQUIRE(QFile::rename(fixture.path(), fixture.path() + QStringLiteral(".moved")));
    const auto order = makeOrders(1).front();

    const auto vanished = fixture.insert(order);
    REQUIRE_FALSE(vanished);
    CHECK(vanished.error().kind == FailureKind::Unavailable);
    CHECK(contains(vanished.error(), "has vanished"));
    CHECK_FALSE(QFile::exists(fixture.path()));
    CHECK_FALSE(fixture.store->rowCount());

    {
        QFile impostor(fixture.path());
        REQUIRE(impostor.open(QIODevice::WriteOnly));
        impostor.write("mine");
    }
    const auto replaced = fixture.insert(order);
    REQUIRE_FALSE(replaced);
    CHECK(contains(replaced.error(), "another file has taken its place"));
    CHECK(QFile(fixture.path()).size() == 4);

    REQUIRE(QFile::remove(fixture.path()));
    REQUIRE(QFile::rename(fixture.path() + QStringLiteral(".moved"), fixture.path()));
    CHECK(fixture.insert(order));
    CHECK(fixture.store->rowCount() == before + 1);
}

TEST_CASE("store: tables that another program has changed are an error of the file", "[store][failure]")
{
    StoreFixture fixture;
    REQUIRE(fixture.open());
    SECTION("after connections were opened")
    {
        REQUIRE(fixture.insert(makeOrders(1, 5).front()));
    }
    SECTION("before the first connection")
    {
        REQUIRE(fixture.store->view().connections.peak == 0);
    }
    {
        PlainSqlite other(fixture.path());
        other("DROP TABLE orders");
        other("CREATE TABLE orders (something TEXT)");
    }
    const auto failed = fixture.insert(makeOrders(1).front());
    REQUIRE_FALSE(failed);
    INFO(failed.error().message);
    CHECK(failed.error().kind == FailureKind::Invalid);
    CHECK(contains(failed.error(), "not those of an order database"));
}

TEST_CASE("store: calls before open fail", "[store][failure]")
{
    StoreFixture fixture;
    fixture.store.emplace(fixture.pool, fixture.options);
    const auto failed = fixture.insert(makeOrders(1).front());
    REQUIRE_FALSE(failed);
    CHECK(failed.error().kind == FailureKind::Unavailable);
    CHECK(failed.error().message == "the order store has not been opened");
    CHECK_FALSE(QFile::exists(fixture.path()));
}
