// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/random.h"
#include "engine/workload/line_reader.h"
#include "engine/workload/order_line.h"
#include "engine/workload/order_source.h"

#include <catch2/catch_test_macros.hpp>

#include <QFile>
#include <QTemporaryDir>

#include <string>
#include <vector>

using namespace engine;

namespace {

/// What a file of the given content yields.
struct Reading {
    std::vector<Order> orders;
    std::vector<BadLine> badLines;
    std::int64_t badLineCount = 0;
    std::string fatalError; ///< with the file's name as "orders"
};

Reading readOrders(const QByteArray& content, bool strict = false)
{
    // A new name each time: some file systems write to the disk at once when a file that has content is emptied.
    static const QTemporaryDir directory;
    static int files = 0;
    QFile file(directory.filePath(QStringLiteral("orders%1").arg(++files)));
    REQUIRE(file.open(QIODevice::WriteOnly | QIODevice::NewOnly));
    REQUIRE(file.write(content) == content.size());
    file.close();

    const auto source = openOrderFile(file.fileName(), strict);
    Reading reading;
    while (auto order = source->next())
        reading.orders.push_back(std::move(*order));
    CHECK_FALSE(source->next().has_value());
    reading.badLines = source->badLines();
    reading.badLineCount = source->badLineCount();
    reading.fatalError = source->fatalError().replace(file.fileName(), QStringLiteral("orders")).toStdString();
    CHECK(file.remove());
    return reading;
}

Order order(OrderId id, const char* customer, std::int64_t totalCents)
{
    return {id, customer, 1, totalCents};
}

bool contains(const std::string& text, const char* part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("cents: an amount is read exactly or not at all", "[workload][orders]")
{
    CHECK(parseCents("0") == 0);
    CHECK(parseCents("12.50") == 1250);
    CHECK(parseCents("12.5") == 1250);
    CHECK(parseCents("12") == 1200);
    CHECK(parseCents("007.01") == 701);
    CHECK(parseCents("0.29") == 29);
    CHECK(parseCents("92233720368547758.07") == 9223372036854775807);
    for (const char* const text :
        {"", ".", ".5", "5.", "-1", "+1", "1.234", "1e3", "1,5", " 1", "1 ", "1.2.3", "0x10", "nan",
            "92233720368547758.08", "92233720368547759", "99999999999999999999999999", "1.-5", "1./0", "1.:0"}) {
        INFO(text);
        CHECK_FALSE(parseCents(text).has_value());
    }
}

TEST_CASE("order file: CSV is read with its columns in any order and among others", "[workload][orders]")
{
    const std::vector<Order> expected {order(7, "Ada", 1250), order(8, "Grace", 100)};
    CHECK(readOrders("id,customer,total\n7,Ada,12.50\n8,Grace,1\n").orders == expected);
    CHECK(readOrders("total,note,ID , Customer\n12.50,x,7,Ada\n1,,8,Grace").orders == expected);
}

TEST_CASE("order file: byte order mark, CRLF and empty lines do not matter, but count as lines", "[workload][orders]")
{
    const auto reading =
        readOrders("\xef\xbb\xbf\r\n\r\nid,customer,total\r\n\r\n7, Ada ,12.50\r\n  \r\nx,y,z\r\n8,B, 1.00 \r\n\r\n");
    CHECK(reading.orders == std::vector<Order> {order(7, " Ada ", 1250), order(8, "B", 100)});
    REQUIRE(reading.badLines.size() == 1);
    CHECK(reading.badLines[0].line == 7);
    CHECK(reading.fatalError.empty());
}

TEST_CASE("order file: quotes hold commas and quotes", "[workload][orders]")
{
    const auto reading =
        readOrders("id,customer,total\n\"7\",\"Lovelace, \"\"Ada\"\"\",\"12.50\"\n8,\"\"\"\",1\n9,Zo\xc3\xab,2\n");
    CHECK(reading.orders
        == std::vector<Order> {order(7, "Lovelace, \"Ada\"", 1250), order(8, "\"", 100), order(9, "Zo\xc3\xab", 200)});
}

TEST_CASE("order file: a bad line is skipped, counted and told with its number", "[workload][orders]")
{
    const std::vector<std::pair<const char*, const char*>> cases {
        {"x,Ada,1", "id: found \"x\", expected a whole number from 1"},
        {"0,Ada,1", "id: found \"0\""},
        {"-1,Ada,1", "id: found \"-1\""},
        {"1.5,Ada,1", "id: found \"1.5\""},
        {"9223372036854775808,Ada,1", "id: found"},
        {",Ada,1", "id: found \"\""},
        {"1,,1", "customer: found \"\", expected a name"},
        {"1,\"\",1", "customer: found \"\""},
        {"1,A\x01"
         "da,1",
            "customer: found \"A.da\""},
        {"1,A\xff,1", "customer: found"},
        {"1,Ada,-1", "total: found \"-1\", expected an amount"},
        {"1,Ada,1.234", "total: found \"1.234\""},
        {"1,Ada,92233720368547758.08", "total: found"},
        {"1,Ada", "found 2 values, expected 3 as in the header"},
        {"1,Ada,1,", "found 4 values"},
        {"1,\"Ada,1", "a quote that is not closed"},
        {"1,\"Ada\"x,1", "found \"x,1\" after a closing quote"},
        {"1,A\"d\"a,1", "a quote inside \"A\"d\"a\""},
    };
    for (const auto& [line, problem] : cases) {
        INFO(line);
        const auto reading = readOrders(QByteArray("id,customer,total\n5,Ok,1\n") + line + "\n6,Ok,1\n");
        CHECK(reading.orders == std::vector<Order> {order(5, "Ok", 100), order(6, "Ok", 100)});
        REQUIRE(reading.badLines.size() == 1);
        CHECK(reading.badLines[0].line == 3);
        CHECK(contains(reading.badLines[0].problem.toStdString(), problem));
        CHECK(reading.badLineCount == 1);
        CHECK(reading.fatalError.empty());
    }
}

TEST_CASE("order file: strict reading stops at the first bad line", "[workload][orders]")
{
    const auto reading = readOrders("id,customer,total\n5,Ok,1\nx,Bad,1\n6,Ok,1\n", true);
    CHECK(reading.orders.size() == 1);
    CHECK(reading.badLineCount == 1);
    CHECK(reading.fatalError == "orders:3: id: found \"x\", expected a whole number from 1 to 9223372036854775807");
}

TEST_CASE("order file: all bad lines are counted and the first hundred are kept", "[workload][orders]")
{
    const auto reading = readOrders("id,customer,total\n" + QByteArray("x\n").repeated(250));
    CHECK(reading.badLineCount == 250);
    REQUIRE(reading.badLines.size() == 100);
    CHECK(reading.badLines.back().line == 101);
}

TEST_CASE("order file: JSON lines are read, amounts exactly", "[workload][orders]")
{
    const auto reading = readOrders("\n {\"id\": 7, \"customer\": \"Ada \\u0022\\ud83d\\uded2\", \"total\": 12.50}\r\n"
                                    "{\"total\":\"0.29\",\"x\":{\"id\":[1]},\"customer\":\"B\",\"id\":\"8\"}\n"
                                    "{\"id\":9,\"customer\":\"C\",\"total\":92233720368547758.07}");
    CHECK(reading.fatalError.empty());
    CHECK(reading.badLineCount == 0);
    CHECK(reading.orders
        == std::vector<Order> {
            order(7, "Ada \"\xf0\x9f\x9b\x92", 1250), order(8, "B", 29), order(9, "C", 9223372036854775807)});
}

TEST_CASE("order file: a bad JSON line is skipped and told", "[workload][orders]")
{
    const std::vector<std::pair<const char*, const char*>> cases {
        {"{\"id\":1", "expected a JSON object"},
        {"[1]", "expected a JSON object"},
        {"1,Ada,1", "expected a JSON object"},
        {"{\"id\":1,\"customer\":\"A\"}", "found no \"total\""},
        {"{\"id\":1,\"id\":2,\"customer\":\"A\",\"total\":1}", "found \"id\" twice"},
        {"{\"id\":1,\"customer\":5,\"total\":1}", "customer: found \"5\", expected a text"},
        {"{\"id\":1,\"customer\":\"\\ud800\",\"total\":1}", "customer: found"},
        {"{\"id\":1,\"customer\":\"A\",\"total\":1e2}", "total: found \"1e2\""},
        {"{\"id\":1,\"customer\":\"A\",\"total\":-1}", "total: found \"-1\""},
        {"{\"id\":1,\"customer\":\"A\",\"total\":null}", "total: found \"null\""},
        {"{\"id\":1,\"customer\":\"A\",\"total\":{}}", "total: found"},
        {"{\"id\":1.0,\"customer\":\"A\",\"total\":1}", "id: found \"1.0\""},
    };
    for (const auto& [line, problem] : cases) {
        INFO(line);
        const QByteArray good = "{\"id\":5,\"customer\":\"Ok\",\"total\":1}\n";
        const auto reading = readOrders(good + line + "\n" + good);
        CHECK(reading.orders.size() == 2);
        REQUIRE(reading.badLines.size() == 1);
        CHECK(reading.badLines[0].line == 2);
        CHECK(contains(reading.badLines[0].problem.toStdString(), problem));
    }
}

TEST_CASE("order file: what cannot be read at all is one fatal error", "[workload][orders]")
{
    CHECK(contains(readOrders("").fatalError, "orders: found an empty file, expected the header"));
    CHECK(contains(readOrders("\n\n").fatalError, "found an empty file"));
    CHECK(contains(readOrders("7,Ada,12.50\n").fatalError, "orders:1: found \"7,Ada,12.50\", expected a header"));
    CHECK(contains(readOrders("\nid,customer\n").fatalError, "orders:2: found \"id,customer\""));
    CHECK(contains(readOrders("id,id,customer,total\n").fatalError, "found \"id\" twice"));
    CHECK(contains(readOrders("[{\"id\":1}]").fatalError, "found a JSON list"));
    CHECK(contains(readOrders(QByteArray("\xff\xfei\0d\0", 6)).fatalError, "expected UTF-8"));
    CHECK(contains(readOrders(QByteArray(1'000'000, 'x')).fatalError, "a line of more than 65536 bytes"));
    CHECK(readOrders("id,customer,total\n").fatalError.empty());

    const QTemporaryDir directory;
    const auto missing = openOrderFile(directory.filePath(QStringLiteral("none.csv")), false);
    CHECK_FALSE(missing->next().has_value());
    CHECK(missing->fatalError().contains(QStringLiteral("none.csv: cannot be read: ")));
    const auto folder = openOrderFile(directory.path(), false);
    CHECK_FALSE(folder->next().has_value());
    CHECK(folder->fatalError().endsWith(QStringLiteral("this is a directory")));
}

TEST_CASE("order file: lines may end anywhere in the reader's buffer", "[workload][orders]")
{
    const std::vector<qsizetype> sizes {65'520, 65'535, 65'536, 65'537, 65'600, 131'072, 262'144, 262'145, 700'000};
    for (const qsizetype size : sizes) {
        INFO(size);
        const QByteArray filler(size - 6, 'n');
        const auto reading =
            readOrders("id,note,customer,total\n1,,A,1\n2," + filler + ",B,1\n3,,C,1\n4," + filler + ",D,1");
        const bool fits = size <= 65'536;
        REQUIRE(reading.orders.size() == (fits ? 4U : 2U));
        CHECK(reading.orders[fits ? 2 : 1] == order(3, "C", 100));
        CHECK(reading.badLineCount == (fits ? 0 : 2));
        if (!fits)
            CHECK(reading.badLines[1].line == 5);
    }
}

TEST_CASE("order file: every order of a long file is read once and in order", "[workload][orders]")
{
    QByteArray content = "id,customer,total\n";
    std::int64_t cents = 0;
    for (std::uint64_t id = 1; id <= 50'000; ++id) {
        const std::uint64_t drawn = drawBits(1, DrawPurpose::Test, id) % 100'000;
        cents += static_cast<std::int64_t>(drawn);
        content += QByteArray::number(static_cast<qulonglong>(id)) + ",c,"
            + QByteArray::number(static_cast<qulonglong>(drawn / 100)) + '.'
            + QByteArray::number(static_cast<qulonglong>(drawn % 100)).rightJustified(2, '0') + '\n';
    }
    const auto reading = readOrders(content);
    REQUIRE(reading.orders.size() == 50'000);
    bool inOrder = true;
    for (std::size_t index = 0; index < reading.orders.size(); ++index) {
        inOrder = inOrder && reading.orders[index].id == index + 1;
        cents -= reading.orders[index].totalCents;
    }
    CHECK(inOrder);
    CHECK(cents == 0);
}

TEST_CASE("order file: random injuries cost lines, never the program", "[workload][orders][fuzz]")
{
    const std::vector<QByteArray> originals {"id,customer,total\n1,\"A, b\",1.00\n2,B,2\n3,C,3.5\n",
        "{\"id\":1,\"customer\":\"A\",\"total\":1.25}\n{\"id\":2,\"customer\":\"\\u00e4\",\"total\":\"2\"}\n"};
    for (const QByteArray& original : originals) {
        for (std::uint64_t seed = 0; seed < 1000; ++seed) {
            QByteArray content = original;
            for (std::uint64_t injury = 0; injury < 1 + seed % 4; ++injury) {
                const std::uint64_t bits = drawBits(seed, DrawPurpose::Test, injury);
                const auto at = static_cast<qsizetype>((bits >> 16) % static_cast<std::uint64_t>(content.size()));
                if (bits % 3 == 0)
                    content.remove(at, 1);
                else if (bits % 3 == 1)
                    content.insert(at, "\"{},:\n\\e-[]"[(bits >> 8) % 11]);
                else
                    content[at] = static_cast<char>(bits >> 40);
            }
            const auto reading = readOrders(content);
            const bool accounted = !reading.fatalError.empty() || reading.orders.size() + reading.badLines.size() <= 16;
            if (!accounted)
                FAIL("seed " << seed << ": " << content.toStdString());
        }
    }
}
