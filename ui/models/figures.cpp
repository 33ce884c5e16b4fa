// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/figures.h"

#include <algorithm>

namespace ui {

namespace {

double number(std::int64_t count)
{
    return static_cast<double>(count);
}

double share(std::int64_t part, std::int64_t whole)
{
    return whole > 0 ? std::clamp(number(part) / number(whole), 0.0, 1.0) : 0.0;
}

} // namespace

LedgerFigures LedgerFigures::from(const engine::LedgerCounts& counts)
{
    return {number(counts.submitted), number(counts.persisted), number(counts.rejected), number(counts.failed),
        number(counts.cancelled), number(counts.dropped), number(counts.lost), number(counts.inFlight), counts.holds()};
}

LevelFigures LevelFigures::from(const engine::Level& level)
{
    const bool limited = level.limit > 0;
    const auto whole = limited ? level.limit : std::max(level.peak, level.now);
    return {number(level.now), number(level.peak), number(level.limit), share(level.now, whole),
        share(level.peak, whole), limited, limited && level.now >= level.limit};
}

PercentileFigures PercentileFigures::from(const engine::Percentiles& percentiles)
{
    return {number(percentiles.count), percentiles.p50Ms, percentiles.p95Ms, percentiles.p99Ms, percentiles.maxMs};
}

PoolFigures PoolFigures::from(const engine::PoolView& pool, const engine::GovernorView& governor)
{
    const int goal = governor.goal > 0 ? governor.goal : pool.maxThreads;
    const bool governed = governor.policy != engine::GovernorKind::Fixed;
    const auto mostPending = std::max(pool.peakPendingWorkItems, pool.pendingWorkItems);
    return {pool.threads, pool.running, pool.blocked, pool.idle, pool.maxThreads, goal, governed, pool.peakBlocked,
        number(pool.pendingWorkItems), number(mostPending), share(pool.pendingWorkItems, mostPending),
        PercentileFigures::from(pool.queueingDelay)};
}

StageFigures StageFigures::from(const engine::StageView& stage)
{
    return {LevelFigures::from(stage.inFlight), number(stage.done), number(stage.failed),
        PercentileFigures::from(stage.latency)};
}

ServiceFigures ServiceFigures::from(const engine::ServiceView& service)
{
    return {QString::fromStdString(service.name), LevelFigures::from(service.busyServers),
        LevelFigures::from(service.acceptQueue), number(service.calls), number(service.refused), number(service.failed),
        service.outage, service.latencyFactor};
}

StoreFigures StoreFigures::from(const engine::StoreView& store)
{
    return {LevelFigures::from(store.connections), number(store.transactions), number(store.rows)};
}

} // namespace ui
