// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/parameter_model.h"

#include <QSet>
#include <QtQml/qqmlregistration.h>

#include <limits>
#include <vector>

namespace ui {

/// The rows of a ParameterModel that are to be seen: of open groups, or those that are looked for.
///
/// Model    without a search: titles, and in open groups what is shown first and, if asked for, the rest. With one: every
///          parameter whose name, path or explanation has each of its words, under the title of its group. Of these the
///          first that fill `most` lines, so that a window need not make at once what is out of view; whoever searches or
///          opens wants all
/// Threads  GUI thread only
class ParameterList : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The application's composition makes it.")
    Q_PROPERTY(ui::ParameterModel* parameters READ parameters CONSTANT FINAL)
    Q_PROPERTY(bool habits MEMBER m_habits WRITE setHabits NOTIFY habitsChanged FINAL)
    Q_PROPERTY(QString search MEMBER m_search WRITE setSearch NOTIFY searchChanged FINAL)
    Q_PROPERTY(bool empty READ empty NOTIFY emptyChanged FINAL)
    Q_PROPERTY(int most READ most NOTIFY mostChanged FINAL)
    Q_PROPERTY(bool complete READ complete NOTIFY mostChanged FINAL)

public:
    enum Role { Open = ParameterModel::Basic + 1 }; ///< of a group, or of the rest of one

    explicit ParameterList(ParameterModel& parameters, QObject* parent = nullptr);

    [[nodiscard]] ParameterModel* parameters() const { return &m_parameters; }
    void setHabits(bool habits); ///< the anti-patterns instead of the others
    void setSearch(const QString& search);
    [[nodiscard]] int most() const { return m_most; }
    void keepBack(int most); ///< the rows after so many lines, until there is room for them
    Q_INVOKABLE void makeRoom(int most); ///< for so many lines; without effect where there is as much, or for all
    [[nodiscard]] bool complete() const { return m_most == kAll; } ///< no row is kept back any more
    [[nodiscard]] bool empty() const { return m_rows.empty(); }

    /// Opens or closes the group, or its rest, that a row of this list is the title of.
    Q_INVOKABLE void toggle(int row);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void habitsChanged();
    void searchChanged();
    void emptyChanged();
    void mostChanged();

private:
    static constexpr int kAll = std::numeric_limits<int>::max();

    void siftAll(); ///< from now on no row is kept back
    void sift();
    [[nodiscard]] bool accepts(int row) const;
    [[nodiscard]] bool matches(const QModelIndex& parameter) const;
    [[nodiscard]] bool hasMatch(int group) const;

    ParameterModel& m_parameters;
    std::vector<int> m_rows; ///< of the model, rising
    int m_most = kAll; ///< lines
    int m_lines = 0; ///< that the rows fill
    bool m_habits = false;
    QString m_search;
    QSet<int> m_closed; ///< groups
    QSet<int> m_whole; ///< groups of which the rest is shown, too
};

} // namespace ui
