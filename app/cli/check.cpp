// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"

#include "engine/workload/scenario_json.h"

namespace app {

namespace {

CommandResult executeCheck(const ParsedArguments& arguments, Console& console)
{
    const auto scenario = engine::loadScenario(arguments.positional);
    if (!scenario) {
        return commandError(ExitCode::BadInput, scenario.error().toString());
    }
    console.out << arguments.positional << QStringLiteral(": OK, scenario \"") << scenario->name
                << QStringLiteral("\"\n");
    return ExitCode::Ok;
}

} // namespace

Command checkCommand()
{
    Command command;
    command.syntax.name = QStringLiteral("check");
    command.syntax.positional = QStringLiteral("FILE");
    command.syntax.purpose = QStringLiteral("Reads a scenario file and says whether it can be used.");
    command.syntax.details = QStringLiteral("The first mistake is told with its place. FILE may also be - for standard "
                                            "input or the name of a built-in scenario.\n"
                                            "Exit codes: 0 the file is good, 2 usage, 3 it is not.");
    command.execute = executeCheck;
    return command;
}

} // namespace app
