// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/parameters.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

#include <vector>

namespace ui {

/// Every parameter with what it is, what it is now and whether that means anything now; grouped as the pipeline is.
///
/// Model    for each group a row with its title, the parameters to be shown first, a row that offers the others, and the others
/// Units    numbers are in the unit that is shown: 6 for 6 %
/// Threads  GUI thread only
class ParameterModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The application's composition makes it.")
    Q_PROPERTY(int habitsOn READ habitsOn NOTIFY counted FINAL)

public:
    enum class Row { Group, Number, Flag, Word, Order, More };
    Q_ENUM(Row)
    enum Role {
        Kind = Qt::UserRole,
        Path,
        Group,
        Label,
        Unit,
        Description,
        Remark, ///< why it has no effect now, or that it is for a new run
        Restarts, ///< it is for a new run
        Amount, ///< a number
        On, ///< a flag
        Text, ///< a value as it is said, without its unit
        WordIndex,
        Words,
        Lowest, ///< of the slider
        Highest,
        HasSlider,
        Logarithmic,
        Whole,
        Bounds, ///< "1 to 512"
        OwnText, ///< what the scenario says
        DefaultText,
        Changed, ///< differs from what the scenario says; of a group: how many do
        Offered, ///< a habit that has no effect is not
        Stage, ///< of a group: the stage whose service belongs to it, or -1
        Basic
    };

    explicit ParameterModel(QObject* parent = nullptr);

    /// What is wanted, and the scenario's own values.
    void show(const engine::Scenario& wanted, const engine::Scenario& own, engine::Mode mode);
    void showAgain(); ///< in the language that is spoken now
    [[nodiscard]] int habitsOn() const { return m_habitsOn; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void counted();

private:
    struct Entry {
        Row kind = Row::Group;
        ParameterGroup group = ParameterGroup::Workload;
        const Parameter* parameter = nullptr;
        // What changes:
        QString text; ///< as the field says it; of a More: how many others there are
        QString own;
        QString remark;
        int changed = 0;

        friend bool operator==(const Entry&, const Entry&) = default;
    };

    [[nodiscard]] QVariant groupData(const Entry& entry, int role) const;
    [[nodiscard]] QVariant parameterData(const Entry& entry, int role) const;

    std::vector<Entry> m_entries;
    engine::Scenario m_wanted;
    engine::Scenario m_own;
    engine::Mode m_mode = engine::Mode::Bounded;
    int m_habitsOn = 0;
};

} // namespace ui
