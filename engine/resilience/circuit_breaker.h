// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/resilience/bounded_log.h"
#include "engine/resilience/callback_turns.h"
#include "engine/resilience/pipeline.h"
#include "engine/runtime/clock.h"
#include "engine/telemetry/policy_view.h"

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace engine {

class BreakerControl;

/// The moves of one breaker, or of several that follow each other.
///
/// Threads  every function from any thread
class BreakerLog {
public:
    void add(BreakerChange change);
    void copyTo(BreakerView& view) const;

private:
    mutable std::mutex m_mutex;
    BoundedLog<BreakerChange> m_changes;
};

/// What a breaker tells of. `cause` is the failure behind it, or null.
struct BreakerOpened {
    const Failure* cause = nullptr;
    Clock::Duration duration {}; ///< of the break; the largest one when it is isolated
    bool manual = false;
};
struct BreakerCallbacks {
    std::function<void(const BreakerOpened&)> opened;
    std::function<void(bool manual)> closed;
    std::function<void()> halfOpened;
};

struct BreakerOptions {
    Clock::Duration breakDuration = std::chrono::seconds(5);
    FailurePredicate shouldHandle = anyButCancellation;
    BreakerCallbacks callbacks;
    std::shared_ptr<BreakerLog> log; ///< none: it makes its own
    BreakerControl* control = nullptr; ///< has to outlive the breaker
};

/// A guard that fails fast. What opens it is the matter of its two kinds, FailureRatioBreaker and
/// ConsecutiveFailuresBreaker.
///
/// Model    enter() before each call, report() after each that was allowed. The state at the moment of the report
///          decides what it does, not the state in which the call began. Time alone changes nothing: a break ends when
///          a call (or, for consecutive failures, a reader of the state) finds that it is over
/// Errors   after dispose() everything but view() throws DisposedError. What a callback throws comes out of the call
///          that caused it
/// Threads  every function from any thread. Callbacks run outside the lock, in order, one at a time, on the thread that
///          caused them, which waits for them; they must not wait for clock time
/// Source   semantics PO-CB-1 to PO-CB-10, P7-CB-1 to P7-CB-6
class CircuitBreaker {
public:
    /// Whether a call may go on. `refusal` is set when it may not, and knows when to try again if that is known.
    struct Admission {
        bool trial = false; ///< it is the call by which a half-open breaker finds out
        std::optional<Failure> refusal;

        [[nodiscard]] bool isAllowed() const noexcept { return !refusal; }
    };

    virtual ~CircuitBreaker();
    CircuitBreaker(const CircuitBreaker&) = delete;
    CircuitBreaker& operator=(const CircuitBreaker&) = delete;

    [[nodiscard]] Admission enter();
    /// How an allowed call ended.
    void report(const Admission& admission, const Outcome<void>& outcome);

    [[nodiscard]] bool handles(const Failure& failure) const { return m_options.shouldHandle(failure); }

    /// Refuses every call until close(): time does not end it.
    void isolate();
    /// Opens as if it had broken now.
    void open();
    void close();

    /// With consecutive failures a break that is over becomes HalfOpen by being read here.
    [[nodiscard]] BreakerState state();
    /// The last failure that was handled; null after a close.
    [[nodiscard]] std::shared_ptr<const Failure> lastFailure() const;
    /// A reading that changes nothing.
    [[nodiscard]] BreakerView view() const;
    void dispose();

protected:
    /// One move under the lock, and the callback that it causes.
    struct Step {
        Clock::TimePoint now;
        std::optional<std::uint64_t> ticket;
        std::function<void()> callback;
    };

    CircuitBreaker(Clock& clock, BreakerOptions options);
    /// For the end of the derived constructor: a control may isolate it at once.
    void attach();

    // Under the lock.
    virtual void admit(Step& step, Admission& admission) = 0;
    virtual void failed(Step& step, const Admission& admission, const Failure& failure) = 0;
    /// Neither failed: `succeeded`, or ended with a failure that is not handled.
    virtual void notFailed(Step& step, const Admission& admission, bool succeeded) = 0;
    /// What is asked for each break, and what it answers.
    virtual Clock::Duration nextBreak(Clock::TimePoint now) = 0;
    virtual void reset(Clock::TimePoint now) = 0;
    virtual void look(Step&) { }
    virtual void describe(Clock::TimePoint now, BreakerView& view) const = 0;

    void breakNow(Step& step, const Phrase& cause, const Failure* failure, bool manual);
    void halfOpenNow(Step& step, const Phrase& cause);
    void closeNow(Step& step, const Phrase& cause, bool manual);
    void refuse(const Step& step, Admission& admission) const;
    [[nodiscard]] static Clock::TimePoint later(Clock::TimePoint now, Clock::Duration duration) noexcept;
    [[nodiscard]] static Phrase wordsFor(const Failure& failure); ///< a sentence of its own, without its beginning
    [[nodiscard]] static Phrase failedTrial(const Admission& admission, const Failure& failure);
    [[nodiscard]] static Phrase succeededTrial(const Admission& admission);
    [[nodiscard]] static Phrase breakOver();

    const BreakerOptions m_options;
    BreakerState m_state = BreakerState::Closed; ///< this and what follows: guarded by the lock
    Clock::TimePoint m_blockedUntil {};

private:
    template <typename F>
    void inStep(F move);
    void moveTo(Step& step, BreakerState to, const Phrase& cause, std::function<void()> callback);

    Clock& m_clock;
    mutable std::mutex m_mutex;
    std::shared_ptr<const Failure> m_lastFailure;
    bool m_disposed = false;
    CallbackTurns m_turns;
    const std::shared_ptr<BreakerLog> m_log;
};

/// One hand on many breakers.
///
/// Model    isolation ordered before a breaker is made applies when it is made; a breaker that is disposed of is let go
/// Threads  every function from any thread; outlives the breakers that name it
class BreakerControl {
public:
    void isolate();
    void close();

private:
    friend class CircuitBreaker;
    void attach(CircuitBreaker& breaker);
    void detach(CircuitBreaker& breaker);

    std::recursive_mutex m_mutex; ///< a callback of a breaker may use the control again
    std::vector<CircuitBreaker*> m_breakers;
    bool m_isolated = false;
};

/// A breaker as a layer of a pipeline. A refused call ends as BrokenCircuit, with the last handled failure as its
/// cause.
class BreakerStrategy final : public Strategy {
public:
    explicit BreakerStrategy(std::shared_ptr<CircuitBreaker> breaker, std::function<void()> onRefused = {})
        : m_breaker(std::move(breaker))
        , m_onRefused(std::move(onRefused))
    {
    }
    QCoro::Task<Outcome<void>> execute(Next next, const CancellationToken& token) override;
    [[nodiscard]] bool handles(const Failure& failure) const override { return m_breaker->handles(failure); }

private:
    const std::shared_ptr<CircuitBreaker> m_breaker;
    const std::function<void()> m_onRefused;
};

} // namespace engine
