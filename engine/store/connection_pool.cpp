// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/connection_pool.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

namespace engine {

/// A database thread, and the one job at a time that it is given.
class ConnectionPool::Connection final : private Job {
public:
    explicit Connection(ConnectionPool& pool)
        : m_pool(pool)
    {
    }

    /// False: the pool is closed. Throws std::system_error if no thread can be started.
    bool submit(Job& job)
    {
        const std::lock_guard lock(m_mutex);
        if (m_stop)
            return false;
        if (!m_thread.joinable())
            m_thread = std::thread([this] { serve(); });
        m_next = &job;
        m_changed.notify_one();
        return true;
    }
    /// The job that ends a query, and with it a lease.
    [[nodiscard]] Job& queryEnd() { return *this; }
    /// Waits for the job under way and for the thread. True: there was one.
    bool stop(bool checkpoint)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_stop = true;
            m_checkpoint = checkpoint;
            m_changed.notify_one();
        }
        if (!m_thread.joinable())
            return false;
        m_thread.join();
        return true;
    }
    [[nodiscard]] bool hasThread() const
    {
        const std::lock_guard lock(m_mutex);
        return m_thread.joinable();
    }

private:
    void run(OrderDatabase& database) noexcept override
    {
        Executor& executor = m_pool.m_executor;
        database.endQuery();
        m_pool.giveBack(*this);
        executor.endExternal();
    }
    void serve()
    {
        OrderDatabase database(m_pool.m_file, m_pool.m_turn);
        std::unique_lock lock(m_mutex);
        for (;;) {
            m_changed.wait(lock, [this] { return m_next || m_stop; });
            Job* const job = std::exchange(m_next, nullptr);
            if (!job)
                break;
            lock.unlock();
            job->run(database);
            lock.lock();
        }
        if (m_checkpoint)
            database.checkpoint();
    }

    ConnectionPool& m_pool;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    Job* m_next = nullptr;
    bool m_stop = false;
    bool m_checkpoint = false;
    std::thread m_thread;
};

// --- pool -------------------------------------------------------------------------------------------------------------

ConnectionPool::ConnectionPool(Executor& executor, const OrderFile& file, int limit)
    : m_executor(executor)
    , m_file(file)
    , m_permits(std::max(limit, 1))
    , m_limit(std::max(limit, 1))
{
}

ConnectionPool::~ConnectionPool()
{
    close();
}

ConnectionPool::Lease ConnectionPool::take()
{
    const std::lock_guard lock(m_mutex);
    if (m_idle.empty()) {
        m_connections.push_back(std::make_unique<Connection>(*this));
        m_idle.reserve(m_connections.size());
        m_idle.push_back(m_connections.back().get());
    }
    Connection& connection = *m_idle.back();
    m_idle.pop_back();
    ++m_view.connections.now;
    m_view.connections.peak = std::max(m_view.connections.peak, m_view.connections.now);
    return {*this, connection};
}

void ConnectionPool::giveBack(Connection& connection)
{
    const std::lock_guard lock(m_mutex);
    --m_view.connections.now;
    m_idle.push_back(&connection);
    if (m_surplus > 0)
        --m_surplus;
    else
        m_permits.release();
}

std::optional<Failure> ConnectionPool::submit(Connection& connection, Job& job)
{
    std::optional<Failure> refused;
    m_executor.beginExternal();
    try {
        if (connection.submit(job))
            return refused;
        refused = Failure::of(FailureKind::Unavailable, "the order store is closed");
    } catch (const std::system_error& error) {
        refused = Failure::of(FailureKind::Unavailable,
            std::string("cannot start a thread for the order database (") + error.what() + "). Use fewer connections");
    }
    m_executor.endExternal();
    return refused;
}

/// The statement belongs to the connection's thread, so only that one can end it. Nobody waits for it but time.
void ConnectionPool::endQueryAndGiveBack(Connection& connection)
{
    if (submit(connection, connection.queryEnd()))
        giveBack(connection); // the pool is closed, and the query has ended with its thread
}

void ConnectionPool::setLimit(int limit)
{
    const std::lock_guard lock(m_mutex);
    const int wanted = std::max(limit, 1);
    for (; m_limit > wanted; --m_limit) {
        if (!m_permits.tryAcquire())
            ++m_surplus;
    }
    for (; m_limit < wanted; ++m_limit) {
        if (m_surplus > 0)
            --m_surplus;
        else
            m_permits.release();
    }
}

void ConnectionPool::countCommit(std::size_t rows)
{
    const std::lock_guard lock(m_mutex);
    ++m_view.transactions;
    m_view.rows += static_cast<std::int64_t>(rows);
}

StoreView ConnectionPool::view() const
{
    const std::lock_guard lock(m_mutex);
    StoreView view = m_view;
    view.connections.limit = m_limit + m_surplus;
    return view;
}

void ConnectionPool::close()
{
    std::vector<Connection*> connections;
    {
        const std::lock_guard lock(m_mutex);
        for (const auto& connection : m_connections)
            connections.push_back(connection.get());
    }
    // The last one to go finds nobody else in the file and puts the log back into it.
    const auto idle = std::partition(
        connections.begin(), connections.end(), [](const Connection* connection) { return connection->hasThread(); });
    for (auto connection = connections.begin(); connection != connections.end(); ++connection)
        (*connection)->stop(connection + 1 == idle);
}

// --- transaction ------------------------------------------------------------------------------------------------------

ConnectionPool::TransactionAwaiter ConnectionPool::Lease::store(
    std::span<const Order> orders, std::span<const DeadLetter> letters) const
{
    return {*m_pool, *m_connection, orders, letters};
}

bool ConnectionPool::TransactionAwaiter::begin()
{
    if (std::optional<Failure> refused = m_pool.submit(m_connection, *this)) {
        m_result = tl::unexpected<Failure>(std::move(*refused));
        return false;
    }
    return true;
}

/// On the connection's thread. The caller goes on as soon as it is woken, and this awaiter with it.
void ConnectionPool::TransactionAwaiter::run(OrderDatabase& database) noexcept
{
    Executor& executor = m_pool.m_executor;
    try {
        const std::int64_t nowNs = executor.clock().now().time_since_epoch().count();
        m_result = database.store(m_orders, m_letters, nowNs);
        if (m_result)
            m_pool.countCommit(m_result->committed);
    } catch (const std::exception& error) {
        m_result = failed(FailureKind::Unavailable, std::string("cannot write to the order database: ") + error.what());
    }
    waiter().wake();
    executor.endExternal();
}

// --- query ------------------------------------------------------------------------------------------------------------

ConnectionPool::FetchAwaiter ConnectionPool::Lease::fetch(std::size_t count)
{
    m_queried = true;
    return {*m_pool, *m_connection, count};
}

bool ConnectionPool::FetchAwaiter::begin()
{
    if (std::optional<Failure> refused = m_pool.submit(m_connection, *this)) {
        m_result = tl::unexpected<Failure>(std::move(*refused));
        return false;
    }
    return true;
}

void ConnectionPool::FetchAwaiter::run(OrderDatabase& database) noexcept
{
    Executor& executor = m_pool.m_executor;
    try {
        m_result = database.fetch(m_count);
    } catch (const std::exception& error) {
        m_result = failed(FailureKind::Unavailable, std::string("cannot read the order database: ") + error.what());
    }
    waiter().wake();
    executor.endExternal();
}

} // namespace engine
