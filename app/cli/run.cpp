// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/execution.h"
#include "app/cli/interruption.h"
#include "app/cli/report_text.h"
#include "app/cli/run_arguments.h"

namespace app {

namespace {

CommandResult executeRun(const ParsedArguments& parsed, Console& console)
{
    if (!parsed.has(QStringLiteral("mode"))) {
        return commandError(
            ExitCode::Usage, QStringLiteral("--mode is missing, expected blocking, unbounded or bounded"));
    }
    const auto mode = parseMode(parsed.value(QStringLiteral("mode")), QStringLiteral("mode"));
    if (!mode) {
        return tl::unexpected(mode.error());
    }
    const auto arguments = readRunArguments(parsed);
    if (!arguments) {
        return tl::unexpected(arguments.error());
    }
    if (!arguments->outDirectory.isEmpty()) {
        if (const auto made = makeDirectory(arguments->outDirectory); !made) {
            return tl::unexpected(made.error());
        }
    }

    const Execution execution {.scenario = arguments->scenario,
        .mode = *mode,
        .ordersFile = arguments->ordersFile,
        .strictOrders = arguments->strictOrders,
        .directory = arguments->outDirectory,
        .label = QString::fromLatin1(engine::toString(*mode))};
    const Interruption interruption;
    const auto result = execute(execution, interruption, console);
    if (!result) {
        return tl::unexpected(result.error());
    }
    console.out << summaryText(result->summary);
    for (const QString& file : result->files) {
        console.out << (file == result->files.front() ? QStringLiteral("\nwrote ") : QStringLiteral("wrote ")) << file
                    << u'\n';
    }
    console.out.flush();
    reportProblems(execution, *result, console);
    return interruption.requested() ? ExitCode::Interrupted : exitCode(*result);
}

} // namespace

Command runCommand()
{
    Command command;
    command.syntax.name = QStringLiteral("run");
    command.syntax.positional = QStringLiteral("SCENARIO");
    command.syntax.purpose = QStringLiteral("Runs a scenario in one mode and prints what it came to.");
    command.syntax.options = {
        {QStringLiteral("mode"), QStringLiteral("MODE"), QStringLiteral("blocking, unbounded or bounded. Required.")}};
    const auto shared = sharedRunOptions();
    command.syntax.options.insert(command.syntax.options.end(), shared.begin(), shared.end());
    command.syntax.details = QStringLiteral(
        "SCENARIO is the name of a built-in scenario, a file, or - for standard input. A scenario whose orders keep "
        "arriving "
        "for as long as the window is open ends here after workload.orders.\n"
        "The directory of --out gets summary.json, samples.csv with a row for each snapshot, orders.sqlite, and "
        "scenario.json with all defaults filled in. Files of these names are replaced.\n"
        "Ctrl-C cancels what is in flight and still writes every file; a second Ctrl-C ends at once.\n"
        "Exit codes: 0 done (a deadlock or a reached time limit is a finding, not an error), 2 usage, 3 bad input, "
        "4 the run failed, 130 interrupted.");
    command.execute = executeRun;
    return command;
}

} // namespace app
