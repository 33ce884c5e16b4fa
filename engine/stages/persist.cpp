// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stages/persist.h"

namespace engine {

PersistStage::PersistStage(OrderStore& store, OrderJournal& journal, Clock& clock)
    : m_store(store), m_stage(Stage::Persist, OrderState::Persisting, OrderState::Persisted, journal, clock)
{
}

QCoro::Task<> PersistStage::run(Submission& submission, const CancellationToken& token)
{
    CallStage::Visit visit(m_stage, submission);
    Outcome<void> stored;
    try {
        stored = co_await m_store.insert(submission.order, token);
    } catch (...) {
        stored = escaped(std::current_exception());
    }
    (void)visit.leave(stored);
}

void PersistStage::runOnWorker(Submission& submission, const CancellationToken& token)
{
    CallStage::Visit visit(m_stage, submission);
    (void)visit.leave(m_store.insertOnWorker(submission.order, token));
}

QCoro::Task<> PersistStage::runChunk(std::vector<Submission>& chunk, const CancellationToken& token)
{
    CallStage::Visit visit(m_stage, chunk);
    std::vector<Order> orders;
    orders.reserve(chunk.size());
    for (Submission& submission : chunk)
        orders.push_back(std::move(submission.order)); // its id stays readable
    Outcome<ChunkResult> stored;
    const std::span<const Order> rows(orders);
    try {
        stored = co_await m_store.insertChunk(rows, token);
    } catch (...) {
        stored = tl::unexpected<Failure>(escaped(std::current_exception()).error());
    }
    visit.leave([&stored](std::size_t i) { return stored ? stored->failure(i) : &stored.error(); });
}

} // namespace engine
