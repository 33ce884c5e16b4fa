// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/outcome_text.h"

#include "engine/telemetry/figure_text.h"

#include <chrono>

namespace engine {

namespace {

/// "3 persisted, 1 failed": the ends that occurred.
Phrase endings(const LedgerCounts& ledger)
{
    Phrase text;
    const auto add = [&text](std::int64_t count, const char* pattern) {
        if (count == 0)
            return;
        const Phrase ended(pattern, count);
        text = text.empty() ? ended : Phrase("%1, %2", text, ended);
    };
    add(ledger.persisted, QT_TRANSLATE_NOOP("engine", "%1 persisted"));
    add(ledger.rejected, QT_TRANSLATE_NOOP("engine", "%1 rejected"));
    add(ledger.failed, QT_TRANSLATE_NOOP("engine", "%1 failed"));
    add(ledger.cancelled, QT_TRANSLATE_NOOP("engine", "%1 cancelled"));
    add(ledger.dropped, QT_TRANSLATE_NOOP("engine", "%1 dropped"));
    add(ledger.lost, QT_TRANSLATE_NOOP("engine", "%1 lost"));
    return text;
}

Phrase lasting(double seconds)
{
    return duration(std::chrono::nanoseconds(static_cast<std::int64_t>(seconds * 1e9)));
}

} // namespace

Phrase completedText(const LedgerCounts& ledger, bool stopped)
{
    if (ledger.submitted == 0)
        return Phrase(stopped ? QT_TRANSLATE_NOOP("engine", "Stopped before the first order.")
                              : QT_TRANSLATE_NOOP("engine", "There were no orders."));
    if (stopped)
        return counted(ledger.submitted,
            QT_TRANSLATE_NOOP("engine", "Stopped and drained: all %1 order has ended: %2."),
            QT_TRANSLATE_NOOP("engine", "Stopped and drained: all %1 orders have ended: %2."), endings(ledger));
    return counted(ledger.submitted, QT_TRANSLATE_NOOP("engine", "All %1 order has ended: %2."),
        QT_TRANSLATE_NOOP("engine", "All %1 orders have ended: %2."), endings(ledger));
}

Phrase deadlockedText(const Snapshot& standstill)
{
    const PoolView& pool = standstill.pool;
    if (pool.blocked > 0 && pool.blocked >= pool.maxThreads) {
        return counted(pool.blocked,
            QT_TRANSLATE_NOOP("engine",
                "Deadlocked after %2: all %1 worker is blocked, each waiting for a continuation that needs a free "
                "worker, and %3. None of them can ever run."),
            QT_TRANSLATE_NOOP("engine",
                "Deadlocked after %2: all %1 workers are blocked, each waiting for a continuation that needs a free "
                "worker, and %3. None of them can ever run."),
            duration(standstill.at),
            counted(pool.pendingWorkItems, QT_TRANSLATE_NOOP("engine", "%1 work item is pending"),
                QT_TRANSLATE_NOOP("engine", "%1 work items are pending")));
    }
    return counted(standstill.ledger.inFlight,
        QT_TRANSLATE_NOOP("engine", "Deadlocked after %2: %1 order waits for something that will never happen."),
        QT_TRANSLATE_NOOP("engine", "Deadlocked after %2: %1 orders wait for something that will never happen."),
        duration(standstill.at));
}

Phrase timeLimitText(double limitSeconds, std::int64_t left)
{
    return counted(left,
        QT_TRANSLATE_NOOP(
            "engine", "The time limit of %2 was over with %1 order in flight; what was left has been cancelled."),
        QT_TRANSLATE_NOOP(
            "engine", "The time limit of %2 was over with %1 orders in flight; what was left has been cancelled."),
        lasting(limitSeconds));
}

Phrase drainedOutText(double drainSeconds, std::int64_t left)
{
    return counted(left,
        QT_TRANSLATE_NOOP("engine",
            "Stopped, but the %2 for draining were over with %1 order in flight; what was left has been cancelled."),
        QT_TRANSLATE_NOOP("engine",
            "Stopped, but the %2 for draining were over with %1 orders in flight; what was left has been cancelled."),
        lasting(drainSeconds));
}

Phrase abruptlyStoppedText(std::int64_t left)
{
    return counted(left,
        QT_TRANSLATE_NOOP("engine", "Stopped without draining: %1 order was in flight, and cancelled."),
        QT_TRANSLATE_NOOP("engine", "Stopped without draining: %1 orders were in flight, and cancelled."));
}

Phrase cancelledText(std::int64_t left)
{
    return counted(left, QT_TRANSLATE_NOOP("engine", "Cancelled with %1 order in flight."),
        QT_TRANSLATE_NOOP("engine", "Cancelled with %1 orders in flight."));
}

Phrase brokenFlowsText(std::int64_t flows)
{
    return counted(flows, QT_TRANSLATE_NOOP("engine", "An internal error ended %1 flow of the run."),
        QT_TRANSLATE_NOOP("engine", "An internal error ended %1 flows of the run."));
}

Phrase brokenLedgerText(std::int64_t persisted, std::int64_t rows)
{
    return Phrase(
        QT_TRANSLATE_NOOP("engine", "The ledger and the database disagree: %1 persisted, %2 rows."), persisted, rows);
}

} // namespace engine
