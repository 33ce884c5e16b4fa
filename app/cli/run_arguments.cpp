// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run_arguments.h"

#include "engine/workload/order_source.h"
#include "engine/workload/scenario_json.h"

#include <QFileInfo>

#include <algorithm>

namespace app {

namespace {

const QStringList& modeNames()
{
    static const QStringList names = {
        QStringLiteral("blocking"), QStringLiteral("unbounded"), QStringLiteral("bounded")};
    return names;
}

/// Options with a value of their own are settings with a shorter name; a bad value is the option's fault.
tl::expected<void, CommandError> applyOption(
    engine::Scenario& scenario, const ParsedArguments& arguments, const QString& option, const QString& path)
{
    if (!arguments.has(option)) {
        return {};
    }
    const auto changed = engine::withSetting(scenario, path + u'=' + arguments.value(option));
    if (!changed) {
        return commandError(ExitCode::Usage,
            QStringLiteral("--%1: found %2, expected %3")
                .arg(option, QString::fromStdString(changed.error().found.text()),
                    QString::fromStdString(changed.error().expected.text())));
    }
    scenario = *changed;
    return {};
}

tl::expected<void, CommandError> applySettings(engine::Scenario& scenario, const ParsedArguments& arguments)
{
    for (const QString& assignment : arguments.values.value(QStringLiteral("set"))) {
        const auto changed = engine::withSetting(scenario, assignment);
        if (!changed) {
            return commandError(ExitCode::BadInput, changed.error().toString());
        }
        scenario = *changed;
    }
    struct Shorthand {
        QString option;
        QString path;
    };
    for (const Shorthand& shorthand : {Shorthand {QStringLiteral("seed"), QStringLiteral("seed")},
             Shorthand {QStringLiteral("clock"), QStringLiteral("clock.kind")},
             Shorthand {QStringLiteral("rate"), QStringLiteral("clock.rate")}}) {
        if (auto applied = applyOption(scenario, arguments, shorthand.option, shorthand.path); !applied) {
            return applied;
        }
    }
    if (arguments.has(QStringLiteral("rate")) && scenario.clock.kind == engine::ClockKind::Virtual) {
        return commandError(ExitCode::Usage,
            QStringLiteral("--rate %1 has no meaning on the virtual clock, which never waits; add --clock real")
                .arg(arguments.value(QStringLiteral("rate"))));
    }
    return {};
}

tl::expected<void, CommandError> checkOrdersFile(const QString& path, bool strict)
{
    const QFileInfo info(path);
    if (!info.exists()) {
        return commandError(ExitCode::BadInput, QStringLiteral("%1: there is no such orders file").arg(path));
    }
    if (info.isDir()) {
        return commandError(
            ExitCode::BadInput, QStringLiteral("%1: found a directory, expected an orders file").arg(path));
    }
    if (!info.isFile()) {
        return {}; // A pipe can be read only once: the run itself finds out.
    }
    const auto orders = engine::openOrderFile(path, strict);
    if (orders->fatalError().isEmpty()) {
        static_cast<void>(orders->next()); // A bad header shows with the first order.
    }
    if (!orders->fatalError().isEmpty()) {
        return commandError(ExitCode::BadInput, orders->fatalError());
    }
    return {};
}

} // namespace

std::vector<OptionSyntax> sharedRunOptions()
{
    return {
        {QStringLiteral("seed"), QStringLiteral("N"),
            QStringLiteral("Seed of every draw: the same seed gives the same orders the same fate.")},
        {QStringLiteral("clock"), QStringLiteral("KIND"),
            QStringLiteral("virtual (no waiting: the run takes the time of its work only) or real.")},
        {QStringLiteral("rate"), QStringLiteral("X"),
            QStringLiteral("Clock seconds for each real second, 0.05 to 20; with the real clock only.")},
        {QStringLiteral("set"), QStringLiteral("PATH=VALUE"),
            QStringLiteral("Change one field of the scenario, for example limits.chunkSize=100. May be repeated."),
            true},
        {QStringLiteral("orders"), QStringLiteral("FILE"),
            QStringLiteral(
                "Read the orders from a file: CSV with the header id,customer,total or JSON lines with these names.")},
        {QStringLiteral("strict"), {},
            QStringLiteral("The first bad line of the orders file ends the run; otherwise it is skipped and counted.")},
        {QStringLiteral("out"), QStringLiteral("DIR"),
            QStringLiteral(
                "Write the results to this directory, which is made if need be. Without it no file remains.")},
    };
}

tl::expected<engine::Mode, CommandError> parseMode(const QString& text, const QString& option)
{
    for (const engine::Mode mode : {engine::Mode::Blocking, engine::Mode::Unbounded, engine::Mode::Bounded}) {
        if (text == QLatin1String(engine::toString(mode))) {
            return mode;
        }
    }
    return commandError(ExitCode::Usage,
        QStringLiteral("--%1: found \"%2\", expected blocking, unbounded or bounded").arg(option, text)
            + didYouMean(text, modeNames()));
}

tl::expected<std::vector<engine::Mode>, CommandError> parseModes(const QString& text)
{
    std::vector<engine::Mode> modes;
    for (const QString& name : text.split(u',')) {
        const auto mode = parseMode(name.trimmed(), QStringLiteral("modes"));
        if (!mode) {
            return tl::unexpected(mode.error());
        }
        if (std::find(modes.begin(), modes.end(), *mode) != modes.end()) {
            return commandError(ExitCode::Usage, QStringLiteral("--modes names \"%1\" twice").arg(name.trimmed()));
        }
        modes.push_back(*mode);
    }
    return modes;
}

tl::expected<RunArguments, CommandError> readRunArguments(const ParsedArguments& arguments)
{
    RunArguments result;
    result.ordersFile = arguments.value(QStringLiteral("orders"));
    result.strictOrders = arguments.has(QStringLiteral("strict"));
    result.outDirectory = arguments.value(QStringLiteral("out"));
    if (result.strictOrders && result.ordersFile.isEmpty()) {
        return commandError(ExitCode::Usage, QStringLiteral("--strict needs --orders FILE"));
    }

    const auto scenario = engine::loadScenario(arguments.positional);
    if (!scenario) {
        return commandError(ExitCode::BadInput, scenario.error().toString());
    }
    result.scenario = *scenario;
    // Orders without end are for a window that somebody watches; --set workload.repeatForever=true asks for them here.
    result.scenario.workload.repeatForever = false;
    if (const auto applied = applySettings(result.scenario, arguments); !applied) {
        return tl::unexpected(applied.error());
    }
    if (!result.ordersFile.isEmpty()) {
        if (const auto checked = checkOrdersFile(result.ordersFile, result.strictOrders); !checked) {
            return tl::unexpected(checked.error());
        }
    }
    return result;
}

} // namespace app
