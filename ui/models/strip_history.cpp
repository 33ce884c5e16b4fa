// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/strip_history.h"

#include <QStringList>

#include <algorithm>
#include <limits>

namespace ui {

StripHistory::StripHistory(QObject* parent)
    : StripSource(parent)
{
}

void StripHistory::begin(const SnapshotPointer& first)
{
    start(first);
    Q_EMIT changed();
}

void StripHistory::add(const SnapshotPointer& snapshot)
{
    if (append(snapshot))
        Q_EMIT changed();
}

void StripHistory::load(const std::vector<SnapshotPointer>& record)
{
    start(nullptr);
    for (const SnapshotPointer& snapshot : record)
        append(snapshot);
    Q_EMIT changed();
}

void StripHistory::start(const SnapshotPointer& first)
{
    m_store.clear();
    m_sampler.clear();
    m_marks.clear();
    m_latest = nullptr;
    if (first)
        append(first);
}

bool StripHistory::append(const SnapshotPointer& snapshot)
{
    const double at = std::chrono::duration<double>(snapshot->at).count();
    if (m_latest && snapshot->at < m_latest->at)
        return false;
    m_store.add(at, m_sampler.sample(*snapshot));
    m_marks.compare(m_latest ? *m_latest : *snapshot, *snapshot);
    m_latest = snapshot;
    return true;
}

double StripHistory::valueAt(StripSeries::Id series, double at) const
{
    return static_cast<double>(m_store.valueAt(series, at));
}

void StripHistory::addMarker(const QString& text, double at)
{
    m_marks.add(text, at, StripMarks::Setting);
    Q_EMIT changed();
}

QString StripHistory::marksText(double from, double to) const
{
    QStringList texts;
    for (const StripMark& mark : m_marks.marks(from, to))
        texts.append(mark.text);
    return texts.join(QStringLiteral(" · "));
}

double StripHistory::nextMark(double at, bool forward) const
{
    constexpr double kEver = std::numeric_limits<double>::infinity();
    const auto marks = m_marks.marks(-kEver, kEver);
    if (forward) {
        const auto next = std::ranges::upper_bound(marks, at, {}, &StripMark::at);
        return next == marks.end() ? std::numeric_limits<double>::quiet_NaN() : next->at;
    }
    const auto next = std::ranges::lower_bound(marks, at, {}, &StripMark::at);
    return next == marks.begin() ? std::numeric_limits<double>::quiet_NaN() : std::prev(next)->at;
}

void StripHistory::columns(int series, double from, double perColumn, std::span<StripColumn> out) const
{
    m_store.columns(static_cast<StripSeries::Id>(series), from, perColumn, out);
}

} // namespace ui
