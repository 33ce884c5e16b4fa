// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/downstreams/payment_provider.h"

namespace engine {

bool NumberSet::insert(std::uint64_t number)
{
    auto& page = m_pages[number / kPageBits];
    std::uint64_t& word = page[(number % kPageBits) / 64];
    const std::uint64_t bit = std::uint64_t{1} << (number % 64);
    const bool isNew = (word & bit) == 0;
    word |= bit;
    return isNew;
}

SimulatedPaymentProvider::SimulatedPaymentProvider(const ServiceSpec& spec, std::uint64_t seed, Clock& clock)
    : m_service("payment provider", Stage::Charge, spec, seed, clock)
{
}

QCoro::Task<Outcome<void>> SimulatedPaymentProvider::charge(ChargeRequest request, const CancellationToken& token)
{
    bool charged = false;
    Outcome<void> answer = co_await m_service.call(request.order.id, request.attempt, token, &charged);
    if (charged)
        book(request);
    co_return answer;
}

std::optional<Outcome<void>> SimulatedPaymentProvider::tryCharge(
    const ChargeRequest& request, const CancellationToken& token)
{
    bool charged = false;
    std::optional<Outcome<void>> answer = m_service.tryCall(request.order.id, request.attempt, token, &charged);
    if (charged)
        book(request);
    return answer;
}

Outcome<void> SimulatedPaymentProvider::chargeOnWorker(const ChargeRequest& request, const CancellationToken& token)
{
    bool charged = false;
    Outcome<void> answer = m_service.call(request.order.id, request.attempt, token, &charged).waitOnWorker();
    if (charged)
        book(request);
    return answer;
}

void SimulatedPaymentProvider::book(const ChargeRequest& request)
{
    const std::lock_guard lock(m_mutex);
    if (request.idempotencyKey && !m_keys.insert(*request.idempotencyKey))
        return; // a charge that is known: the answer of the first one stands
    if (!m_chargedOrders.insert(request.order.id))
        ++m_doubleCharges;
}

std::int64_t SimulatedPaymentProvider::doubleCharges() const
{
    const std::lock_guard lock(m_mutex);
    return m_doubleCharges;
}

} // namespace engine
