// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workload/message_text.h"

namespace engine {

QString cleanForMessage(const QString& text, qsizetype longest)
{
    QString shown = text.size() > longest ? text.left(longest) + QStringLiteral("...") : text;
    for (QChar& character : shown) {
        if (!character.isPrint() && !character.isSurrogate())
            character = u'.';
    }
    return shown;
}

QString quotedForMessage(const QString& text)
{
    return u'"' + cleanForMessage(text, 60) + u'"';
}

} // namespace engine
