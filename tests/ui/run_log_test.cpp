// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/run_log.h"

#include "app/translation.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <catch2/catch_test_macros.hpp>

using namespace std::chrono_literals;
using ui::RunLog;

namespace {

/// Marks as a test wants them.
class FakeSource final : public ui::StripSource {
public:
    [[nodiscard]] double firstSeconds() const override { return 0; }
    [[nodiscard]] double lastSeconds() const override { return 0; }
    void columns(int, double, double, std::span<ui::StripColumn>) const override { }
    [[nodiscard]] std::vector<ui::StripMark> marks(double from, double to) const override
    {
        std::vector<ui::StripMark> found;
        for (const ui::StripMark& mark : all) {
            if (mark.at >= from && mark.at <= to)
                found.push_back(mark);
        }
        return found;
    }
    [[nodiscard]] std::vector<ui::StripTick> ticks(double, double) const override { return {}; }

    std::vector<ui::StripMark> all;
};

QStringList rows(const RunLog& log)
{
    QStringList all;
    for (int row = 0; row < log.rowCount(); ++row)
        all << log.data(log.index(row), RunLog::What).toString();
    return all;
}

engine::Snapshot at(std::chrono::nanoseconds time)
{
    engine::Snapshot snapshot;
    snapshot.at = time;
    return snapshot;
}

} // namespace

TEST_CASE("log: what is done is told once, the latest first", "[ui][log]")
{
    FakeSource source;
    RunLog log(source);
    const QAbstractItemModelTester tester(&log);
    source.all = {{1.0, QStringLiteral("blocking"), 0}};
    log.show(at(1s));
    source.all.push_back({1.0, QStringLiteral("hold"), 1}); // told later, of the same instant
    log.show(at(1s));
    source.all.push_back({2.0, QStringLiteral("bounded"), 0});
    log.show(at(3s));
    log.show(at(4s));
    CHECK(rows(log) == QStringList {QStringLiteral("bounded"), QStringLiteral("hold"), QStringLiteral("blocking")});
    CHECK(log.data(log.index(0), RunLog::Time).toString() == QStringLiteral("00:00:02.0"));

    SECTION("another run begins with an empty log")
    {
        log.begin();
        CHECK(log.rowCount() == 0);
    }
}

TEST_CASE("log: a finding is told when it comes and when it is over", "[ui][log]")
{
    const FakeSource source;
    RunLog log(source);
    engine::Finding finding;
    finding.kind = engine::FindingKind::RetryStorm;
    finding.subject = "payment provider";
    finding.sentence = engine::Phrase("3 calls for each order.");
    engine::Snapshot found = at(5s);
    found.findings = {finding};
    log.show(found);
    found.findings[0].sentence = engine::Phrase("4 calls for each order.");
    log.show(found);
    log.show(at(6s));
    CHECK(rows(log) == QStringList {QStringLiteral("Retry storm: over"), QStringLiteral("Retry storm: 3 calls for each order.")});
    CHECK(log.data(log.index(0), RunLog::Kind).toInt() == RunLog::Over);
    CHECK(log.data(log.index(1), RunLog::Kind).toInt() == RunLog::Found);
}

TEST_CASE("log: what was found is told in the language that is spoken now", "[ui][log][translation]")
{
    app::Translation translation;
    const FakeSource source;
    RunLog log(source);
    engine::Snapshot found = at(5s);
    found.findings.resize(1);
    found.findings[0].kind = engine::FindingKind::RetryStorm;
    found.findings[0].sentence = engine::Phrase("There have been %1.", 1200);
    log.show(found);
    CHECK(rows(log) == QStringList {QStringLiteral("Retry storm: There have been 1,200.")});
    QSignalSpy changed(&log, &QAbstractItemModel::dataChanged);
    translation.use(QStringLiteral("de"));
    log.showAgain();
    CHECK(changed.count() == 1);
    CHECK(rows(log) == QStringList {QStringLiteral("Wiederholungssturm: Bisher waren es 1.200.")});
}

TEST_CASE("log: it keeps the latest rows only", "[ui][log]")
{
    FakeSource source;
    RunLog log(source);
    for (std::size_t n = 0; n < RunLog::kMost + 10; ++n)
        source.all.push_back({static_cast<double>(n), QString::number(n), 0});
    log.show(at(1h));
    CHECK(log.rowCount() == static_cast<int>(RunLog::kMost));
    CHECK(rows(log).first() == QString::number(RunLog::kMost + 9));
}
