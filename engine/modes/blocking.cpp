// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/modes/pipeline.h"
#include "engine/runtime/block_on.h"

namespace engine {

namespace {

/// Each order is a work item that waits for the downstreams on its worker.
class BlockingMode final : public PipelineMode {
public:
    explicit BlockingMode(const PipelineParts& parts) : m_parts(parts), m_token(parts.scope.token()) {}

    void start() override {}

    bool tryAccept(Submission& submission) override
    {
        if (m_parts.scenario.limits.blockingKind == BlockingKind::Synchronous)
            m_parts.scope.spawn([this, order = std::move(submission)]() mutable { processOnWorker(order); });
        else
            m_parts.scope.spawn([this, order = std::move(submission)]() mutable { waitForFlow(std::move(order)); });
        return true;
    }
    QCoro::Task<> answer() override { return finish(); }
    QCoro::Task<> finish() override { co_await m_parts.scope.join(); }

private:
    /// Thread per order, honestly: the worker itself waits for each downstream, and no continuation needs another one.
    void processOnWorker(Submission& order)
    {
        if (m_token.isCancelled()) {
            m_parts.journal.fail(order, Stage::Validate, m_token.failure());
            return;
        }
        if (m_parts.validate.runOnWorker(order, m_token) && m_parts.charge.runOnWorker(order, m_token))
            m_parts.persist.runOnWorker(order, m_token);
    }

    /// Sync over async: the flow that does the work belongs to the scope, so it ends the order even if this worker was
    /// released by a cancellation and has stopped waiting for it.
    void waitForFlow(Submission order)
    {
        WorkerPool::workOn(order.order.id);
        auto flow = [this, submission = std::move(order)]() mutable { return processOrder(m_parts, submission, m_token); };
        (void)blockOn(m_parts.scope, std::move(flow), m_token);
    }

    const PipelineParts m_parts;
    const CancellationToken m_token;
};

} // namespace

std::unique_ptr<PipelineMode> makeBlockingMode(const PipelineParts& parts)
{
    return std::make_unique<BlockingMode>(parts);
}

} // namespace engine
