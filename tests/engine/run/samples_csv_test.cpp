// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/samples_csv.h"

#include <catch2/catch_test_macros.hpp>

#include <QFile>
#include <QList>
#include <QSet>
#include <QTemporaryDir>

#include <chrono>

namespace {

using namespace std::chrono_literals;

QList<QByteArray> linesOf(const QString& path)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    QList<QByteArray> lines = file.readAll().split('\n');
    REQUIRE(lines.takeLast().isEmpty());
    return lines;
}

QByteArray cell(const QByteArray& row, const QByteArray& column)
{
    const QList<QByteArray> names = engine::SamplesCsv::header().trimmed().split(',');
    return row.trimmed().split(',').value(names.indexOf(column), "no such column");
}

} // namespace

TEST_CASE("samples csv: a header, then one row for each snapshot, all of one width", "[run][csv]")
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("samples.csv"));
    engine::SamplesCsv samples;
    REQUIRE(samples.open(path));
    for (int i = 0; i < 1000; ++i) {
        engine::Snapshot snapshot;
        snapshot.sequence = i;
        samples.write(snapshot);
    }
    REQUIRE(samples.finish());
    CHECK(samples.rows() == 1000);

    const QList<QByteArray> lines = linesOf(path);
    REQUIRE(lines.size() == 1001);
    for (const QByteArray& line : lines) {
        REQUIRE(line.count(',') == lines.front().count(','));
    }
    CHECK(cell(lines.back(), "sequence") == "999");
}

TEST_CASE("samples csv: each column has a name of its own and its value", "[run][csv]")
{
    const QList<QByteArray> names = engine::SamplesCsv::header().trimmed().split(',');
    CHECK(QSet<QByteArray>(names.begin(), names.end()).size() == names.size());

    engine::Snapshot snapshot;
    snapshot.at = 1'234'567us;
    snapshot.ledger.submitted = 5000;
    snapshot.pool.blocked = 8;
    snapshot.stages[1].inFlight = {.now = 9, .peak = 10, .limit = 10};
    snapshot.throughputPerSecond = 125.0;
    snapshot.residentBytes = 9'007'199'254'740'991;
    const QByteArray row = engine::SamplesCsv::row(snapshot);
    CHECK(cell(row, "clockMs") == "1234.567");
    CHECK(cell(row, "submittedOrders") == "5000");
    CHECK(cell(row, "blockedThreads") == "8");
    CHECK(cell(row, "chargeInFlightOrders") == "9");
    CHECK(cell(row, "chargeLimitOrders") == "10");
    CHECK(cell(row, "throughputOrdersPerSecond") == "125.000");
    CHECK(cell(row, "residentBytes") == "9007199254740991");
}

TEST_CASE("samples csv: an earlier file is replaced, not continued", "[run][csv]")
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("samples.csv"));
    for (int run = 0; run < 2; ++run) {
        engine::SamplesCsv samples;
        REQUIRE(samples.open(path));
        samples.write({});
        REQUIRE(samples.finish());
    }
    CHECK(linesOf(path).size() == 2);
}

TEST_CASE("samples csv: a file that cannot be made is an error that names it", "[run][csv]")
{
    const QTemporaryDir directory;
    engine::SamplesCsv samples;
    CHECK_FALSE(samples.open(directory.filePath(QStringLiteral("missing/samples.csv"))));
    CHECK(samples.error().contains(QStringLiteral("missing/samples.csv")));
    samples.write({});
    CHECK_FALSE(samples.finish());
}

TEST_CASE("samples csv: a full disk stops the writing with an error", "[run][csv]")
{
    if (!QFile::exists(QStringLiteral("/dev/full"))) {
        SKIP("this system has no /dev/full");
    }
    engine::SamplesCsv samples;
    static_cast<void>(samples.open(QStringLiteral("/dev/full")));
    for (int i = 0; i < 1000; ++i) {
        samples.write({});
    }
    CHECK_FALSE(samples.finish());
    CHECK_FALSE(samples.error().isEmpty());
}
