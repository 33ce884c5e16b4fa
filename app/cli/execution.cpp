// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/execution.h"

#include "app/cli/report_text.h"
#include "app/cli/temporary_folder.h"

#include "engine/run/run.h"
#include "engine/run/samples_csv.h"
#include "engine/workload/scenario_json.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

namespace app {

namespace {

constexpr std::size_t kKeptSnapshots = 64; ///< samples go to a file as they come, so the record need not hold them
constexpr qsizetype kShownBadLines = 10;

QString inDirectory(const QString& directory, const char* name)
{
    return QDir(directory).filePath(QString::fromLatin1(name));
}

/// Waits for the run, cancels it when asked to, and keeps the progress line fresh.
void attend(engine::Run& run, const QString& label, const Interruption& interruption, Console& console)
{
    ProgressLine progress(console);
    bool cancelled = false;
    while (!run.waitUntilFinished(Interruption::kLookEvery)) {
        if (interruption.requested() && !cancelled) {
            run.cancel();
            cancelled = true;
        }
        if (progress.due()) {
            progress.draw(cancelled ? QStringLiteral("%1: cancelling; press Ctrl-C again to end at once").arg(label)
                                    : progressText(label, *run.snapshot()));
        }
    }
}

/// What is known before the run starts: the scenario is written, and a summary of an earlier run removed, so that
/// whatever happens the directory never shows the results of two runs as one.
tl::expected<void, CommandError> beginFiles(const Execution& execution, engine::SamplesCsv& samples)
{
    const QString summaryPath = inDirectory(execution.directory, "summary.json");
    if (QFile::exists(summaryPath) && !QFile::remove(summaryPath)) {
        return commandError(ExitCode::BadInput, QStringLiteral("%1: cannot be replaced").arg(summaryPath));
    }
    if (auto written = writeFile(inDirectory(execution.directory, "scenario.json"), engine::toJson(execution.scenario));
        !written) {
        return written;
    }
    if (!samples.open(inDirectory(execution.directory, "samples.csv"))) {
        return commandError(ExitCode::BadInput, samples.error());
    }
    return {};
}

tl::expected<QStringList, CommandError> endFiles(
    const Execution& execution, engine::SamplesCsv& samples, const engine::RunSummary& summary)
{
    if (!samples.finish()) {
        return commandError(ExitCode::BadInput, samples.error());
    }
    const QString summaryPath = inDirectory(execution.directory, "summary.json");
    if (const auto written = writeFile(summaryPath, QJsonDocument(engine::toJson(summary)).toJson()); !written) {
        return tl::unexpected(written.error());
    }
    QStringList files = {summaryPath, inDirectory(execution.directory, "samples.csv")};
    const QString databasePath = inDirectory(execution.directory, "orders.sqlite");
    if (QFile::exists(databasePath)) {
        files.append(databasePath);
    }
    files.append(inDirectory(execution.directory, "scenario.json"));
    return files;
}

} // namespace

tl::expected<void, CommandError> makeDirectory(const QString& directory)
{
    std::error_code error;
    const std::filesystem::path path(directory.toStdU16String());
    std::filesystem::create_directories(path, error);
    if (!error && !std::filesystem::is_directory(path, error) && !error) {
        error = std::make_error_code(std::errc::not_a_directory);
    }
    if (error) {
        return commandError(ExitCode::BadInput,
            QStringLiteral("%1: cannot be made a directory for the results: %2")
                .arg(directory, QString::fromStdString(error.message())));
    }
    return {};
}

tl::expected<void, CommandError> writeFile(const QString& path, const QByteArray& content)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit()) {
        return commandError(
            ExitCode::BadInput, QStringLiteral("%1: cannot be written: %2").arg(path, file.errorString()));
    }
    return {};
}

tl::expected<ExecutionResult, CommandError> execute(
    const Execution& execution, const Interruption& interruption, Console& console)
{
    const bool keepFiles = !execution.directory.isEmpty();
    std::optional<TemporaryFolder> temporary;
    engine::SamplesCsv samples;
    if (keepFiles) {
        if (const auto begun = beginFiles(execution, samples); !begun) {
            return tl::unexpected(begun.error());
        }
    } else {
        temporary.emplace();
        if (!temporary->isValid()) {
            return commandError(ExitCode::BadInput,
                QStringLiteral("no temporary directory for the database: %1").arg(temporary->errorString()));
        }
    }

    engine::Run::Options options;
    options.scenario = execution.scenario;
    options.mode = execution.mode;
    options.databasePath = keepFiles ? inDirectory(execution.directory, "orders.sqlite") : temporary->databasePath();
    options.ordersFile = execution.ordersFile;
    options.strictOrders = execution.strictOrders;
    options.recordLimits.snapshots = kKeptSnapshots;
    if (keepFiles) {
        options.onSnapshot = [&samples](const engine::Run::SnapshotPointer& snapshot) { samples.write(*snapshot); };
    }

    ExecutionResult result;
    auto run = engine::Run::start(std::move(options));
    attend(*run, execution.label, interruption, console);
    result.summary = engine::summarise(*run->snapshot(), run->record(), execution.scenario, run->findings());
    result.badLines = run->badLineReports();
    result.sourceError = run->sourceError();
    run.reset(); // After this no snapshot comes any more, and the database is closed.

    if (keepFiles) {
        auto files = endFiles(execution, samples, result.summary);
        if (!files) {
            return tl::unexpected(files.error());
        }
        result.files = *files;
    }
    return result;
}

void reportProblems(const Execution& execution, const ExecutionResult& result, Console& console)
{
    for (const QString& report : result.badLines.first(std::min(kShownBadLines, result.badLines.size()))) {
        console.err << report << u'\n';
    }
    const std::int64_t bad = result.summary.badLines;
    if (bad > 0 && !execution.strictOrders) {
        console.err << QStringLiteral("threadweir: %1 in %2 could not be read and %3 skipped\n")
                           .arg(countText(bad, "line", "lines"), execution.ordersFile,
                               bad == 1 ? QStringLiteral("was") : QStringLiteral("were"));
    }
    if (result.summary.outcome == engine::RunOutcome::Failed) {
        const QString detail = result.summary.outcomeDetail;
        console.err << QStringLiteral("threadweir: the %1 run failed: %2\n")
                           .arg(QLatin1String(engine::toString(result.summary.mode)),
                               detail.isEmpty() ? QStringLiteral("no reason was given") : detail);
    } else if (!result.sourceError.isEmpty()) {
        console.err
            << QStringLiteral("threadweir: the orders were not read to their end: %1\n").arg(result.sourceError);
    }
    console.err.flush();
}

ExitCode exitCode(const ExecutionResult& result)
{
    if (!result.sourceError.isEmpty()) {
        return ExitCode::BadInput;
    }
    return result.summary.outcome == engine::RunOutcome::Failed ? ExitCode::RunFailed : ExitCode::Ok;
}

} // namespace app
