// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/phrase.h"

#include <QString>
#include <QStringList>

namespace engine {

/// The candidate that `word` was most likely meant to be, or an empty text if none is near.
///
/// Model    smallest number of letters inserted, removed, replaced or swapped with their neighbour, whatever their
///          case; near means at most a third of the longer word's letters, and at most 4. The first of equally near
///          ones wins.
/// Threads  pure
[[nodiscard]] QString closestWord(const QString& word, const QStringList& candidates);

/// "did you mean "fixed"?", or nothing if no word is meant.
[[nodiscard]] Phrase didYouMean(const QString& word);

} // namespace engine
