// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/cancellation.h"
#include "engine/store/connection_pool.h"
#include "engine/store/order_row.h"

#include <qcoro/qcoroasyncgenerator.h>
#include <qcoro/qcorotask.h>

#include <chrono>
#include <vector>

namespace engine {

/// The orders of a database, fetched while somebody consumes them: one batch is in memory, however many there are.
///
/// Model    rows() waits for a connection, and holds it until the last row, the first failure, or the end of the
///          generator: then the query is over and the connection goes back, also when the consumer has stopped halfway.
///          Rows come in the order in which they were committed, as of the moment of the first one. A consumer that
///          takes long keeps one connection all that time, and the write-ahead log from being emptied
/// Shape    rows() -> for each row -> outcome(). One query at a time; the stream outlives its generator
/// Units    a batch costs one round trip of clock time
/// Errors   rows() never throws what the database does: it ends, and outcome() says why. Cancelled, with the token; or
///          see OrderStore
/// Threads  one strand, on which the generator also ends
class ResultStream {
public:
    /// How many rows are fetched at once. Rows of one batch are handed over without suspending, so this also bounds the
    /// stack that they take where the compiler makes no tail calls.
    static constexpr std::size_t kBatchRows = 256;

    /// `ready`: a failure of the store's that every query ends with.
    ResultStream(ConnectionPool& pool, Clock& clock, std::chrono::nanoseconds roundTrip, Outcome<void> ready = {});
    ResultStream(const ResultStream&) = delete;
    ResultStream& operator=(const ResultStream&) = delete;

    [[nodiscard]] QCoro::AsyncGenerator<OrderRow> rows(CancellationToken token = {});

    /// How the reading ended; good, too, while it goes on and when the consumer stopped it.
    [[nodiscard]] const Outcome<void>& outcome() const noexcept { return m_outcome; }

private:
    ConnectionPool& m_pool;
    Clock& m_clock;
    std::chrono::nanoseconds m_roundTrip;
    Outcome<void> m_ready;
    Outcome<void> m_outcome;
};

/// All rows at once: what a stream is there to avoid, and is compared with. `stream` outlives the task.
[[nodiscard]] QCoro::Task<Outcome<std::vector<OrderRow>>> collectRows(
    ResultStream& stream, CancellationToken token = {});

} // namespace engine
