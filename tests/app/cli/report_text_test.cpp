// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/report_text.h"

#include <catch2/catch_test_macros.hpp>

#include <QStringList>

#include <chrono>

namespace {

using namespace std::chrono_literals;

engine::RunSummary boundedSummary()
{
    engine::RunSummary summary;
    summary.scenario = QStringLiteral("mega-order");
    summary.seed = 1;
    summary.outcome = engine::RunOutcome::Completed;
    summary.ledger.submitted = 5000;
    summary.ledger.persisted = 5000;
    summary.acceptedAfterMs = 0.4;
    summary.makespanMs = 40'150;
    summary.throughputPerSecond = 124.5;
    summary.latency = {.count = 5000, .p50Ms = 20'101.26, .p95Ms = 1, .p99Ms = 2, .maxMs = 3};
    summary.peakThreads = 8;
    summary.databaseTransactions = 25;
    return summary;
}

engine::RunSummary deadlockedSummary()
{
    engine::RunSummary summary = boundedSummary();
    summary.mode = engine::Mode::Blocking;
    summary.outcome = engine::RunOutcome::Deadlocked;
    summary.ledger.persisted = 0;
    summary.ledger.cancelled = 5000;
    summary.latency = {};
    summary.peakBlocked = 8;
    summary.peakPendingWorkItems = 4992;
    summary.throughputPerSecond = 0;
    return summary;
}

} // namespace

TEST_CASE("report text: a time is told in the unit that suits it", "[cli][report]")
{
    CHECK(app::durationText(0.42) == QStringLiteral("0.4 ms"));
    CHECK(app::durationText(999.0) == QStringLiteral("999.0 ms"));
    CHECK(app::durationText(40'150) == QStringLiteral("40.1 s"));
    CHECK(app::durationText(605'000) == QStringLiteral("10 min 5 s"));
    CHECK(app::durationText(7'380'000) == QStringLiteral("2 h 3 min"));
}

TEST_CASE("report text: the table is aligned, has a column for each run and says what deadlocked", "[cli][report]")
{
    const QString text = app::comparisonText({deadlockedSummary(), boundedSummary()});
    INFO(text.toStdString());
    const QStringList lines = text.split(u'\n');
    qsizetype rows = 0;
    for (const QString& line : lines) {
        if (line.startsWith(QStringLiteral("orders")) || line.startsWith(QStringLiteral("peak"))
            || line.startsWith(QStringLiteral("outcome"))) {
            CHECK(line.size() == lines[2].size());
            ++rows;
        }
    }
    CHECK(rows == 7);
    CHECK(lines[0] == QStringLiteral("mega-order, seed 1, virtual clock"));
    CHECK(lines[2].simplified() == QStringLiteral("blocking bounded"));
    CHECK(text.contains(QStringLiteral("20,101.3")));
    CHECK(text.contains(
        QStringLiteral("blocking deadlocked: nothing could change any more. 8 threads were blocked and "
                       "4,992 work items were waiting for a thread at the peak; 0 of 5,000 orders were "
                       "persisted. What would have released the blocked threads needed a thread itself.")));
    CHECK_FALSE(text.contains(QStringLiteral("bounded completed")));
}

TEST_CASE("report text: a latency that was never measured is a dash, not zero", "[cli][report]")
{
    const QString text = app::comparisonText({deadlockedSummary()});
    bool found = false;
    for (const QString& line : text.split(u'\n')) {
        if (line.startsWith(QStringLiteral("latency p50"))) {
            CHECK(line.endsWith(QStringLiteral(" -")));
            found = true;
        }
    }
    CHECK(found);
}

TEST_CASE("report text: a summary tells every end that orders came to", "[cli][report]")
{
    engine::RunSummary summary = boundedSummary();
    summary.ledger = {
        .submitted = 10, .persisted = 4, .rejected = 3, .failed = 2, .cancelled = 0, .dropped = 1, .inFlight = 0};
    const QString text = app::summaryText(summary);
    CHECK(text.contains(QStringLiteral("10 submitted: 4 persisted, 3 rejected, 2 failed, 1 dropped\n")));
    CHECK(text.contains(QStringLiteral("4 of 10 orders were persisted")));
}

TEST_CASE("report text: progress tells the time left once it can be known", "[cli][report]")
{
    engine::Snapshot snapshot;
    CHECK(app::progressText(QStringLiteral("bounded"), snapshot)
        == QStringLiteral("bounded: 0 orders done, 0.0 orders/s"));
    snapshot.expectedOrders = 5000;
    snapshot.ledger.submitted = 5000;
    snapshot.ledger.persisted = 1000;
    snapshot.wall = 2s;
    snapshot.throughputPerSecond = 125;
    CHECK(app::progressText(QStringLiteral("bounded"), snapshot)
        == QStringLiteral("bounded: 1,000 of 5,000 orders done, 125.0 orders/s, 8.0 s left"));
}
