// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/downstreams/simulated_service.h"

#include <qcoro/qcorotask.h>

#include <array>
#include <unordered_map>

namespace engine {

/// What a charge is asked for. With an idempotency key a repeated charge changes nothing.
struct ChargeRequest {
    const Order& order;
    std::optional<std::uint64_t> idempotencyKey;
    int attempt = 1;
};

/// Takes the money.
///
/// Errors   Rejected and Cancelled: nothing was charged. Unavailable: it may have been, if only the answer was lost
/// Threads  charge() from a strand, chargeOnWorker() from a worker, the rest from any thread
class PaymentProvider {
public:
    virtual ~PaymentProvider() = default;
    [[nodiscard]] virtual QCoro::Task<Outcome<void>> charge(ChargeRequest request, const CancellationToken& token) = 0;
    /// The same call without a coroutine, if it takes no time; else null, and nothing was asked.
    [[nodiscard]] virtual std::optional<Outcome<void>> tryCharge(const ChargeRequest&, const CancellationToken&)
    {
        return {};
    }
    /// The same call, which keeps the calling worker blocked.
    [[nodiscard]] virtual Outcome<void> chargeOnWorker(const ChargeRequest& request, const CancellationToken& token) = 0;
    [[nodiscard]] virtual ServiceView view() const = 0;
    /// Charges of orders that had been charged before: what idempotency keys are there to prevent.
    [[nodiscard]] virtual std::int64_t doubleCharges() const = 0;
};

/// A set of numbers that are dense in places: a bit for each number near one that is in it.
class NumberSet {
public:
    /// False: it was in the set already.
    bool insert(std::uint64_t number);

private:
    static constexpr std::uint64_t kPageBits = 4096;
    std::unordered_map<std::uint64_t, std::array<std::uint64_t, kPageBits / 64>> m_pages;
};

class SimulatedPaymentProvider final : public PaymentProvider {
public:
    SimulatedPaymentProvider(const ServiceSpec& spec, std::uint64_t seed, Clock& clock);
    QCoro::Task<Outcome<void>> charge(ChargeRequest request, const CancellationToken& token) override;
    std::optional<Outcome<void>> tryCharge(const ChargeRequest& request, const CancellationToken& token) override;
    Outcome<void> chargeOnWorker(const ChargeRequest& request, const CancellationToken& token) override;
    [[nodiscard]] ServiceView view() const override { return m_service.view(); }
    [[nodiscard]] std::int64_t doubleCharges() const override;
    [[nodiscard]] SimulatedService& service() noexcept { return m_service; }

private:
    void book(const ChargeRequest& request);

    SimulatedService m_service;
    alignas(kCacheLine) mutable ShortMutex m_mutex;
    NumberSet m_keys;
    NumberSet m_chargedOrders;
    std::int64_t m_doubleCharges = 0;
};

} // namespace engine
