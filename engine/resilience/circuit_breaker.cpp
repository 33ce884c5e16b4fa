// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/circuit_breaker.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace engine {

namespace {

const char* meaningOf(FailureKind kind)
{
    switch (kind) {
    case FailureKind::Cancelled:
        return QT_TRANSLATE_NOOP("engine", "it was cancelled.");
    case FailureKind::TimedOut:
        return QT_TRANSLATE_NOOP("engine", "its time was up.");
    case FailureKind::Rejected:
        return QT_TRANSLATE_NOOP("engine", "it was rejected.");
    case FailureKind::BrokenCircuit:
        return QT_TRANSLATE_NOOP("engine", "another circuit breaker held it back.");
    case FailureKind::Unavailable:
        return QT_TRANSLATE_NOOP("engine", "the service was not available.");
    case FailureKind::Invalid:
    case FailureKind::Closed:
        break;
    }
    return QT_TRANSLATE_NOOP("engine", "the call was not possible.");
}

} // namespace

void BreakerLog::add(BreakerChange change)
{
    const std::lock_guard lock(m_mutex);
    m_changes.add(std::move(change));
}

void BreakerLog::copyTo(BreakerView& view) const
{
    const std::lock_guard lock(m_mutex);
    view.changes = m_changes.entries();
    view.droppedChanges = m_changes.dropped();
}

CircuitBreaker::CircuitBreaker(Clock& clock, BreakerOptions options)
    : m_options(std::move(options))
    , m_clock(clock)
    , m_log(m_options.log ? m_options.log : std::make_shared<BreakerLog>())
{
    if (!m_options.shouldHandle)
        throw std::invalid_argument("CircuitBreaker: shouldHandle is missing");
}

CircuitBreaker::~CircuitBreaker()
{
    if (m_options.control)
        m_options.control->detach(*this);
}

void CircuitBreaker::attach()
{
    if (m_options.control)
        m_options.control->attach(*this);
}

template <typename F>
void CircuitBreaker::inStep(F move)
{
    Step step;
    {
        const std::lock_guard lock(m_mutex);
        if (m_disposed)
            throw DisposedError("CircuitBreaker used after dispose()");
        step.now = m_clock.now();
        move(step);
    }
    if (step.ticket)
        m_turns.run(*step.ticket, std::move(step.callback));
}

CircuitBreaker::Admission CircuitBreaker::enter()
{
    Admission admission;
    inStep([&](Step& step) { admit(step, admission); });
    return admission;
}

void CircuitBreaker::report(const Admission& admission, const Outcome<void>& outcome)
{
    if (outcome || !handles(outcome.error())) {
        inStep([&](Step& step) { notFailed(step, admission, outcome.has_value()); });
        return;
    }
    auto failure = std::make_shared<const Failure>(outcome.error());
    inStep([&](Step& step) {
        m_lastFailure = failure;
        failed(step, admission, *failure);
    });
}

void CircuitBreaker::isolate()
{
    inStep([&](Step& step) {
        (void)nextBreak(step.now); // asked here too, and not heard (semantics PO-CB-5)
        m_blockedUntil = Clock::TimePoint::max();
        moveTo(step, BreakerState::Isolated, Phrase(QT_TRANSLATE_NOOP("engine", "It was isolated by hand.")), [this] {
            if (m_options.callbacks.opened)
                m_options.callbacks.opened({nullptr, Clock::Duration::max(), true});
        });
    });
}

void CircuitBreaker::open()
{
    inStep([&](Step& step) {
        breakNow(step, Phrase(QT_TRANSLATE_NOOP("engine", "It was opened by hand.")), nullptr, true);
    });
}

void CircuitBreaker::close()
{
    inStep([&](Step& step) { closeNow(step, Phrase(QT_TRANSLATE_NOOP("engine", "It was closed by hand.")), true); });
}

BreakerState CircuitBreaker::state()
{
    BreakerState state = BreakerState::Closed;
    inStep([&](Step& step) {
        look(step);
        state = m_state;
    });
    return state;
}

std::shared_ptr<const Failure> CircuitBreaker::lastFailure() const
{
    const std::lock_guard lock(m_mutex);
    if (m_disposed)
        throw DisposedError("CircuitBreaker used after dispose()");
    return m_lastFailure;
}

BreakerView CircuitBreaker::view() const
{
    BreakerView view;
    view.enabled = true;
    const std::lock_guard lock(m_mutex);
    view.state = m_state;
    if (m_state == BreakerState::Open)
        view.blockedUntil = m_blockedUntil.time_since_epoch();
    describe(m_clock.now(), view);
    m_log->copyTo(view);
    return view;
}

void CircuitBreaker::dispose()
{
    if (m_options.control)
        m_options.control->detach(*this);
    const std::lock_guard lock(m_mutex);
    m_disposed = true;
}

// --- moves, under the lock -------------------------------------------------------------------------------------------

void CircuitBreaker::moveTo(Step& step, BreakerState to, const Phrase& cause, std::function<void()> callback)
{
    if (m_state != to)
        m_log->add({step.now.time_since_epoch(), m_state, to, cause});
    m_state = to;
    step.ticket = m_turns.ticket();
    step.callback = std::move(callback);
}

void CircuitBreaker::breakNow(Step& step, const Phrase& cause, const Failure* failure, bool manual)
{
    const Clock::Duration duration = nextBreak(step.now);
    m_blockedUntil = later(step.now, duration);
    std::shared_ptr<const Failure> last = failure ? m_lastFailure : nullptr; // lives as long as the callback
    moveTo(step, BreakerState::Open, cause, [this, last = std::move(last), duration, manual] {
        if (m_options.callbacks.opened)
            m_options.callbacks.opened({last.get(), duration, manual});
    });
}

void CircuitBreaker::halfOpenNow(Step& step, const Phrase& cause)
{
    moveTo(step, BreakerState::HalfOpen, cause, m_options.callbacks.halfOpened);
}

void CircuitBreaker::closeNow(Step& step, const Phrase& cause, bool manual)
{
    reset(step.now);
    m_lastFailure.reset();
    m_blockedUntil = {};
    if (m_state == BreakerState::Closed)
        return;
    moveTo(step, BreakerState::Closed, cause, [this, manual] {
        if (m_options.callbacks.closed)
            m_options.callbacks.closed(manual);
    });
}

void CircuitBreaker::refuse(const Step& step, Admission& admission) const
{
    if (m_state == BreakerState::Isolated) {
        admission.refusal =
            Failure::of(FailureKind::BrokenCircuit, "The circuit is held open by hand and is not allowing calls.");
    } else {
        admission.refusal =
            Failure::of(FailureKind::BrokenCircuit, "The circuit is now open and is not allowing calls.");
        admission.refusal->retryAfter = std::max(m_blockedUntil - step.now, Clock::Duration::zero());
    }
    admission.refusal->cause = m_lastFailure;
}

Clock::TimePoint CircuitBreaker::later(Clock::TimePoint now, Clock::Duration duration) noexcept
{
    return duration > Clock::TimePoint::max() - now ? Clock::TimePoint::max() : now + duration;
}

Phrase CircuitBreaker::breakOver()
{
    return Phrase(QT_TRANSLATE_NOOP("engine", "The break is over: one call may try."));
}

Phrase CircuitBreaker::failedTrial(const Admission& admission, const Failure& failure)
{
    return Phrase(admission.trial
            ? QT_TRANSLATE_NOOP("engine", "The trial call failed: %1")
            : QT_TRANSLATE_NOOP("engine", "A call that began earlier failed during the trial: %1"),
        wordsFor(failure));
}

Phrase CircuitBreaker::succeededTrial(const Admission& admission)
{
    return Phrase(admission.trial ? QT_TRANSLATE_NOOP("engine", "The trial call succeeded.")
                                  : QT_TRANSLATE_NOOP("engine", "A call that began earlier succeeded."));
}

Phrase CircuitBreaker::wordsFor(const Failure& failure)
{
    std::string words = failure.message.empty() ? std::string(toString(failure.kind)) : failure.message;
    if (!words.ends_with('.'))
        words += '.';
    return Phrase::quoted(std::move(words), meaningOf(failure.kind));
}

// --- control ---------------------------------------------------------------------------------------------------------

void BreakerControl::isolate()
{
    const std::lock_guard lock(m_mutex);
    m_isolated = true;
    for (CircuitBreaker* const breaker : std::vector(m_breakers))
        breaker->isolate();
}

void BreakerControl::close()
{
    const std::lock_guard lock(m_mutex);
    m_isolated = false;
    for (CircuitBreaker* const breaker : std::vector(m_breakers))
        breaker->close();
}

void BreakerControl::attach(CircuitBreaker& breaker)
{
    const std::lock_guard lock(m_mutex);
    m_breakers.push_back(&breaker);
    if (m_isolated)
        breaker.isolate();
}

void BreakerControl::detach(CircuitBreaker& breaker)
{
    const std::lock_guard lock(m_mutex);
    std::erase(m_breakers, &breaker);
}

// --- strategy --------------------------------------------------------------------------------------------------------

QCoro::Task<Outcome<void>> BreakerStrategy::execute(Next next, const CancellationToken& token)
{
    const CircuitBreaker::Admission admission = m_breaker->enter();
    Outcome<void> outcome;
    if (!admission.isAllowed()) {
        if (m_onRefused)
            m_onRefused();
        outcome = tl::unexpected<Failure>(*admission.refusal);
        co_return outcome;
    }
    QCoro::Task<Outcome<void>> task = next(token);
    outcome = co_await task;
    m_breaker->report(admission, outcome);
    co_return outcome;
}

} // namespace engine
