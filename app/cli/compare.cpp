// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/execution.h"
#include "app/cli/interruption.h"
#include "app/cli/report_text.h"
#include "app/cli/run_arguments.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace app {

namespace {

constexpr auto kAllModes = "blocking,unbounded,bounded";

/// The runs side by side: what they share once, then a summary for each.
QByteArray comparisonDocument(const std::vector<engine::RunSummary>& summaries)
{
    QJsonArray runs;
    for (const engine::RunSummary& summary : summaries) {
        runs.append(engine::toJson(summary));
    }
    const QJsonObject first = runs.isEmpty() ? QJsonObject() : runs.first().toObject();
    QJsonObject document;
    for (const QString& shared : {QStringLiteral("scenario"), QStringLiteral("seed"), QStringLiteral("clock")}) {
        document.insert(shared, first.value(shared));
    }
    document.insert(QStringLiteral("runs"), runs);
    return QJsonDocument(document).toJson();
}

/// One execution for each mode, with its directory made.
tl::expected<std::vector<Execution>, CommandError> prepare(const RunArguments& arguments)
{
    std::vector<Execution> executions;
    for (const engine::Mode mode : arguments.modes) {
        const QString name = QString::fromLatin1(engine::toString(mode));
        Execution execution {.scenario = arguments.scenario,
            .mode = mode,
            .ordersFile = arguments.ordersFile,
            .strictOrders = arguments.strictOrders,
            .directory = {},
            .label = QStringLiteral("%1/%2 %3").arg(executions.size() + 1).arg(arguments.modes.size()).arg(name)};
        if (!arguments.outDirectory.isEmpty()) {
            execution.directory = QDir(arguments.outDirectory).filePath(name);
            if (const auto made = makeDirectory(execution.directory); !made) {
                return tl::unexpected(made.error());
            }
        }
        executions.push_back(std::move(execution));
    }
    return executions;
}

/// An interruption outweighs a failure, and a failed run bad input.
ExitCode worse(ExitCode first, ExitCode second)
{
    return static_cast<int>(first) > static_cast<int>(second) ? first : second;
}

CommandResult executeRuns(const RunArguments& arguments, const std::vector<Execution>& executions, Console& console)
{
    const QString documentPath = arguments.outDirectory.isEmpty()
        ? QString()
        : QDir(arguments.outDirectory).filePath(QStringLiteral("comparison.json"));
    if (!documentPath.isEmpty()) {
        QFile::remove(documentPath); // It would tell of other runs than those beside it.
    }

    const Interruption interruption;
    std::vector<engine::RunSummary> summaries;
    QStringList files;
    ExitCode code = ExitCode::Ok;
    for (const Execution& execution : executions) {
        if (interruption.requested()) {
            break;
        }
        const auto result = execute(execution, interruption, console);
        if (!result) {
            return tl::unexpected(result.error());
        }
        summaries.push_back(result->summary);
        files.append(result->files);
        reportProblems(execution, *result, console);
        code = worse(code, exitCode(*result));
    }

    console.out << comparisonText(summaries);
    if (!documentPath.isEmpty()) {
        if (const auto written = writeFile(documentPath, comparisonDocument(summaries)); !written) {
            return tl::unexpected(written.error());
        }
        files.prepend(documentPath);
        console.out << u'\n';
        for (const QString& file : files) {
            console.out << QStringLiteral("wrote ") << file << u'\n';
        }
    }
    console.out.flush();
    return interruption.requested() ? ExitCode::Interrupted : code;
}

CommandResult executeCompare(const ParsedArguments& parsed, Console& console)
{
    const QString names =
        parsed.has(QStringLiteral("modes")) ? parsed.value(QStringLiteral("modes")) : QString::fromLatin1(kAllModes);
    const auto modes = parseModes(names);
    if (!modes) {
        return tl::unexpected(modes.error());
    }
    auto arguments = readRunArguments(parsed);
    if (!arguments) {
        return tl::unexpected(arguments.error());
    }
    arguments->modes = *modes;
    if (modes->size() > 1 && !arguments->ordersFile.isEmpty() && !QFileInfo(arguments->ordersFile).isFile()) {
        return commandError(ExitCode::BadInput,
            QStringLiteral("%1: found a pipe or a device, expected a file: the orders are read once for each mode")
                .arg(arguments->ordersFile));
    }
    const auto executions = prepare(*arguments);
    if (!executions) {
        return tl::unexpected(executions.error());
    }
    return executeRuns(*arguments, *executions, console);
}

} // namespace

Command compareCommand()
{
    Command command;
    command.syntax.name = QStringLiteral("compare");
    command.syntax.positional = QStringLiteral("SCENARIO");
    command.syntax.purpose = QStringLiteral(
        "Runs a scenario in several modes, one after the other, on the same orders, and prints one table.");
    command.syntax.options = {{QStringLiteral("modes"), QStringLiteral("A,B,C"),
        QStringLiteral("The modes, in this order; blocking,unbounded,bounded if not given.")}};
    const auto shared = sharedRunOptions();
    command.syntax.options.insert(command.syntax.options.end(), shared.begin(), shared.end());
    command.syntax.details = QStringLiteral(
        "SCENARIO is the name of a built-in scenario, a file, or - for standard input. A scenario whose orders keep "
        "arriving "
        "for as long as the window is open ends here after workload.orders.\n"
        "The directory of --out gets comparison.json and a directory for each mode with summary.json, samples.csv, "
        "orders.sqlite and scenario.json. Files of these names are replaced.\n"
        "Ctrl-C cancels the run that is going on, starts no other, and still writes what is known; a second Ctrl-C "
        "ends at "
        "once.\n"
        "Exit codes: 0 done (a deadlock or a reached time limit is a finding, not an error), 2 usage, 3 bad input, "
        "4 a run failed, 130 interrupted.");
    command.execute = executeCompare;
    return command;
}

} // namespace app
