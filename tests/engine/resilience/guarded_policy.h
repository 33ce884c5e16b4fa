// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/resilience/downstream_policy.h"
#include "engine/runtime/delay.h"
#include "tests/engine/resilience/guarded_call.h"

namespace tests {

/// A policy in virtual time, with the scope of its orphans.
struct Guarded {
    VirtualRuntime runtime;
    engine::TaskScope scope {runtime.executor()};
    engine::DownstreamPolicy policy;

    explicit Guarded(const engine::ResilienceSpec& spec)
        : policy("payment provider", spec, 7, engine::Stage::Charge, scope)
    {
    }
    ~Guarded() { runtime.runToTheEnd(); } // the scope must be empty

    template <typename F>
    engine::Flow<engine::Outcome<void>> start(F callee, engine::OrderId order = 1,
        const engine::CancellationToken& token = engine::CancellationToken::none(), int* attempts = nullptr)
    {
        return runtime.start([this, callee = std::move(callee), order, &token, attempts] {
            return policy.execute(order, callee, token, attempts);
        });
    }
    template <typename F>
    engine::Outcome<void> run(F callee, engine::OrderId order = 1, int* attempts = nullptr)
    {
        return runtime.finish(start(std::move(callee), order, engine::CancellationToken::none(), attempts));
    }
    auto slow(engine::Clock::Duration time)
    {
        return [this, time](int, const engine::CancellationToken& token) -> QCoro::Task<engine::Outcome<void>> {
            co_return co_await engine::delay(runtime.clock(), time, token);
        };
    }
    auto deaf(engine::Clock::Duration time)
    {
        return [this, time](int, const engine::CancellationToken&) -> QCoro::Task<engine::Outcome<void>> {
            co_return co_await engine::delay(runtime.clock(), time);
        };
    }
};

} // namespace tests
