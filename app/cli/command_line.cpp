// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command_line.h"

#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/window_arguments.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QTextStream>

#include <algorithm>
#include <clocale>
#include <cstdio>
#include <cstring>
#include <exception>
#include <memory>
#include <optional>

#ifdef Q_OS_UNIX
#include <langinfo.h>
#endif

namespace app {

namespace {

/// Qt complains on standard error about a locale without UTF-8, such as the C locale of a container, and then uses
/// C.UTF-8. Choosing that before it looks keeps standard error for what matters.
void preferUtf8Locale()
{
#ifdef Q_OS_UNIX
    std::setlocale(LC_CTYPE, "");
    if (std::strcmp(nl_langinfo(CODESET), "UTF-8") != 0) {
        qputenv("LC_ALL", "C.UTF-8");
    }
#endif
}

QString overview()
{
    QString text = QStringLiteral("Threadweir: see concurrency under load.\n\n"
                                  "Usage: threadweir [FILE.json]          open the window\n"
                                  "       threadweir COMMAND [arguments]\n\n"
                                  "Commands:\n");
    for (const Command& command : allCommands()) {
        const QString purpose = command.syntax.purpose.section(u'.', 0, 0);
        text += QStringLiteral("  ") + command.syntax.name.leftJustified(15) + purpose + u'\n';
    }
    text += QStringLiteral("\nOptions:\n"
                           "  --help     Print this help; after a command, that command's help.\n"
                           "  --version  Print the version.\n\n"
                           "For example:\n"
                           "  threadweir compare mega-order --out runs\n");
    return text;
}

ExitCode tell(const CommandError& error, const QString& command, Console& console)
{
    const QString name = command.isEmpty() ? QStringLiteral("threadweir") : QStringLiteral("threadweir ") + command;
    console.err << name << QStringLiteral(": ") << error.message << u'\n';
    if (error.code == ExitCode::Usage) {
        console.err << QStringLiteral("Try \"%1 --help\".\n").arg(name);
    }
    return error.code;
}

ExitCode unknownCommand(const QString& name, const std::vector<Command>& commands, Console& console)
{
    QStringList names;
    for (const Command& command : commands) {
        names.append(command.syntax.name);
    }
    const bool isOption = name.startsWith(u'-');
    const QString what = isOption ? QStringLiteral("option") : QStringLiteral("command");
    const QString hint =
        isOption ? didYouMean(name, {QStringLiteral("--help"), QStringLiteral("--version")}) : didYouMean(name, names);
    return tell({ExitCode::Usage, QStringLiteral("unknown %1 \"%2\"").arg(what, name) + hint}, {}, console);
}

ExitCode dispatch(const QStringList& arguments, Console& console)
{
    const auto aboutWindow = readWindowArguments(arguments);
    if (aboutWindow && !*aboutWindow && !asksForHelp(arguments)) {
        return tell({ExitCode::Usage, aboutWindow->error()}, QStringLiteral("window"), console);
    }
    const QString name = arguments.value(0);
    if (name == QLatin1String("--help") || name == QLatin1String("-h")) {
        console.out << overview();
        return ExitCode::Ok;
    }
    if (name == QLatin1String("--version") || name == QLatin1String("-v")) {
        console.out << QStringLiteral("threadweir " THREADWEIR_VERSION "\n");
        return ExitCode::Ok;
    }
    if (name.isEmpty()) {
        return tell({ExitCode::Usage, QStringLiteral("a command is missing")}, {}, console);
    }
    const std::vector<Command> commands = allCommands();
    const auto command = std::find_if(
        commands.begin(), commands.end(), [&name](const Command& candidate) { return candidate.syntax.name == name; });
    if (command == commands.end()) {
        return unknownCommand(name, commands, console);
    }
    const QStringList rest = arguments.mid(1);
    if (asksForHelp(rest)) {
        console.out << helpText(command->syntax);
        return ExitCode::Ok;
    }
    const auto parsed = parse(command->syntax, rest);
    if (!parsed) {
        return tell({ExitCode::Usage, parsed.error()}, name, console);
    }
    const auto result = command->execute(*parsed, console);
    return result ? *result : tell(result.error(), name, console);
}

} // namespace

std::vector<Command> allCommands()
{
    return {windowCommand(), runCommand(), compareCommand(), scenariosCommand(), checkCommand(), exportOrdersCommand()};
}

bool asksForHelp(const QStringList& arguments)
{
    for (const QString& argument : arguments) {
        if (argument == QLatin1String("--")) {
            return false;
        }
        if (argument == QLatin1String("--help") || argument == QLatin1String("-h")) {
            return true;
        }
    }
    return false;
}

int runCommandLine(int& argc, char** argv)
{
    std::optional<QCoreApplication> application;
    if (QCoreApplication::instance() == nullptr) {
        preferUtf8Locale();
        application.emplace(argc, argv);
        QCoreApplication::setApplicationName(QStringLiteral("threadweir"));
        QCoreApplication::setApplicationVersion(QStringLiteral(THREADWEIR_VERSION));
        // Runs that start and stop are what the command says itself. QT_LOGGING_RULES still turns everything on.
        QLoggingCategory::setFilterRules(QStringLiteral("threadweir.*.info=false\nthreadweir.*.debug=false"));
    }
    return runCommandLine(QCoreApplication::arguments().mid(1));
}

int runCommandLine(const QStringList& arguments)
{
    QTextStream out(stdout);
    QTextStream err(stderr);
    Console console {out, err, standardErrorIsTerminal()};
    return runCommandLine(arguments, console);
}

int runCommandLine(const QStringList& arguments, Console& console)
{
    ExitCode code = ExitCode::RunFailed;
    try {
        code = dispatch(arguments, console);
    } catch (const std::exception& exception) {
        console.err << QStringLiteral("threadweir: %1\n").arg(QString::fromLocal8Bit(exception.what()));
    }
    console.out.flush();
    console.err.flush();
    return static_cast<int>(code);
}

} // namespace app
