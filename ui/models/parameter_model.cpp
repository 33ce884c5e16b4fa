// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/parameter_model.h"

#include "ui/bridge/lab.h"
#include "ui/models/format.h"

#include <algorithm>

namespace ui {

namespace {

using Row = ParameterModel::Row;

Row rowOf(ParameterField::Kind kind)
{
    switch (kind) {
    case ParameterField::Kind::Flag:
        return Row::Flag;
    case ParameterField::Kind::Word:
        return Row::Word;
    case ParameterField::Kind::Order:
        return Row::Order;
    case ParameterField::Kind::Number:
        break;
    }
    return Row::Number;
}

int stageOf(ParameterGroup group)
{
    switch (group) {
    case ParameterGroup::Validate:
        return static_cast<int>(Stage::Validate);
    case ParameterGroup::Charge:
        return static_cast<int>(Stage::Charge);
    case ParameterGroup::Store:
        return static_cast<int>(Stage::Persist);
    default:
        return -1;
    }
}

QString remarkOn(const Parameter& parameter, const engine::Scenario& scenario, engine::Mode mode)
{
    QString remark = reasonForNoEffect(parameter, scenario, mode);
    if (parameter.restarts) {
        remark = remark.isEmpty() ? remark : remark + QLatin1Char(' ');
        remark += ParameterModel::tr("Cannot change while orders flow: a new run begins with it.");
    }
    return remark;
}

bool isOn(const Parameter& parameter, const QString& text)
{
    return parameter.field.kind == ParameterField::Kind::Flag ? text == QLatin1String("true") : text != QLatin1String("0");
}

QString boundsOf(const Parameter& parameter)
{
    if (parameter.field.kind != ParameterField::Kind::Number)
        return {};
    const QString highest = Format::count(parameter.field.highest * parameter.unitFactor);
    return ParameterModel::tr("%1 to %2")
        .arg(parameter.saidBare(QString::number(parameter.field.lowest, 'g', 17)),
            parameter.unit.isEmpty() ? highest : highest + QLatin1Char(' ') + parameter.unit);
}

QString defaultOf(const Parameter& parameter)
{
    static const engine::Scenario kDefaults;
    return parameter.said(parameter.field.text(kDefaults));
}

} // namespace

ParameterModel::ParameterModel(QObject* parent)
    : QAbstractListModel(parent)
{
    const auto& all = parameters();
    for (int number = 0; number < kParameterGroupCount; ++number) {
        const auto group = static_cast<ParameterGroup>(number);
        m_entries.push_back({Row::Group, group, nullptr, {}, {}, {}, 0});
        for (const bool basic : {true, false}) {
            int others = 0;
            const auto first = m_entries.size();
            for (const Parameter& parameter : all) {
                if (parameter.group != group || parameter.basic != basic)
                    continue;
                m_entries.push_back({rowOf(parameter.field.kind), group, &parameter, {}, {}, {}, 0});
                ++others;
            }
            if (!basic && others > 0) {
                m_entries.insert(m_entries.begin() + static_cast<std::ptrdiff_t>(first),
                    {Row::More, group, nullptr, QString::number(others), {}, {}, 0});
            }
        }
    }
    show(m_wanted, m_own, m_mode);
}

void ParameterModel::show(const engine::Scenario& wanted, const engine::Scenario& own, engine::Mode mode)
{
    m_wanted = wanted;
    m_own = own;
    m_mode = mode;
    std::vector<Entry> entries = m_entries;
    int habitsOn = 0;
    Entry* title = nullptr;
    for (Entry& entry : entries) {
        if (entry.kind == Row::Group) {
            title = &entry;
            title->changed = 0;
        }
        if (!entry.parameter)
            continue;
        entry.text = entry.parameter->field.text(wanted);
        entry.own = entry.parameter->field.text(own);
        entry.remark = remarkOn(*entry.parameter, wanted, mode);
        entry.changed = entry.text != entry.own ? 1 : 0;
        title->changed += entry.changed;
        habitsOn += entry.group == ParameterGroup::Habits && isOn(*entry.parameter, entry.text) ? 1 : 0;
    }
    m_entries.swap(entries);
    for (std::size_t row = 0; row < m_entries.size(); ++row) {
        if (m_entries[row] != entries[row]) {
            const QModelIndex at = index(static_cast<int>(row));
            Q_EMIT dataChanged(at, at);
        }
    }
    if (habitsOn != m_habitsOn) {
        m_habitsOn = habitsOn;
        Q_EMIT counted();
    }
}

void ParameterModel::showAgain()
{
    (void)parameters(); // the entries point to them
    show(m_wanted, m_own, m_mode); // what is remarked
    Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int ParameterModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant ParameterModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Entry& entry = m_entries[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Kind:
        return static_cast<int>(entry.kind);
    case Group:
        return static_cast<int>(entry.group);
    case Changed:
        return entry.changed;
    default:
        return entry.parameter ? parameterData(entry, role) : groupData(entry, role);
    }
}

/// Of the rows that are no parameter. Each role has a value of its type, because QML's required properties want one.
QVariant ParameterModel::groupData(const Entry& entry, int role) const
{
    switch (role) {
    case Label:
        return entry.kind == Row::Group ? titleOf(entry.group) : entry.text;
    case Stage:
        return entry.kind == Row::Group ? stageOf(entry.group) : -1;
    case Words:
        return QStringList();
    case Amount:
    case Lowest:
    case Highest:
        return 0.0;
    case WordIndex:
        return -1;
    case HasSlider:
    case Logarithmic:
    case Whole:
    case Basic:
    case On:
    case Restarts:
        return false;
    case Offered:
        return true;
    default:
        return QString();
    }
}

QVariant ParameterModel::parameterData(const Entry& entry, int role) const
{
    const Parameter& parameter = *entry.parameter;
    const double factor = parameter.unitFactor;
    switch (role) {
    case Path:
        return parameter.field.path;
    case Label:
        return parameter.label;
    case Unit:
        return parameter.unit;
    case Description:
        return parameter.field.description;
    case Remark:
        return entry.remark;
    case Amount:
        return parameter.field.kind == ParameterField::Kind::Number ? parameter.saidBare(entry.text).toDouble() : 0.0;
    case On:
        return isOn(parameter, entry.text);
    case Restarts:
        return parameter.restarts;
    case Text:
        return parameter.saidBare(entry.text);
    case WordIndex:
        return static_cast<int>(parameter.field.words.indexOf(entry.text));
    case Words:
        return parameter.wordLabels;
    case Lowest:
        return parameter.sliderLowest * factor;
    case Highest:
        return parameter.sliderHighest * factor;
    case HasSlider:
        return parameter.sliderHighest > parameter.sliderLowest;
    case Logarithmic:
        return parameter.logarithmic;
    case Whole:
        return parameter.field.whole;
    case Bounds:
        return boundsOf(parameter);
    case OwnText:
        return parameter.said(entry.own);
    case DefaultText:
        return defaultOf(parameter);
    case Offered:
        return entry.group != ParameterGroup::Habits || entry.remark.isEmpty() || isOn(parameter, entry.text);
    case Stage:
        return -1;
    case Basic:
        return parameter.basic;
    default:
        return {};
    }
}

QHash<int, QByteArray> ParameterModel::roleNames() const
{
    return {{Kind, "kind"}, {Path, "path"}, {Group, "group"}, {Label, "label"}, {Unit, "unit"},
        {Description, "description"}, {Remark, "remark"}, {Restarts, "restarts"}, {On, "on"}, {Amount, "amount"}, {Text, "valueText"},
        {WordIndex, "wordIndex"}, {Words, "words"}, {Lowest, "lowest"}, {Highest, "highest"},
        {HasSlider, "hasSlider"}, {Logarithmic, "logarithmic"}, {Whole, "whole"}, {Bounds, "bounds"},
        {OwnText, "ownText"}, {DefaultText, "defaultText"}, {Changed, "changed"}, {Offered, "offered"},
        {Stage, "stage"}, {Basic, "basic"}};
}

} // namespace ui
