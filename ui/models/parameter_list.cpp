// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/parameter_list.h"

#include <algorithm>

namespace ui {

namespace {

using Row = ParameterModel::Row;

Row kindOf(const QModelIndex& index)
{
    return static_cast<Row>(index.data(ParameterModel::Kind).toInt());
}

int groupOf(const QModelIndex& index)
{
    return index.data(ParameterModel::Group).toInt();
}

/// Of a row: its name, and below it what it is changed with, unless that has room beside the name.
int linesOf(const QModelIndex& index)
{
    const Row kind = kindOf(index);
    return kind == Row::Word || kind == Row::Order || index.data(ParameterModel::HasSlider).toBool() ? 2 : 1;
}

void flip(QSet<int>& set, int value)
{
    if (!set.remove(value))
        set.insert(value);
}

} // namespace

ParameterList::ParameterList(ParameterModel& parameters, QObject* parent)
    : QAbstractListModel(parent)
    , m_parameters(parameters)
{
    connect(&m_parameters, &ParameterModel::dataChanged, this, [this](const QModelIndex& first, const QModelIndex& last) {
        const auto from = std::ranges::lower_bound(m_rows, first.row()) - m_rows.begin();
        const auto to = std::ranges::upper_bound(m_rows, last.row()) - m_rows.begin();
        if (from < to)
            Q_EMIT dataChanged(index(static_cast<int>(from)), index(static_cast<int>(to) - 1));
    });
    sift();
}

void ParameterList::setHabits(bool habits)
{
    if (habits == m_habits)
        return;
    m_habits = habits;
    siftAll();
    Q_EMIT habitsChanged();
}

void ParameterList::setSearch(const QString& search)
{
    if (search == m_search)
        return;
    m_search = search;
    siftAll();
    Q_EMIT searchChanged();
}

void ParameterList::toggle(int row)
{
    const QModelIndex title = index(row);
    if (!title.isValid() || !m_search.trimmed().isEmpty())
        return;
    const Row kind = kindOf(title);
    if (kind == Row::Group)
        flip(m_closed, groupOf(title));
    else if (kind == Row::More)
        flip(m_whole, groupOf(title));
    else
        return;
    Q_EMIT dataChanged(title, title, {Open});
    siftAll();
}

void ParameterList::keepBack(int most)
{
    m_most = std::max(0, most);
    sift();
    Q_EMIT mostChanged();
}

void ParameterList::makeRoom(int most)
{
    if (most <= m_most) // as it is, too, where no row is kept back
        return;
    m_most = most;
    sift();
    if (m_lines < m_most)
        m_most = kAll;
    Q_EMIT mostChanged();
}

void ParameterList::siftAll()
{
    const bool before = complete();
    m_most = kAll;
    sift();
    if (!before)
        Q_EMIT mostChanged();
}

/// Takes rows out and puts rows in one by one, so that those that stay keep the focus that they have.
void ParameterList::sift()
{
    const bool wasEmpty = empty();
    std::size_t at = 0;
    m_lines = 0;
    for (int row = 0; row < m_parameters.rowCount(); ++row) {
        const bool here = at < m_rows.size() && m_rows[at] == row;
        const bool wanted = m_lines < m_most && accepts(row);
        const int place = static_cast<int>(at);
        if (here && !wanted) {
            beginRemoveRows({}, place, place);
            m_rows.erase(m_rows.begin() + place);
            endRemoveRows();
        } else if (!here && wanted) {
            beginInsertRows({}, place, place);
            m_rows.insert(m_rows.begin() + place, row);
            endInsertRows();
        }
        if (wanted) {
            ++at;
            m_lines += linesOf(m_parameters.index(row));
        }
    }
    if (empty() != wasEmpty)
        Q_EMIT emptyChanged();
}

int ParameterList::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ParameterList::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const QModelIndex source = m_parameters.index(m_rows[static_cast<std::size_t>(index.row())]);
    if (role != Open)
        return source.data(role);
    return kindOf(source) == Row::More ? m_whole.contains(groupOf(source)) : !m_closed.contains(groupOf(source));
}

QHash<int, QByteArray> ParameterList::roleNames() const
{
    QHash<int, QByteArray> names = m_parameters.roleNames();
    names.insert(Open, "open");
    return names;
}

bool ParameterList::accepts(int row) const
{
    const QModelIndex at = m_parameters.index(row);
    const int group = groupOf(at);
    if ((group == static_cast<int>(ParameterGroup::Habits)) != m_habits)
        return false;
    const Row kind = kindOf(at);
    if (!m_search.trimmed().isEmpty())
        return kind == Row::Group ? hasMatch(group) : kind != Row::More && matches(at);
    if (kind == Row::Group)
        return !m_habits;
    if (m_closed.contains(group))
        return false;
    return kind == Row::More || at.data(ParameterModel::Basic).toBool() || m_whole.contains(group);
}

bool ParameterList::matches(const QModelIndex& parameter) const
{
    QString text;
    for (const auto role : {ParameterModel::Label, ParameterModel::Path, ParameterModel::Description})
        text += parameter.data(role).toString() + QLatin1Char(' ');
    text += titleOf(static_cast<ParameterGroup>(groupOf(parameter)));
    const QStringList words = m_search.simplified().split(QLatin1Char(' '));
    return std::ranges::all_of(words, [&text](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

bool ParameterList::hasMatch(int group) const
{
    for (int row = 0; row < m_parameters.rowCount(); ++row) {
        const QModelIndex at = m_parameters.index(row);
        if (groupOf(at) == group && kindOf(at) != Row::Group && kindOf(at) != Row::More && matches(at))
            return true;
    }
    return false;
}

} // namespace ui
