// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stages/validate.h"

namespace engine {

ValidateStage::ValidateStage(RuleEngine& ruleEngine, DownstreamCalls& calls, OrderJournal& journal, Clock& clock)
    : m_ruleEngine(ruleEngine), m_calls(calls),
      m_stage(Stage::Validate, OrderState::Validating, OrderState::Validated, journal, clock)
{
}

QCoro::Task<bool> ValidateStage::run(Submission& submission, const CancellationToken& token)
{
    CallStage::Visit visit(m_stage, submission);
    m_calls.startDeadline(submission);
    Outcome<void> answer;
    try {
        if (m_calls.direct(submission)) {
            answer = co_await m_ruleEngine.validate(submission.order, submission.attempts, token);
        } else {
            QCoro::Task<Outcome<void>> call = guarded(submission, token);
            answer = co_await call;
            if (answer)
                m_calls.hogWorker();
        }
    } catch (...) {
        answer = escaped(std::current_exception());
    }
    co_return visit.leave(answer);
}

QCoro::Task<Outcome<void>> ValidateStage::guarded(Submission& submission, const CancellationToken& token)
{
    auto callee = [this, order = submission.order](int attempt, const CancellationToken& heeded) {
        return m_ruleEngine.validate(order, attempt, heeded);
    };
    return m_calls.make(submission, std::move(callee), token);
}

std::optional<bool> ValidateStage::tryRun(Submission& submission, const CancellationToken& token)
{
    m_calls.startDeadline(submission);
    if (!m_calls.directAtOnce(submission))
        return std::nullopt;
    const auto call = [&] { return m_ruleEngine.tryValidate(submission.order, 1, token); };
    return m_stage.visitAtOnce(submission, call);
}

bool ValidateStage::runOnWorker(Submission& submission, const CancellationToken& token)
{
    CallStage::Visit visit(m_stage, submission);
    m_calls.startDeadline(submission);
    if (m_calls.direct(submission))
        return visit.leave(m_ruleEngine.validateOnWorker(submission.order, submission.attempts, token));
    auto callee = [this, order = submission.order](int attempt, const CancellationToken& heeded) {
        return m_ruleEngine.validateOnWorker(order, attempt, heeded);
    };
    const Outcome<void> answer = m_calls.makeOnWorker(submission, std::move(callee), token);
    if (answer)
        m_calls.hogWorker();
    return visit.leave(answer);
}

} // namespace engine
