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
    std::vector<Order> orders;
    std::vector<CallStage::Visit> visits;
    orders.reserve(chunk.size());
    visits.reserve(chunk.size());
    for (Submission& submission : chunk) {
        visits.emplace_back(m_stage, submission);
        orders.push_back(std::move(submission.order)); // its id stays readable
    }
    Outcome<ChunkResult> stored;
    const std::span<const Order> rows(orders);
    try {
        stored = co_await m_store.insertChunk(rows, token);
    } catch (...) {
        stored = tl::unexpected<Failure>(escaped(std::current_exception()).error());
    }
    for (std::size_t i = 0; i < chunk.size(); ++i) {
        const Failure* const failure = stored ? stored->failure(i) : &stored.error();
        (void)visits[i].leave(failure ? Outcome<void>(tl::unexpected<Failure>(*failure)) : Outcome<void>());
    }
}

} // namespace engine
