// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/order_database.h"

namespace engine {

namespace {

/// 16 MiB of log between two checkpoints: each one waits for the disk, and the log is a run's own.
constexpr int kCheckpointPages = 4096;

const QString& insertOrderText()
{
    static const QString kText =
        QStringLiteral("INSERT INTO orders (id, idempotency_key, customer, lines, total_cents, persisted_at_ns)"
                       " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (idempotency_key) DO NOTHING");
    return kText;
}

const QString& insertLetterText()
{
    static const QString kText = QStringLiteral(
        "INSERT INTO dead_letters (order_id, stage, outcome, reason, attempts, at_ns) VALUES (?, ?, ?, ?, ?, ?)");
    return kText;
}

/// SQLite's integers are signed: ids beyond their half keep their bits.
QVariant bits(std::uint64_t id)
{
    return QVariant::fromValue(static_cast<qlonglong>(id));
}

const QString& selectOrdersText()
{
    // By rowid, which is how they lie in the file: any other order would be sorted before the first row comes.
    static const QString kText =
        QStringLiteral("SELECT id, customer, lines, total_cents, persisted_at_ns FROM orders ORDER BY rowid");
    return kText;
}

OrderRow rowAt(const QSqlQuery& query)
{
    OrderRow row;
    row.order.id = static_cast<OrderId>(query.value(0).toLongLong());
    row.order.customer = query.value(1).toString().toStdString();
    row.order.lines = query.value(2).toUInt();
    row.order.totalCents = query.value(3).toLongLong();
    row.persistedAt = std::chrono::nanoseconds(query.value(4).toLongLong());
    return row;
}

QVariant number(std::int64_t value)
{
    return QVariant::fromValue(static_cast<qlonglong>(value));
}

} // namespace

Outcome<ChunkResult> OrderDatabase::store(
    std::span<const Order> orders, std::span<const DeadLetter> letters, std::int64_t nowNs)
{
    const std::lock_guard turn(m_turn.mutex);
    ChunkResult result;
    const Outcome<void> begun =
        m_file.checkPresent().and_then([this] { return ensureOpen(); }).and_then([this] { return begin(); });
    if (!begun)
        return tl::unexpected<Failure>(begun.error());
    const Outcome<void> stored =
        insertOrders(orders, nowNs, result).and_then([&] { return insertLetters(letters); }).and_then([this] {
            return run(*m_commit);
        });
    if (stored)
        return result;
    // Some errors have rolled back already, and then there is nothing to roll back: either way no transaction is open.
    (void)m_connection->execute(QStringLiteral("ROLLBACK"), "write to");
    return tl::unexpected<Failure>(stored.error());
}

Outcome<void> OrderDatabase::beginQuery()
{
    if (m_query)
        return {};
    Outcome<void> ready = m_file.checkPresent("read").and_then([this] { return ensureOpen(); });
    if (!ready)
        return ready;
    setPatient(true); // a reader waits for its own sake only, and no other
    return m_connection->prepare(selectOrdersText(), "read").and_then([this](std::unique_ptr<QSqlQuery> prepared) {
        m_query = std::move(prepared);
        return m_query->exec() ? Outcome<void>()
                               : tl::unexpected<Failure>(m_connection->failure(m_query->lastError(), "read"));
    });
}

Outcome<std::vector<OrderRow>> OrderDatabase::fetch(std::size_t count)
{
    if (const Outcome<void> begun = beginQuery(); !begun) {
        m_query.reset();
        return tl::unexpected<Failure>(begun.error());
    }
    std::vector<OrderRow> rows;
    rows.reserve(count);
    while (rows.size() < count && m_query->next())
        rows.push_back(rowAt(*m_query));
    if (rows.size() == count)
        return rows;
    const QSqlError error = m_query->lastError();
    m_query.reset();
    if (error.isValid())
        return tl::unexpected<Failure>(m_connection->failure(error, "read"));
    return rows;
}

void OrderDatabase::checkpoint()
{
    if (m_connection)
        (void)m_connection->execute(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"), "close");
}

Outcome<void> OrderDatabase::ensureOpen()
{
    if (m_connection)
        return {};
    auto opened = SqlConnection::open(m_file.path(), SqlConnection::Access::Existing, m_file.busyTimeout());
    if (!opened)
        return tl::unexpected<Failure>(opened.error());
    m_connection = std::move(*opened);
    m_patient = true;
    Outcome<void> prepared = prepareStatements();
    if (!prepared) {
        m_begin.reset();
        m_commit.reset();
        m_insertOrder.reset();
        m_insertLetter.reset();
        m_connection.reset();
    }
    return prepared;
}

Outcome<void> OrderDatabase::prepareStatements()
{
    QStringList pragmas {QStringLiteral("PRAGMA synchronous = NORMAL"),
        QStringLiteral("PRAGMA wal_autocheckpoint = %1").arg(kCheckpointPages)};
    if (m_file.maxPages() > 0)
        pragmas << QStringLiteral("PRAGMA max_page_count = %1").arg(static_cast<qlonglong>(m_file.maxPages()));
    for (const QString& pragma : pragmas) {
        if (auto done = m_connection->execute(pragma, "open"); !done)
            return done;
    }
    const auto prepare = [this](std::unique_ptr<QSqlQuery>& query, const QString& text) -> Outcome<void> {
        return m_connection->prepare(text, "write to").map([&query](std::unique_ptr<QSqlQuery> prepared) {
            query = std::move(prepared);
        });
    };
    return prepare(m_begin, QStringLiteral("BEGIN IMMEDIATE"))
        .and_then([&] { return prepare(m_commit, QStringLiteral("COMMIT")); })
        .and_then([&] { return prepare(m_insertOrder, insertOrderText()); })
        .and_then([&] { return prepare(m_insertLetter, insertLetterText()); });
}

void OrderDatabase::setPatient(bool patient)
{
    if (patient == m_patient)
        return;
    const qlonglong timeout = patient ? m_file.busyTimeout().count() : 0;
    if (m_connection->execute(QStringLiteral("PRAGMA busy_timeout = %1").arg(timeout), "write to"))
        m_patient = patient;
}

Outcome<void> OrderDatabase::begin()
{
    setPatient(!m_turn.lockedOut);
    const bool begun = m_begin->exec();
    m_turn.lockedOut = !begun && isLocked(m_begin->lastError());
    if (!begun)
        return tl::unexpected<Failure>(m_connection->failure(m_begin->lastError(), "write to"));
    return {};
}

Outcome<void> OrderDatabase::run(QSqlQuery& query)
{
    if (!query.exec())
        return tl::unexpected<Failure>(m_connection->failure(query.lastError(), "write to"));
    return {};
}

Outcome<void> OrderDatabase::insertOrders(std::span<const Order> orders, std::int64_t nowNs, ChunkResult& result)
{
    QSqlQuery& insert = *m_insertOrder;
    for (std::size_t i = 0; i < orders.size(); ++i) {
        const Order& order = orders[i];
        insert.bindValue(0, bits(order.id));
        insert.bindValue(1, bits(order.idempotencyKey()));
        insert.bindValue(2, QString::fromStdString(order.customer));
        insert.bindValue(3, order.lines);
        insert.bindValue(4, number(order.totalCents));
        insert.bindValue(5, number(nowNs));
        if (auto inserted = run(insert); !inserted)
            return inserted;
        if (insert.numRowsAffected() > 0)
            ++result.committed;
        else
            result.refused.push_back(
                {i, Failure::of(FailureKind::Invalid, "order " + std::to_string(order.id) + " is already stored")});
    }
    return {};
}

Outcome<void> OrderDatabase::insertLetters(std::span<const DeadLetter> letters)
{
    QSqlQuery& insert = *m_insertLetter;
    for (const DeadLetter& letter : letters) {
        insert.bindValue(0, bits(letter.order));
        insert.bindValue(1, QString::fromLatin1(toString(letter.stage)));
        insert.bindValue(2, QString::fromLatin1(toString(letter.end)));
        insert.bindValue(3, QString::fromStdString(letter.reason));
        insert.bindValue(4, letter.attempts);
        insert.bindValue(5, number(letter.atNs));
        if (auto inserted = run(insert); !inserted)
            return inserted;
    }
    return {};
}

} // namespace engine
