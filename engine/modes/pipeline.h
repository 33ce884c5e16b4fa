// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/intake/intake.h"
#include "engine/runtime/task_scope.h"
#include "engine/stages/charge.h"
#include "engine/stages/habits.h"
#include "engine/stages/persist.h"
#include "engine/stages/validate.h"
#include "engine/workload/scenario.h"

#include <memory>
#include <vector>

namespace engine {

/// The parts that every mode puts together: one set for each run.
struct PipelineParts {
    const Scenario& scenario;
    Clock& clock;
    WorkerPool& pool;
    TaskScope& scope; ///< everything that a mode starts belongs to it
    OrderJournal& journal;
    ValidateStage& validate;
    ChargeStage& charge;
    PersistStage& persist;
    Habits& habits;
    TaskScope& unowned; ///< flows that nobody waits for
    Results& results;
};

/// One shape of the pipeline.
///
/// Model    start() -> orders -> close() when no more will come, or retire() when another mode takes over -> sweep() when every
///          flow of the scope has ended
/// Threads  retire() and setLimits() from any thread, one at a time; tryAccept and offer from the client's strand or that of
///          whoever hands orders over; the readings from any thread
class PipelineMode {
public:
    virtual ~PipelineMode() = default;
    virtual void start() {}
    /// Takes the order if that needs no waiting; else leaves it as it is and answers false.
    [[nodiscard]] virtual bool tryAccept(Submission& submission) = 0;
    /// For an order that tryAccept() did not take. True: it is taken, or has ended because `token` was cancelled. False: the
    /// mode takes no more, and has left the order as it was.
    [[nodiscard]] virtual QCoro::Task<bool> offer(Submission&, const CancellationToken&) { co_return false; }
    /// Over when the request that consisted of all orders so far can be answered.
    [[nodiscard]] virtual QCoro::Task<> answer() = 0;
    /// No more orders will come.
    virtual void close() {}
    /// Takes no more orders, and gives back those that have not started.
    [[nodiscard]] virtual std::vector<Submission> retire() = 0;
    /// Ends the orders that a cancellation has left between the stages.
    virtual void sweep() {}
    /// In force for the orders that come next.
    virtual void setLimits(const LimitsSpec&) {}

    /// Orders between intake and the first stage, with the bound if there is one.
    [[nodiscard]] virtual Level channel() const { return {}; }
    /// Who waits until the channel has room.
    [[nodiscard]] virtual int waitingWriters() const { return 0; }
    /// The most orders that the mode lets into a stage at once; 0: no limit.
    [[nodiscard]] virtual int limit(Stage) const { return 0; }
    [[nodiscard]] virtual AdaptiveLimitView adaptiveLimit(Stage) const { return {}; }
};

[[nodiscard]] std::unique_ptr<PipelineMode> makeBlockingMode(const PipelineParts& parts, const LimitsSpec& limits);
/// `isRequest`: the orders are one request, and answer() will be called.
[[nodiscard]] std::unique_ptr<PipelineMode> makeUnboundedMode(const PipelineParts& parts, bool isRequest);
[[nodiscard]] std::unique_ptr<PipelineMode> makeBoundedMode(const PipelineParts& parts, const LimitsSpec& limits);

/// Starts the whole way of an order as a flow that nobody owns, if that is the habit in force. False: it is not.
[[nodiscard]] bool startUnowned(const PipelineParts& parts, Submission& submission);

/// The whole way of one order, one await after the other.
[[nodiscard]] QCoro::Task<> processOrder(const PipelineParts& parts, Submission& submission, const CancellationToken& token);

} // namespace engine
