// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QStringList>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

namespace ui {

/// Every key of the window, once: what presses it, and what it says in the list of keys.
///
/// Shape    sorted as it is read: the run, changes, what is seen, the window
/// Errors   sequences() of a name that is not in the table is empty, and a warning
/// Threads  GUI thread only
class KeyTable final : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

public:
    enum Role { Keys = Qt::UserRole, What, Topic };

    explicit KeyTable(QObject* parent = nullptr) : QAbstractListModel(parent) {}

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    /// What a Shortcut takes, for one of the names in the table.
    Q_INVOKABLE [[nodiscard]] QVariantList sequences(const QString& name) const;
    /// The keys as a hint names them: "Ctrl+Z".
    Q_INVOKABLE [[nodiscard]] QString shown(const QString& name) const;
    /// The table as it is read: a list of {title, keys}, where keys is a list of {keys, what}.
    Q_INVOKABLE [[nodiscard]] QVariantList groups() const;
    [[nodiscard]] static QStringList names();
};

} // namespace ui
