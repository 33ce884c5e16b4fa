// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/picture_freezer.h"

namespace ui {

void PictureFreezer::setFrozen(bool frozen)
{
    if (frozen == m_frozen)
        return;
    m_frozen = frozen;
    const bool isBehind = m_latest != m_shown;
    m_shown = m_latest;
    if (isBehind)
        Q_EMIT passed(m_shown);
    Q_EMIT frozenChanged();
    Q_EMIT behindChanged();
}

double PictureFreezer::ordersBehind() const
{
    return m_shown ? static_cast<double>(m_latest->ledger.ended() - m_shown->ledger.ended()) : 0.0;
}

double PictureFreezer::secondsBehind() const
{
    return m_shown ? std::chrono::duration<double>(m_latest->at - m_shown->at).count() : 0.0;
}

bool PictureFreezer::endedBehind() const
{
    return m_shown && m_latest->outcome != engine::RunOutcome::Running && m_shown->outcome == engine::RunOutcome::Running;
}

void PictureFreezer::begin(const SnapshotPointer& first)
{
    m_latest = first;
    m_shown = first;
    Q_EMIT began(first);
    setFrozen(false);
}

void PictureFreezer::pass(const SnapshotPointer& snapshot)
{
    m_latest = snapshot;
    if (m_frozen) {
        Q_EMIT behindChanged();
        return;
    }
    m_shown = snapshot;
    Q_EMIT passed(snapshot);
}

} // namespace ui
