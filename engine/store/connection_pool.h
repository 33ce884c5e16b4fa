// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/semaphore.h"
#include "engine/store/order_database.h"

#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace engine {

/// A limited number of database connections, each on a thread of its own.
///
/// Model    `co_await acquire(token)`, then take(): connections go to waiters first in, first out. A connection's
///          thread starts, and opens the file, with its first transaction. While a transaction is under way it is an
///          external operation of the executor: virtual time stands still
/// Bounds   never more connections in use than the limit; when it is lowered, those in use beyond it count as part of
///          the limit until they come back
/// Errors   see OrderStore
/// Threads  every function from any thread, but close() not from a worker. Leases and the executor: the one must be
///          gone before the pool is, the other must outlive it
class ConnectionPool {
public:
    class Lease;
    class TransactionAwaiter;
    class FetchAwaiter;

    ConnectionPool(Executor& executor, const OrderFile& file, int limit);
    ~ConnectionPool();
    ConnectionPool(const ConnectionPool&) = delete;
    ConnectionPool& operator=(const ConnectionPool&) = delete;

    /// Waits for the right to take one connection.
    [[nodiscard]] Semaphore::AcquireAwaiter acquire(const CancellationToken& token) { return m_permits.acquire(token); }
    /// The connection that acquire() gave a right to.
    [[nodiscard]] Lease take();

    void setLimit(int limit); ///< at least 1
    [[nodiscard]] StoreView view() const;

    /// Waits for the transactions under way, ends the threads and leaves one file behind. Later transactions fail.
    void close();

private:
    class Connection;

    /// What somebody wants a connection's thread to do. Whoever has submitted it keeps it until it has run.
    class Job {
    public:
        virtual void run(OrderDatabase& database) noexcept = 0;

    protected:
        ~Job() = default;
    };

    /// Begins the external operation that `job` is, and ends with its last action. Nothing: it was submitted.
    [[nodiscard]] std::optional<Failure> submit(Connection& connection, Job& job);
    void giveBack(Connection& connection);
    void endQueryAndGiveBack(Connection& connection);
    void countCommit(std::size_t rows);

    Executor& m_executor;
    const OrderFile& m_file;
    WriterTurn m_turn;
    Semaphore m_permits;
    mutable std::mutex m_mutex;
    int m_limit;
    int m_surplus = 0; ///< permits that are swallowed when they come back, because the limit was lowered
    StoreView m_view; ///< but for the limit
    std::vector<std::unique_ptr<Connection>> m_connections;
    std::vector<Connection*> m_idle; ///< the last to come back is the first to go: its caches are warm
};

/// One connection, for as long as it lives.
class ConnectionPool::Lease {
public:
    Lease(Lease&& other) noexcept
        : m_pool(other.m_pool)
        , m_connection(std::exchange(other.m_connection, nullptr))
        , m_queried(other.m_queried)
    {
    }
    Lease& operator=(Lease&&) = delete;
    ~Lease()
    {
        if (m_connection)
            m_queried ? m_pool->endQueryAndGiveBack(*m_connection) : m_pool->giveBack(*m_connection);
    }

    /// Stores all of it in one transaction: `co_await` gives Outcome<ChunkResult>.
    [[nodiscard]] TransactionAwaiter store(std::span<const Order> orders, std::span<const DeadLetter> letters) const;
    /// The next orders of a query over all of them, which ends with the lease: `co_await` gives
    /// Outcome<std::vector<OrderRow>>, and fewer than `count` rows only at its end.
    [[nodiscard]] FetchAwaiter fetch(std::size_t count);

private:
    friend class ConnectionPool;
    Lease(ConnectionPool& pool, Connection& connection) noexcept
        : m_pool(&pool)
        , m_connection(&connection)
    {
    }

    ConnectionPool* m_pool;
    Connection* m_connection;
    bool m_queried = false;
};

/// A transaction on a connection's thread. It is not cancelled any more.
class [[nodiscard]] ConnectionPool::TransactionAwaiter final : public Awaiter<TransactionAwaiter>, private Job {
public:
    [[nodiscard]] OrderActivity waitsAs() const noexcept { return OrderActivity::Suspended; }
    [[nodiscard]] bool ready() const noexcept { return false; }
    bool begin();
    Outcome<ChunkResult> finish() { return std::move(m_result); }

private:
    friend class Lease;
    friend class Connection;
    TransactionAwaiter(ConnectionPool& pool, Connection& connection, std::span<const Order> orders,
        std::span<const DeadLetter> letters) noexcept
        : m_pool(pool)
        , m_connection(connection)
        , m_orders(orders)
        , m_letters(letters)
    {
    }
    void run(OrderDatabase& database) noexcept override;

    ConnectionPool& m_pool;
    Connection& m_connection;
    std::span<const Order> m_orders;
    std::span<const DeadLetter> m_letters;
    Outcome<ChunkResult> m_result; ///< published by wake()
};

/// A batch of rows, fetched on a connection's thread. It is not cancelled any more.
class [[nodiscard]] ConnectionPool::FetchAwaiter final : public Awaiter<FetchAwaiter>, private Job {
public:
    [[nodiscard]] bool ready() const noexcept { return false; }
    bool begin();
    Outcome<std::vector<OrderRow>> finish() { return std::move(m_result); }

private:
    friend class Lease;
    FetchAwaiter(ConnectionPool& pool, Connection& connection, std::size_t count) noexcept
        : m_pool(pool)
        , m_connection(connection)
        , m_count(count)
    {
    }
    void run(OrderDatabase& database) noexcept override;

    ConnectionPool& m_pool;
    Connection& m_connection;
    std::size_t m_count;
    Outcome<std::vector<OrderRow>> m_result; ///< published by wake()
};

} // namespace engine
