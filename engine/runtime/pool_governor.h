// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace engine {

/// Whoever decides how many threads a WorkerPool may have: told by the pool of what happens in it.
///
/// Threads  each function on the thread that it is about, several at once, and without a lock of the pool: it may call the
///          pool, but for setGovernor(). It must not wait
class PoolGovernor {
public:
    /// An item is about to be queued.
    virtual void itemQueued() noexcept = 0;
    /// A worker has taken an item, and runs it next.
    virtual void itemDequeued() noexcept = 0;
    /// The item has run. Its worker still counts as running.
    virtual void itemCompleted() noexcept = 0;
    /// The calling worker is about to wait on its thread. It still counts as running.
    virtual void workerBlocks() noexcept = 0;
    /// It goes on, and counts as running again.
    virtual void workerUnblocked() noexcept = 0;
    /// Nothing can run, and the pool is about to ask the clock for the next timer: the last chance to have one.
    virtual void nothingCanRun() noexcept = 0;

protected:
    ~PoolGovernor() = default;
};

} // namespace engine
