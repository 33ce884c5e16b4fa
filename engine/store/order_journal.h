// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/channel/channel.h"
#include "engine/order/outcome.h"
#include "engine/order/submission.h"
#include "engine/runtime/clock.h"
#include "engine/runtime/order_track.h"
#include "engine/store/ledger.h"
#include "engine/store/order_store.h"
#include "engine/store/results.h"
#include "engine/telemetry/gauge.h"
#include "engine/telemetry/probe.h"

#include <array>
#include <atomic>
#include <span>

namespace engine {

/// Writes down every move of every order: ledger, events, dead letters, orders in flight.
///
/// Errors   an illegal move throws std::logic_error: a law is broken
/// Threads  every function from any thread; one owner for each Submission
class OrderJournal {
public:
    OrderJournal(Clock& clock, Ledger& ledger, Probe& probe, Channel<DeadLetter> deadLetters, Results* results = nullptr);

    /// From now on the orders that are submitted are followed. Before the first one; `tracks` outlives them.
    void follow(OrderTracks& tracks) noexcept { m_tracks = &tracks; }

    /// An order exists from here on: it is in the ledger.
    void submit(Submission& submission);
    void move(Submission& submission, OrderState to) { move(submission, to, m_clock.now()); }
    /// The same, for whoever has just read the clock.
    void move(Submission& submission, OrderState to, Clock::TimePoint now);
    /// The rows of these orders are committed. Those that have ended already stay as they are.
    void persisted(std::span<Submission> submissions, Clock::TimePoint now);
    /// The order ends because of `failure`: cancelled, rejected or failed, and in the last two cases with a dead letter. An
    /// order that nobody owns is lost instead.
    /// A timeout and an open breaker are failures that the dead letter calls by their names.
    void fail(Submission& submission, Stage stage, const Failure& failure);
    /// Intake does not take it.
    void drop(Submission& submission) { end(submission, OrderState::Dropped, m_clock.now()); }

    void stageEnded(
        const Submission& submission, Stage stage, Clock::TimePoint began, Clock::TimePoint now, bool succeeded);

    /// Orders that a stage has begun with and that have not ended.
    [[nodiscard]] Level inFlight() const { return m_inFlight.level(0); }
    /// When the last order ended: clock time, -1 ns if none has.
    [[nodiscard]] std::chrono::nanoseconds lastEnd() const;
    /// Reasons of the ends so far; the cancelled ones add up to the ledger's, once those who wrote them have returned.
    [[nodiscard]] EndingCounts endings() const;
    [[nodiscard]] std::int64_t deadLetters() const { return m_deadLetterCount.load(std::memory_order_relaxed); }

private:
    void end(Submission& submission, OrderState to, Clock::TimePoint now, const Failure* failure = nullptr);
    static void endTrack(Submission& submission, const Failure* failure);
    void countCancelled(CancelReason reason);
    void emitMove(const Submission& submission, std::chrono::nanoseconds now);

    Clock& m_clock;
    Ledger& m_ledger;
    Probe& m_probe;
    Channel<DeadLetter> m_deadLetters;
    Results* m_results; ///< may be null
    OrderTracks* m_tracks = nullptr; ///< null: nobody follows single orders
    Gauge m_inFlight;
    alignas(kCacheLine) std::atomic<std::int64_t> m_lastEnd{-1};
    std::atomic<std::int64_t> m_deadLetterCount{0};
    std::atomic<std::int64_t> m_timedOut{0};
    std::array<std::atomic<std::int64_t>, 5> m_cancelled{}; ///< for each CancelReason
};

} // namespace engine
