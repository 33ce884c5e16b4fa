// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/outcome_text.h"

namespace engine {

std::string endings(const LedgerCounts& ledger)
{
    std::string text;
    const auto add = [&text](std::int64_t count, const char* word) {
        if (count > 0)
            text += (text.empty() ? "" : ", ") + grouped(count) + ' ' + word;
    };
    add(ledger.persisted, "persisted");
    add(ledger.rejected, "rejected");
    add(ledger.failed, "failed");
    add(ledger.cancelled, "cancelled");
    add(ledger.dropped, "dropped");
    add(ledger.lost, "lost");
    return text;
}

std::string completedText(const LedgerCounts& ledger, bool stopped)
{
    if (ledger.submitted == 0)
        return stopped ? "Stopped before the first order." : "There were no orders.";
    return (stopped ? "Stopped and drained: all " : "All ") + counted(ledger.submitted, "order has", "orders have")
        + " ended: " + endings(ledger) + '.';
}

std::string deadlockedText(const Snapshot& standstill)
{
    const PoolView& pool = standstill.pool;
    if (pool.blocked > 0 && pool.blocked >= pool.maxThreads) {
        return "Deadlocked after " + duration(standstill.at) + ": all " + counted(pool.blocked, "worker is", "workers are")
            + " blocked, each waiting for a continuation that needs a free worker, and "
            + counted(pool.pendingWorkItems, "work item is", "work items are") + " pending. None of them can ever run.";
    }
    return "Deadlocked after " + duration(standstill.at) + ": " + counted(standstill.ledger.inFlight, "order waits", "orders wait")
        + " for something that will never happen.";
}

std::string timeLimitText(double limitSeconds, std::int64_t left)
{
    return "The time limit of " + duration(std::chrono::nanoseconds(static_cast<std::int64_t>(limitSeconds * 1e9)))
        + " was over with " + counted(left, "order", "orders") + " in flight; what was left has been cancelled.";
}

std::string drainedOutText(double drainSeconds, std::int64_t left)
{
    return "Stopped, but the " + duration(std::chrono::nanoseconds(static_cast<std::int64_t>(drainSeconds * 1e9)))
        + " for draining were over with " + counted(left, "order", "orders") + " in flight; what was left has been cancelled.";
}

std::string abruptlyStoppedText(std::int64_t left)
{
    return "Stopped without draining: " + counted(left, "order was", "orders were") + " in flight, and cancelled.";
}

std::string cancelledText(std::int64_t left)
{
    return "Cancelled with " + counted(left, "order", "orders") + " in flight.";
}

} // namespace engine
