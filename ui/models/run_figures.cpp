// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/run_figures.h"

#include "ui/models/governor_text.h"
#include "ui/models/observation.h"

#include <algorithm>

namespace ui {

RunFigures::RunFigures(QObject* parent)
    : QObject(parent)
    , m_snapshot(std::make_shared<const engine::Snapshot>())
    , m_map(MapFigures::from(*m_snapshot))
{
}

void RunFigures::show(const SnapshotPointer& snapshot)
{
    m_snapshot = snapshot;
    m_map = MapFigures::from(*snapshot);
    Q_EMIT changed();
}

QByteArray RunFigures::workerStates() const
{
    QByteArray states;
    states.reserve(static_cast<qsizetype>(m_snapshot->pool.workers.size()));
    for (const auto& worker : m_snapshot->pool.workers)
        states.append(static_cast<char>(worker.state));
    return states;
}

QList<double> RunFigures::workerOrders() const
{
    QList<double> orders;
    orders.reserve(static_cast<qsizetype>(m_snapshot->pool.workers.size()));
    for (const auto& worker : m_snapshot->pool.workers)
        orders.append(static_cast<double>(worker.order));
    return orders;
}

QByteArray RunFigures::workerPlaces() const
{
    QByteArray places;
    places.reserve(static_cast<qsizetype>(m_snapshot->pool.workers.size()));
    for (const auto& worker : m_snapshot->pool.workers)
        places.append(static_cast<char>(worker.place));
    return places;
}

double RunFigures::threadlessOrders() const
{
    std::vector<engine::OrderId> busyWith;
    for (const auto& worker : m_snapshot->pool.workers) {
        if (worker.order != 0 && worker.state != engine::WorkerState::Idle)
            busyWith.push_back(worker.order);
    }
    std::ranges::sort(busyWith); // an order can have two workers: one blocked in it, one that serves it
    const auto distinct = std::ranges::unique(busyWith).begin() - busyWith.begin();
    return static_cast<double>(std::max<std::int64_t>(0, m_snapshot->inFlightTotal.now - distinct));
}

QStringList RunFigures::governorLog() const
{
    return ui::governorLog(m_snapshot->governor);
}

QStringList RunFigures::governorReasons() const
{
    return ui::governorReasons(m_snapshot->governor);
}

QString RunFigures::outcomeDetail() const
{
    return describeEnd(*m_snapshot);
}

QString RunFigures::observation() const
{
    return observe(*m_snapshot);
}

} // namespace ui
