// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stages/charge.h"

namespace engine {

ChargeStage::ChargeStage(PaymentProvider& provider, OrderJournal& journal, Clock& clock)
    : m_provider(provider), m_stage(Stage::Charge, OrderState::Charging, OrderState::Charged, journal, clock)
{
}

QCoro::Task<bool> ChargeStage::run(Submission& submission, const CancellationToken& token)
{
    CallStage::Visit visit(m_stage, submission);
    const ChargeRequest request {submission.order, submission.order.idempotencyKey(), submission.attempts};
    Outcome<void> answer;
    try {
        answer = co_await m_provider.charge(request, token);
    } catch (...) {
        answer = escaped(std::current_exception());
    }
    co_return visit.leave(answer);
}

std::optional<bool> ChargeStage::tryRun(Submission& submission, const CancellationToken& token)
{
    const auto call = [&] {
        return m_provider.tryCharge({submission.order, submission.order.idempotencyKey(), 1}, token);
    };
    return m_stage.visitAtOnce(submission, call);
}

bool ChargeStage::runOnWorker(Submission& submission, const CancellationToken& token)
{
    CallStage::Visit visit(m_stage, submission);
    const ChargeRequest request {submission.order, submission.order.idempotencyKey(), submission.attempts};
    return visit.leave(m_provider.chargeOnWorker(request, token));
}

} // namespace engine
