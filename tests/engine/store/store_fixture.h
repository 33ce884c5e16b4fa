// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/delay.h"
#include "engine/runtime/task_scope.h"
#include "engine/store/sqlite_order_store.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QVariant>
#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace tests {

using namespace std::chrono_literals;

/// Another program that uses the file: plain SQLite, through Qt.
class PlainSqlite {
public:
    explicit PlainSqlite(const QString& path)
        : m_name(QStringLiteral("plain-%1").arg(s_count++))
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
        database.setDatabaseName(path);
        if (!database.open())
            throw std::runtime_error(database.lastError().text().toStdString());
    }
    ~PlainSqlite()
    {
        QSqlDatabase::database(m_name).close();
        QSqlDatabase::removeDatabase(m_name);
    }
    PlainSqlite(const PlainSqlite&) = delete;
    PlainSqlite& operator=(const PlainSqlite&) = delete;

    /// The first column of the first row.
    QVariant operator()(const char* statement)
    {
        QSqlQuery query(QSqlDatabase::database(m_name));
        if (!query.exec(QString::fromUtf8(statement)))
            throw std::runtime_error(query.lastError().text().toStdString());
        return query.next() ? query.value(0) : QVariant();
    }
    std::vector<std::int64_t> column(const char* statement)
    {
        QSqlQuery query(QSqlDatabase::database(m_name));
        if (!query.exec(QString::fromUtf8(statement)))
            throw std::runtime_error(query.lastError().text().toStdString());
        std::vector<std::int64_t> values;
        while (query.next())
            values.push_back(query.value(0).toLongLong());
        return values;
    }

private:
    static inline int s_count = 0;
    QString m_name;
};

inline std::vector<engine::Order> makeOrders(int count, engine::OrderId firstId = 1)
{
    std::vector<engine::Order> orders;
    for (int i = 0; i < count; ++i) {
        const engine::OrderId id = firstId + static_cast<engine::OrderId>(i);
        orders.push_back({id, "customer " + std::to_string(id), 2, static_cast<std::int64_t>(id) * 100});
    }
    return orders;
}

/// A store in a directory of its own, on real threads in virtual time: a database thread comes back to them on its own.
class StoreFixture {
public:
    explicit StoreFixture(int threads = 4)
        : pool(clock, threads)
    {
        options.file.path = directory.filePath(QStringLiteral("orders.sqlite"));
    }

    /// Makes the store from `options` and opens it.
    engine::Outcome<void> open()
    {
        store.emplace(pool, options);
        return store->open();
    }
    [[nodiscard]] const QString& path() const { return options.file.path; }
    [[nodiscard]] std::chrono::nanoseconds now() const { return clock.now().time_since_epoch(); }

    /// Runs `function` (giving a task, or a value on the worker itself) to its end.
    template <typename F>
    auto run(F function)
    {
        engine::TaskScope scope(pool);
        const auto flow = scope.spawn(std::move(function));
        scope.joinFromOutside();
        return flow.result();
    }
    engine::Outcome<void> insert(const engine::Order& order)
    {
        return run([&]() -> QCoro::Task<engine::Outcome<void>> {
            return store->insert(order, engine::CancellationToken::none());
        });
    }
    engine::Outcome<engine::ChunkResult> insertChunk(const std::vector<engine::Order>& orders)
    {
        return run([&]() -> QCoro::Task<engine::Outcome<engine::ChunkResult>> {
            return store->insertChunk(orders, engine::CancellationToken::none());
        });
    }
    engine::Outcome<void> addDeadLetters(const std::vector<engine::DeadLetter>& letters)
    {
        return run([&]() -> QCoro::Task<engine::Outcome<void>> { return store->addDeadLetters(letters); });
    }
    /// Starts a flow for each order, all at one instant, and waits for them. Gives how many were stored. `alongside`
    /// starts other flows in the same scope, at the same instant.
    int insertEach(
        const std::vector<engine::Order>& orders, const std::function<void(engine::TaskScope&)>& alongside = {})
    {
        std::atomic<int> stored {0};
        engine::TaskScope scope(pool);
        startTogether([&] {
            if (alongside)
                alongside(scope);
            for (const engine::Order& order : orders) {
                (void)scope.spawn([this, &order, &stored]() -> QCoro::Task<> {
                    const engine::Outcome<void> outcome =
                        co_await store->insert(order, engine::CancellationToken::none());
                    if (outcome)
                        ++stored;
                });
            }
        });
        scope.joinFromOutside();
        return stored;
    }
    /// Virtual time stands still until `start` has returned, so that what it starts begins at one instant.
    template <typename F>
    void startTogether(F start)
    {
        const engine::ExternalHold hold(pool);
        start();
    }
    /// Waits, in wall time, until a transaction is under way and nothing else runs.
    void waitForTransaction()
    {
        for (;;) {
            const engine::WorkerPool::Counts counts = pool.counts();
            if (counts.external == 1 && counts.running == 0 && counts.pending == 0)
                return;
            std::this_thread::yield();
        }
    }

    QTemporaryDir directory;
    engine::Clock clock;
    engine::WorkerPool pool;
    engine::SqliteOrderStore::Options options;
    std::optional<engine::SqliteOrderStore> store;
};

inline bool contains(const engine::Failure& failure, std::string_view part)
{
    return failure.message.find(part) != std::string::npos;
}

} // namespace tests
