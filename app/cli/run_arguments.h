// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/commands.h"

#include "engine/telemetry/snapshot.h"
#include "engine/workload/scenario.h"

#include <QString>

#include <vector>

namespace app {

/// What `run` and `compare` were asked to do, with the scenario read and every setting applied.
struct RunArguments {
    engine::Scenario scenario;
    std::vector<engine::Mode> modes; ///< one for `run`
    QString ordersFile; ///< empty: orders are generated
    bool strictOrders = false;
    QString outDirectory; ///< empty: nothing is kept
};

/// The options that `run` and `compare` share.
[[nodiscard]] std::vector<OptionSyntax> sharedRunOptions();

/// "blocking", "unbounded" or "bounded"; `option` is named in the error.
[[nodiscard]] tl::expected<engine::Mode, CommandError> parseMode(const QString& text, const QString& option);

/// "a,b,c" without repetition.
[[nodiscard]] tl::expected<std::vector<engine::Mode>, CommandError> parseModes(const QString& text);

/// Reads the scenario and applies, in this order, each --set, --seed, --clock and --rate. Looks at the orders file, so
/// that a missing one is told before anything runs. `modes` is left empty.
[[nodiscard]] tl::expected<RunArguments, CommandError> readRunArguments(const ParsedArguments& arguments);

} // namespace app
