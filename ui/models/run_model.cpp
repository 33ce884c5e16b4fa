// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/run_model.h"

namespace ui {

RunModel::RunModel(QObject* parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &RunModel::showFigures);
}

void RunModel::begin(const SnapshotPointer& first)
{
    m_latest = first;
    m_history.begin(first);
    m_log.begin();
    m_bars.show(first);
    showFigures();
}

void RunModel::show(const SnapshotPointer& snapshot)
{
    m_latest = snapshot;
    m_history.add(snapshot);
    m_bars.show(snapshot);
    const auto shownFor =
        m_sinceFigures.isValid() ? std::chrono::milliseconds(m_sinceFigures.elapsed()) : kReadingInterval;
    if (shownFor >= kReadingInterval || m_bars.ended())
        showFigures();
    else if (!m_timer.isActive())
        m_timer.start(kReadingInterval - shownFor);
}

void RunModel::showAgain()
{
    if (!m_latest)
        return;
    showFigures();
    m_narration.showAgain();
    m_log.showAgain();
}

void RunModel::showFigures()
{
    m_timer.stop();
    m_sinceFigures.start();
    m_figures.show(m_latest);
    m_narration.show(m_latest->findings);
    m_cppCode.show(*m_latest);
    m_dotnetCode.show(*m_latest);
    m_log.show(*m_latest);
}

} // namespace ui
