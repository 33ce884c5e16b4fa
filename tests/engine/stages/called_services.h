// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/stages/charge.h"
#include "engine/stages/validate.h"
#include "tests/support/pool_runtime.h"

#include <algorithm>
#include <memory>
#include <mutex>
#include <vector>

namespace tests {

inline engine::ServiceSpec answering(double latencyMs)
{
    engine::ServiceSpec spec;
    spec.latency.meanMs = latencyMs;
    return spec;
}

/// Both stages that call a service, with all that stands around a call, on a pool in virtual time.
class CalledServices {
public:
    struct Setup {
        engine::ServiceSpec rules = answering(50);
        engine::ServiceSpec payment = answering(80);
        engine::AntiPatternsSpec habits {};
        double orderTimeoutMs = 0;
        int threads = 4;
    };
    explicit CalledServices(Setup given)
        : setup(std::move(given))
    {
    }
    ~CalledServices()
    {
        orphans.cancel(engine::CancelReason::Shutdown);
        orphans.joinFromOutside();
    }

    /// While orders flow, as a run does it.
    void switchTo(const engine::AntiPatternsSpec& habitsNow)
    {
        habits.apply(habitsNow);
        rulePolicy.apply(effective(setup.rules.resilience, habitsNow));
        paymentPolicy.apply(effective(setup.payment.resilience, habitsNow));
    }
    /// `count` orders at once; over when all have left the stage. What they have left behind may go on.
    std::vector<engine::Submission> validate(int count, const engine::CancellationToken& token = {})
    {
        return all(count, token, [this](engine::Submission& order, const engine::CancellationToken& heeded) {
            return validateStage.run(order, heeded);
        });
    }
    std::vector<engine::Submission> charge(int count, const engine::CancellationToken& token = {})
    {
        return all(count, token, [this](engine::Submission& order, const engine::CancellationToken& heeded) {
            toCharge(order);
            return chargeStage.run(order, heeded);
        });
    }
    std::vector<engine::Submission> chargeOnWorkers(int count, const engine::CancellationToken& token = {})
    {
        return all(count, token, [this](engine::Submission& order, const engine::CancellationToken& heeded) {
            toCharge(order);
            (void)chargeStage.runOnWorker(order, heeded);
        });
    }
    /// How long that took, in clock time.
    template <typename F>
    std::chrono::nanoseconds timeOf(F action)
    {
        const auto began = runtime.now();
        action();
        return m_endOfLast - began;
    }
    /// What the pool did `after` this moment; read it when time has come there.
    std::shared_ptr<engine::WorkerPool::Counts> countsIn(std::chrono::nanoseconds after)
    {
        auto counts = std::make_shared<engine::WorkerPool::Counts>();
        m_looks.push_back(
            std::make_unique<engine::CallbackTimer>([this, counts] { *counts = runtime.pool().counts(); }));
        runtime.clock().schedule(*m_looks.back(), runtime.clock().now() + after);
        return counts;
    }

    const Setup setup;
    PoolRuntime runtime {setup.threads};
    engine::Ledger ledger;
    engine::Probe probe;
    engine::Channel<engine::DeadLetter> letters = engine::Channel<engine::DeadLetter>::unbounded();
    engine::OrderJournal journal {runtime.clock(), ledger, probe, letters};
    engine::TaskScope orphans {runtime.pool()};
    engine::Habits habits {setup.habits};
    engine::SimulatedRuleEngine rules {setup.rules, 1, runtime.clock()};
    engine::SimulatedPaymentProvider payment {setup.payment, 1, runtime.clock()};
    engine::DownstreamPolicy rulePolicy {
        "rule engine", effective(setup.rules.resilience, setup.habits), 1, engine::Stage::Validate, orphans};
    engine::DownstreamPolicy paymentPolicy {
        "payment provider", effective(setup.payment.resilience, setup.habits), 1, engine::Stage::Charge, orphans};
    engine::DownstreamCalls ruleCalls {rulePolicy, habits, orphans, {setup.orderTimeoutMs, false}};
    engine::DownstreamCalls paymentCalls {paymentPolicy, habits, orphans, {0, true}};
    engine::ValidateStage validateStage {rules, ruleCalls, journal, runtime.clock()};
    engine::ChargeStage chargeStage {payment, paymentCalls, journal, runtime.clock()};

private:
    void toCharge(engine::Submission& order)
    {
        journal.move(order, engine::OrderState::Validating);
        engine::OrderDeadline::start(order, setup.orderTimeoutMs, runtime.clock());
        journal.move(order, engine::OrderState::Validated);
    }
    template <typename F>
    std::vector<engine::Submission> all(int count, const engine::CancellationToken& token, F stage)
    {
        std::vector<engine::Submission> orders(static_cast<std::size_t>(count));
        runtime.run([&] {
            for (engine::Submission& order : orders) {
                order.order.id = ++m_lastOrder;
                journal.submit(order);
                journal.move(order, engine::OrderState::Accepted);
                runtime.scope().spawn([this, &order, &token, &stage] { return one(order, token, stage); });
            }
        });
        return orders;
    }
    template <typename F>
    QCoro::Task<> one(engine::Submission& order, const engine::CancellationToken& token, F& stage)
    {
        if constexpr (std::is_void_v<std::invoke_result_t<F&, engine::Submission&, const engine::CancellationToken&>>) {
            stage(order, token);
        } else {
            QCoro::Task<bool> task = stage(order, token);
            (void)co_await task;
        }
        const std::lock_guard lock(m_mutex);
        m_endOfLast = std::max(m_endOfLast, runtime.now());
        co_return;
    }

    std::mutex m_mutex;
    std::chrono::nanoseconds m_endOfLast {};
    engine::OrderId m_lastOrder = 0;
    std::vector<std::unique_ptr<engine::CallbackTimer>> m_looks;
};

} // namespace tests
