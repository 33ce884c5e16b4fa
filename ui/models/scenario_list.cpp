// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/scenario_list.h"

#include "engine/workload/scenario_json.h"
#include "ui/models/format.h"
#include "ui/models/scenario_promises.h"

#include <QDir>

#include <algorithm>
#include <utility>

namespace ui {

namespace {

QString rateText(double rate)
{
    constexpr double kTellsFractions = 10;
    return rate < kTellsFractions ? Format::perSecond(rate) : Format::count(rate);
}

QString arrivalText(const engine::WorkloadSpec& workload)
{
    switch (workload.arrival) {
    case engine::ArrivalKind::Burst:
        return ScenarioList::tr("%1 orders at once").arg(Format::count(static_cast<double>(workload.orders)));
    case engine::ArrivalKind::Steady:
        return ScenarioList::tr("%1 orders/s, steady").arg(rateText(workload.ratePerSecond));
    case engine::ArrivalKind::Poisson:
        return ScenarioList::tr("%1 orders/s, irregular").arg(rateText(workload.ratePerSecond));
    case engine::ArrivalKind::Spikes:
        return ScenarioList::tr("%1 orders/s and spikes").arg(rateText(workload.ratePerSecond));
    }
    return {};
}

QString firstSentence(const QString& text)
{
    const auto end = text.indexOf(QStringLiteral(". "));
    return end < 0 ? text : text.left(end + 1);
}

} // namespace

ScenarioList::ScenarioList(QObject* parent)
    : QAbstractListModel(parent)
{
}

ScenarioList::ScenarioList(const QString& folder, QObject* parent)
    : QAbstractListModel(parent)
    , m_folder(folder)
{
}

QStringList ScenarioList::names() const
{
    if (m_folder.isEmpty())
        return engine::builtInScenarios();
    QStringList paths;
    for (const QFileInfo& file : QDir(m_folder).entryInfoList({QStringLiteral("*.json")}, QDir::Files, QDir::Time))
        paths << file.filePath();
    return paths;
}

const std::vector<ScenarioList::Entry>& ScenarioList::entries() const
{
    if (std::exchange(m_read, true))
        return m_entries;
    for (const QString& name : names()) {
        if (const auto scenario = engine::loadScenario(name))
            m_entries.push_back(describe(name, *scenario));
    }
    return m_entries;
}

ScenarioList::Entry ScenarioList::describe(const QString& name, const engine::Scenario& scenario)
{
    Entry entry;
    entry.name = name;
    entry.title = translatedScenarioTitle(scenario.title.isEmpty() ? scenario.name : scenario.title);
    entry.promise = promiseOf(name);
    if (entry.promise.isEmpty())
        entry.promise = firstSentence(scenario.description);
    entry.facts = tr("%1 · %2 threads").arg(arrivalText(scenario.workload), Format::count(scenario.pool.threads));
    entry.sketch = ArrivalSketch::of(scenario);
    return entry;
}

int ScenarioList::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(entries().size());
}

QVariant ScenarioList::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Entry& entry = entries()[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Name:
        return entry.name;
    case Title:
    case Qt::DisplayRole:
        return entry.title;
    case Promise:
        return entry.promise;
    case Facts:
        return entry.facts;
    case Bars:
        return QVariant::fromValue(entry.sketch.bars);
    case Outages:
        return QVariant::fromValue(entry.sketch.outages);
    case SlowTimes:
        return QVariant::fromValue(entry.sketch.slowTimes);
    case Seconds:
        return entry.sketch.seconds;
    default:
        return {};
    }
}

QHash<int, QByteArray> ScenarioList::roleNames() const
{
    return {{Name, "name"}, {Title, "title"}, {Promise, "promise"}, {Facts, "facts"}, {Bars, "bars"},
        {Outages, "outages"}, {SlowTimes, "slowTimes"}, {Seconds, "seconds"}};
}

int ScenarioList::indexOf(const QString& name) const
{
    const auto found = std::ranges::find(entries(), name, &Entry::name);
    return found == entries().end() ? -1 : static_cast<int>(found - entries().begin());
}

QString ScenarioList::nameAt(int index) const
{
    return data(this->index(index), Name).toString();
}

void ScenarioList::refresh()
{
    beginResetModel();
    m_entries.clear();
    m_read = false;
    endResetModel();
    Q_EMIT countChanged();
}

} // namespace ui
