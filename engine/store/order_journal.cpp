// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/order_journal.h"

#include "engine/runtime/worker_pool.h"

#include <stdexcept>
#include <utility>

namespace engine {

namespace {

/// What the downstream said; where it never came to that, what stood in the way as well.
std::string reasonText(const Failure& failure)
{
    std::string kind(toString(failure.kind));
    if (failure.message.empty())
        return kind;
    if (failure.kind == FailureKind::TimedOut || failure.kind == FailureKind::BrokenCircuit)
        return kind + ": " + failure.message;
    return failure.message;
}

Phrase cancelledText(CancelReason reason)
{
    switch (reason) {
    case CancelReason::None:
    case CancelReason::Caller:
        break;
    case CancelReason::Timeout:
        return Phrase(QT_TRANSLATE_NOOP("engine", "cancelled: its deadline or the time limit of the run has passed"));
    case CancelReason::Shutdown:
        return Phrase(QT_TRANSLATE_NOOP("engine", "cancelled: the run was shut down"));
    case CancelReason::Failure:
        return Phrase(QT_TRANSLATE_NOOP("engine", "cancelled: something else in the run had failed"));
    }
    return Phrase(QT_TRANSLATE_NOOP("engine", "cancelled: the client has cancelled"));
}

struct Ending {
    OrderActivity activity = OrderActivity::Persisted;
    Phrase why;
};

/// How an order's end is shown to whoever follows it.
Ending endingOf(OrderState state, const Failure* failure)
{
    const auto because = [failure](const char* alone, const char* withReason) {
        return failure ? Phrase(withReason, reasonText(*failure)) : Phrase(alone);
    };
    switch (state) {
    case OrderState::Rejected:
        return {OrderActivity::Rejected,
            because(QT_TRANSLATE_NOOP("engine", "rejected"), QT_TRANSLATE_NOOP("engine", "rejected: %1"))};
    case OrderState::Failed:
        if (failure && failure->kind == FailureKind::TimedOut)
            return {OrderActivity::TimedOut, Phrase(QT_TRANSLATE_NOOP("engine", "timed out: %1"), failure->message)};
        return {OrderActivity::Failed,
            because(QT_TRANSLATE_NOOP("engine", "failed"), QT_TRANSLATE_NOOP("engine", "failed: %1"))};
    case OrderState::Cancelled:
        return {OrderActivity::Cancelled, cancelledText(failure ? failure->reason : CancelReason::None)};
    case OrderState::Dropped:
        return {OrderActivity::Dropped, Phrase(QT_TRANSLATE_NOOP("engine", "dropped: intake did not take it"))};
    case OrderState::Lost:
        return {OrderActivity::Lost,
            because(QT_TRANSLATE_NOOP("engine", "lost: nobody owned it"),
                QT_TRANSLATE_NOOP("engine", "lost: nobody owned it: %1"))};
    default:
        break;
    }
    return {OrderActivity::Persisted, Phrase(QT_TRANSLATE_NOOP("engine", "stored"))};
}

} // namespace

OrderJournal::OrderJournal(Clock& clock, Ledger& ledger, Probe& probe, Channel<DeadLetter> deadLetters, Results* results)
    : m_clock(clock), m_ledger(ledger), m_probe(probe), m_deadLetters(std::move(deadLetters)), m_results(results)
{
}

void OrderJournal::emitMove(const Submission& submission, std::chrono::nanoseconds now)
{
    Event event;
    event.at = now.count();
    event.value = (now - submission.submittedAt).count();
    event.order = submission.order.id;
    event.kind = EventKind::OrderMoved;
    event.state = submission.state;
    event.attempt = submission.attempts;
    event.worker = static_cast<std::uint16_t>(WorkerPool::currentWorker());
    m_probe.record(event);
}

void OrderJournal::submit(Submission& submission)
{
    submission.submittedAt = m_clock.now().time_since_epoch();
    m_ledger.submit();
    if (m_tracks) [[unlikely]]
        submission.track = &m_tracks->add(submission.order, submission.submittedAt);
    emitMove(submission, submission.submittedAt);
}

void OrderJournal::move(Submission& submission, OrderState to, Clock::TimePoint now)
{
    if (!canMove(submission.state, to))
        throw std::logic_error(std::string("an order cannot move from ") + toString(submission.state) + " to " + toString(to));
    if (to == OrderState::Validating)
        m_inFlight.enter();
    submission.state = to;
    emitMove(submission, now.time_since_epoch());
}

void OrderJournal::end(Submission& submission, OrderState to, Clock::TimePoint now, const Failure* failure)
{
    const bool wasInFlight = submission.state >= OrderState::Validating;
    move(submission, to, now);
    m_ledger.end(to);
    if (wasInFlight)
        m_inFlight.leave();
    m_lastEnd.store(now.time_since_epoch().count(), std::memory_order_relaxed);
    if (m_results && submission.owned)
        m_results->orderEnded({submission.order.id, now});
    if (submission.track) [[unlikely]]
        endTrack(submission, failure);
}

void OrderJournal::endTrack(Submission& submission, const Failure* failure)
{
    OrderTrack* const track = std::exchange(submission.track, nullptr);
    if (!track)
        return; // it has ended before
    Ending ending = endingOf(submission.state, failure);
    track->end(ending.activity, std::move(ending.why));
}

void OrderJournal::persisted(std::span<Submission> submissions, Clock::TimePoint now)
{
    std::int64_t count = 0;
    for (Submission& submission : submissions) {
        if (isEnd(submission.state))
            continue;
        move(submission, OrderState::Persisted, now);
        ++count;
    }
    // Once for all of them: these are counters that every thread writes.
    m_ledger.end(OrderState::Persisted, count);
    m_inFlight.leave(count);
    m_lastEnd.store(now.time_since_epoch().count(), std::memory_order_relaxed);
    if (m_tracks) [[unlikely]] {
        for (Submission& submission : submissions)
            endTrack(submission, nullptr);
    }
    if (!m_results)
        return;
    for (const Submission& submission : submissions) {
        if (submission.state == OrderState::Persisted && submission.owned)
            m_results->orderEnded({submission.order.id, now});
    }
}

void OrderJournal::countCancelled(CancelReason reason)
{
    // Somebody asked for it, but did not say why.
    const CancelReason known = reason == CancelReason::None ? CancelReason::Caller : reason;
    m_cancelled[static_cast<std::size_t>(known)].fetch_add(1, std::memory_order_relaxed);
}

void OrderJournal::fail(Submission& submission, Stage stage, const Failure& failure)
{
    OrderState to = OrderState::Failed;
    if (!submission.owned)
        to = OrderState::Lost; // nobody is there to be told
    else if (failure.isCancelled())
        to = OrderState::Cancelled;
    else if (failure.kind == FailureKind::Rejected && canMove(submission.state, OrderState::Rejected))
        to = OrderState::Rejected;
    const Clock::TimePoint now = m_clock.now();
    end(submission, to, now, &failure);
    if (to == OrderState::Lost)
        return;
    if (to == OrderState::Cancelled) {
        countCancelled(failure.reason);
        return;
    }
    if (failure.kind == FailureKind::TimedOut)
        m_timedOut.fetch_add(1, std::memory_order_relaxed);
    m_deadLetterCount.fetch_add(1, std::memory_order_relaxed);
    DeadLetter letter;
    letter.order = submission.order.id;
    letter.stage = stage;
    letter.end = to;
    letter.reason = reasonText(failure);
    letter.attempts = submission.attempts;
    letter.atNs = now.time_since_epoch().count();
    m_deadLetters.tryWrite(std::move(letter));
}

void OrderJournal::stageEnded(
    const Submission& submission, Stage stage, Clock::TimePoint began, Clock::TimePoint now, bool succeeded)
{
    Event event;
    event.at = now.time_since_epoch().count();
    event.value = (now - began).count();
    event.order = submission.order.id;
    event.kind = EventKind::StageEnded;
    event.state = succeeded ? submission.state : OrderState::Failed;
    event.stage = stage;
    event.attempt = submission.attempts;
    event.worker = static_cast<std::uint16_t>(WorkerPool::currentWorker());
    m_probe.record(event);
}

EndingCounts OrderJournal::endings() const
{
    const auto cancelled = [this](CancelReason reason) {
        return m_cancelled[static_cast<std::size_t>(reason)].load(std::memory_order_relaxed);
    };
    EndingCounts counts;
    counts.timedOut = m_timedOut.load(std::memory_order_relaxed);
    counts.cancelledByCaller = cancelled(CancelReason::Caller);
    counts.cancelledByTimeout = cancelled(CancelReason::Timeout);
    counts.cancelledByShutdown = cancelled(CancelReason::Shutdown);
    counts.cancelledByFailure = cancelled(CancelReason::Failure);
    return counts;
}

std::chrono::nanoseconds OrderJournal::lastEnd() const
{
    return std::chrono::nanoseconds(m_lastEnd.load(std::memory_order_relaxed));
}

} // namespace engine
