// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/items/strip_kind.h"

#include <algorithm>

namespace ui {

namespace {

StripKind* kindOf(QQmlListProperty<StripLine>* list)
{
    return static_cast<StripKind*>(list->object);
}

} // namespace

int StripKind::rowOf(const StripLine* line) const
{
    int row = 0;
    for (const StripLine* const other : m_lines) {
        if (other == line || other->boundedBy == line->series)
            return row;
        row += other->bound ? 0 : 1;
    }
    return 0;
}

void StripKind::add(StripLine* line)
{
    m_lines.append(line);
    connect(line, &StripLine::changed, this, &StripKind::changed);
    Q_EMIT changed();
}

QQmlListProperty<StripLine> StripKind::lineList()
{
    return {this, nullptr, [](QQmlListProperty<StripLine>* list, StripLine* line) { kindOf(list)->add(line); },
        [](QQmlListProperty<StripLine>* list) { return qsizetype(kindOf(list)->m_lines.size()); },
        [](QQmlListProperty<StripLine>* list, qsizetype index) { return kindOf(list)->m_lines.at(index); }, nullptr};
}

QQmlListProperty<StripLine> StripKind::entryList()
{
    m_entries.clear();
    for (StripLine* const line : std::as_const(m_lines)) {
        const bool toldWithAnother = std::ranges::any_of(m_lines, [line](const StripLine* other) { return other->boundedBy == line->series; });
        if (!toldWithAnother)
            m_entries.append(line);
    }
    return {this, nullptr, [](QQmlListProperty<StripLine>* list) { return qsizetype(kindOf(list)->m_entries.size()); },
        [](QQmlListProperty<StripLine>* list, qsizetype index) { return kindOf(list)->m_entries.at(index); }};
}

} // namespace ui
