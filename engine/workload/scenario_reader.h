// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/phrase.h"
#include "engine/workload/json_walk.h"
#include "engine/workload/scenario.h"

#include <QJsonObject>

#include <optional>

namespace engine {

/// Why a document or a setting is no scenario, before it is known where in which file that is.
struct FieldProblem {
    JsonPath path;
    Phrase found;
    Phrase expected;
    Phrase hint;
    bool atKey = false; ///< the key is wrong, not its value
};

/// Overwrites the fields of `scenario` that `document` gives. On a problem `scenario` is left half changed.
[[nodiscard]] std::optional<FieldProblem> readScenario(const QJsonObject& document, Scenario& scenario);

/// Overwrites one field from text. `path` names a field, a list (text: a JSON list), or a field of a list's item; the
/// position after a list's last item adds one.
[[nodiscard]] std::optional<FieldProblem> setField(const JsonPath& path, const QString& text, Scenario& scenario);

/// What holds between fields.
[[nodiscard]] std::optional<FieldProblem> checkScenario(const Scenario& scenario);

} // namespace engine
