// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/fallback.h"

#include <stdexcept>

namespace engine {

Fallback::Fallback(FallbackOptions options)
    : m_options(std::move(options))
{
    if (!m_options.action || !m_options.shouldHandle)
        throw std::invalid_argument("Fallback: an action and shouldHandle are needed");
}

QCoro::Task<Outcome<void>> Fallback::execute(Next next, const CancellationToken& token)
{
    QCoro::Task<Outcome<void>> task = next(token);
    Outcome<void> outcome = co_await task;
    if (outcome || !handles(outcome.error()))
        co_return outcome;
    if (m_options.onFallback)
        m_options.onFallback(outcome.error());
    QCoro::Task<Outcome<void>> action = m_options.action(std::move(outcome.error()), token);
    outcome = co_await action;
    co_return outcome;
}

} // namespace engine
