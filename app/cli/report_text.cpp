// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/report_text.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <functional>

namespace app {

namespace {

using engine::RunOutcome;
using engine::RunSummary;

/// English whatever the machine's locale: what is printed is read by scripts, too.
const QLocale& english()
{
    static const QLocale locale(QLocale::English, QLocale::UnitedStates);
    return locale;
}

QString modeName(const RunSummary& summary)
{
    return QString::fromLatin1(engine::toString(summary.mode));
}

QString outcomeName(RunOutcome outcome)
{
    return outcome == RunOutcome::TimeLimit ? QStringLiteral("time limit")
                                            : QString::fromLatin1(engine::toString(outcome));
}

QString clockName(const RunSummary& summary)
{
    if (summary.clock == engine::ClockKind::Virtual) {
        return QStringLiteral("virtual clock");
    }
    return summary.rate == 1.0 ? QStringLiteral("real clock")
                               : QStringLiteral("real clock at %1x").arg(QString::number(summary.rate, 'g', 4));
}

QString percentilesText(const engine::Percentiles& percentiles)
{
    return QStringLiteral("p50 %1, p95 %2, p99 %3, max %4")
        .arg(durationText(percentiles.p50Ms), durationText(percentiles.p95Ms), durationText(percentiles.p99Ms),
            durationText(percentiles.maxMs));
}

QString persistedText(const RunSummary& summary)
{
    return QStringLiteral("%1 of %2 persisted")
        .arg(grouped(summary.ledger.persisted), countText(summary.ledger.submitted, "order was", "orders were"));
}

QString deadlockText(const RunSummary& summary)
{
    QString text =
        QStringLiteral("nothing could change any more. %1 blocked and %2 waiting for a thread at the peak; %3.")
            .arg(countText(summary.peakBlocked, "thread was", "threads were"),
                countText(summary.peakPendingWorkItems, "work item was", "work items were"), persistedText(summary));
    if (summary.peakBlocked > 0 && summary.peakPendingWorkItems > 0) {
        text += QStringLiteral(" What would have released the blocked threads needed a thread itself.");
    }
    return text;
}

struct Line {
    QString name;
    QString text;
};

QString ledgerText(const engine::LedgerCounts& ledger)
{
    QStringList ends = {grouped(ledger.persisted) + QStringLiteral(" persisted")};
    const auto add = [&ends](std::int64_t count, const char* name) {
        if (count > 0) {
            ends.append(grouped(count) + u' ' + QLatin1String(name));
        }
    };
    add(ledger.rejected, "rejected");
    add(ledger.failed, "failed");
    add(ledger.cancelled, "cancelled");
    add(ledger.dropped, "dropped");
    add(ledger.lost, "lost");
    add(ledger.inFlight, "still in flight");
    return grouped(ledger.submitted) + QStringLiteral(" submitted: ") + ends.join(QStringLiteral(", "));
}

std::vector<Line> summaryLines(const RunSummary& s)
{
    const QString queueing = QStringLiteral("p50 %1, p99 %2, max %3")
                                 .arg(durationText(s.queueingDelay.p50Ms), durationText(s.queueingDelay.p99Ms),
                                     durationText(s.queueingDelay.maxMs));
    const QString inFlight =
        QStringLiteral("peak %1; validate %2, charge %3, persist %4; channel %5")
            .arg(grouped(s.peakInFlight.total), grouped(s.peakInFlight.validate), grouped(s.peakInFlight.charge),
                grouped(s.peakInFlight.persist), grouped(s.peakQueueDepth));
    const QString threads = QStringLiteral("peak %1, of which blocked %2; pending work items %3")
                                .arg(grouped(s.peakThreads), grouped(s.peakBlocked), grouped(s.peakPendingWorkItems));
    const double mebibytes = static_cast<double>(s.peakResidentBytes) / (1024.0 * 1024.0);

    std::vector<Line> lines = {
        {QStringLiteral("orders"), ledgerText(s.ledger)},
        {QStringLiteral("throughput"), decimal(s.throughputPerSecond) + QStringLiteral(" orders/s")},
        {QStringLiteral("makespan"), durationText(s.makespanMs)},
        {QStringLiteral("accepted"),
            s.acceptedAfterMs ? QStringLiteral("after ") + durationText(*s.acceptedAfterMs)
                              : QStringLiteral("not all")},
    };
    if (s.latency.count > 0) {
        lines.push_back({QStringLiteral("latency"), percentilesText(s.latency)});
    }
    lines.push_back({QStringLiteral("in flight"), inFlight});
    lines.push_back({QStringLiteral("threads"), threads});
    lines.push_back({QStringLiteral("queueing"), queueing});
    lines.push_back({QStringLiteral("services"),
        QStringLiteral("%1 refused, %2")
            .arg(countText(s.refusedByService, "call", "calls"),
                countText(s.doubleCharges, "double charge", "double charges"))});
    lines.push_back({QStringLiteral("database"), countText(s.databaseTransactions, "transaction", "transactions")});
    lines.push_back({QStringLiteral("time"),
        QStringLiteral("%1 on the clock in %2 of wall time; peak memory %3 MiB")
            .arg(durationText(s.simulatedMs), durationText(s.wallMs), decimal(mebibytes))});
    if (s.badLines > 0) {
        lines.push_back({QStringLiteral("bad lines"), grouped(s.badLines)});
    }
    if (s.droppedEvents > 0) {
        lines.push_back({QStringLiteral("telemetry"),
            countText(s.droppedEvents, "event was", "events were") + QStringLiteral(" not kept")});
    }
    return lines;
}

struct Row {
    const char* name;
    QString (*value)(const RunSummary&);
};

/// Latencies of nothing are not zero, they do not exist.
QString latencyCell(const RunSummary& summary, double ms)
{
    return summary.latency.count > 0 ? decimal(ms) : QStringLiteral("-");
}

constexpr std::array kRows = {
    Row {"outcome", [](const RunSummary& s) { return outcomeName(s.outcome); }},
    Row {"orders submitted", [](const RunSummary& s) { return grouped(s.ledger.submitted); }},
    Row {"orders persisted", [](const RunSummary& s) { return grouped(s.ledger.persisted); }},
    Row {"throughput (orders/s)", [](const RunSummary& s) { return decimal(s.throughputPerSecond); }},
    Row {"makespan (s)", [](const RunSummary& s) { return decimal(s.makespanMs / 1000.0); }},
    Row {"all accepted after (ms)",
        [](const RunSummary& s) { return s.acceptedAfterMs ? decimal(*s.acceptedAfterMs) : QStringLiteral("-"); }},
    Row {"latency p50 (ms)", [](const RunSummary& s) { return latencyCell(s, s.latency.p50Ms); }},
    Row {"latency p99 (ms)", [](const RunSummary& s) { return latencyCell(s, s.latency.p99Ms); }},
    Row {"peak in flight (orders)", [](const RunSummary& s) { return grouped(s.peakInFlight.total); }},
    Row {"  of these validating", [](const RunSummary& s) { return grouped(s.peakInFlight.validate); }},
    Row {"  of these charging", [](const RunSummary& s) { return grouped(s.peakInFlight.charge); }},
    Row {"peak threads", [](const RunSummary& s) { return grouped(s.peakThreads); }},
    Row {"peak threads blocked", [](const RunSummary& s) { return grouped(s.peakBlocked); }},
    Row {"peak pending work items", [](const RunSummary& s) { return grouped(s.peakPendingWorkItems); }},
    Row {"queueing delay p99 (ms)", [](const RunSummary& s) { return decimal(s.queueingDelay.p99Ms); }},
    Row {"calls refused by services", [](const RunSummary& s) { return grouped(s.refusedByService); }},
    Row {"double charges", [](const RunSummary& s) { return grouped(s.doubleCharges); }},
    Row {"database transactions", [](const RunSummary& s) { return grouped(s.databaseTransactions); }},
    Row {"wall time (s)", [](const RunSummary& s) { return english().toString(s.wallMs / 1000.0, 'f', 2); }},
};

QString trimmedRight(QString line)
{
    while (line.endsWith(u' ')) {
        line.chop(1);
    }
    return line + u'\n';
}

} // namespace

QString grouped(std::int64_t number)
{
    return english().toString(static_cast<qlonglong>(number));
}

QString decimal(double number)
{
    return english().toString(number, 'f', 1);
}

QString countText(std::int64_t count, const char* one, const char* many)
{
    return grouped(count) + u' ' + QLatin1String(count == 1 ? one : many);
}

QString durationText(double ms)
{
    if (ms < 1000.0) {
        return decimal(ms) + QStringLiteral(" ms");
    }
    if (ms < 120'000.0) {
        return decimal(ms / 1000.0) + QStringLiteral(" s");
    }
    const auto seconds = static_cast<std::int64_t>(std::llround(ms / 1000.0));
    if (seconds < 7200) {
        return QStringLiteral("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    }
    return QStringLiteral("%1 h %2 min").arg(seconds / 3600).arg(seconds % 3600 / 60);
}

QString progressText(const QString& label, const engine::Snapshot& snapshot)
{
    const std::int64_t done = snapshot.ledger.ended();
    QString text = label + QStringLiteral(": ") + grouped(done);
    if (snapshot.expectedOrders >= 0) {
        text += QStringLiteral(" of ") + grouped(snapshot.expectedOrders);
    }
    text += QStringLiteral(" orders done, ") + decimal(snapshot.throughputPerSecond) + QStringLiteral(" orders/s");
    if (snapshot.expectedOrders > done && done > 0 && snapshot.wall.count() > 0) {
        const double wallMs = std::chrono::duration<double, std::milli>(snapshot.wall).count();
        const auto leftMs = wallMs / static_cast<double>(done) * static_cast<double>(snapshot.expectedOrders - done);
        text += QStringLiteral(", ") + durationText(std::ceil(leftMs / 1000.0) * 1000.0) + QStringLiteral(" left");
    }
    return text;
}

QString outcomeText(const RunSummary& summary)
{
    switch (summary.outcome) {
    case RunOutcome::Completed:
        return summary.ledger.persisted == summary.ledger.submitted
            ? QStringLiteral("completed: every order was persisted.")
            : QStringLiteral("completed: %1.").arg(persistedText(summary));
    case RunOutcome::Deadlocked:
        return QStringLiteral("deadlocked: ") + deadlockText(summary);
    case RunOutcome::TimeLimit:
        return QStringLiteral("reached its time limit after %1 on the clock: %2.")
            .arg(durationText(summary.simulatedMs), persistedText(summary));
    case RunOutcome::Cancelled:
        return QStringLiteral("was cancelled: %1 before.").arg(persistedText(summary));
    case RunOutcome::Failed:
        return QStringLiteral("failed: ") + summary.outcomeDetail;
    case RunOutcome::Running:
        break;
    }
    return QStringLiteral("is still running.");
}

QString findingsText(const RunSummary& summary)
{
    QString text;
    for (const engine::Finding& finding : summary.findings) {
        text += QStringLiteral("\n  %1, %2, %3 to %4\n    %5\n    %6")
                    .arg(QString::fromLatin1(engine::toString(finding.level)), QString::fromStdString(finding.subject),
                        durationText(std::chrono::duration<double, std::milli>(finding.from).count()),
                        durationText(std::chrono::duration<double, std::milli>(finding.to).count()),
                        QString::fromStdString(finding.sentence.text()), QString::fromStdString(finding.remedy.text()));
        if (finding.remedySwitch == engine::kModeSwitch) {
            text += QStringLiteral(" (--mode %1)").arg(QString::fromStdString(finding.remedyValue));
        } else if (!finding.remedySwitch.empty()) {
            text += QStringLiteral(" (--set %1=%2)")
                        .arg(QString::fromStdString(finding.remedySwitch), QString::fromStdString(finding.remedyValue));
        }
        text += u'\n';
    }
    return text;
}

QString summaryText(const RunSummary& summary)
{
    QString text = QStringLiteral("%1, %2 mode, seed %3, %4\n%2 %5\n\n")
                       .arg(summary.scenario, modeName(summary), QString::number(summary.seed), clockName(summary),
                           outcomeText(summary));
    for (const Line& line : summaryLines(summary)) {
        text += QStringLiteral("  ") + line.name.leftJustified(12) + line.text + u'\n';
    }
    return text + findingsText(summary);
}

QString comparisonText(const std::vector<RunSummary>& summaries)
{
    if (summaries.empty()) {
        return {};
    }
    qsizetype nameWidth = 0;
    for (const Row& row : kRows) {
        nameWidth = std::max(nameWidth, qsizetype(QLatin1String(row.name).size()));
    }
    std::vector<qsizetype> widths;
    for (const RunSummary& summary : summaries) {
        qsizetype width = modeName(summary).size();
        for (const Row& row : kRows) {
            width = std::max(width, row.value(summary).size());
        }
        widths.push_back(width);
    }
    const auto tableLine = [&](const QString& name, const std::function<QString(const RunSummary&)>& cell) {
        QString line = name.leftJustified(nameWidth);
        for (std::size_t i = 0; i < summaries.size(); ++i) {
            line += QStringLiteral("  ") + cell(summaries[i]).rightJustified(widths[i]);
        }
        return trimmedRight(line);
    };

    const RunSummary& first = summaries.front();
    QString text =
        QStringLiteral("%1, seed %2, %3\n\n").arg(first.scenario, QString::number(first.seed), clockName(first));
    text += tableLine({}, modeName);
    for (const Row& row : kRows) {
        text += tableLine(QString::fromLatin1(row.name), row.value);
    }
    for (const RunSummary& summary : summaries) {
        if (summary.outcome != RunOutcome::Completed) {
            text += u'\n' + modeName(summary) + u' ' + outcomeText(summary) + u'\n';
        }
    }
    for (const RunSummary& summary : summaries) {
        if (!summary.findings.empty()) {
            text += u'\n' + modeName(summary) + u':' + findingsText(summary);
        }
    }
    return text;
}

} // namespace app
