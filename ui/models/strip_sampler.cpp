// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/strip_sampler.h"

#include <algorithm>
#include <limits>

namespace ui {

namespace {

constexpr float kNone = std::numeric_limits<float>::quiet_NaN();

float sampleOf(std::int64_t value)
{
    return static_cast<float>(value);
}

float limitOrNone(std::int64_t limit)
{
    return limit > 0 ? sampleOf(limit) : kNone;
}

float latencyOrNone(const engine::Percentiles& latency, double milliseconds)
{
    return latency.count > 0 ? static_cast<float>(milliseconds) : kNone;
}

std::int64_t refusals(const engine::ServiceView& service, const engine::PolicyView& policy)
{
    return service.refused + policy.brokenCircuitRejections + policy.limiterRejections + policy.rateRejections;
}

} // namespace

double littlesBound(const engine::Snapshot& snapshot)
{
    constexpr double kMsPerSecond = 1000;
    double bound = std::numeric_limits<double>::quiet_NaN();
    for (const engine::StageView& stage : snapshot.stages) {
        if (stage.inFlight.limit <= 0)
            continue;
        const engine::Percentiles& latency = stage.recentLatency.count > 0 ? stage.recentLatency : stage.latency;
        if (latency.count == 0 || latency.meanMs <= 0)
            return std::numeric_limits<double>::quiet_NaN();
        const double ofStage = static_cast<double>(stage.inFlight.limit) * kMsPerSecond / latency.meanMs;
        bound = bound <= ofStage ? bound : ofStage; // NaN is not below anything
    }
    return bound;
}

StripSampler::Counts StripSampler::countsOf(const engine::Snapshot& snapshot)
{
    const auto& rule = snapshot.ruleEnginePolicy;
    const auto& payment = snapshot.paymentPolicy;
    return {std::chrono::duration<double>(snapshot.at).count(),
        {rule.retries + payment.retries, rule.timeouts + payment.timeouts, snapshot.ledger.cancelled,
            refusals(snapshot.ruleEngine, rule) + refusals(snapshot.paymentProvider, payment)}};
}

void StripSampler::remember(const Counts& counts)
{
    if (m_count > 0 && counts.at - m_kept[m_count - 1].at < kStep)
        return;
    // Of those that are older than a second only the latest is needed.
    std::size_t old = 0;
    while (old + 1 < m_count && m_kept[old + 1].at <= counts.at - 1)
        ++old;
    if (old == 0 && m_count == kMost)
        old = 1;
    std::move(m_kept.begin() + static_cast<std::ptrdiff_t>(old), m_kept.begin() + static_cast<std::ptrdiff_t>(m_count),
        m_kept.begin());
    m_count -= old;
    m_kept[m_count++] = counts;
}

StripSampler::Counts StripSampler::secondAgo(double now) const
{
    Counts found {std::min(now - 1, 0.0), {}}; // nothing had been counted when the run began
    for (std::size_t index = 0; index < m_count && m_kept[index].at <= now - 1; ++index)
        found = m_kept[index];
    return found;
}

StripSample StripSampler::sample(const engine::Snapshot& snapshot)
{
    StripSample sample;
    sample.fill(kNone);
    sample[StripSeries::Running] = sampleOf(snapshot.pool.running);
    sample[StripSeries::Blocked] = sampleOf(snapshot.pool.blocked);
    sample[StripSeries::Goal] = limitOrNone(snapshot.governor.goal > 0 ? snapshot.governor.goal : snapshot.pool.maxThreads);
    sample[StripSeries::Pending] = sampleOf(snapshot.pool.pendingWorkItems);
    sample[StripSeries::ChannelDepth] = sampleOf(snapshot.channel.now);
    sample[StripSeries::ChannelCapacity] = limitOrNone(snapshot.channel.limit);
    for (std::size_t stage = 0; stage < snapshot.stages.size(); ++stage) {
        sample[StripSeries::Validate + stage] = sampleOf(snapshot.stages[stage].inFlight.now);
        sample[StripSeries::ValidateLimit + stage] = limitOrNone(snapshot.stages[stage].inFlight.limit);
    }
    sample[StripSeries::Throughput] = static_cast<float>(snapshot.throughputPerSecond);
    sample[StripSeries::LittlesBound] = static_cast<float>(littlesBound(snapshot));
    sample[StripSeries::P50] = latencyOrNone(snapshot.recentLatency, snapshot.recentLatency.p50Ms);
    sample[StripSeries::P95] = latencyOrNone(snapshot.recentLatency, snapshot.recentLatency.p95Ms);
    sample[StripSeries::P99] = latencyOrNone(snapshot.recentLatency, snapshot.recentLatency.p99Ms);

    const Counts now = countsOf(snapshot);
    const Counts before = secondAgo(now.at);
    for (std::size_t rate = 0; rate < kRates; ++rate) {
        const auto more = static_cast<double>(now.counts[rate] - before.counts[rate]);
        sample[StripSeries::Retries + rate] = static_cast<float>(more / (now.at - before.at));
    }
    remember(now);
    sample[StripSeries::Resident] = snapshot.residentBytes > 0 ? sampleOf(snapshot.residentBytes) : kNone;
    return sample;
}

} // namespace ui
