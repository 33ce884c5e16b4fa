// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"

#include "engine/workload/scenario_json.h"

#include <algorithm>

namespace app {

namespace {

CommandResult printScenario(const QString& name, Console& console)
{
    const auto scenario = engine::loadScenario(name);
    if (!scenario) {
        return commandError(ExitCode::BadInput, scenario.error().toString());
    }
    console.out << QString::fromUtf8(engine::toJson(*scenario));
    return ExitCode::Ok;
}

CommandResult executeScenarios(const ParsedArguments& arguments, Console& console)
{
    if (arguments.has(QStringLiteral("schema"))) {
        if (!arguments.positional.isEmpty()) {
            return commandError(ExitCode::Usage, QStringLiteral("--schema and a scenario exclude each other"));
        }
        console.out << QString::fromUtf8(engine::scenarioSchema());
        return ExitCode::Ok;
    }
    if (!arguments.positional.isEmpty()) {
        return printScenario(arguments.positional, console);
    }
    const QStringList names = engine::builtInScenarios();
    qsizetype width = 0;
    for (const QString& name : names) {
        width = std::max(width, name.size());
    }
    for (const QString& name : names) {
        const auto scenario = engine::loadScenario(name);
        if (!scenario) {
            return commandError(ExitCode::BadInput, scenario.error().toString());
        }
        console.out << name.leftJustified(width) << QStringLiteral("  ") << scenario->title << u'\n';
    }
    return ExitCode::Ok;
}

} // namespace

Command scenariosCommand()
{
    Command command;
    command.syntax.name = QStringLiteral("scenarios");
    command.syntax.positional = QStringLiteral("SCENARIO");
    command.syntax.positionalRequired = false;
    command.syntax.purpose = QStringLiteral("Lists the built-in scenarios, or prints one with all defaults filled in.");
    command.syntax.options = {
        {QStringLiteral("schema"), {}, QStringLiteral("Print the JSON schema of scenario files.")}};
    command.syntax.details = QStringLiteral("A scenario that is printed is a start for one of your own: save it, "
                                            "change it, try it with threadweir check FILE.");
    command.execute = executeScenarios;
    return command;
}

} // namespace app
