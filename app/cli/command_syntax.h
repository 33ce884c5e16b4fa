// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tl/expected.hpp>

#include <QHash>
#include <QString>
#include <QStringList>

#include <vector>

namespace app {

/// One option of a command.
struct OptionSyntax {
    QString name; ///< without its dashes
    QString value; ///< how its value is called in the help; empty: a switch
    QString help;
    bool repeatable = false;
};

/// What a command takes: the one table from which it is parsed and its help is made.
struct CommandSyntax {
    QString name;
    QString positional; ///< how the one argument is called; empty: it takes none
    bool positionalRequired = true;
    QString purpose; ///< one line
    QString details; ///< paragraphs below the options; may be empty
    std::vector<OptionSyntax> options;
};

/// What was given to a command.
struct ParsedArguments {
    QString positional; ///< empty: none was given
    QHash<QString, QStringList> values; ///< a switch has one empty value

    [[nodiscard]] bool has(const QString& option) const { return values.contains(option); }
    [[nodiscard]] QString value(const QString& option) const { return values.value(option).value(0); }
};

/// Understands `--name value`, `--name=value`, switches, `-` as a positional argument and `--` before one that starts
/// with a dash. The error is one sentence, with a "did you mean" where a known name is near.
[[nodiscard]] tl::expected<ParsedArguments, QString> parse(const CommandSyntax& syntax, const QStringList& arguments);

[[nodiscard]] QString helpText(const CommandSyntax& syntax);

/// "; did you mean "X"?" or nothing.
[[nodiscard]] QString didYouMean(const QString& word, const QStringList& candidates, const QString& prefix = {});

} // namespace app
