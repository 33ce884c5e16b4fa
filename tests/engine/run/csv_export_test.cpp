// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/csv_export.h"

#include "engine/workload/order_source.h"
#include "tests/engine/store/store_fixture.h"

#include <QBuffer>
#include <QFile>
#include <catch2/generators/catch_generators.hpp>

using namespace engine;
using namespace std::chrono_literals;
using tests::contains;
using tests::makeOrders;
using tests::StoreFixture;

namespace {

using Export = QCoro::Task<Outcome<CsvExported>> (*)(ResultStream&, QIODevice&, Clock&, CsvExport, CancellationToken);

Outcome<CsvExported> run(StoreFixture& fixture, Export exportRows, QIODevice& device, const CsvExport& how = {},
    const CancellationToken& token = CancellationToken::none())
{
    auto result = fixture.run([&]() -> QCoro::Task<Outcome<CsvExported>> {
        ResultStream stream = fixture.store->orders();
        Outcome<CsvExported> exported = co_await exportRows(stream, device, fixture.clock, how, token);
        co_return exported;
    });
    fixture.run([&]() -> QCoro::Task<> { (void)co_await delay(fixture.clock, 1ns); }); // the query has ended then
    return result;
}

/// Takes so many bytes, like a disk that fills up.
class SmallDevice final : public QIODevice {
public:
    explicit SmallDevice(qint64 space)
        : m_space(space)
    {
        open(WriteOnly | Unbuffered);
    }

protected:
    qint64 readData(char*, qint64) override { return -1; }
    qint64 writeData(const char*, qint64 size) override
    {
        m_space -= size;
        if (m_space >= 0)
            return size;
        setErrorString(QStringLiteral("full"));
        return -1;
    }

private:
    qint64 m_space;
};

const std::vector<Export> kBoth = {&exportStreamed, &exportCollected};

} // namespace

TEST_CASE("csv export: a row is what it says, with quotes where they are needed", "[run][export]")
{
    CHECK(CsvExport::header() == "id,customer,lines,total,persistedAtMs\n");
    CHECK(CsvExport::row({{7, "Ann", 2, 1250}, 1'500'000ns}) == "7,Ann,2,12.50,1.500\n");
    CHECK(CsvExport::row({{8, "a \"b\", c", 1, 5}, 0ns}) == "8,\"a \"\"b\"\", c\",1,0.05,0.000\n");
    CHECK(CsvExport::row({{9, " x", 1, -1'205}, 0ns}) == "9,\" x\",1,-12.05,0.000\n");
    CHECK(CsvExport::row({{0xffff'ffff'ffff'ffff, "", 1, 9'223'372'036'854'775'807}, 0ns})
        == "18446744073709551615,,1,92233720368547758.07,0.000\n");
}

TEST_CASE("csv export: streamed and collected give the same bytes, which can be read again", "[run][export]")
{
    StoreFixture fixture;
    REQUIRE(fixture.open());
    std::vector<Order> orders = makeOrders(600);
    orders[5].customer = "Müller, \"Söhne\" & Co.";
    orders[6].customer = "=1+1";
    REQUIRE(fixture.insertChunk(orders));
    const CsvExport how {.limit = GENERATE(-1, 0, 1, 256, 599, 600, 700)};
    QBuffer streamed;
    QBuffer collected;
    REQUIRE(streamed.open(QIODevice::WriteOnly));
    REQUIRE(collected.open(QIODevice::WriteOnly));
    const auto first = run(fixture, &exportStreamed, streamed, how);
    const auto second = run(fixture, &exportCollected, collected, how);
    REQUIRE(first);
    REQUIRE(second);
    const std::int64_t expected = how.limit < 0 ? 600 : std::min<std::int64_t>(how.limit, 600);
    CHECK(first->rows == expected);
    CHECK(second->rows == expected);
    CHECK(streamed.data() == collected.data());
    CHECK(streamed.data().count('\n') == expected + 1);

    const QString path = fixture.directory.filePath(QStringLiteral("again.csv"));
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(streamed.data());
    file.close();
    const auto source = openOrderFile(path, true);
    std::int64_t same = 0;
    while (const auto order = source->next()) {
        const Order& original = orders[static_cast<std::size_t>(same)];
        if (order->id == original.id && order->customer == original.customer
            && order->totalCents == original.totalCents)
            ++same;
        else
            break;
    }
    CHECK(source->fatalError().isEmpty());
    CHECK(same == expected);
}

TEST_CASE("csv export: the first row is written after one round trip if streamed, after all of them if collected",
    "[run][export]")
{
    StoreFixture fixture;
    REQUIRE(fixture.open());
    REQUIRE(fixture.insertChunk(makeOrders(600))); // three batches, of 20 ms each
    QBuffer buffer;
    REQUIRE(buffer.open(QIODevice::WriteOnly));
    const CsvExport slow {.delayEvery = 10, .rowDelay = 5ms};
    auto before = fixture.now();
    const auto streamed = run(fixture, &exportStreamed, buffer, slow);
    REQUIRE(streamed);
    CHECK(streamed->firstRowAt - before == 20ms);
    CHECK(fixture.now() - before == 60ms + 60 * 5ms + 1ns);
    before = fixture.now();
    const auto collected = run(fixture, &exportCollected, buffer, slow);
    REQUIRE(collected);
    CHECK(collected->firstRowAt - before == 60ms);
    CHECK(fixture.now() - before == 60ms + 60 * 5ms + 1ns);
}

TEST_CASE("csv export: stopping early ends the query, and only what was wanted was fetched", "[run][export]")
{
    StoreFixture fixture;
    REQUIRE(fixture.open());
    REQUIRE(fixture.insertChunk(makeOrders(2'000)));
    QBuffer buffer;
    REQUIRE(buffer.open(QIODevice::WriteOnly));
    const auto before = fixture.now();
    const auto exported = run(fixture, &exportStreamed, buffer, {.limit = 300});
    REQUIRE(exported);
    CHECK(exported->rows == 300);
    CHECK(fixture.now() - before == 2 * 20ms + 1ns);
    CHECK(fixture.store->view().connections.now == 0);
}

TEST_CASE("csv export: cancelled in the middle it ends as cancelled, and gives the connection back", "[run][export]")
{
    StoreFixture fixture;
    REQUIRE(fixture.open());
    REQUIRE(fixture.insertChunk(makeOrders(600)));
    CancellationSource source(fixture.clock);
    QBuffer buffer;
    REQUIRE(buffer.open(QIODevice::WriteOnly));
    for (const Export exportRows : kBoth) {
        const auto before = fixture.now();
        source = CancellationSource(fixture.clock, 100ms);
        const auto exported = run(fixture, exportRows, buffer, {.rowDelay = 7ms}, source.token());
        REQUIRE_FALSE(exported);
        CHECK(exported.error().isCancelled());
        CHECK(exported.error().tokenId == source.token().id());
        CHECK(fixture.now() - before == 100ms + 1ns);
        CHECK(fixture.store->view().connections.now == 0);
    }
    CHECK(buffer.data().count('\n') == 1 + 12 + 1 + 6); // headers, and the rows of 80 ms and of 40 ms
}

TEST_CASE("csv export: a device that takes no more, or a database that cannot be read, is a value", "[run][export]")
{
    StoreFixture fixture;
    REQUIRE(fixture.open());
    REQUIRE(fixture.insertChunk(makeOrders(600)));
    for (const Export exportRows : kBoth) {
        for (const qint64 space : {10, 5'000}) {
            SmallDevice device(space);
            const auto exported = run(fixture, exportRows, device);
            REQUIRE_FALSE(exported);
            CHECK(exported.error().kind == FailureKind::Unavailable);
            CHECK(contains(exported.error(), "full"));
            CHECK(fixture.store->view().connections.now == 0);
        }
    }
    REQUIRE(QFile::remove(fixture.path()));
    for (const Export exportRows : kBoth) {
        QBuffer buffer;
        REQUIRE(buffer.open(QIODevice::WriteOnly));
        const auto exported = run(fixture, exportRows, buffer);
        REQUIRE_FALSE(exported);
        CHECK(contains(exported.error(), "has vanished"));
    }
}
