// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command_syntax.h"

#include "engine/workload/closest_word.h"

#include <algorithm>

namespace app {

namespace {

using Parsed = tl::expected<ParsedArguments, QString>;

const OptionSyntax* findOption(const CommandSyntax& syntax, const QString& name)
{
    const auto found = std::find_if(syntax.options.begin(), syntax.options.end(),
        [&name](const OptionSyntax& option) { return option.name == name; });
    return found == syntax.options.end() ? nullptr : &*found;
}

QString unknownOption(const CommandSyntax& syntax, const QString& argument, const QString& name)
{
    QStringList names = {QStringLiteral("help")};
    for (const OptionSyntax& option : syntax.options) {
        names.append(option.name);
    }
    return QStringLiteral("unknown option \"%1\"").arg(argument) + didYouMean(name, names, QStringLiteral("--"));
}

/// Reads the option at `index` and its value; moves `index` to the last argument that was used.
tl::expected<void, QString> readOption(
    const CommandSyntax& syntax, const QStringList& arguments, qsizetype& index, ParsedArguments& parsed)
{
    const QString& argument = arguments[index];
    const qsizetype equals = argument.indexOf(u'=');
    const QString shown = argument.left(equals);
    const QString name = shown.startsWith(QLatin1String("--")) ? shown.mid(2) : shown.mid(1);
    const OptionSyntax* const option = shown.startsWith(QLatin1String("--")) ? findOption(syntax, name) : nullptr;
    if (option == nullptr) {
        return tl::unexpected(unknownOption(syntax, shown, name));
    }
    if (parsed.has(name) && !option->repeatable) {
        return tl::unexpected(QStringLiteral("--%1 was given twice").arg(name));
    }
    if (option->value.isEmpty()) {
        if (equals >= 0) {
            return tl::unexpected(QStringLiteral("--%1 takes no value").arg(name));
        }
        parsed.values[name].append(QString());
        return {};
    }
    const bool inNext =
        equals < 0 && index + 1 < arguments.size() && !arguments[index + 1].startsWith(QLatin1String("--"));
    const QString value = equals >= 0 ? argument.mid(equals + 1) : inNext ? arguments[++index] : QString();
    if (value.isEmpty()) {
        return tl::unexpected(QStringLiteral("--%1 needs a value: --%1 %2").arg(name, option->value));
    }
    parsed.values[name].append(value);
    return {};
}

QString wrapped(const QString& text, int indent, int width)
{
    const QString margin(indent, u' ');
    QString result;
    qsizetype column = 0;
    for (const QString& word : text.split(u' ', Qt::SkipEmptyParts)) {
        if (column > 0 && indent + column + 1 + word.size() > width) {
            result += u'\n' + margin;
            column = 0;
        }
        if (column > 0) {
            result += u' ';
            ++column;
        }
        result += word;
        column += word.size();
    }
    return result;
}

} // namespace

QString didYouMean(const QString& word, const QStringList& candidates, const QString& prefix)
{
    const QString nearest = engine::closestWord(word, candidates);
    return nearest.isEmpty() ? QString() : QStringLiteral("; did you mean \"%1%2\"?").arg(prefix, nearest);
}

Parsed parse(const CommandSyntax& syntax, const QStringList& arguments)
{
    ParsedArguments parsed;
    bool optionsEnded = false;
    for (qsizetype index = 0; index < arguments.size(); ++index) {
        const QString& argument = arguments[index];
        if (!optionsEnded && argument == QLatin1String("--")) {
            optionsEnded = true;
        } else if (!optionsEnded && argument.startsWith(u'-') && argument.size() > 1) {
            if (const auto read = readOption(syntax, arguments, index, parsed); !read) {
                return tl::unexpected(read.error());
            }
        } else if (syntax.positional.isEmpty() || !parsed.positional.isEmpty()) {
            return tl::unexpected(QStringLiteral("unexpected argument \"%1\"").arg(argument));
        } else if (argument.isEmpty()) {
            return tl::unexpected(QStringLiteral("%1 is empty").arg(syntax.positional));
        } else {
            parsed.positional = argument;
        }
    }
    if (syntax.positionalRequired && !syntax.positional.isEmpty() && parsed.positional.isEmpty()) {
        return tl::unexpected(QStringLiteral("%1 is missing").arg(syntax.positional));
    }
    return parsed;
}

QString helpText(const CommandSyntax& syntax)
{
    constexpr int width = 100;
    QString usage = QStringLiteral("Usage: threadweir ") + syntax.name;
    if (!syntax.positional.isEmpty()) {
        usage += u' ' + (syntax.positionalRequired ? syntax.positional : QStringLiteral("[%1]").arg(syntax.positional));
    }
    usage += QStringLiteral(" [options]");

    QStringList names;
    for (const OptionSyntax& option : syntax.options) {
        names.append(QStringLiteral("--%1 %2").arg(option.name, option.value).trimmed());
    }
    names.append(QStringLiteral("--help"));
    qsizetype column = 0;
    for (const QString& name : names) {
        column = std::max(column, name.size());
    }
    const auto indent = static_cast<int>(column) + 4;

    QString text =
        usage + QStringLiteral("\n\n") + wrapped(syntax.purpose, 0, width) + QStringLiteral("\n\nOptions:\n");
    for (qsizetype i = 0; i < names.size(); ++i) {
        const bool isHelp = i + 1 == names.size();
        const QString help =
            isHelp ? QStringLiteral("Print this help.") : syntax.options[static_cast<std::size_t>(i)].help;
        text += QStringLiteral("  ") + names[i].leftJustified(column) + QStringLiteral("  ")
            + wrapped(help, indent, width) + u'\n';
    }
    if (!syntax.details.isEmpty()) {
        for (const QString& paragraph : syntax.details.split(u'\n')) {
            text += u'\n' + wrapped(paragraph, 0, width) + u'\n';
        }
    }
    return text;
}

} // namespace app
