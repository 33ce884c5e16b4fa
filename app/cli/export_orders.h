// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/commands.h"
#include "app/cli/interruption.h"

#include "engine/run/csv_export.h"

#include <QString>

namespace app {

/// One export to make from the command line.
struct OrdersExport {
    QString databasePath;
    QString csvPath; ///< empty: standard output
    bool collect = false; ///< everything into memory first
    engine::CsvExport how;
};

/// Writes the orders of a database, until the end or until `interruption` asks to stop. A file is replaced at once,
/// when all of it is written; one that is no file, such as a pipe, gets the rows as they come.
[[nodiscard]] CommandResult exportOrders(const OrdersExport& what, const Interruption& interruption, Console& console);

} // namespace app
