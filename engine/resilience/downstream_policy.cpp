// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/downstream_policy.h"

#include "engine/resilience/chaos.h"
#include "engine/resilience/consecutive_failures_breaker.h"
#include "engine/resilience/failure_ratio_breaker.h"
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
    if (m_setup.breaker && next.breaker != m_setup.breaker) {
        const BreakerState state = m_setup.breaker->view().state;
        const char* const cause = next.breaker ? "Its settings were changed: it starts anew." : "It was switched off.";
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

std::function<void()> DownstreamPolicy::counting(std::atomic<std::int64_t> Counters::*counter) const
{
    return [counters = m_counters, counter] { (counters.get()->*counter).fetch_add(1, std::memory_order_relaxed); };
}

DownstreamPolicy::Setup DownstreamPolicy::build(const ResilienceSpec& spec, const Setup& before) const
{
    checkOrder(spec);
    Setup next {spec, nullptr, before.limiter, nullptr};
    if (before.breaker && spec.breaker == before.spec.breaker)
        next.breaker = before.breaker;
    else
        next.breaker = makeBreaker(spec.breaker);
    if (spec.limiter.enabled) {
        auto fresh = std::make_shared<ConcurrencyLimiter>(m_clock, spec.limiter.permitLimit, spec.limiter.queueLimit);
        if (!next.limiter)
            next.limiter = std::move(fresh); // otherwise made to be checked only: setLimits must not throw any more
    }
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
            layers.push_back(std::make_shared<LimiterStrategy>(
                next.limiter, [count = counting(&Counters::limiterRejections)](const Failure&) { count(); }));
        break;
    case StrategyKind::Retry:
        if (spec.retry.enabled)
            layers.push_back(makeRetry(spec.retry));
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
    options.onRetry = [count = counting(&Counters::retries)](const RetryEvent&) { count(); };
    options.draws = hashedDraws(m_seed, m_stage);
    return std::make_shared<Retry>(m_clock, std::move(options));
}

std::shared_ptr<Strategy> DownstreamPolicy::makeTimeout(const TimeoutSpec& spec) const
{
    TimeoutOptions options;
    options.timeout = milliseconds(spec.ms);
    options.onTimeout = [count = counting(&Counters::timeouts)](const TimeoutEvent&) { count(); };
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
