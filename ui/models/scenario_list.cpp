// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/scenario_list.h"

#include "engine/workload/scenario_json.h"

#include <algorithm>

namespace ui {

ScenarioList::ScenarioList(QObject* parent)
    : QAbstractListModel(parent)
{
    const auto names = engine::builtInScenarios();
    for (const QString& name : names) {
        const auto scenario = engine::loadScenario(name);
        if (scenario)
            m_entries.push_back({name, scenario->title.isEmpty() ? name : scenario->title, scenario->description});
    }
}

int ScenarioList::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant ScenarioList::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Entry& entry = m_entries[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Name:
        return entry.name;
    case Title:
    case Qt::DisplayRole:
        return entry.title;
    case Description:
        return entry.description;
    default:
        return {};
    }
}

QHash<int, QByteArray> ScenarioList::roleNames() const
{
    return {{Name, "name"}, {Title, "title"}, {Description, "description"}};
}

int ScenarioList::indexOf(const QString& name) const
{
    const auto found = std::ranges::find(m_entries, name, &Entry::name);
    return found == m_entries.end() ? -1 : static_cast<int>(found - m_entries.begin());
}

QString ScenarioList::nameAt(int index) const
{
    return data(this->index(index), Name).toString();
}

QString ScenarioList::descriptionOf(const QString& name) const
{
    return data(index(indexOf(name)), Description).toString();
}

} // namespace ui
