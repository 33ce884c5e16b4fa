// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/order.h"
#include "engine/runtime/clock.h"

#include <cstdint>

namespace engine {

/// One thing that waits for a worker. Intrusive: queueing it allocates nothing.
class WorkItem {
public:
    WorkItem() = default;
    WorkItem(const WorkItem&) = delete;
    WorkItem& operator=(const WorkItem&) = delete;

    /// Runs on a worker. True: there is more to do, queue it again. After false the item may be gone.
    virtual bool run() = 0;
    /// What it works on (0: nothing that belongs to an order), for whoever watches the workers.
    [[nodiscard]] virtual OrderId workingOn() const noexcept { return 0; }

    // Owned by the executor that holds the item.
    WorkItem* next = nullptr;
    std::int64_t readyAt = 0; ///< ns of clock time

protected:
    ~WorkItem() = default;
};

/// Where work items run.
///
/// Model    an item posted never runs on the stack that posted it (semantics WQ-4)
/// Threads  every function from any thread
class Executor {
public:
    explicit Executor(Clock& clock) : m_clock(clock) {}
    virtual ~Executor() = default;
    Executor(const Executor&) = delete;
    Executor& operator=(const Executor&) = delete;

    virtual void post(WorkItem& item) noexcept = 0;
    [[nodiscard]] Clock& clock() const noexcept { return m_clock; }
    /// Work items that it ever runs at once; 0: no limit of its own.
    [[nodiscard]] virtual int maximumConcurrency() const noexcept { return 0; }

    /// Something outside the executor is under way that will come back to it: virtual time stands still meanwhile.
    virtual void beginExternal() noexcept = 0;
    virtual void endExternal() noexcept = 0;

private:
    Clock& m_clock;
};

/// An external operation, for as long as it lives.
class ExternalHold {
public:
    explicit ExternalHold(Executor& executor) : m_executor(&executor) { executor.beginExternal(); }
    ~ExternalHold() { m_executor->endExternal(); }
    ExternalHold(const ExternalHold&) = delete;
    ExternalHold& operator=(const ExternalHold&) = delete;

private:
    Executor* m_executor;
};

} // namespace engine
