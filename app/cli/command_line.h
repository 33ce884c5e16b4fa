// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace app {

struct Console;

/// How a headless command ends, as the shell sees it.
enum class ExitCode : int {
    Ok = 0, ///< a deadlocked run or one at its time limit is a finding, not an error
    Usage = 2, ///< an unknown option, a missing argument
    BadInput = 3, ///< a scenario, an orders file or an output directory that cannot be used
    RunFailed = 4, ///< RunOutcome::Failed
    Interrupted = 130, ///< Ctrl-C or SIGTERM; files are complete and the ledger holds
};

/// Whether `--help` or `-h` is among the arguments.
[[nodiscard]] bool asksForHelp(const QStringList& arguments);

/// Runs one headless command and returns the process's exit code.
///
/// Shape    makes a QCoreApplication of its own if there is none, and ends it before it returns; needs no display.
///          argc and argv are main's, as QCoreApplication wants them (the program's name first)
/// Errors   never throws; what is wrong is written to standard error
/// Threads  the main thread. While a run goes on SIGINT and SIGTERM are handled; afterwards they are as before.
int runCommandLine(int& argc, char** argv);

/// The same for arguments without the program's name. A QCoreApplication exists already.
int runCommandLine(const QStringList& arguments);

/// The same with a console of the caller's.
int runCommandLine(const QStringList& arguments, Console& console);

} // namespace app
