// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/downstream_policy.h"

#include "engine/resilience/chaos.h"
#include "engine/resilience/consecutive_failures_breaker.h"
#include "engine/resilience/failure_ratio_breaker.h"
#include "engine/resilience/hedging.h"
#include "engine/resilience/retry.h"

#include <algorithm>
#include <stdexcept>

namespace engine {

namespace {

Clock::Duration milliseconds(double value)
{
    return std::chrono::round<Clock::Duration>(std::chrono::duration<double, std::milli>(value));
}
Clock::Duration seconds(double value)
{
    return milliseconds(1000.0 * value);
}

TokenBucketOptions bucketOf(const RateLimitSpec& spec)
{
    return {spec.burst, spec.permits, milliseconds(spec.periodMs), spec.queueLimit, LimiterOrder::OldestFirst, true};
}

void checkOrder(const ResilienceSpec& spec)
{
    for (int kind = 0; kind < kStrategyKindCount; ++kind) {
        if (std::count(spec.order.begin(), spec.order.end(), static_cast<StrategyKind>(kind)) != 1)
            throw std::invalid_argument("ResilienceSpec: order has to name each kind of strategy once");
    }
}

} // namespace

bool isTransient(const Failure& failure) noexcept
{
    return failure.kind == FailureKind::Unavailable || failure.kind == FailureKind::TimedOut;
}

DownstreamPolicy::DownstreamPolicy(
    std::string name, const ResilienceSpec& spec, std::uint64_t seed, Stage stage, TaskScope& orphans)
    : m_name(std::move(name))
    , m_seed(seed)
    , m_stage(stage)
    , m_orphans(orphans)
    , m_clock(orphans.executor().clock())
    , m_setup(build(spec, {}))
{
    m_off.store(spec.isOff(), std::memory_order_relaxed);
}

DownstreamPolicy::Setup DownstreamPolicy::setup() const
{
    const std::lock_guard lock(m_mutex);
    return m_setup;
}

std::shared_ptr<const Pipeline> DownstreamPolicy::layers() const
{
    const std::lock_guard lock(m_mutex);
    return m_setup.layers;
}

ResilienceSpec DownstreamPolicy::spec() const
{
    return setup().spec;
}

void DownstreamPolicy::apply(const ResilienceSpec& spec)
{
    const std::lock_guard lock(m_mutex);
    if (spec == m_setup.spec)
        return;
    Setup next = build(spec, m_setup);
    if (spec.limiter.enabled)
        next.limiter->setLimits(spec.limiter.permitLimit, spec.limiter.queueLimit);
    if (next.bucket && spec.rateLimit != m_setup.spec.rateLimit)
        next.bucket->setOptions(bucketOf(spec.rateLimit));
    if (m_setup.breaker && next.breaker != m_setup.breaker) {
        const BreakerState state = m_setup.breaker->view().state;
        const Phrase cause(next.breaker ? QT_TRANSLATE_NOOP("engine", "Its settings were changed: it starts anew.")
                                        : QT_TRANSLATE_NOOP("engine", "It was switched off."));
        if (state != BreakerState::Closed)
            m_log->add({m_clock.now().time_since_epoch(), state, BreakerState::Closed, cause});
    }
    m_setup = std::move(next);
    // Relaxed: who reads the old value makes one more call the old way, as if it had come a moment before.
    m_off.store(spec.isOff(), std::memory_order_relaxed);
}

bool DownstreamPolicy::isolateBreaker()
{
    const auto breaker = setup().breaker;
    if (breaker)
        breaker->isolate();
    return breaker != nullptr;
}

bool DownstreamPolicy::openBreaker()
{
    const auto breaker = setup().breaker;
    if (breaker)
        breaker->open();
    return breaker != nullptr;
}

bool DownstreamPolicy::closeBreaker()
{
    const auto breaker = setup().breaker;
    if (breaker)
        breaker->close();
    return breaker != nullptr;
}

PolicyView DownstreamPolicy::view() const
{
    const Setup now = setup();
    PolicyView view;
    view.name = m_name;
    view.off = now.spec.isOff();
    view.attempts = m_counters->attempts.load(std::memory_order_relaxed);
    view.retries = m_counters->retries.load(std::memory_order_relaxed);
    view.timeouts = m_counters->timeouts.load(std::memory_order_relaxed);
    view.brokenCircuitRejections = m_counters->brokenCircuitRejections.load(std::memory_order_relaxed);
    view.limiterRejections = m_counters->limiterRejections.load(std::memory_order_relaxed);
    view.hedgesStarted = m_counters->hedgesStarted.load(std::memory_order_relaxed);
    view.hedgesWon = m_counters->hedgesWon.load(std::memory_order_relaxed);
    view.rateRejections = m_counters->rateRejections.load(std::memory_order_relaxed);
    view.rateQueued = now.bucket ? now.bucket->statistics().queuedPermits : 0;
    view.faultsInjected = m_counters->faultsInjected.load(std::memory_order_relaxed);
    view.latenciesInjected = m_counters->latenciesInjected.load(std::memory_order_relaxed);
    const OrphanCount::Reading orphans = m_orphanCount->read();
    view.orphansNow = orphans.now;
    view.orphansTotal = orphans.total;
    if (now.breaker)
        view.breaker = now.breaker->view();
    else
        m_log->copyTo(view.breaker);
    view.limiter.enabled = now.spec.limiter.enabled;
    if (now.limiter) {
        const ConcurrencyLimiter::Statistics statistics = now.limiter->statistics();
        view.limiter.permitLimit = now.limiter->permitLimit();
        view.limiter.permitsInUse = view.limiter.permitLimit - statistics.availablePermits;
        view.limiter.queueLimit = now.limiter->queueLimit();
        view.limiter.queued = statistics.queuedPermits;
    }
    return view;
}

// --- layers ----------------------------------------------------------------------------------------------------------

DownstreamPolicy::Setup DownstreamPolicy::build(const ResilienceSpec& spec, const Setup& before) const
{
    checkOrder(spec);
    Setup next {spec, nullptr, before.limiter, nullptr, nullptr, nullptr};
    if (before.breaker && spec.breaker == before.spec.breaker)
        next.breaker = before.breaker;
    else
        next.breaker = makeBreaker(spec.breaker);
    if (spec.limiter.enabled) {
        auto fresh = std::make_shared<ConcurrencyLimiter>(m_clock, spec.limiter.permitLimit, spec.limiter.queueLimit);
        if (!next.limiter)
            next.limiter = std::move(fresh); // otherwise made to be checked only: setLimits must not throw any more
    }
    makeRateLimit(spec.rateLimit, before, next);
    Pipeline layers;
    for (const StrategyKind kind : spec.order)
        addLayer(kind, next, layers);
    next.layers = std::make_shared<const Pipeline>(std::move(layers));
    return next;
}

void DownstreamPolicy::addLayer(StrategyKind kind, const Setup& next, Pipeline& layers) const
{
    const ResilienceSpec& spec = next.spec;
    switch (kind) {
    case StrategyKind::Limiter:
        if (spec.limiter.enabled)
            layers.push_back(std::make_shared<LimiterStrategy>(next.limiter, counting(&Counters::limiterRejections)));
        break;
    case StrategyKind::Retry:
        if (spec.retry.enabled)
            layers.push_back(makeRetry(spec.retry));
        break;
    case StrategyKind::Hedging:
        if (spec.hedging.enabled)
            layers.push_back(makeHedging(spec.hedging));
        break;
    case StrategyKind::RateLimit:
        if (next.bucket)
            layers.push_back(std::make_shared<LimiterStrategy>(next.bucket, counting(&Counters::rateRejections)));
        else if (next.spaced)
            layers.push_back(std::make_shared<RateLimitStrategy>(next.spaced, counting(&Counters::rateRejections)));
        break;
    case StrategyKind::Breaker:
        if (next.breaker)
            layers.push_back(
                std::make_shared<BreakerStrategy>(next.breaker, counting(&Counters::brokenCircuitRejections)));
        break;
    case StrategyKind::Timeout:
        if (spec.timeout.kind != TimeoutKind::Off)
            layers.push_back(makeTimeout(spec.timeout));
        break;
    case StrategyKind::Chaos:
        if (spec.chaos.enabled)
            addChaos(spec.chaos, layers);
        break;
    }
}

std::shared_ptr<CircuitBreaker> DownstreamPolicy::makeBreaker(const BreakerSpec& spec) const
{
    BreakerOptions options;
    options.breakDuration = seconds(spec.breakSeconds);
    options.shouldHandle = isTransient;
    options.log = m_log;
    switch (spec.kind) {
    case BreakerKind::Off:
        return nullptr;
    case BreakerKind::FailureRatio:
        return std::make_shared<FailureRatioBreaker>(m_clock,
            FailureRatioOptions {
                spec.failureRatio, spec.minimumThroughput, seconds(spec.samplingSeconds), std::move(options), {}});
    case BreakerKind::ConsecutiveFailures:
        return std::make_shared<ConsecutiveFailuresBreaker>(
            m_clock, ConsecutiveFailuresOptions {spec.failures, std::move(options)});
    }
    return nullptr;
}

std::shared_ptr<Strategy> DownstreamPolicy::makeRetry(const RetrySpec& spec) const
{
    RetryOptions options;
    options.maxRetryAttempts = spec.maxRetryAttempts;
    options.backoff.kind = spec.backoff;
    options.backoff.delay = milliseconds(spec.delayMs);
    if (spec.maxDelayMs > 0.0)
        options.backoff.maxDelay = milliseconds(spec.maxDelayMs);
    options.backoff.useJitter = spec.useJitter;
    options.shouldHandle = [](const Failure& failure, int) { return isTransient(failure); };
    options.onRetry = counting(&Counters::retries);
    options.draws = hashedDraws(m_seed, m_stage);
    return std::make_shared<Retry>(m_clock, std::move(options));
}

std::shared_ptr<Strategy> DownstreamPolicy::makeHedging(const HedgingSpec& spec) const
{
    HedgingOptions options;
    options.maxHedgedAttempts = spec.maxHedgedAttempts;
    options.delay = milliseconds(spec.delayMs);
    options.shouldHandle = [](const Failure& failure, int attempt) {
        const bool heldBack = failure.kind == FailureKind::BrokenCircuit && attempt > 0;
        return heldBack || isTransient(failure);
    };
    options.onHedging = counting(&Counters::hedgesStarted);
    options.onWon = counting(&Counters::hedgesWon);
    return std::make_shared<Hedging>(m_orphans, std::move(options));
}

/// What there was goes on, as far as it is of the same kind.
void DownstreamPolicy::makeRateLimit(const RateLimitSpec& spec, const Setup& before, Setup& next) const
{
    if (spec.kind == RateLimitKind::TokenBucket) {
        next.bucket = std::make_shared<TokenBucketLimiter>(m_clock, bucketOf(spec));
        if (before.bucket)
            next.bucket = before.bucket; // the new one was made to be checked only: setOptions must not throw any more
    } else if (spec.kind == RateLimitKind::Spaced) {
        next.spaced = before.spaced;
        if (!before.spaced || spec != before.spec.rateLimit) {
            const auto tokens = before.spaced ? std::optional(before.spaced->tokens()) : std::nullopt;
            next.spaced = std::make_shared<RateLimit>(
                m_clock, RateLimitOptions {spec.permits, milliseconds(spec.periodMs), spec.burst, tokens});
        }
    }
}

std::shared_ptr<Strategy> DownstreamPolicy::makeTimeout(const TimeoutSpec& spec) const
{
    TimeoutOptions options;
    options.timeout = milliseconds(spec.ms);
    options.onTimeout = counting(&Counters::timeouts);
    if (spec.kind == TimeoutKind::Pessimistic)
        return std::make_shared<PessimisticTimeout>(m_orphans, m_orphanCount, std::move(options));
    return std::make_shared<OptimisticTimeout>(m_clock, std::move(options));
}

void DownstreamPolicy::addChaos(const ChaosSpec& spec, Pipeline& layers) const
{
    ChaosOptions faults;
    faults.injectionRate = spec.faultRate;
    faults.onInjected = counting(&Counters::faultsInjected);
    faults.draws = hashedDraws(m_seed, m_stage);
    layers.push_back(std::make_shared<FaultChaos>(std::move(faults), [name = m_name] {
        return std::optional(Failure::of(FailureKind::Unavailable, name + ": a fault was injected"));
    }));
    ChaosOptions latencies;
    latencies.injectionRate = spec.latencyRate;
    latencies.onInjected = counting(&Counters::latenciesInjected);
    latencies.draws = hashedDraws(m_seed, m_stage);
    layers.push_back(std::make_shared<LatencyChaos>(m_clock, std::move(latencies), milliseconds(spec.latencyMs)));
}

} // namespace engine
