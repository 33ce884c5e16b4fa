// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace engine {

/// The way from a JSON document's root to a value: keys, and positions in lists as "[0]".
using JsonPath = std::vector<QString>;

/// "ruleEngine.outages[0].forSeconds"; empty for the root.
[[nodiscard]] QString toString(const JsonPath& path);

/// The reverse: splits at dots and before brackets.
[[nodiscard]] JsonPath toJsonPath(const QString& text);

/// Where one value of a document stands. QJsonDocument keeps no positions, so a second look at the text finds them.
struct JsonPlace {
    const JsonPath& path;
    qsizetype keyAt; ///< offset of the key's opening quote; of the value for an item of a list
    qsizetype valueAt; ///< offset of the value's first character
    bool repeated; ///< the same object has had this key before
};

/// Calls `visit` for each member and each item, in the order of the text, until it answers false.
///
/// Shape    `json` is a document that QJsonDocument accepts; of any other text nothing is promised but that it ends
void walkJson(QByteArrayView json, const std::function<bool(const JsonPlace&)>& visit);

/// 1-based line of an offset. Offsets beyond the end count as the end.
[[nodiscard]] int lineAt(QByteArrayView text, qsizetype offset);

/// Line of the value (or, if asked for, of the key) at `path`; 1 for the root or a path that is not there.
[[nodiscard]] int lineOf(QByteArrayView json, const JsonPath& path, bool ofKey);

} // namespace engine
