// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/order_file.h"
#include "engine/store/order_row.h"
#include "engine/store/order_store.h"
#include "engine/store/sql_connection.h"

#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace engine {

/// SQLite lets one connection write at a time: whose turn it is among those of this process.
struct WriterTurn {
    std::mutex mutex;
    bool lockedOut = false; ///< another program had the file locked for the whole of the last busy timeout
};

/// One connection to an order file, with its prepared statements.
///
/// Model    opened by the first transaction. While another program keeps the file locked, one transaction waits for the
///          busy timeout and those after it fail at once, until one gets through again
/// Errors   see OrderStore; a transaction that fails leaves no row
/// Threads  every function, and the destructor, on one thread: Qt's connections belong to whoever opened them
class OrderDatabase {
public:
    OrderDatabase(const OrderFile& file, WriterTurn& turn)
        : m_file(file)
        , m_turn(turn)
    {
    }

    /// Stores all of it in one transaction, waiting for its turn. `nowNs` is the clock time that the rows carry.
    [[nodiscard]] Outcome<ChunkResult> store(
        std::span<const Order> orders, std::span<const DeadLetter> letters, std::int64_t nowNs);

    /// The next `count` orders of a query over all of them, which the first call begins. Fewer than that, or a failure:
    /// the query is over. Needs no turn: those who write do not stop those who read.
    [[nodiscard]] Outcome<std::vector<OrderRow>> fetch(std::size_t count);
    /// Ends the query, if there is one, before all of it was fetched.
    void endQuery() { m_query.reset(); }

    /// Moves what is in the write-ahead log into the file, as far as others let it.
    void checkpoint();

private:
    [[nodiscard]] Outcome<void> ensureOpen();
    [[nodiscard]] Outcome<void> prepareStatements();
    [[nodiscard]] Outcome<void> begin();
    [[nodiscard]] Outcome<void> insertOrders(std::span<const Order> orders, std::int64_t nowNs, ChunkResult& result);
    [[nodiscard]] Outcome<void> insertLetters(std::span<const DeadLetter> letters);
    [[nodiscard]] Outcome<void> run(QSqlQuery& query);
    [[nodiscard]] Outcome<void> beginQuery();
    void setPatient(bool patient);

    const OrderFile& m_file;
    WriterTurn& m_turn;
    bool m_patient = true; ///< the connection waits for other programs' locks
    std::unique_ptr<SqlConnection> m_connection; ///< before the queries, which must be gone before it
    std::unique_ptr<QSqlQuery> m_begin;
    std::unique_ptr<QSqlQuery> m_commit;
    std::unique_ptr<QSqlQuery> m_insertOrder;
    std::unique_ptr<QSqlQuery> m_insertLetter;
    std::unique_ptr<QSqlQuery> m_query; ///< while one is under way: a statement that is open keeps its view of the file
};

} // namespace engine
