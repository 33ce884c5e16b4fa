// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/diagnosis/moment_window.h"

namespace engine {

namespace {

ServiceFigures figuresOf(const ServiceView& service, const PolicyView& policy, const StageView& stage)
{
    ServiceFigures figures;
    figures.servers = service.busyServers.limit;
    figures.busy = service.busyServers.now;
    figures.waiting = service.acceptQueue.now;
    figures.calls = service.calls;
    figures.refused = service.refused;
    figures.inStage = stage.inFlight.now;
    figures.stageLimit = stage.inFlight.limit;
    figures.attempts = policy.attempts;
    figures.repeats = policy.retries + policy.hedgesStarted;
    figures.hedges = policy.hedgesStarted;
    figures.turnedAway = policy.brokenCircuitRejections;
    return figures;
}

} // namespace

Moment::Moment(const Snapshot& snapshot)
    : at(snapshot.at)
    , submitted(snapshot.ledger.submitted)
    , ended(snapshot.ledger.ended())
    , gotThrough(ended - snapshot.ledger.cancelled)
    , backlog(snapshot.ledger.inFlight)
    , threads(snapshot.pool.threads)
    , blocked(snapshot.pool.blocked)
    , idle(snapshot.pool.idle)
    , pending(snapshot.pool.pendingWorkItems)
    , channel(snapshot.channel.now)
    , channelLimit(snapshot.channel.limit)
    , services {figuresOf(snapshot.ruleEngine, snapshot.ruleEnginePolicy, snapshot.stage(Stage::Validate)),
          figuresOf(snapshot.paymentProvider, snapshot.paymentPolicy, snapshot.stage(Stage::Charge))}
    , orphansTotal(snapshot.habits.orphansTotal)
    , doubleCharges(snapshot.doubleCharges)
    , lost(snapshot.ledger.lost)
    , unobserved(snapshot.habits.unobservedErrors)
{
    for (const StageView& stage : snapshot.stages)
        stepsDone += stage.done + stage.failed;
}

void MomentWindow::add(const Moment& moment)
{
    const bool moved =
        m_moments.empty() || moment.ended != m_moments.back().ended || moment.stepsDone != m_moments.back().stepsDone;
    if (moved)
        m_lastProgress = moment.at;
    // Measured from the one before the last: else moments that come quickly would all replace each other for ever.
    if (m_moments.size() > 1 && moment.at - m_moments[m_moments.size() - 2].at < kSpacing)
        m_moments.back() = moment;
    else
        m_moments.push_back(moment);
    while (m_moments.size() > 2 && moment.at - m_moments[1].at >= kSpan)
        m_moments.pop_front();
}

const Moment& MomentWindow::before(Duration ago) const
{
    for (auto moment = m_moments.rbegin(); moment != m_moments.rend(); ++moment) {
        if (now().at - moment->at >= ago)
            return *moment;
    }
    return m_moments.front();
}

bool MomentWindow::covers(Duration span) const
{
    return now().at - m_moments.front().at >= span;
}

} // namespace engine
