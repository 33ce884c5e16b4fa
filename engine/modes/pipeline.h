// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/intake/intake.h"
#include "engine/runtime/task_scope.h"
#include "engine/stages/charge.h"
#include "engine/stages/persist.h"
#include "engine/stages/validate.h"
#include "engine/workload/scenario.h"

#include <memory>

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
};

/// One shape of the pipeline.
///
/// Model    start() once; orders are handed in as OrderSink says; finish() when no more will come
/// Threads  start, answer and finish from the client's strand, one at a time; the readings from any thread
class PipelineMode : public OrderSink {
public:
    virtual void start() = 0;
    /// For modes that take every order at once.
    [[nodiscard]] QCoro::Task<> accept(Submission, const CancellationToken&) override { co_return; }
    /// Over when the request that consisted of all orders so far can be answered.
    [[nodiscard]] virtual QCoro::Task<> answer() = 0;
    /// Over when every order taken has ended.
    [[nodiscard]] virtual QCoro::Task<> finish() = 0;

    /// Orders between intake and the first stage, with the bound if there is one.
    [[nodiscard]] virtual Level channel() const { return {}; }
    /// The most orders that the mode lets into a stage at once; 0: no limit.
    [[nodiscard]] virtual int limit(Stage) const { return 0; }
};

[[nodiscard]] std::unique_ptr<PipelineMode> makeBlockingMode(const PipelineParts& parts);
[[nodiscard]] std::unique_ptr<PipelineMode> makeUnboundedMode(const PipelineParts& parts);
[[nodiscard]] std::unique_ptr<PipelineMode> makeBoundedMode(const PipelineParts& parts);

/// The whole way of one order, one await after the other.
[[nodiscard]] QCoro::Task<> processOrder(const PipelineParts& parts, Submission& submission, const CancellationToken& token);

} // namespace engine
