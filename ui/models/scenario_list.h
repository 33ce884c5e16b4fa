// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/arrival_sketch.h"

#include <QAbstractListModel>
#include <QString>
#include <QtQml/qqmlregistration.h>

#include <vector>

namespace ui {

/// Scenarios to choose from: the built-in ones, or those of a folder.
///
/// Model    read when somebody first looks, and again on refresh(); files of the folder that are no scenarios are left
///          out, the newest comes first
/// Shape    one row for each; `name` is what starts it: the built-in name, or the path of the file
/// Threads  GUI thread only
class ScenarioList : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The application's composition makes it.")
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)

public:
    enum Role { Name = Qt::UserRole, Title, Promise, Facts, Bars, Outages, SlowTimes, Seconds };

    explicit ScenarioList(QObject* parent = nullptr); ///< the built-in ones
    explicit ScenarioList(const QString& folder, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return rowCount(); }

    Q_INVOKABLE int indexOf(const QString& name) const; ///< -1: not in the list
    Q_INVOKABLE QString nameAt(int index) const;
    void refresh();

Q_SIGNALS:
    void countChanged();

private:
    struct Entry {
        QString name;
        QString title;
        QString promise;
        QString facts;
        ArrivalSketch sketch;
    };
    [[nodiscard]] static Entry describe(const QString& name, const engine::Scenario& scenario);
    [[nodiscard]] const std::vector<Entry>& entries() const;
    [[nodiscard]] QStringList names() const;

    QString m_folder; ///< empty: the built-in ones
    mutable bool m_read = false;
    mutable std::vector<Entry> m_entries;
};

} // namespace ui
