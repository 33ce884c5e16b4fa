// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/order_journal.h"

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

    /// An order inside the stage. leave() says how it went: true if it goes on to the next stage; else it has ended.
    class Visit {
    public:
        Visit(CallStage& stage, Submission& submission);
        [[nodiscard]] bool leave(const Outcome<void>& outcome);

    private:
        CallStage& m_stage;
        Submission& m_submission;
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
    Visit visit(*this, submission);
    return visit.leave(*answer);
}

} // namespace engine
