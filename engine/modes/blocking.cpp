// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/modes/pipeline.h"
#include "engine/modes/waiting_orders.h"
#include "engine/runtime/block_on.h"

#include <atomic>

namespace engine {

namespace {

/// Each order is a work item that waits for the downstreams on its worker.
class BlockingMode final : public PipelineMode {
public:
    BlockingMode(const PipelineParts& parts, BlockingKind kind)
        : m_parts(parts), m_token(parts.scope.token()), m_kind(kind), m_waits(CancellationSource::linked({m_token})),
          m_waitToken(m_waits.token())
    {
    }

    bool tryAccept(Submission& submission) override
    {
        m_waiting.push(std::move(submission));
        m_parts.scope.spawn([this] {
            std::optional<Submission> order = m_waiting.pop();
            if (!order)
                return; // it went to another mode
            if (m_kind == BlockingKind::Synchronous)
                processOnWorker(*order);
            else
                waitForFlow(std::move(*order));
        });
        return true;
    }
    QCoro::Task<> answer() override { co_await m_parts.scope.join(); }
    std::vector<Submission> retire() override
    {
        std::vector<Submission> waiting = m_waiting.takeAll();
        m_waits.cancel(CancelReason::Caller); // of the workers, not of the orders (decisions/0006)
        return waiting;
    }
    void setLimits(const LimitsSpec& limits) override { m_kind = limits.blockingKind; }

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
    /// released, by a cancellation or because another mode has taken over, and has stopped waiting for it.
    void waitForFlow(Submission order)
    {
        WorkerPool::workOn(order.order.id);
        auto flow = [this, submission = std::move(order)]() mutable { return processOrder(m_parts, submission, m_token); };
        (void)blockOn(m_parts.scope, std::move(flow), m_waitToken);
    }

    const PipelineParts m_parts;
    const CancellationToken m_token;
    std::atomic<BlockingKind> m_kind;
    CancellationSource m_waits; ///< ends the workers' waits for flows, while the flows go on
    const CancellationToken m_waitToken;
    WaitingOrders m_waiting;
};

} // namespace

std::unique_ptr<PipelineMode> makeBlockingMode(const PipelineParts& parts, const LimitsSpec& limits)
{
    return std::make_unique<BlockingMode>(parts, limits.blockingKind);
}

} // namespace engine
