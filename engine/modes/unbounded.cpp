// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/modes/pipeline.h"
#include "engine/modes/waiting_orders.h"
#include "engine/runtime/when_all.h"
#include "engine/runtime/when_each.h"

#include <mutex>

namespace engine {

namespace {

/// A flow for every order, all started at once, joined with whenAll, or looked at as they end with whenEach.
class UnboundedMode final : public PipelineMode {
public:
    UnboundedMode(const PipelineParts& parts, bool isRequest)
        : m_parts(parts), m_token(parts.scope.token()), m_isRequest(isRequest)
    {
        parts.results.setLookedAtByMode(m_isRequest);
    }

    bool tryAccept(Submission& submission) override
    {
        if (startUnowned(m_parts, submission))
            return true;
        m_waiting.push(std::move(submission));
        auto flow = m_parts.scope.spawn([this] { return processNext(); });
        // Only a request that is still to be answered as a whole has to remember its flows.
        if (m_isRequest) {
            const std::lock_guard lock(m_mutex);
            m_flows.push_back(std::move(flow));
        }
        return true;
    }
    QCoro::Task<> answer() override
    {
        std::vector<Flow<OrderId>> flows;
        {
            const std::lock_guard lock(m_mutex);
            flows.swap(m_flows);
        }
        if (m_parts.habits.inForce().waitForAll) {
            auto all = whenAll(flows);
            (void)co_await std::move(all);
            for (const Flow<OrderId>& flow : flows)
                lookAt(flow);
            co_return;
        }
        QCoro::AsyncGenerator<Flow<OrderId>> each = whenEach(std::move(flows));
        auto begin = each.begin();
        auto flow = co_await begin;
        while (flow != each.end()) {
            lookAt(*flow);
            auto next = ++flow;
            co_await next;
        }
    }
    std::vector<Submission> retire() override
    {
        m_parts.results.setLookedAtByMode(false);
        return m_waiting.takeAll();
    }

private:
    /// Gives the order's id, or 0 if the order that this flow was started for went to another mode.
    QCoro::Task<OrderId> processNext()
    {
        std::optional<Submission> order = m_waiting.pop();
        if (!order)
            co_return OrderId{0};
        co_await processOrder(m_parts, *order, m_token);
        co_return order->order.id;
    }
    void lookAt(const Flow<OrderId>& flow)
    {
        if (flow.status() == FlowStatus::Succeeded && flow.result() != 0)
            m_parts.results.add({flow.result(), m_parts.clock.now()});
    }

    const PipelineParts m_parts;
    const CancellationToken m_token;
    const bool m_isRequest;
    WaitingOrders m_waiting;
    std::mutex m_mutex;
    std::vector<Flow<OrderId>> m_flows;
};

} // namespace

std::unique_ptr<PipelineMode> makeUnboundedMode(const PipelineParts& parts, bool isRequest)
{
    return std::make_unique<UnboundedMode>(parts, isRequest);
}

} // namespace engine
