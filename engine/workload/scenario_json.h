// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/phrase.h"
#include "engine/workload/scenario.h"

#include <tl/expected.hpp>

#include <QByteArray>

namespace engine {

/// What is wrong with a scenario, and where.
struct ScenarioError {
    QString file; ///< as the user named it; "-" for standard input
    int line = 0; ///< 1-based; 0 where no line is known (a `--set`, a missing file)
    QString path; ///< "limits.chunkSize", "ruleEngine.outages[0].forSeconds"; empty for the whole document
    Phrase found;
    Phrase expected;
    Phrase hint; ///< "did you mean \"chunkSize\"?", or empty

    /// "FILE:LINE: PATH: found FOUND, expected EXPECTED; HINT"
    [[nodiscard]] Phrase phrase() const;
    [[nodiscard]] QString toString() const; ///< that, in English
};

template <typename T>
using ScenarioResult = tl::expected<T, ScenarioError>;

/// Reads a scenario from JSON. Unknown keys, wrong types and values out of range are errors; the first one found is
/// told.
[[nodiscard]] ScenarioResult<Scenario> parseScenario(const QByteArray& json, const QString& fileName);

/// A built-in name, a file's path or "-" for standard input.
[[nodiscard]] ScenarioResult<Scenario> loadScenario(const QString& nameOrPath);

/// The scenario with every default filled in, as the document that parseScenario reads back unchanged.
[[nodiscard]] QByteArray toJson(const Scenario& scenario);

/// Sets one field from text, e.g. "limits.chunkSize=100". Checked like the file.
[[nodiscard]] ScenarioResult<Scenario> withSetting(const Scenario& scenario, const QString& assignment);

/// Names of the built-in scenarios, sorted.
[[nodiscard]] QStringList builtInScenarios();

/// The JSON schema (draft 2020-12) of the document, made from the same table that the reader uses.
[[nodiscard]] QByteArray scenarioSchema();

} // namespace engine
