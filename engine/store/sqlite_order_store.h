// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/connection_pool.h"
#include "engine/store/order_file.h"
#include "engine/store/order_store.h"
#include "engine/store/result_stream.h"
#include "engine/store/store_trouble.h"

#include <atomic>
#include <chrono>
#include <optional>

namespace engine {

/// The order store in an SQLite file.
///
/// Shape    open() -> insert, insertChunk, addDeadLetters -> close(). The file stays, alone, for whoever wants to query
/// it Units    a round trip is clock time; a lock of another program is waited for in wall time Errors   what kept
/// open() from succeeding is what every later call fails with Threads  open() and close() from one thread that is no
/// worker of the executor; close() when no call is under way.
///          rowCount() and deadLetterCount() from any thread that is no worker. The executor outlives the store
class SqliteOrderStore final : public OrderStore {
public:
    struct Options {
        OrderFileOptions file;
        int connections = 10;
        std::chrono::nanoseconds roundTrip = std::chrono::milliseconds(20);
        std::uint64_t seed = 1; ///< of the failures that are asked for by hand
    };

    SqliteOrderStore(Executor& executor, Options options);
    ~SqliteOrderStore() override;

    /// Makes the file, in place of an old order database of that name.
    [[nodiscard]] Outcome<void> open();
    /// Takes the order database that is there already, to be read or added to.
    [[nodiscard]] Outcome<void> openExisting();
    void close();

    [[nodiscard]] QCoro::Task<Outcome<void>> insert(const Order& order, const CancellationToken& token) override;
    [[nodiscard]] QCoro::Task<Outcome<ChunkResult>> insertChunk(
        std::span<const Order> orders, const CancellationToken& token) override;
    [[nodiscard]] QCoro::Task<Outcome<void>> addDeadLetters(std::vector<DeadLetter> letters) override;
    [[nodiscard]] Outcome<void> insertOnWorker(const Order& order, const CancellationToken& token) override;
    [[nodiscard]] StoreView view() const override;
    /// The orders that are stored, as they are consumed. The store outlives the stream.
    [[nodiscard]] ResultStream orders();

    /// For transactions that begin their round trip from now on.
    void setRoundTrip(std::chrono::nanoseconds roundTrip)
    {
        m_roundTripNs.store(roundTrip.count(), std::memory_order_relaxed);
    }
    void setConnections(int connections) { m_pool.setLimit(connections); }
    /// For the transactions of orders; dead letters are written all the same.
    void setTrouble(const ServiceTrouble& trouble) { m_trouble.set(trouble); }

    /// Counted in the file.
    [[nodiscard]] Outcome<std::int64_t> rowCount() const;
    [[nodiscard]] Outcome<std::int64_t> deadLetterCount() const;

private:
    enum class State { New, Open, Failed, Closed };

    [[nodiscard]] Outcome<void> opened(Outcome<void> result);
    [[nodiscard]] std::optional<Failure> refusal() const;
    [[nodiscard]] std::optional<Failure> refusal(std::span<const Order> orders) const;
    [[nodiscard]] std::chrono::nanoseconds roundTrip() const;
    [[nodiscard]] std::chrono::nanoseconds troubledTrip() const;
    [[nodiscard]] QCoro::Task<Outcome<ChunkResult>> store(
        std::span<const Order> orders, std::span<const DeadLetter> letters, const CancellationToken& token);

    Executor& m_executor;
    OrderFile m_file;
    std::atomic<State> m_state {State::New};
    Failure m_openFailure; ///< set before m_state becomes Failed
    std::atomic<std::int64_t> m_roundTripNs;
    StoreTrouble m_trouble;
    ConnectionPool m_pool;
};

} // namespace engine
