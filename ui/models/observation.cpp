// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/observation.h"

#include "ui/bridge/spoken.h"
#include "ui/models/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

namespace ui {

namespace {

constexpr int kLongQueue = 4; ///< calls waiting for each server from which a queue is worth a sentence

struct Sentences {
    Q_DECLARE_TR_FUNCTIONS(ui::Observation)
};

QString count(std::int64_t value)
{
    return Format::count(static_cast<double>(value));
}

std::optional<QString> observePool(const engine::PoolView& pool)
{
    if (pool.pendingWorkItems == 0 || pool.threads == 0)
        return {};
    if (pool.blocked == pool.threads) {
        return Sentences::tr("All %1 workers are blocked, and %2 work items wait for one. A blocked worker is released by a "
                  "continuation, and that needs a worker too.")
            .arg(count(pool.threads), count(pool.pendingWorkItems));
    }
    if (pool.pendingWorkItems > 2 * pool.maxThreads)
        return Sentences::tr("%1 work items wait for a worker.").arg(count(pool.pendingWorkItems));
    return {};
}

std::optional<QString> observeService(const engine::ServiceView& service, const QString& name)
{
    if (service.outage)
        return Sentences::tr("The %1 has an outage: every call to it fails at once.").arg(name);
    if (service.acceptQueue.limit > 0 && service.acceptQueue.now >= service.acceptQueue.limit) {
        return Sentences::tr("The accept queue of the %1 is full: it has refused %2 calls so far.")
            .arg(name, count(service.refused));
    }
    if (service.acceptQueue.now > kLongQueue * std::max<std::int64_t>(service.busyServers.limit, 1)) {
        return Sentences::tr("%1 calls queue at the %2, which serves %3 at a time.")
            .arg(count(service.acceptQueue.now), name, count(service.busyServers.limit));
    }
    return {};
}

} // namespace

QString observe(const engine::Snapshot& snapshot)
{
    if (snapshot.outcome != engine::RunOutcome::Running)
        return {};
    if (snapshot.ledger.submitted == 0)
        return Sentences::tr("No order has arrived yet.");
    if (snapshot.pool.threads > 0 && snapshot.pool.blocked == snapshot.pool.threads) {
        if (const auto sentence = observePool(snapshot.pool))
            return *sentence;
    }
    for (const auto& sentence : {observeService(snapshot.paymentProvider, Sentences::tr("payment provider")),
             observeService(snapshot.ruleEngine, Sentences::tr("rule engine"))}) {
        if (sentence)
            return *sentence;
    }
    if (snapshot.channel.limit > 0 && snapshot.channel.now >= snapshot.channel.limit)
        return Sentences::tr("The channel is full, so new orders wait at intake: backpressure.");
    if (const auto sentence = observePool(snapshot.pool))
        return *sentence;
    if (snapshot.ledger.inFlight == 0)
        return Sentences::tr("Every order that has arrived has also ended.");
    return Sentences::tr("Orders flow: %1 in flight, %2 persisted.")
        .arg(count(snapshot.ledger.inFlight), count(snapshot.ledger.persisted));
}

QString describeEnd(const engine::Snapshot& snapshot)
{
    if (snapshot.outcome == engine::RunOutcome::Running)
        return {};
    if (!snapshot.outcomeDetail.empty())
        return spoken(snapshot.outcomeDetail);
    switch (snapshot.outcome) {
    case engine::RunOutcome::Completed:
        return Sentences::tr("Every order has ended.");
    case engine::RunOutcome::Cancelled:
        return Sentences::tr("The run was cancelled; what was in flight has ended as cancelled.");
    case engine::RunOutcome::Deadlocked:
        return Sentences::tr("Nothing can run any more: every worker waits for something that only another worker could do.");
    case engine::RunOutcome::TimeLimit:
        return Sentences::tr("The run reached the time limit of its scenario.");
    default:
        return Sentences::tr("The run failed and gave no reason.");
    }
}

} // namespace ui
