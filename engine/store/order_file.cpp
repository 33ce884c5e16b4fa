// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/order_file.h"

#include "engine/store/sql_connection.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

namespace engine {

namespace {

/// What SQLite documents of the first bytes of its files.
constexpr int kHeaderSize = 100;
constexpr int kApplicationIdOffset = 68;
constexpr QByteArrayView kMagic("SQLite format 3\0", 16);

constexpr auto kOrdersTable = R"(CREATE TABLE orders (
    id INTEGER NOT NULL,
    idempotency_key INTEGER NOT NULL UNIQUE,
    customer TEXT NOT NULL,
    lines INTEGER NOT NULL,
    total_cents INTEGER NOT NULL,
    persisted_at_ns INTEGER NOT NULL))";
constexpr auto kDeadLettersTable = R"(CREATE TABLE dead_letters (
    order_id INTEGER NOT NULL,
    stage TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    at_ns INTEGER NOT NULL))";
constexpr auto kRunInfoTable = "CREATE TABLE run_info (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID";

bool isOrderDatabase(const QByteArray& header)
{
    return header.size() == kHeaderSize && header.startsWith(kMagic)
        && qFromBigEndian<quint32>(header.constData() + kApplicationIdOffset) == OrderFile::kApplicationId;
}

Outcome<void> writeInfo(SqlConnection& connection, const RunInfo& info)
{
    auto insert = connection.prepare(QStringLiteral("INSERT OR REPLACE INTO run_info VALUES (?, ?)"), "create");
    if (!insert)
        return tl::unexpected<Failure>(insert.error());
    QSqlQuery& query = **insert;
    for (const auto& [key, value] : info) {
        query.bindValue(0, QString::fromStdString(key));
        query.bindValue(1, QString::fromStdString(value));
        if (!query.exec())
            return tl::unexpected<Failure>(connection.failure(query.lastError(), "create"));
    }
    return {};
}

} // namespace

OrderFile::OrderFile(OrderFileOptions options)
    : m_options(std::move(options))
{
    m_options.path = QFileInfo(m_options.path).absoluteFilePath();
    m_nativePath = QFile::encodeName(m_options.path);
}

Outcome<void> OrderFile::create()
{
    return makeDirectory()
        .and_then([this] { return removeOld(); })
        .and_then([this] { return makeSchema(); })
        .map([this] { m_made = identity(); });
}

Outcome<void> OrderFile::takeExisting()
{
    const QFileInfo info(path());
    if (!info.exists())
        return refuse(FailureKind::Invalid, "there is no such file. Check the path", "read");
    QFile file(path());
    if (!info.isFile())
        return refuse(FailureKind::Invalid, "this is no file. Give the orders.sqlite of a run", "read");
    if (!file.open(QIODevice::ReadOnly)) {
        return refuse(FailureKind::Invalid,
            "the file cannot be opened (" + file.errorString().toStdString() + "). Make it readable", "read");
    }
    if (!isOrderDatabase(file.read(kHeaderSize))) {
        return refuse(FailureKind::Invalid, "this is not an order database. Give the orders.sqlite of a run", "read");
    }
    m_made = identity();
    return {};
}

Outcome<void> OrderFile::refuse(FailureKind kind, const std::string& why, std::string_view doing) const
{
    return failed(kind, "cannot " + std::string(doing) + " the order database '" + path().toStdString() + "': " + why);
}

std::optional<OrderFile::Identity> OrderFile::identity() const
{
#ifdef Q_OS_UNIX
    struct stat status = {};
    if (::stat(m_nativePath.constData(), &status) != 0)
        return std::nullopt;
    return Identity(status.st_dev, status.st_ino);
#else
    // A file that is open cannot be removed or replaced there.
    return QFile::exists(path()) ? std::optional(Identity()) : std::nullopt;
#endif
}

Outcome<void> OrderFile::makeDirectory() const
{
    const QString directory = QFileInfo(path()).absolutePath();
    if (!QDir().mkpath(directory)) {
        return refuse(FailureKind::Unavailable,
            "its directory '" + directory.toStdString() + "' cannot be made. Choose another path");
    }
    return {};
}

Outcome<void> OrderFile::removeOld() const
{
    const QFileInfo old(path());
    if (!old.exists())
        return {};
    if (!old.isFile())
        return refuse(FailureKind::Invalid, "there is something of that name that is no file. Choose another path");
    QFile file(path());
    if (!file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly)) {
        return refuse(FailureKind::Invalid,
            "the file that is there cannot be written (" + file.errorString().toStdString()
                + "). Make it writable, or choose another path");
    }
    const QByteArray header = file.read(kHeaderSize);
    file.close();
    const bool empty = header.isEmpty();
    const bool ours = isOrderDatabase(header);
    if (!ours && !empty) {
        return refuse(FailureKind::Invalid,
            "the file that is there is not an order database, and is left as it is. Move it, or choose another path");
    }
    if (ours) {
        // Leaving WAL mode succeeds only when nobody else has the file open. A file that is removed under another
        // program would share its log with the new one.
        auto connection = SqlConnection::open(path(), SqlConnection::Access::Existing, m_options.busyTimeout);
        if (!connection)
            return tl::unexpected<Failure>(connection.error());
        const auto mode = (*connection)->value(QStringLiteral("PRAGMA journal_mode = DELETE"), "replace");
        if (!mode)
            return tl::unexpected<Failure>(mode.error());
        if (mode->toString() != QLatin1String("delete"))
            return refuse(FailureKind::Unavailable, "another program has the old one open. Close that program");
    }
    if (!file.remove()) {
        return refuse(FailureKind::Invalid,
            "the old one cannot be removed (" + file.errorString().toStdString()
                + "). Make its directory writable, or choose another path");
    }
    return {};
}

Outcome<void> OrderFile::makeSchema() const
{
    auto opened = SqlConnection::open(path(), SqlConnection::Access::Create, m_options.busyTimeout);
    if (!opened)
        return tl::unexpected<Failure>(opened.error());
    SqlConnection& connection = **opened;
    // A new file has nothing to lose yet, so nothing waits for the disk. It is made in the mode that puts the header
    // straight into the file, where removeOld() looks for it.
    QStringList statements {QStringLiteral("PRAGMA synchronous = OFF")};
    if (m_options.maxPages > 0)
        statements << QStringLiteral("PRAGMA max_page_count = %1").arg(static_cast<qlonglong>(m_options.maxPages));
    statements << QStringLiteral("BEGIN IMMEDIATE") << QStringLiteral("PRAGMA application_id = %1").arg(kApplicationId)
               << QStringLiteral("PRAGMA user_version = %1").arg(kSchemaVersion) << QLatin1String(kOrdersTable)
               << QLatin1String(kDeadLettersTable) << QLatin1String(kRunInfoTable);
    for (const QString& statement : statements) {
        if (auto done = connection.execute(statement, "create"); !done)
            return done;
    }
    if (auto written = writeInfo(connection, m_options.info); !written)
        return written;
    if (auto committed = connection.execute(QStringLiteral("COMMIT"), "create"); !committed)
        return committed;
    const auto mode = connection.value(QStringLiteral("PRAGMA journal_mode = WAL"), "create");
    if (!mode)
        return tl::unexpected<Failure>(mode.error());
    if (mode->toString() != QLatin1String("wal")) {
        return refuse(FailureKind::Unavailable,
            "its disk does not support SQLite's write-ahead log. Choose a path on a local disk");
    }
    return {};
}

Outcome<void> OrderFile::checkPresent(std::string_view doing) const
{
    const std::optional<Identity> found = identity();
    if (found && found == m_made)
        return {};
    return failed(FailureKind::Unavailable,
        "cannot " + std::string(doing) + " the order database '" + path().toStdString()
            + "': " + (found ? "another file has taken its place" : "the file has vanished")
            + ". Whatever moved or removed it must leave it alone until the run has ended");
}

Outcome<std::int64_t> OrderFile::countRows(const QString& table) const
{
    auto connection = SqlConnection::open(path(), SqlConnection::Access::Existing, m_options.busyTimeout);
    if (!connection)
        return tl::unexpected<Failure>(connection.error());
    return (*connection)
        ->value(QStringLiteral("SELECT count(*) FROM %1").arg(table), "read")
        .map([](const QVariant& rows) { return static_cast<std::int64_t>(rows.toLongLong()); });
}

} // namespace engine
