// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/downstreams/rule_engine.h"

namespace engine {

SimulatedRuleEngine::SimulatedRuleEngine(const ServiceSpec& spec, std::uint64_t seed, Clock& clock)
    : m_service("rule engine", Stage::Validate, spec, seed, clock)
{
}

QCoro::Task<Outcome<void>> SimulatedRuleEngine::validate(const Order& order, int attempt, const CancellationToken& token)
{
    co_return co_await m_service.call(order.id, attempt, token);
}

Outcome<void> SimulatedRuleEngine::validateOnWorker(const Order& order, int attempt, const CancellationToken& token)
{
    return m_service.call(order.id, attempt, token).waitOnWorker();
}

} // namespace engine
