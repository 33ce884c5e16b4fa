// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workload/closest_word.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace engine {
namespace {

constexpr qsizetype kMaxDistance = 4;

qsizetype editDistance(const QString& left, const QString& right)
{
    const auto columns = static_cast<std::size_t>(right.size()) + 1;
    std::vector<qsizetype> beforePrevious(columns);
    std::vector<qsizetype> previous(columns);
    std::vector<qsizetype> current(columns);
    for (std::size_t column = 0; column < columns; ++column)
        previous[column] = static_cast<qsizetype>(column);

    for (qsizetype row = 1; row <= left.size(); ++row) {
        current[0] = row;
        for (std::size_t column = 1; column < columns; ++column) {
            const auto at = static_cast<qsizetype>(column);
            const bool same = left[row - 1] == right[at - 1];
            current[column] =
                std::min({previous[column] + 1, current[column - 1] + 1, previous[column - 1] + (same ? 0 : 1)});
            const bool swapped = row > 1 && at > 1 && left[row - 1] == right[at - 2] && left[row - 2] == right[at - 1];
            if (swapped)
                current[column] = std::min(current[column], beforePrevious[column - 2] + 1);
        }
        std::swap(beforePrevious, previous);
        std::swap(previous, current);
    }
    return previous.back();
}

} // namespace

QString closestWord(const QString& word, const QStringList& candidates)
{
    QString best;
    qsizetype bestDistance = kMaxDistance + 1;
    for (const QString& candidate : candidates) {
        const qsizetype longer = std::max(word.size(), candidate.size());
        const qsizetype limit = std::min(kMaxDistance, longer / 3);
        if (std::abs(word.size() - candidate.size()) > limit)
            continue;
        const qsizetype distance = editDistance(word.toLower(), candidate.toLower());
        if (distance <= limit && distance < bestDistance) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return best;
}

Phrase didYouMean(const QString& word)
{
    return word.isEmpty() ? Phrase() : Phrase(QT_TRANSLATE_NOOP("engine", "did you mean \"%1\"?"), word);
}

} // namespace engine
