// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

#include <vector>

namespace ui {

/// The built-in scenarios, sorted by name.
///
/// Threads  GUI thread only
class ScenarioList : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The application's composition makes it.")

public:
    enum Role { Name = Qt::UserRole, Title, Description };

    explicit ScenarioList(QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    Q_INVOKABLE int indexOf(const QString& name) const; ///< -1: not built in
    Q_INVOKABLE QString nameAt(int index) const;
    Q_INVOKABLE QString descriptionOf(const QString& name) const;

private:
    struct Entry {
        QString name;
        QString title;
        QString description;
    };
    std::vector<Entry> m_entries;
};

} // namespace ui
