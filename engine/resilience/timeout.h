// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/resilience/pipeline.h"
#include "engine/runtime/task_scope.h"

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>

namespace engine {

/// Calls that a pessimistic timeout has left behind.
///
/// Threads  every function from any thread
class OrphanCount {
public:
    struct Reading {
        std::int64_t now = 0; ///< still running
        std::int64_t total = 0;
        friend bool operator==(const Reading&, const Reading&) = default;
    };
    [[nodiscard]] Reading read() const;

private:
    friend class PessimisticTimeout;
    mutable std::mutex m_mutex;
    Reading m_reading;
};

/// What a timeout tells of before the outcome is replaced.
struct TimeoutEvent {
    Clock::Duration timeout {};
    Flow<Outcome<void>> orphan; ///< the call left behind; none if the callee has ended
};

struct TimeoutOptions {
    Clock::Duration timeout = std::chrono::seconds(30);
    /// Asked for each call; 0 or less, or the largest Duration: this call has no limit.
    std::function<Clock::Duration()> generator;
    std::function<void(const TimeoutEvent&)> onTimeout;
};

/// Asks the callee to stop when its time is over, and waits until it has.
///
/// Model    the callee's token is cancelled by the timer or with the caller's. A cancellation that comes out then is
///          TimedOut if the timer was first and the caller has not cancelled, Cancelled with the caller's token if it
///          has; the original is the `cause`. Whatever else comes out passes unchanged, after the deadline too
/// Units    clock time, whole milliseconds (rounded up); 10 ms to one day for the fixed timeout
/// Errors   the constructor throws std::out_of_range for a timeout outside
/// Threads  as Strategy
/// Source   semantics PO-TO-1 to PO-TO-4, CT-11
class OptimisticTimeout final : public Strategy {
public:
    OptimisticTimeout(Clock& clock, TimeoutOptions options);
    QCoro::Task<Outcome<void>> execute(Next next, const CancellationToken& token) override;

private:
    Outcome<void> judge(Outcome<void> outcome, const CancellationToken& caller, const CancellationToken& own,
        Clock::Duration timeout) const;

    Clock& m_clock;
    const TimeoutOptions m_options;
};

/// Asks the callee to stop when its time is over, and walks away from it.
///
/// Model    the callee runs as a flow of `orphans`; a call left behind stays one until it ends and is counted
///          meanwhile. The caller's cancellation reaches the callee, but only the timer or the callee's end ends the
///          wait. A cancellation that comes out when the timer has fired is TimedOut, even if the caller has cancelled
///          too
/// Units    as OptimisticTimeout, whatever is above 0
/// Errors   the constructor throws std::out_of_range for a timeout of 0 or less
/// Threads  as Strategy. Where calls block their worker, the callee blocks another one: with a single worker it starts
///          when the caller has walked away
/// Source   semantics P7-TO-1 to P7-TO-4
class PessimisticTimeout final : public Strategy {
public:
    PessimisticTimeout(TaskScope& orphans, std::shared_ptr<OrphanCount> count, TimeoutOptions options);
    QCoro::Task<Outcome<void>> execute(Next next, const CancellationToken& token) override;

private:
    class Race;

    TaskScope& m_orphans;
    const std::shared_ptr<OrphanCount> m_count;
    const TimeoutOptions m_options;
};

} // namespace engine
