// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/suspended_order_cost.h"

#include "engine/modes/pipeline.h"
#include "engine/telemetry/memory.h"

#include <algorithm>
#include <vector>

namespace engine {

namespace {

/// Runs work items on the calling thread, when it is told to.
class CallersExecutor final : public Executor {
public:
    using Executor::Executor;
    void post(WorkItem& item) noexcept override
    {
        item.next = nullptr;
        (m_tail ? m_tail->next : m_head) = &item;
        m_tail = &item;
    }
    void beginExternal() noexcept override { }
    void endExternal() noexcept override { }
    void runAll()
    {
        while (WorkItem* const item = m_head) {
            m_head = item->next;
            if (!m_head)
                m_tail = nullptr;
            if (item->run())
                post(*item);
        }
    }

private:
    WorkItem* m_head = nullptr;
    WorkItem* m_tail = nullptr;
};

/// The way of an order to the rule engine, which takes an hour, has room for all and never fails.
class Way {
public:
    explicit Way(const Scenario& scenario)
        : m_service(patient(scenario.ruleEngine))
        , m_ruleEngine(m_service, scenario.seed, m_clock)
        , m_journal(m_clock, m_ledger, m_probe, Channel<DeadLetter>::unbounded())
        , m_habits(scenario.antiPatterns)
        , m_orphans(m_executor)
        , m_policy("rule engine", effective(m_service.resilience, scenario.antiPatterns), scenario.seed, Stage::Validate, m_orphans)
        , m_calls(m_policy, m_habits, m_orphans, {scenario.limits.orderTimeoutMs, false})
        , m_validate(m_ruleEngine, m_calls, m_journal, m_clock)
        , m_scope(m_executor)
    {
    }

    void start(std::int64_t orders)
    {
        for (std::int64_t id = 1; id <= orders; ++id) {
            m_scope.spawn([this, id]() -> QCoro::Task<> {
                const CancellationToken token = m_scope.token();
                Submission submission;
                submission.order.id = static_cast<OrderId>(id);
                m_journal.submit(submission);
                m_journal.move(submission, OrderState::Accepted);
                (void)co_await m_validate.run(submission, token);
            });
        }
        m_executor.runAll();
    }
    [[nodiscard]] std::int64_t waiting() const { return m_ruleEngine.view().busyServers.now; }
    void end()
    {
        m_scope.cancel(CancelReason::Shutdown);
        m_orphans.cancel(CancelReason::Shutdown);
        m_executor.runAll();
    }

private:
    static ServiceSpec patient(ServiceSpec spec)
    {
        spec.servers = 1'000'000;
        spec.latency = {LatencyKind::Constant, 3.6e6, 0.0};
        spec.failureRate = spec.hangRate = 0.0;
        spec.outages.clear();
        spec.latencyChanges.clear();
        spec.resilience.chaos.enabled = false;
        spec.resilience.limiter.enabled = false; // it would let only a few of them through
        return spec;
    }

    const ServiceSpec m_service;
    Clock m_clock;
    Probe m_probe;
    Ledger m_ledger;
    CallersExecutor m_executor {m_clock};
    SimulatedRuleEngine m_ruleEngine;
    OrderJournal m_journal;
    Habits m_habits;
    TaskScope m_orphans;
    DownstreamPolicy m_policy;
    DownstreamCalls m_calls;
    ValidateStage m_validate;
    TaskScope m_scope;
};

} // namespace

std::int64_t suspendedOrderBytes(const Scenario& scenario)
{
    constexpr std::int64_t kOrders = 256;
    constexpr int kRounds = 4;
    std::int64_t least = -1;
    for (int round = 0; round < kRounds; ++round) {
        Way way(scenario);
        way.start(1); // what is allocated once is there
        const std::int64_t before = allocatedBytes();
        way.start(kOrders);
        const std::int64_t after = allocatedBytes();
        const bool measured = before > 0 && after > before && way.waiting() == kOrders + 1;
        way.end();
        if (measured && (least < 0 || after - before < least))
            least = after - before;
    }
    return least < 0 ? -1 : least / kOrders;
}

} // namespace engine
