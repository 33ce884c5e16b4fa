// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/run_figures.h"

#include "ui/models/observation.h"

namespace ui {

RunFigures::RunFigures(QObject* parent)
    : QObject(parent)
    , m_snapshot(std::make_shared<const engine::Snapshot>())
{
}

void RunFigures::show(const SnapshotPointer& snapshot)
{
    m_snapshot = snapshot;
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

QString RunFigures::outcomeDetail() const
{
    return describeEnd(*m_snapshot);
}

QString RunFigures::observation() const
{
    return observe(*m_snapshot);
}

} // namespace ui
