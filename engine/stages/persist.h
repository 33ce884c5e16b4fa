// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/stages/call_stage.h"
#include "engine/store/order_store.h"

#include <vector>

namespace engine {

/// Writes orders to the store: one insert each, or a chunk of them in one transaction. Every order has ended afterwards.
///
/// Threads  run() and runChunk() from a strand, runOnWorker() from a worker, which is blocked meanwhile. The submissions
///          outlive the call
class PersistStage {
public:
    PersistStage(OrderStore& store, OrderJournal& journal, Clock& clock);
    QCoro::Task<> run(Submission& submission, const CancellationToken& token);
    QCoro::Task<> runChunk(std::vector<Submission>& chunk, const CancellationToken& token);
    void runOnWorker(Submission& submission, const CancellationToken& token);
    [[nodiscard]] Level inFlight(std::int64_t limit) const { return m_stage.inFlight(limit); }

private:
    OrderStore& m_store;
    CallStage m_stage;
};

} // namespace engine
