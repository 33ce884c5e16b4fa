// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/flow.h"

#include <chrono>
#include <set>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace tests {

/// Runs work items on the test's own thread, when it is told to, first in, first out.
class ManualExecutor final : public engine::Executor {
public:
    using Executor::Executor;

    void post(engine::WorkItem& item) noexcept override;
    void beginExternal() noexcept override { ++m_external; }
    void endExternal() noexcept override { --m_external; }
    [[nodiscard]] int maximumConcurrency() const noexcept override { return concurrencyLimit; }

    /// Runs one item. False: there is none.
    bool runOne();
    [[nodiscard]] int external() const noexcept { return m_external; }
    /// How many work items (strands, for most) it has been given; one that was posted again counts once while it lives.
    [[nodiscard]] std::size_t distinctItems() const noexcept { return m_seen.size(); }

    int concurrencyLimit = 0;

private:
    engine::WorkItem* m_head = nullptr;
    engine::WorkItem* m_tail = nullptr;
    int m_external = 0;
    std::set<const engine::WorkItem*> m_seen;
};

/// A clock in virtual time and an executor on the test's thread: everything happens in one order, the same each time.
class VirtualRuntime {
public:
    [[nodiscard]] engine::Clock& clock() noexcept { return m_clock; }
    [[nodiscard]] ManualExecutor& executor() noexcept { return m_executor; }
    [[nodiscard]] std::chrono::nanoseconds now() const { return m_clock.now().time_since_epoch(); }

    /// Starts a flow; nothing of it runs before one of the functions below.
    template <typename F>
    [[nodiscard]] auto spawn(F function)
    {
        return engine::startFlow(m_executor, std::move(function));
    }
    /// Starts a flow and runs it here and now, up to its first suspension: what completes synchronously is done on return.
    template <typename F>
    [[nodiscard]] auto start(F function)
    {
        return engine::detail::makeFlow(m_executor, std::move(function), engine::detail::NoOwner{}, true);
    }
    /// The flow of `co_await makeAwaiter()`, run up to its suspension.
    template <typename F>
    [[nodiscard]] auto startAwaiting(F makeAwaiter)
    {
        using Result = decltype(makeAwaiter().await_resume());
        return start([makeAwaiter]() -> QCoro::Task<Result> { co_return co_await makeAwaiter(); });
    }
    /// The result of `co_await makeAwaiter()`; time moves on as far as it needs.
    template <typename F>
    auto await(F makeAwaiter)
    {
        return finish(startAwaiting(std::move(makeAwaiter)));
    }
    /// The result of `function`; time moves on as far as it needs.
    template <typename F>
    auto run(F function)
    {
        return finish(start(std::move(function)));
    }
    /// Lets time move on until the flow has ended, and gives its result. Throws if it never ends.
    template <typename T>
    T finish(const engine::Flow<T>& flow)
    {
        while (!flow.isDone()) {
            if (!m_executor.runOne() && m_clock.jump() != engine::Clock::Jump::Jumped)
                throw std::logic_error("VirtualRuntime: the flow waits for something that never happens");
        }
        if constexpr (std::is_void_v<T>)
            flow.result();
        else
            return std::move(flow.result());
    }

    /// Runs what can run now; time stands still.
    void runUntilIdle();
    /// Runs what can run, and moves time on by `duration`, timer by timer.
    void advance(std::chrono::nanoseconds duration);
    /// Runs everything, in time too, until nothing is left to happen.
    void runToTheEnd();

private:
    engine::Clock m_clock;
    ManualExecutor m_executor{m_clock};
};

} // namespace tests
