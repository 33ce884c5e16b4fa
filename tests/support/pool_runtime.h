// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/task_scope.h"

#include <thread>

namespace tests {

/// A clock in virtual time, a pool of real threads that moves it, and a scope for what a test starts there.
class PoolRuntime {
public:
    explicit PoolRuntime(int threads)
        : m_pool(m_clock, threads)
        , m_scope(m_pool)
    {
    }
    ~PoolRuntime() { m_scope.joinFromOutside(); }
    PoolRuntime(const PoolRuntime&) = delete;
    PoolRuntime& operator=(const PoolRuntime&) = delete;

    [[nodiscard]] engine::Clock& clock() noexcept { return m_clock; }
    [[nodiscard]] engine::WorkerPool& pool() noexcept { return m_pool; }
    [[nodiscard]] engine::TaskScope& scope() noexcept { return m_scope; }
    [[nodiscard]] std::chrono::nanoseconds now() const { return m_clock.now().time_since_epoch(); }

    /// Calls `start`, which spawns flows into the scope, while time stands still; returns when all of them have ended.
    template <typename F>
    void run(F start)
    {
        {
            const engine::ExternalHold hold(m_pool);
            start();
        }
        m_scope.joinFromOutside();
    }
    /// Waits until no worker runs and nothing is ready. For a pool that nothing else is posted to.
    engine::WorkerPool::Counts settledCounts() const
    {
        for (;;) {
            const engine::WorkerPool::Counts counts = m_pool.counts();
            if (counts.running == 0 && counts.pending == 0)
                return counts;
            std::this_thread::yield();
        }
    }

private:
    engine::Clock m_clock;
    engine::WorkerPool m_pool;
    engine::TaskScope m_scope;
};

} // namespace tests
