// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/figures.h"

#include "ui/models/format.h"

#include <QCoreApplication>
#include <QStringList>

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

QString troubleWords(const engine::ServiceTrouble& trouble)
{
    const auto text = [](const char* words) { return QCoreApplication::translate("ServiceFigures", words); };
    constexpr double kPercent = 100.0;
    if (trouble.outage)
        return text(QT_TRANSLATE_NOOP("ServiceFigures", "outage"));
    QStringList words;
    if (trouble.hangRate > 0)
        words.append(trouble.hangRate >= 1 ? text(QT_TRANSLATE_NOOP("ServiceFigures", "hangs"))
                                           : text(QT_TRANSLATE_NOOP("ServiceFigures", "%1 % hang"))
                                                 .arg(Format::count(trouble.hangRate * kPercent)));
    if (trouble.latencyFactor > 1)
        words.append(text(QT_TRANSLATE_NOOP("ServiceFigures", "%1 slower")).arg(Format::rate(trouble.latencyFactor)));
    if (trouble.failureRate > 0)
        words.append(text(QT_TRANSLATE_NOOP("ServiceFigures", "%1 % fail")).arg(Format::count(trouble.failureRate * kPercent)));
    return words.join(QStringLiteral(", "));
}

engine::ServiceTrouble troubleOf(const engine::ServiceView& service)
{
    engine::ServiceTrouble trouble = service.trouble;
    trouble.outage = trouble.outage || service.outage;
    trouble.latencyFactor = std::max(trouble.latencyFactor, service.latencyFactor);
    return trouble;
}

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
        number(pool.threadStackBytes), number(pool.frameBytesPerOrder), PercentileFigures::from(pool.queueingDelay),
        PercentileFigures::from(pool.recentQueueingDelay)};
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
        service.outage, service.latencyFactor, troubleWords(troubleOf(service))};
}

StoreFigures StoreFigures::from(const engine::StoreView& store)
{
    return {LevelFigures::from(store.connections), number(store.transactions), number(store.rows),
        store.trouble.outage, troubleWords(store.trouble)};
}

} // namespace ui
