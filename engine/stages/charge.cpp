// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stages/charge.h"

namespace engine {

ChargeStage::ChargeStage(PaymentProvider& provider, DownstreamCalls& calls, OrderJournal& journal, Clock& clock)
    : m_provider(provider), m_calls(calls),
      m_stage(Stage::Charge, OrderState::Charging, OrderState::Charged, journal, clock)
{
}

template <typename Charge>
auto ChargeStage::callee(const Submission& submission, Charge charge) const
{
    std::optional<std::uint64_t> key;
    if (!m_calls.habits().noIdempotencyKeys)
        key = submission.order.idempotencyKey();
    return [key, charge, order = submission.order](int attempt, const CancellationToken& heeded) {
        return charge(ChargeRequest{order, key, attempt}, heeded);
    };
}

QCoro::Task<bool> ChargeStage::run(Submission& submission, const CancellationToken& token)
{
    CallStage::Visit visit(m_stage, submission);
    Outcome<void> answer;
    try {
        if (m_calls.direct(submission)) {
            const ChargeRequest request{submission.order, submission.order.idempotencyKey(), submission.attempts};
            answer = co_await m_provider.charge(request, token);
        } else {
            QCoro::Task<Outcome<void>> call = guarded(submission, token);
            answer = co_await call;
        }
    } catch (...) {
        answer = escaped(std::current_exception());
    }
    co_return visit.leave(answer);
}

QCoro::Task<Outcome<void>> ChargeStage::guarded(Submission& submission, const CancellationToken& token)
{
    auto charge = [this](const ChargeRequest& request, const CancellationToken& heeded) {
        return m_provider.charge(request, heeded);
    };
    return m_calls.make(submission, callee(submission, charge), token);
}

std::optional<bool> ChargeStage::tryRun(Submission& submission, const CancellationToken& token)
{
    if (!m_calls.directAtOnce(submission))
        return std::nullopt;
    const auto call = [&] {
        return m_provider.tryCharge({submission.order, submission.order.idempotencyKey(), 1}, token);
    };
    return m_stage.visitAtOnce(submission, call);
}

bool ChargeStage::runOnWorker(Submission& submission, const CancellationToken& token)
{
    CallStage::Visit visit(m_stage, submission);
    if (m_calls.direct(submission)) {
        const ChargeRequest request{submission.order, submission.order.idempotencyKey(), submission.attempts};
        return visit.leave(m_provider.chargeOnWorker(request, token));
    }
    auto charge = [this](const ChargeRequest& request, const CancellationToken& heeded) {
        return m_provider.chargeOnWorker(request, heeded);
    };
    return visit.leave(m_calls.makeOnWorker(submission, callee(submission, charge), token));
}

} // namespace engine
