// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stages/call_stage.h"

#include "engine/runtime/strand.h"
#include "engine/runtime/worker_pool.h"

namespace engine {

namespace {

OrderPlace placeOf(Stage stage) noexcept
{
    switch (stage) {
    case Stage::Validate:
        return OrderPlace::Validate;
    case Stage::Charge:
        return OrderPlace::Charge;
    case Stage::Persist:
        break;
    }
    return OrderPlace::Persist;
}

} // namespace

CallStage::Visit::Visit(CallStage& stage, std::span<Submission> submissions)
    : Visit(stage, submissions, static_cast<std::int64_t>(submissions.size()))
{
    stage.m_inFlight.enter(m_inFlight);
}

CallStage::Visit CallStage::Visit::atOnce(CallStage& stage, Submission& submission)
{
    stage.m_inFlight.touch();
    return Visit(stage, std::span(&submission, 1), 0);
}

CallStage::Visit::Visit(CallStage& stage, std::span<Submission> submissions, std::int64_t inFlight)
    : m_stage(stage), m_submissions(submissions), m_inFlight(inFlight), m_began(stage.m_clock.now())
{
    for (Submission& submission : submissions) {
        WorkerPool::workOn(submission.order.id);
        submission.attempts = 1;
        stage.m_journal.move(submission, stage.m_during, m_began);
    }
    if (isFollowed()) [[unlikely]]
        follow();
}

void CallStage::Visit::follow() const
{
    Strand* const strand = Strand::current();
    for (const Submission& submission : m_submissions) {
        submission.track->beginCall(placeOf(m_stage.m_stage));
        if (strand)
            strand->bind(*submission.track);
    }
}

void CallStage::Visit::unfollow() const
{
    Strand* const strand = Strand::current();
    for (const Submission& submission : m_submissions) {
        if (strand)
            strand->unbind(*submission.track);
    }
}

bool CallStage::Visit::leave(const Outcome<void>& outcome)
{
    leave([&outcome](std::size_t) { return outcome ? nullptr : &outcome.error(); });
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
