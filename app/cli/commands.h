// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command_line.h"
#include "app/cli/command_syntax.h"
#include "app/cli/console.h"

#include <tl/expected.hpp>

#include <vector>

namespace app {

/// Why a command could not do its work.
struct CommandError {
    ExitCode code = ExitCode::Usage;
    QString message; ///< sentence without its full stop; with code Usage a hint at --help is added
};

using CommandResult = tl::expected<ExitCode, CommandError>;

[[nodiscard]] inline tl::unexpected<CommandError> commandError(ExitCode code, const QString& message)
{
    return tl::unexpected<CommandError>(CommandError {code, message});
}

/// One command. Each lies in the file of its name.
struct Command {
    CommandSyntax syntax;
    CommandResult (*execute)(const ParsedArguments& arguments, Console& console) = nullptr;
};

[[nodiscard]] Command runCommand();
[[nodiscard]] Command compareCommand();
[[nodiscard]] Command scenariosCommand();
[[nodiscard]] Command checkCommand();
[[nodiscard]] Command exportOrdersCommand();
[[nodiscard]] Command windowCommand(); ///< for its help only: main() opens the window itself

/// All of them, in the order in which the help names them.
[[nodiscard]] std::vector<Command> allCommands();

} // namespace app
