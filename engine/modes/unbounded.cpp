// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/modes/pipeline.h"
#include "engine/runtime/when_all.h"

namespace engine {

namespace {

/// A flow for every order, all started at once, joined with whenAll.
class UnboundedMode final : public PipelineMode {
public:
    explicit UnboundedMode(const PipelineParts& parts) : m_parts(parts), m_token(parts.scope.token()) {}

    void start() override {}

    bool tryAccept(Submission& submission) override
    {
        auto flow = m_parts.scope.spawn(
            [this, order = std::move(submission)]() mutable { return processOrder(m_parts, order, m_token); });
        // Only a request that is answered as a whole has to remember its flows.
        if (m_parts.scenario.workload.arrival == ArrivalKind::Burst)
            m_flows.push_back(std::move(flow));
        return true;
    }
    QCoro::Task<> answer() override
    {
        auto all = whenAll(std::exchange(m_flows, {}));
        (void)co_await std::move(all);
    }
    QCoro::Task<> finish() override { co_await m_parts.scope.join(); }

private:
    const PipelineParts m_parts;
    const CancellationToken m_token;
    std::vector<Flow<>> m_flows;
};

} // namespace

std::unique_ptr<PipelineMode> makeUnboundedMode(const PipelineParts& parts)
{
    return std::make_unique<UnboundedMode>(parts);
}

} // namespace engine
