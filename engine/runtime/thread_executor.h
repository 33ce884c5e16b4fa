// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/executor.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace engine {

/// The world outside the pool: one thread of its own, on which clients send their orders and commands arrive. A pool
/// without a free worker does not stop it.
///
/// Model    from post() until the item has run it counts as an external operation of `inner`, so that virtual time waits
/// Threads  every function from any thread; the destructor finishes
class ThreadExecutor final : public Executor {
public:
    explicit ThreadExecutor(Executor& inner);
    ~ThreadExecutor() override;

    void post(WorkItem& item) noexcept override;
    void beginExternal() noexcept override { m_inner.beginExternal(); }
    void endExternal() noexcept override { m_inner.endExternal(); }
    /// Calls `function` on the thread.
    void call(std::function<void()> function);
    /// Runs what was posted, and ends the thread. Nothing may be posted any more; a second call does nothing.
    void finish();

private:
    void work();

    Executor& m_inner;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    WorkItem* m_head = nullptr;
    WorkItem* m_tail = nullptr;
    bool m_stop = false;
    std::thread m_thread;
};

} // namespace engine
