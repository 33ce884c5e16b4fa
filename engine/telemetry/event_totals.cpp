// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/telemetry/event_totals.h"

namespace engine {

namespace {

Percentiles percentilesOf(const Histogram& histogram)
{
    constexpr double kNanosecondsInMs = 1e6;
    const auto inMs = [](std::int64_t nanoseconds) { return static_cast<double>(nanoseconds) / kNanosecondsInMs; };
    return {
        .count = histogram.count(),
        .p50Ms = inMs(histogram.valueAtPercentile(50)),
        .p95Ms = inMs(histogram.valueAtPercentile(95)),
        .p99Ms = inMs(histogram.valueAtPercentile(99)),
        .maxMs = inMs(histogram.max()),
    };
}

} // namespace

void EventTotals::add(const Event* events, std::size_t count) noexcept
{
    for (const Event* event = events; event != events + count; ++event) {
        switch (event->kind) {
        case EventKind::OrderMoved:
            if (event->state == OrderState::Persisted)
                m_latency.record(event->value);
            break;
        case EventKind::StageEnded:
            addStageEnd(*event);
            break;
        case EventKind::WorkItemStarted:
            m_queueingDelay.record(event->value);
            break;
        }
    }
}

void EventTotals::addStageEnd(const Event& event) noexcept
{
    if (event.state == OrderState::Cancelled)
        return;
    StageTotals& stage = m_stages[static_cast<std::size_t>(event.stage)];
    stage.latency.record(event.value);
    ++(event.state == OrderState::Failed ? stage.failed : stage.done);
}

void EventTotals::writeTo(Snapshot& snapshot) const
{
    snapshot.latency = percentilesOf(m_latency);
    snapshot.pool.queueingDelay = percentilesOf(m_queueingDelay);
    for (std::size_t i = 0; i < m_stages.size(); ++i) {
        snapshot.stages[i].latency = percentilesOf(m_stages[i].latency);
        snapshot.stages[i].done = m_stages[i].done;
        snapshot.stages[i].failed = m_stages[i].failed;
    }
}

} // namespace engine
