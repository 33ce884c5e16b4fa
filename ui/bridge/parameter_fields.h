// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workload/scenario.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace ui {

/// One field of a scenario that holds a single value, as the engine's table of fields knows it.
///
/// Shape    values are texts as `--set` takes them, so that what is typed, read and compared is the same thing
/// Threads  a value
struct ParameterField {
    enum class Kind { Number, Flag, Word, Order };

    QString path; ///< "limits.chunkSize"
    Kind kind = Kind::Number;
    double lowest = 0.0; ///< of a number, inclusive
    double highest = 0.0;
    bool whole = false;
    QStringList words; ///< that a Word can be, or that an Order has each once
    QString description; ///< one sentence
    std::function<QString(const engine::Scenario&)> text;
};

/// All of them in the order of the table: numbers, flags, choices and orders; no lists of times, no texts.
[[nodiscard]] const std::vector<ParameterField>& parameterFields();

} // namespace ui
