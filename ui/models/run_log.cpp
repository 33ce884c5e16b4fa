// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/run_log.h"

#include "ui/bridge/spoken.h"
#include "ui/models/format.h"
#include "ui/models/narration.h"

#include <algorithm>

namespace ui {

namespace {

bool holds(const std::vector<engine::Finding>& findings, const engine::Finding& wanted)
{
    return std::ranges::any_of(findings, [&wanted](const engine::Finding& finding) {
        return finding.kind == wanted.kind && finding.subject == wanted.subject;
    });
}

} // namespace

RunLog::RunLog(const StripSource& source, QObject* parent)
    : QAbstractListModel(parent)
    , m_source(source)
{
}

void RunLog::begin()
{
    beginResetModel();
    m_entries.clear();
    m_findings.clear();
    m_marksAtLast.clear();
    m_readUpTo = -1;
    endResetModel();
}

void RunLog::show(const engine::Snapshot& snapshot)
{
    const double now = std::chrono::duration<double>(snapshot.at).count();
    const std::vector<StripMark> marks = m_source.marks(m_readUpTo, now);
    for (const StripMark& mark : marks) {
        if (std::ranges::find(m_marksAtLast, mark) == m_marksAtLast.end())
            add({mark.at, Done, mark.text, {}, {}});
    }
    m_marksAtLast = marks;
    m_readUpTo = now;
    for (const engine::Finding& finding : snapshot.findings) {
        if (!holds(m_findings, finding))
            add({now, Found, {}, finding.kind, finding.sentence});
    }
    for (const engine::Finding& finding : m_findings) {
        if (!holds(snapshot.findings, finding))
            add({now, Over, {}, finding.kind, {}});
    }
    m_findings = snapshot.findings;
}

void RunLog::showAgain()
{
    if (!m_entries.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

QString RunLog::textOf(const Entry& entry)
{
    switch (entry.kind) {
    case Found:
        return tr("%1: %2").arg(Narration::headline(entry.finding), Format::unbroken(spoken(entry.sentence)));
    case Over:
        return tr("%1: over").arg(Narration::headline(entry.finding));
    case Done:
        break;
    }
    return entry.done;
}

void RunLog::add(Entry entry)
{
    if (m_entries.size() == kMost) {
        beginRemoveRows({}, static_cast<int>(kMost) - 1, static_cast<int>(kMost) - 1);
        m_entries.pop_back();
        endRemoveRows();
    }
    beginInsertRows({}, 0, 0);
    m_entries.push_front(std::move(entry));
    endInsertRows();
}

int RunLog::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant RunLog::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Entry& entry = m_entries[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Time:
        return Format::clockTime(entry.at);
    case What:
        return textOf(entry);
    case Kind:
        return entry.kind;
    default:
        return {};
    }
}

QHash<int, QByteArray> RunLog::roleNames() const
{
    return {{Time, "time"}, {What, "what"}, {Kind, "kind"}};
}

} // namespace ui
