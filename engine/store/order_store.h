// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/order.h"
#include "engine/order/order_state.h"
#include "engine/order/outcome.h"
#include "engine/runtime/cancellation.h"
#include "engine/telemetry/snapshot.h"

#include <qcoro/qcorotask.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace engine {

/// An order that could not be processed, kept for whoever looks into it.
struct DeadLetter {
    OrderId order = 0;
    Stage stage = Stage::Validate; ///< where it ended
    OrderState end = OrderState::Failed; ///< Rejected or Failed
    std::string reason;
    int attempts = 1;
    std::int64_t atNs = 0; ///< clock time
};

/// What became of the orders of one committed chunk: each has its row, but those that are named in `refused`.
struct ChunkResult {
    struct Refusal {
        std::size_t index = 0; ///< in the chunk
        Failure failure;
    };
    std::size_t committed = 0;
    std::vector<Refusal> refused; ///< by rising index

    /// Why the order at `index` has no row of this chunk; null if it has one.
    [[nodiscard]] const Failure* failure(std::size_t index) const;
};

/// Where processed orders end: one row for each, and none twice.
///
/// Model    a transaction waits for one of a limited number of connections, first come first served, holds it for a
///          simulated round trip of clock time, and then commits for real. Cancellation is honoured up to that point: a
///          cancelled call has begun no transaction. From there on the outcome tells what became of the rows, whatever
///          was cancelled meanwhile
/// Errors   Cancelled; Invalid "already stored" for an idempotency key that has a row, which fails that order and not
///          its chunk; anything else has committed no row of the call
/// Threads  coroutines from a strand; insertOnWorker from a worker of the pool; the rest from any thread. References
///          and spans are the caller's, who keeps them until the task has ended
class OrderStore {
public:
    virtual ~OrderStore() = default;

    [[nodiscard]] virtual QCoro::Task<Outcome<void>> insert(const Order& order, const CancellationToken& token) = 0;
    /// All orders in one transaction.
    [[nodiscard]] virtual QCoro::Task<Outcome<ChunkResult>> insertChunk(
        std::span<const Order> orders, const CancellationToken& token) = 0;
    /// All letters in one transaction, without a round trip. Takes no token: what went wrong is written down in a cancelled
    /// run, too, and while the clock stands still.
    [[nodiscard]] virtual QCoro::Task<Outcome<void>> addDeadLetters(std::vector<DeadLetter> letters) = 0;

    /// insert() on the calling worker's thread, which is blocked until it is over.
    [[nodiscard]] virtual Outcome<void> insertOnWorker(const Order& order, const CancellationToken& token) = 0;

    /// Figures of one instant.
    [[nodiscard]] virtual StoreView view() const = 0;
};

} // namespace engine
