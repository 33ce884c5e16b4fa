// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stages/validate.h"

namespace engine {

ValidateStage::ValidateStage(RuleEngine& ruleEngine, OrderJournal& journal, Clock& clock)
    : m_ruleEngine(ruleEngine), m_stage(Stage::Validate, OrderState::Validating, OrderState::Validated, journal, clock)
{
}

QCoro::Task<bool> ValidateStage::run(Submission& submission, const CancellationToken& token)
{
    CallStage::Visit visit(m_stage, submission);
    Outcome<void> answer;
    try {
        answer = co_await m_ruleEngine.validate(submission.order, submission.attempts, token);
    } catch (...) {
        answer = escaped(std::current_exception());
    }
    co_return visit.leave(answer);
}

std::optional<bool> ValidateStage::tryRun(Submission& submission, const CancellationToken& token)
{
    const auto call = [&] { return m_ruleEngine.tryValidate(submission.order, 1, token); };
    return m_stage.visitAtOnce(submission, call);
}

bool ValidateStage::runOnWorker(Submission& submission, const CancellationToken& token)
{
    CallStage::Visit visit(m_stage, submission);
    return visit.leave(m_ruleEngine.validateOnWorker(submission.order, submission.attempts, token));
}

} // namespace engine
