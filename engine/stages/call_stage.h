// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/order_journal.h"

#include <span>

namespace engine {

/// What the stages have in common: an order enters, one call to a downstream is made for it, and it leaves with the outcome.
///
/// Threads  every function from any thread
class CallStage {
public:
    CallStage(Stage stage, OrderState during, OrderState after, OrderJournal& journal, Clock& clock) noexcept
        : m_stage(stage), m_during(during), m_after(after), m_journal(journal), m_clock(clock)
    {
    }
    [[nodiscard]] Level inFlight(std::int64_t limit) const { return m_inFlight.level(limit); }

    /// An order inside the stage, or several that one call is made for.
    class Visit {
    public:
        Visit(CallStage& stage, Submission& submission) : Visit(stage, std::span(&submission, 1)) {}
        Visit(CallStage& stage, std::span<Submission> submissions);
        /// A visit that takes no time.
        [[nodiscard]] static Visit atOnce(CallStage& stage, Submission& submission);
        /// True if the order goes on to the next stage; else it has ended.
        [[nodiscard]] bool leave(const Outcome<void>& outcome);
        /// `failureOf(i)`: why the i-th order has failed, or null. Those that do not go on have ended afterwards.
        template <typename FailureOf>
        void leave(const FailureOf& failureOf);

    private:
        Visit(CallStage& stage, std::span<Submission> submissions, std::int64_t inFlight);
        /// A run follows all its orders or none.
        [[nodiscard]] bool isFollowed() const { return !m_submissions.empty() && m_submissions.front().track; }
        void follow() const;
        void unfollow() const;

        CallStage& m_stage;
        std::span<Submission> m_submissions;
        std::int64_t m_inFlight; ///< of the stage, because of this visit
        Clock::TimePoint m_began;
    };

    /// The whole visit of an order whose call, which `call` tries to make, takes no time. Null: it takes time, and the
    /// order has not entered.
    template <typename Call>
    [[nodiscard]] std::optional<bool> visitAtOnce(Submission& submission, const Call& call);

private:
    friend class Visit;
    const Stage m_stage;
    const OrderState m_during;
    const OrderState m_after;
    OrderJournal& m_journal;
    Clock& m_clock;
    Gauge m_inFlight;
};

/// What an exception that escaped a downstream becomes at the stage's edge.
[[nodiscard]] Outcome<void> escaped(const std::exception_ptr& error);

template <typename FailureOf>
void CallStage::Visit::leave(const FailureOf& failureOf)
{
    OrderJournal& journal = m_stage.m_journal;
    if (m_inFlight > 0)
        m_stage.m_inFlight.leave(m_inFlight);
    if (isFollowed()) [[unlikely]]
        unfollow();
    const Clock::TimePoint now = m_stage.m_clock.now();
    for (std::size_t i = 0; i < m_submissions.size(); ++i) {
        Submission& submission = m_submissions[i];
        const Failure* const failure = failureOf(i);
        journal.stageEnded(submission, m_stage.m_stage, m_began, now, failure == nullptr);
        if (failure)
            journal.fail(submission, m_stage.m_stage, *failure);
        else if (m_stage.m_after != OrderState::Persisted)
            journal.move(submission, m_stage.m_after, now);
    }
    if (m_stage.m_after == OrderState::Persisted)
        journal.persisted(m_submissions, now);
}

template <typename Call>
std::optional<bool> CallStage::visitAtOnce(Submission& submission, const Call& call)
{
    std::optional<Outcome<void>> answer;
    try {
        answer = call();
    } catch (...) {
        answer = escaped(std::current_exception());
    }
    if (!answer)
        return std::nullopt;
    return Visit::atOnce(*this, submission).leave(*answer);
}

} // namespace engine
