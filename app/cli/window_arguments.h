// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command_syntax.h"

#include <tl/expected.hpp>

#include <QString>
#include <QStringList>

#include <optional>

namespace app {

/// What the window is opened with.
struct WindowArguments {
    QString scenario; ///< a built-in name or the path of a file; empty: the first one
    QString language; ///< "de"; empty: the user's
};

/// What `threadweir window` takes. The same may be said without the word `window` if it begins with a file.
[[nodiscard]] CommandSyntax windowSyntax();

/// Reads it from a command line without the program's name. Options of Qt's own are passed over. The error is one
/// sentence; nothing, if the command line is not about the window at all.
[[nodiscard]] std::optional<tl::expected<WindowArguments, QString>> readWindowArguments(const QStringList& arguments);

/// What the window is to be opened with, or nothing if this is for the command line: a command, `--help`, `--version`,
/// or something wrong, which the command line then tells.
///
/// Shape    argc and argv are main's
/// Threads  may be called before any QCoreApplication exists
[[nodiscard]] std::optional<WindowArguments> windowArguments(int argc, const char* const* argv);

} // namespace app
