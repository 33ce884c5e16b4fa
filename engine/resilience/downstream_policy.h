// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/resilience/circuit_breaker.h"
#include "engine/resilience/concurrency_limiter.h"
#include "engine/resilience/rate_limit.h"
#include "engine/resilience/timeout.h"
#include "engine/resilience/token_bucket_limiter.h"
#include "engine/workload/resilience_spec.h"

#include <atomic>
#include <functional>
#include <memory>
#include <string>

namespace engine {

/// Worth another try, and a sign that the downstream is in trouble: unavailable or timed out. A refusal for a reason of
/// business is neither, nor is a call that an open breaker held back.
[[nodiscard]] bool isTransient(const Failure& failure) noexcept;

/// What stands between one stage and its downstream: the layers of a ResilienceSpec around each call.
///
/// Model    retry, hedging and breaker handle what isTransient() says; a hedge that an open breaker holds back is no
///          answer either, so it does not end the call. A timeout ends as TimedOut, an open breaker as BrokenCircuit, no
///          permit of either limit as Unavailable, the caller's cancellation as Cancelled with its reason. Draws depend
///          on seed, order, stage and attempt only. apply() builds new layers: calls under way finish in the old ones; a
///          breaker whose settings are the same is kept with its state, the limits are with new numbers and the permits
///          that there were, counters and log go on
/// Errors   the constructor and apply() throw std::out_of_range or std::invalid_argument for a spec outside its ranges,
///          and change nothing then
/// Threads  every function from any thread. It outlives the calls that somebody awaits. Orphans and attempts that lost
///          may outlive it, but not their scope
class DownstreamPolicy {
public:
    DownstreamPolicy(std::string name, const ResilienceSpec& spec, std::uint64_t seed, Stage stage, TaskScope& orphans);
    DownstreamPolicy(const DownstreamPolicy&) = delete;
    DownstreamPolicy& operator=(const DownstreamPolicy&) = delete;

    /// Nothing stands in between: a caller may call its downstream directly.
    [[nodiscard]] bool off() const noexcept { return m_off.load(std::memory_order_relaxed); }

    /// `callee(attempt, token)` gives a QCoro::Task<Outcome<void>>; attempt counts from 1. With a pessimistic timeout
    /// it may run on after this has ended: it has to own what it uses. `attempts`, if given, is set to the tries made,
    /// those that did not reach the downstream included.
    template <typename F>
    [[nodiscard]] QCoro::Task<Outcome<void>> execute(
        OrderId order, F callee, const CancellationToken& token, int* attempts = nullptr);

    /// The same for a callee that blocks its worker and gives an Outcome<void>: all waits block the calling worker.
    /// With a pessimistic timeout the callee needs another worker, and so does each hedge.
    template <typename F>
    [[nodiscard]] Outcome<void> executeOnWorker(
        OrderId order, F callee, const CancellationToken& token, int* attempts = nullptr);

    void apply(const ResilienceSpec& spec);
    [[nodiscard]] ResilienceSpec spec() const;

    /// By hand. False: there is no breaker.
    bool isolateBreaker();
    bool openBreaker();
    bool closeBreaker();

    [[nodiscard]] PolicyView view() const;

private:
    /// Shared with the layers, which may be in use after the policy's end.
    struct Counters {
        std::atomic<std::int64_t> attempts {0};
        std::atomic<std::int64_t> retries {0};
        std::atomic<std::int64_t> timeouts {0};
        std::atomic<std::int64_t> brokenCircuitRejections {0};
        std::atomic<std::int64_t> limiterRejections {0};
        std::atomic<std::int64_t> hedgesStarted {0};
        std::atomic<std::int64_t> hedgesWon {0};
        std::atomic<std::int64_t> rateRejections {0};
        std::atomic<std::int64_t> faultsInjected {0};
        std::atomic<std::int64_t> latenciesInjected {0};
    };
    /// Counts whatever it is told of.
    struct Counting {
        std::shared_ptr<Counters> counters;
        std::atomic<std::int64_t> Counters::*counter;
        void operator()(const auto&...) const { (counters.get()->*counter).fetch_add(1, std::memory_order_relaxed); }
    };
    struct Setup {
        ResilienceSpec spec;
        std::shared_ptr<CircuitBreaker> breaker;
        std::shared_ptr<ConcurrencyLimiter> limiter; ///< kept while it is off: its leases may be out
        std::shared_ptr<TokenBucketLimiter> bucket; ///< this one or the next, if the rate is limited
        std::shared_ptr<RateLimit> spaced;
        std::shared_ptr<const Pipeline> layers;
    };

    template <typename F>
    [[nodiscard]] std::shared_ptr<Call> callOf(OrderId order, F callee) const;
    [[nodiscard]] Setup setup() const;
    [[nodiscard]] std::shared_ptr<const Pipeline> layers() const;
    [[nodiscard]] Setup build(const ResilienceSpec& spec, const Setup& before) const;
    void addLayer(StrategyKind kind, const Setup& next, Pipeline& layers) const;
    [[nodiscard]] std::shared_ptr<CircuitBreaker> makeBreaker(const BreakerSpec& spec) const;
    void makeRateLimit(const RateLimitSpec& spec, const Setup& before, Setup& next) const;
    [[nodiscard]] std::shared_ptr<Strategy> makeRetry(const RetrySpec& spec) const;
    [[nodiscard]] std::shared_ptr<Strategy> makeHedging(const HedgingSpec& spec) const;
    [[nodiscard]] std::shared_ptr<Strategy> makeTimeout(const TimeoutSpec& spec) const;
    void addChaos(const ChaosSpec& spec, Pipeline& layers) const;
    [[nodiscard]] Counting counting(std::atomic<std::int64_t> Counters::*counter) const
    {
        return {m_counters, counter};
    }

    const std::string m_name;
    const std::uint64_t m_seed;
    const Stage m_stage;
    TaskScope& m_orphans;
    Clock& m_clock;
    const std::shared_ptr<Counters> m_counters = std::make_shared<Counters>();
    const std::shared_ptr<OrphanCount> m_orphanCount = std::make_shared<OrphanCount>();
    const std::shared_ptr<BreakerLog> m_log = std::make_shared<BreakerLog>();
    std::atomic<bool> m_off {true};
    mutable std::mutex m_mutex;
    Setup m_setup;
};

template <typename F>
std::shared_ptr<Call> DownstreamPolicy::callOf(OrderId order, F callee) const
{
    auto counted = [counters = m_counters, callee = std::move(callee)](
                       int attempt, const CancellationToken& token) mutable {
        counters->attempts.fetch_add(1, std::memory_order_relaxed);
        return callee(attempt, token);
    };
    return std::make_shared<FunctionCall<decltype(counted)>>(layers(), order, std::move(counted));
}

template <typename F>
QCoro::Task<Outcome<void>> DownstreamPolicy::execute(
    OrderId order, F callee, const CancellationToken& token, int* attempts)
{
    const std::shared_ptr<Call> call = callOf(order, std::move(callee));
    QCoro::Task<Outcome<void>> task = Next(call)(token);
    Outcome<void> outcome = co_await task;
    if (attempts)
        *attempts = call->tries();
    co_return outcome;
}

template <typename F>
Outcome<void> DownstreamPolicy::executeOnWorker(OrderId order, F callee, const CancellationToken& token, int* attempts)
{
    static_assert(std::is_same_v<std::invoke_result_t<F&, int, const CancellationToken&>, Outcome<void>>);
    const std::shared_ptr<Call> call = callOf(order, std::move(callee));
    Outcome<void> outcome = resultOf(Next(call)(token));
    if (attempts)
        *attempts = call->tries();
    return outcome;
}

} // namespace engine
