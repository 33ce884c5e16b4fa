// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/commands.h"
#include "app/cli/interruption.h"

#include "engine/run/run_summary.h"
#include "engine/workload/scenario.h"

#include <tl/expected.hpp>

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace app {

/// One run to make from the command line.
struct Execution {
    engine::Scenario scenario;
    engine::Mode mode = engine::Mode::Bounded;
    QString ordersFile; ///< empty: orders are generated
    bool strictOrders = false;
    QString directory; ///< where the files go, made before; empty: none remains
    QString label; ///< begins the progress line
};

/// What came of it.
struct ExecutionResult {
    engine::RunSummary summary;
    QStringList badLines; ///< "FILE:LINE: problem"
    QString sourceError; ///< why the orders could not be read to their end; empty: they were
    QStringList files; ///< written, in the order in which they are worth reading
};

/// Makes the directory, with those above it. The error names it and says why.
[[nodiscard]] tl::expected<void, CommandError> makeDirectory(const QString& directory);

/// Replaces the file at once: a reader sees the old or the new one, never half of it.
[[nodiscard]] tl::expected<void, CommandError> writeFile(const QString& path, const QByteArray& content);

/// Runs to the end, or until `interruption` asks to cancel. Errors are those of the files; a run that fails is a
/// result.
[[nodiscard]] tl::expected<ExecutionResult, CommandError> execute(
    const Execution& execution, const Interruption& interruption, Console& console);

/// Tells what is wrong with a run that ended, on `console.err`: bad lines of the orders file, why it failed.
void reportProblems(const Execution& execution, const ExecutionResult& result, Console& console);

/// What the shell is told after `result`, whatever else was asked for. Orders that could not be read to their end are
/// bad input, however the run went that they were for.
[[nodiscard]] ExitCode exitCode(const ExecutionResult& result);

} // namespace app
