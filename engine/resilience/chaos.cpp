// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/chaos.h"

#include "engine/runtime/delay.h"

#include <algorithm>
#include <stdexcept>

namespace engine {

Chaos::Chaos(DrawPurpose purpose, ChaosOptions options)
    : m_purpose(purpose)
    , m_options(std::move(options))
{
    if (!m_options.draws)
        throw std::invalid_argument("Chaos: a source of draws is needed");
}

bool Chaos::strikes(const Next& next, const CancellationToken& token) const
{
    const bool enabled = m_options.enabledGenerator ? m_options.enabledGenerator() : m_options.enabled;
    if (!enabled || token.isCancelled())
        return false;
    const double rate = m_options.rateGenerator ? m_options.rateGenerator() : m_options.injectionRate;
    if (token.isCancelled())
        return false;
    return m_options.draws(m_purpose, next.order(), next.attempt()) < std::clamp(rate, 0.0, 1.0);
}

void Chaos::tell() const
{
    if (m_options.onInjected)
        m_options.onInjected();
}

LatencyChaos::LatencyChaos(Clock& clock, ChaosOptions options, Clock::Duration latency)
    : LatencyChaos(clock, std::move(options), [latency] { return latency; })
{
}

LatencyChaos::LatencyChaos(Clock& clock, ChaosOptions options, std::function<Clock::Duration()> generator)
    : Chaos(DrawPurpose::ChaosLatency, std::move(options))
    , m_clock(clock)
    , m_generator(std::move(generator))
{
}

QCoro::Task<Outcome<void>> LatencyChaos::execute(Next next, const CancellationToken& token)
{
    Outcome<void> outcome;
    if (strikes(next, token)) {
        const Clock::Duration latency = m_generator();
        if (latency > Clock::Duration::zero()) {
            tell();
            CallWait<DelayAwaiter> wait(next.onWorker(), delay(m_clock, latency, token));
            outcome = co_await std::move(wait);
            if (!outcome)
                co_return outcome;
        }
    }
    QCoro::Task<Outcome<void>> task = next(token);
    outcome = co_await task;
    co_return outcome;
}

ReplacingChaos::ReplacingChaos(DrawPurpose purpose, ChaosOptions options, Generator generator)
    : Chaos(purpose, std::move(options))
    , m_generator(std::move(generator))
{
}

QCoro::Task<Outcome<void>> ReplacingChaos::execute(Next next, const CancellationToken& token)
{
    Outcome<void> outcome;
    if (strikes(next, token)) {
        std::optional<Outcome<void>> given = m_generator();
        if (given) {
            tell();
            outcome = std::move(*given);
            co_return outcome;
        }
    }
    QCoro::Task<Outcome<void>> task = next(token);
    outcome = co_await task;
    co_return outcome;
}

FaultChaos::FaultChaos(ChaosOptions options, std::function<std::optional<Failure>()> generator)
    : ReplacingChaos(DrawPurpose::ChaosFault, std::move(options), [generator = std::move(generator)] {
        std::optional<Failure> fault = generator();
        return fault ? std::optional<Outcome<void>>(tl::unexpected<Failure>(std::move(*fault))) : std::nullopt;
    })
{
}

OutcomeChaos::OutcomeChaos(ChaosOptions options, Generator generator)
    : ReplacingChaos(DrawPurpose::ChaosOutcome, std::move(options), std::move(generator))
{
}

BehaviourChaos::BehaviourChaos(ChaosOptions options, std::function<void()> behaviour)
    : Chaos(DrawPurpose::ChaosBehaviour, std::move(options))
    , m_behaviour(std::move(behaviour))
{
}

QCoro::Task<Outcome<void>> BehaviourChaos::execute(Next next, const CancellationToken& token)
{
    if (strikes(next, token)) {
        tell();
        m_behaviour();
    }
    QCoro::Task<Outcome<void>> task = next(token); // Cancelled if the behaviour has cancelled
    Outcome<void> outcome = co_await task;
    co_return outcome;
}

void WeightedFailures::add(std::optional<Failure> failure, int weight)
{
    if (weight < 0)
        throw std::out_of_range("WeightedFailures: a weight is 0 or more");
    m_total += weight;
    m_entries.push_back({std::move(failure), m_total});
}

std::optional<Failure> WeightedFailures::at(int drawn) const
{
    if (drawn < 0)
        return std::nullopt;
    const auto entry = std::find_if(
        m_entries.begin(), m_entries.end(), [drawn](const Entry& candidate) { return candidate.upTo > drawn; });
    return entry == m_entries.end() ? std::nullopt : entry->failure;
}

} // namespace engine
