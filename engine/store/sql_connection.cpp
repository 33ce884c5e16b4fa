// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/sql_connection.h"

#include <QUrl>

#include <atomic>
#include <mutex>

namespace engine {

namespace {

/// Qt keeps connections by name and loads the driver on first use: one thread at a time.
std::mutex& registryMutex()
{
    static std::mutex mutex;
    return mutex;
}

QString uniqueName()
{
    static std::atomic<int> count {0};
    return QStringLiteral("threadweir-%1").arg(count.fetch_add(1, std::memory_order_relaxed));
}

/// SQLite's primary result codes, as of its documented and stable interface.
enum SqliteCode {
    kError = 1,
    kPermission = 3,
    kBusy = 5,
    kLocked = 6,
    kReadOnly = 8,
    kInputOutput = 10,
    kCorrupt = 11,
    kFull = 13,
    kCannotOpen = 14,
    kSchema = 17,
    kConstraint = 19,
    kMismatch = 20,
    kNotADatabase = 26,
};

int primaryCode(const QSqlError& error)
{
    return error.nativeErrorCode().toInt() & 0xff;
}

struct Explanation {
    FailureKind kind;
    const char* text;
};

Explanation explain(int code)
{
    switch (code) {
    case kBusy:
    case kLocked:
        return {FailureKind::Unavailable, "another program has it locked. Close that program, or let it finish"};
    case kFull:
        return {FailureKind::Unavailable, "the disk is full. Free some space, or choose another path"};
    case kReadOnly:
    case kPermission:
        return {
            FailureKind::Invalid, "the file or its directory is read-only. Make both writable, or choose another path"};
    case kCannotOpen:
        return {FailureKind::Unavailable,
            "the file cannot be opened or made. Check that its directory exists and is writable, or choose another "
            "path"};
    case kInputOutput:
        return {FailureKind::Unavailable, "the disk reports an error. Check the disk, or choose another path"};
    case kCorrupt:
        return {FailureKind::Unavailable, "the file is damaged. Choose another path"};
    case kNotADatabase:
        return {FailureKind::Invalid, "the file is not a database. Choose another path"};
    case kError:
    case kSchema:
    case kConstraint:
    case kMismatch:
        return {FailureKind::Invalid,
            "its tables are not those of an order database: another program has changed them. Choose another path"};
    default:
        return {FailureKind::Unavailable, "SQLite reports an error. Choose another path"};
    }
}

} // namespace

bool isLocked(const QSqlError& error)
{
    const int code = primaryCode(error);
    return code == kBusy || code == kLocked;
}

Failure failureOf(const QSqlError& error, std::string_view doing, const QString& path)
{
    const Explanation explanation = explain(primaryCode(error));
    std::string message = "cannot ";
    message += doing;
    message += " the order database '" + path.toStdString() + "': " + explanation.text;
    if (const QString detail = error.databaseText(); !detail.isEmpty())
        message += " (SQLite: " + detail.toStdString() + ')';
    return Failure::of(explanation.kind, std::move(message));
}

Outcome<std::unique_ptr<SqlConnection>> SqlConnection::open(
    const QString& path, Access access, std::chrono::milliseconds busyTimeout)
{
    std::unique_ptr<SqlConnection> connection(new SqlConnection(path, uniqueName()));
    const std::lock_guard lock(registryMutex());
    QSqlDatabase& database = connection->m_database;
    database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection->m_name);
    if (!database.isValid()) {
        return failed(FailureKind::Unavailable,
            "cannot open the order database '" + path.toStdString()
                + "': Qt's SQLite driver is missing. Install it (on Debian and Ubuntu: libqt6sql6-sqlite)");
    }
    // As a URI, because only there SQLite can be told not to make a file that has vanished.
    QString uri = QString::fromLatin1(QUrl::fromLocalFile(path).toEncoded());
    uri.replace(u'?', QLatin1String("%3f"));
    uri += access == Access::Create ? QLatin1String("?mode=rwc") : QLatin1String("?mode=rw");
    database.setDatabaseName(uri);
    database.setConnectOptions(
        QStringLiteral("QSQLITE_OPEN_URI;QSQLITE_BUSY_TIMEOUT=%1").arg(static_cast<qlonglong>(busyTimeout.count())));
    if (!database.open()) {
        const Failure failure = connection->failure(database.lastError(), "open");
        database = QSqlDatabase();
        return tl::unexpected<Failure>(failure);
    }
    return connection;
}

SqlConnection::~SqlConnection()
{
    m_database.close(); // may write the last of the log into the file: not under the mutex
    m_database = QSqlDatabase();
    const std::lock_guard lock(registryMutex());
    QSqlDatabase::removeDatabase(m_name);
}

Outcome<void> SqlConnection::execute(const QString& statement, std::string_view doing)
{
    QSqlQuery query(m_database);
    if (!query.exec(statement))
        return tl::unexpected<Failure>(failure(query.lastError(), doing));
    return {};
}

Outcome<QVariant> SqlConnection::value(const QString& text, std::string_view doing)
{
    QSqlQuery query(m_database);
    if (!query.exec(text))
        return tl::unexpected<Failure>(failure(query.lastError(), doing));
    return query.next() ? query.value(0) : QVariant();
}

Outcome<std::unique_ptr<QSqlQuery>> SqlConnection::prepare(const QString& statement, std::string_view doing)
{
    auto query = std::make_unique<QSqlQuery>(m_database);
    query->setForwardOnly(true);
    if (!query->prepare(statement))
        return tl::unexpected<Failure>(failure(query->lastError(), doing));
    return query;
}

} // namespace engine
