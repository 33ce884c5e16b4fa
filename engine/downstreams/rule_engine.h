// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/downstreams/simulated_service.h"

#include <qcoro/qcorotask.h>

namespace engine {

/// Says if an order may go on.
///
/// Errors   Rejected, Unavailable, Cancelled
/// Threads  validate() from a strand, validateOnWorker() from a worker, the rest from any thread
class RuleEngine {
public:
    virtual ~RuleEngine() = default;
    [[nodiscard]] virtual QCoro::Task<Outcome<void>> validate(
        const Order& order, int attempt, const CancellationToken& token) = 0;
    /// The same call without a coroutine, if it takes no time; else null, and nothing was asked.
    [[nodiscard]] virtual std::optional<Outcome<void>> tryValidate(const Order&, int, const CancellationToken&)
    {
        return {};
    }
    /// The same call, which keeps the calling worker blocked.
    [[nodiscard]] virtual Outcome<void> validateOnWorker(const Order& order, int attempt, const CancellationToken& token) = 0;
    [[nodiscard]] virtual ServiceView view() const = 0;
};

class SimulatedRuleEngine final : public RuleEngine {
public:
    SimulatedRuleEngine(const ServiceSpec& spec, std::uint64_t seed, Clock& clock);
    QCoro::Task<Outcome<void>> validate(const Order& order, int attempt, const CancellationToken& token) override;
    std::optional<Outcome<void>> tryValidate(const Order& order, int attempt, const CancellationToken& token) override
    {
        return m_service.tryCall(order.id, attempt, token);
    }
    Outcome<void> validateOnWorker(const Order& order, int attempt, const CancellationToken& token) override;
    [[nodiscard]] ServiceView view() const override { return m_service.view(); }
    [[nodiscard]] SimulatedService& service() noexcept { return m_service; }

private:
    SimulatedService m_service;
};

} // namespace engine
