// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stages/call_stage.h"

#include "engine/runtime/worker_pool.h"

namespace engine {

CallStage::Visit::Visit(CallStage& stage, Submission& submission)
    : m_stage(stage), m_submission(submission), m_began(stage.m_clock.now())
{
    WorkerPool::workOn(submission.order.id);
    submission.attempts = 1;
    stage.m_journal.move(submission, stage.m_during, m_began);
    stage.m_inFlight.enter();
}

bool CallStage::Visit::leave(const Outcome<void>& outcome)
{
    m_stage.m_inFlight.leave();
    const Clock::TimePoint now = m_stage.m_clock.now();
    m_stage.m_journal.stageEnded(m_submission, m_stage.m_stage, m_began, now, outcome.has_value());
    if (!outcome)
        m_stage.m_journal.fail(m_submission, m_stage.m_stage, outcome.error());
    else if (m_stage.m_after == OrderState::Persisted)
        m_stage.m_journal.persisted(m_submission, now);
    else
        m_stage.m_journal.move(m_submission, m_stage.m_after, now);
    return outcome.has_value();
}

Outcome<void> escaped(const std::exception_ptr& error)
{
    Failure failure = Failure::of(FailureKind::Unavailable, "the downstream failed in a way that it does not declare");
    failure.error = error;
    try {
        std::rethrow_exception(error);
    } catch (const std::exception& exception) {
        failure.message = std::string("unexpected error: ") + exception.what();
    } catch (...) {
        failure.message = "unexpected error of an unknown type";
    }
    return tl::unexpected<Failure>(std::move(failure));
}

} // namespace engine
