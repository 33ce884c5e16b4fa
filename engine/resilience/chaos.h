// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/resilience/backoff.h"
#include "engine/resilience/pipeline.h"

#include <chrono>
#include <vector>

namespace engine {

/// When chaos strikes. The functions, if set, are asked for each call in place of the values.
struct ChaosOptions {
    double injectionRate = 0.001;
    bool enabled = true;
    std::function<double()> rateGenerator;
    std::function<bool()> enabledGenerator;
    std::function<void()> onInjected;
    DrawSource draws;
};

/// What the four kinds of chaos have in common.
///
/// Model    before each question the token is checked: enabled? (if not, the rate is not asked for) - the rate, brought
///          into 0..1 - strikes if the draw is below it, so 1 always and 0 never. Draws belong to the order and the
///          attempt
/// Errors   the constructor throws std::invalid_argument without a source of draws
/// Threads  as Strategy
/// Source   semantics PO-CH-1 to PO-CH-3
class Chaos : public Strategy {
protected:
    Chaos(DrawPurpose purpose, ChaosOptions options);
    [[nodiscard]] bool strikes(const Next& next, const CancellationToken& token) const;
    void tell() const;

private:
    const DrawPurpose m_purpose;
    const ChaosOptions m_options;
};

/// Waits before the callee. A latency of 0 or less is ignored.
class LatencyChaos final : public Chaos {
public:
    LatencyChaos(Clock& clock, ChaosOptions options, Clock::Duration latency = std::chrono::seconds(30));
    LatencyChaos(Clock& clock, ChaosOptions options, std::function<Clock::Duration()> generator);
    QCoro::Task<Outcome<void>> execute(Next next, const CancellationToken& token) override;

private:
    Clock& m_clock;
    const std::function<Clock::Duration()> m_generator;
};

/// Ends the call in the callee's place; a generator that gives nothing lets the callee run.
class ReplacingChaos : public Chaos {
public:
    using Generator = std::function<std::optional<Outcome<void>>()>;
    QCoro::Task<Outcome<void>> execute(Next next, const CancellationToken& token) final;

protected:
    ReplacingChaos(DrawPurpose purpose, ChaosOptions options, Generator generator);

private:
    const Generator m_generator;
};

/// With a failure.
class FaultChaos final : public ReplacingChaos {
public:
    FaultChaos(ChaosOptions options, std::function<std::optional<Failure>()> generator);
};

/// With success or failure.
class OutcomeChaos final : public ReplacingChaos {
public:
    OutcomeChaos(ChaosOptions options, Generator generator);
};

/// Does something before the callee, which is not called if the token is cancelled by then.
class BehaviourChaos final : public Chaos {
public:
    BehaviourChaos(ChaosOptions options, std::function<void()> behaviour);
    QCoro::Task<Outcome<void>> execute(Next next, const CancellationToken& token) override;

private:
    const std::function<void()> m_behaviour;
};

/// Failures to choose from by weight.
///
/// Threads  a value
class WeightedFailures {
public:
    static constexpr int kDefaultWeight = 100;
    /// Nothing: the callee runs.
    void add(std::optional<Failure> failure, int weight = kDefaultWeight);
    /// The first entry whose sum of weights so far is above `drawn`, which is in 0..totalWeight() - 1; none outside.
    [[nodiscard]] std::optional<Failure> at(int drawn) const;
    [[nodiscard]] int totalWeight() const noexcept { return m_total; }

private:
    struct Entry {
        std::optional<Failure> failure;
        int upTo = 0;
    };
    std::vector<Entry> m_entries;
    int m_total = 0;
};

} // namespace engine
