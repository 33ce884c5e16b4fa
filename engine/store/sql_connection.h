// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/outcome.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <chrono>
#include <memory>
#include <string_view>
#include <utility>

namespace engine {

/// Whether the failure is that another program has the database locked.
[[nodiscard]] bool isLocked(const QSqlError& error);

/// The failure behind an error of SQLite, in words: what could not be done, to which file, why, and what helps.
[[nodiscard]] Failure failureOf(const QSqlError& error, std::string_view doing, const QString& path);

/// One open SQLite file, on one thread.
///
/// Errors   Unavailable or Invalid as values; see failureOf()
/// Threads  every function, and the destructor, on the thread that opened it. Queries must be gone before it
class SqlConnection {
public:
    enum class Access {
        Create, ///< makes the file if there is none
        Existing, ///< a file that is missing is an error
    };

    [[nodiscard]] static Outcome<std::unique_ptr<SqlConnection>> open(
        const QString& path, Access access, std::chrono::milliseconds busyTimeout);
    ~SqlConnection();
    SqlConnection(const SqlConnection&) = delete;
    SqlConnection& operator=(const SqlConnection&) = delete;

    /// `doing` completes "cannot ..." in a failure's message.
    [[nodiscard]] Outcome<void> execute(const QString& statement, std::string_view doing);
    /// The first column of the first row; invalid if there is no row.
    [[nodiscard]] Outcome<QVariant> value(const QString& query, std::string_view doing);
    [[nodiscard]] Outcome<std::unique_ptr<QSqlQuery>> prepare(const QString& statement, std::string_view doing);

    [[nodiscard]] Failure failure(const QSqlError& error, std::string_view doing) const
    {
        return failureOf(error, doing, m_path);
    }

private:
    SqlConnection(QString path, QString name)
        : m_path(std::move(path))
        , m_name(std::move(name))
    {
    }

    QString m_path;
    QString m_name; ///< under which Qt knows it
    QSqlDatabase m_database;
};

} // namespace engine
