// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/downstreams/payment_provider.h"
#include "engine/stages/call_stage.h"
#include "engine/stages/downstream_calls.h"

namespace engine {

/// Has the payment provider charge an order, under its idempotency key. True: it goes on; false: it has ended.
///
/// Threads  run() from a strand, runOnWorker() from a worker, which is blocked meanwhile. The submission outlives the call
class ChargeStage {
public:
    ChargeStage(PaymentProvider& provider, DownstreamCalls& calls, OrderJournal& journal, Clock& clock);
    /// run() without a coroutine, if the call takes no time; else null, and the order has not entered the stage.
    [[nodiscard]] std::optional<bool> tryRun(Submission& submission, const CancellationToken& token);
    [[nodiscard]] QCoro::Task<bool> run(Submission& submission, const CancellationToken& token);
    [[nodiscard]] bool runOnWorker(Submission& submission, const CancellationToken& token);
    [[nodiscard]] Level inFlight(std::int64_t limit) const { return m_stage.inFlight(limit); }

private:
    [[nodiscard]] QCoro::Task<Outcome<void>> guarded(Submission& submission, const CancellationToken& token);
    /// Charges a copy of the order: the call may outlive it.
    template <typename Charge>
    [[nodiscard]] auto callee(const Submission& submission, Charge charge) const;

    PaymentProvider& m_provider;
    DownstreamCalls& m_calls;
    CallStage m_stage;
};

} // namespace engine
