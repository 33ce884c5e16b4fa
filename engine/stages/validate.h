// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/downstreams/rule_engine.h"
#include "engine/stages/call_stage.h"
#include "engine/stages/downstream_calls.h"

namespace engine {

/// Asks the rule engine about an order. True: it goes on; false: it has ended. The order's deadline, if it has one, starts
/// here.
///
/// Threads  run() from a strand, runOnWorker() from a worker, which is blocked meanwhile. The submission outlives the call
class ValidateStage {
public:
    ValidateStage(RuleEngine& ruleEngine, DownstreamCalls& calls, OrderJournal& journal, Clock& clock);
    /// run() without a coroutine, if the call takes no time; else null, and the order has not entered the stage.
    [[nodiscard]] std::optional<bool> tryRun(Submission& submission, const CancellationToken& token);
    [[nodiscard]] QCoro::Task<bool> run(Submission& submission, const CancellationToken& token);
    [[nodiscard]] bool runOnWorker(Submission& submission, const CancellationToken& token);
    [[nodiscard]] Level inFlight(std::int64_t limit) const { return m_stage.inFlight(limit); }

private:
    [[nodiscard]] QCoro::Task<Outcome<void>> guarded(Submission& submission, const CancellationToken& token);

    RuleEngine& m_ruleEngine;
    DownstreamCalls& m_calls;
    CallStage m_stage;
};

} // namespace engine
