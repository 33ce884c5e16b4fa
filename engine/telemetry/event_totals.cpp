// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/telemetry/event_totals.h"

namespace engine {

namespace {

Percentiles percentilesOf(const Histogram& histogram, const Histogram::Counts& before)
{
    constexpr double kNanosecondsInMs = 1e6;
    const auto percentile = [&](double rank) {
        return static_cast<double>(histogram.valueAtPercentile(rank, before)) / kNanosecondsInMs;
    };
    return {
        .count = histogram.count(before),
        .p50Ms = percentile(50),
        .p95Ms = percentile(95),
        .p99Ms = percentile(99),
        .maxMs = percentile(100),
        .meanMs = histogram.mean(before) / kNanosecondsInMs,
    };
}

} // namespace

void EventTotals::add(const Event* events, std::size_t count) noexcept
{
    for (const Event* event = events; event != events + count; ++event) {
        switch (event->kind) {
        case EventKind::OrderMoved:
            if (event->state == OrderState::Persisted)
                m_latency.all.record(event->value);
            break;
        case EventKind::StageEnded:
            addStageEnd(*event);
            break;
        case EventKind::WorkItemStarted:
            m_queueingDelay.all.record(event->value);
            break;
        }
    }
}

void EventTotals::addStageEnd(const Event& event) noexcept
{
    if (event.state == OrderState::Cancelled)
        return;
    StageTotals& stage = m_stages[static_cast<std::size_t>(event.stage)];
    stage.latency.all.record(event.value);
    ++(event.state == OrderState::Failed ? stage.failed : stage.done);
}

void EventTotals::Durations::writeTo(Percentiles& total, Percentiles& lately, std::chrono::nanoseconds at)
{
    total = percentilesOf(all, {});
    lately = percentilesOf(all, recent.before(at, all));
}

void EventTotals::writeTo(Snapshot& snapshot)
{
    m_latency.writeTo(snapshot.latency, snapshot.recentLatency, snapshot.at);
    m_queueingDelay.writeTo(snapshot.pool.queueingDelay, snapshot.pool.recentQueueingDelay, snapshot.at);
    for (std::size_t i = 0; i < m_stages.size(); ++i) {
        m_stages[i].latency.writeTo(snapshot.stages[i].latency, snapshot.stages[i].recentLatency, snapshot.at);
        snapshot.stages[i].done = m_stages[i].done;
        snapshot.stages[i].failed = m_stages[i].failed;
    }
}

} // namespace engine
