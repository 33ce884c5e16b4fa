// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/window_arguments.h"

#include "app/cli/commands.h"

#include <algorithm>
#include <array>

namespace app {

namespace {

/// Options that Qt takes from a window's command line, those first that are followed by a value.
constexpr std::array kQtOptions {"platform", "platformpluginpath", "platformtheme", "plugin", "qmljsdebugger",
    "qwindowgeometry", "qwindowicon", "qwindowtitle", "session", "style", "stylesheet", "display", "geometry",
    "fontengine", "dialogs", "dpiawareness", "reverse", "widgetcount"};
constexpr std::ptrdiff_t kWithValue = 16;

const QStringList kLanguages {QStringLiteral("en"), QStringLiteral("de")};

/// How many words an option of Qt's own takes at `index`: 0 if it is none.
qsizetype qtOptionLength(const QStringList& arguments, qsizetype index)
{
    const QString& argument = arguments[index];
    if (!argument.startsWith(u'-'))
        return 0;
    const QString name = argument.mid(argument.startsWith(QLatin1String("--")) ? 2 : 1).section(u'=', 0, 0);
    const auto* const found =
        std::ranges::find_if(kQtOptions, [&name](const char* option) { return name == QLatin1String(option); });
    if (found == kQtOptions.end())
        return 0;
    return found - kQtOptions.begin() < kWithValue && !argument.contains(u'=') ? 2 : 1;
}

QStringList withoutQtOptions(const QStringList& arguments)
{
    QStringList rest;
    for (qsizetype index = 0; index < arguments.size();) {
        const qsizetype length = qtOptionLength(arguments, index);
        if (length == 0)
            rest << arguments[index];
        index += std::max<qsizetype>(length, 1);
    }
    return rest;
}

CommandResult executeWindow(const ParsedArguments&, Console&)
{
    return commandError(ExitCode::Usage, QStringLiteral("the window cannot be opened from here"));
}

} // namespace

CommandSyntax windowSyntax()
{
    CommandSyntax syntax;
    syntax.name = QStringLiteral("window");
    syntax.positional = QStringLiteral("SCENARIO");
    syntax.positionalRequired = false;
    syntax.purpose = QStringLiteral("Opens the window, on a scenario if one is given.");
    syntax.options = {{QStringLiteral("lang"), QStringLiteral("LANGUAGE"),
        QStringLiteral("en or de, for this once; otherwise the language that was chosen in the window, or the system's.")}};
    syntax.details = QStringLiteral("SCENARIO is a built-in name or a file. A file whose name ends in .json may stand "
                                    "alone: threadweir FILE.json\n"
                                    "A file that cannot be used is told in the window, which then runs first-minute.");
    return syntax;
}

std::optional<tl::expected<WindowArguments, QString>> readWindowArguments(const QStringList& arguments)
{
    const CommandSyntax syntax = windowSyntax();
    QStringList words = withoutQtOptions(arguments);
    const QString first = words.value(0);
    if (first == syntax.name)
        words.removeFirst();
    else if (!words.isEmpty() && !first.startsWith(QLatin1String("--lang"))
        && (first.startsWith(u'-') || !first.endsWith(QLatin1String(".json"), Qt::CaseInsensitive)))
        return {};
    const auto parsed = parse(syntax, words);
    if (!parsed)
        return tl::expected<WindowArguments, QString>(tl::unexpected(parsed.error()));
    const QString language = parsed->value(QStringLiteral("lang"));
    if (!language.isEmpty() && !kLanguages.contains(language)) {
        return tl::expected<WindowArguments, QString>(
            tl::unexpected(QStringLiteral("--lang %1 is not among the languages: en, de").arg(language)));
    }
    return WindowArguments {parsed->positional, language};
}

std::optional<WindowArguments> windowArguments(int argc, const char* const* argv)
{
    QStringList arguments;
    for (int index = 1; index < argc; ++index)
        arguments << QString::fromLocal8Bit(argv[index]);
    if (asksForHelp(arguments))
        return {};
    const auto read = readWindowArguments(arguments);
    return read && *read ? std::optional(**read) : std::nullopt;
}

Command windowCommand()
{
    return {windowSyntax(), executeWindow};
}

} // namespace app
