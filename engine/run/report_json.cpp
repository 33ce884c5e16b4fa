// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/report_json.h"

#include "engine/run/json_values.h"

#include <QJsonArray>

namespace engine {

namespace {

QJsonValue ms(std::chrono::nanoseconds time) { return rounded(toMs(time)); }

QString text(const std::string& words) { return QString::fromStdString(words); }

QJsonArray findingsArray(const std::vector<Finding>& findings)
{
    QJsonArray array;
    for (const Finding& finding : findings) {
        QJsonObject object {{QStringLiteral("kind"), QString::fromLatin1(toString(finding.kind))},
            {QStringLiteral("level"), QString::fromLatin1(toString(finding.level))},
            {QStringLiteral("subject"), text(finding.subject)}, {QStringLiteral("fromMs"), ms(finding.from)},
            {QStringLiteral("toMs"), ms(finding.to)}, {QStringLiteral("sentence"), text(finding.sentence.text())},
            {QStringLiteral("remedy"), text(finding.remedy.text())}};
        if (finding.remedySwitch == kModeSwitch)
            object.insert(QStringLiteral("mode"), text(finding.remedyValue));
        else if (!finding.remedySwitch.empty())
            object.insert(QStringLiteral("set"), text(finding.remedySwitch + '=' + finding.remedyValue));
        array.append(object);
    }
    return array;
}

const char* nameOf(ThreadChangeReason reason)
{
    switch (reason) {
    case ThreadChangeReason::Warmup:
        return "warmup";
    case ThreadChangeReason::Initializing:
        return "initializing";
    case ThreadChangeReason::RandomMove:
        return "randomMove";
    case ThreadChangeReason::ClimbingMove:
        return "climbingMove";
    case ThreadChangeReason::ChangePoint:
        return "changePoint";
    case ThreadChangeReason::Stabilizing:
        return "stabilizing";
    case ThreadChangeReason::Starvation:
        return "starvation";
    case ThreadChangeReason::ThreadTimedOut:
        return "threadTimedOut";
    case ThreadChangeReason::CooperativeBlocking:
        return "cooperativeBlocking";
    case ThreadChangeReason::Fixed:
        return "fixed";
    }
    return "unknown";
}

QJsonArray threadDecisions(const GovernorView& governor)
{
    const auto throughput = [](const std::optional<double>& perSecond) {
        return perSecond ? QJsonValue(*perSecond) : QJsonValue();
    };
    QJsonArray array;
    for (const GovernorDecision& decision : governor.decisions) {
        array.append(QJsonObject {{QStringLiteral("atMs"), ms(decision.at)}, {QStringLiteral("from"), decision.from},
            {QStringLiteral("to"), decision.to},
            {QStringLiteral("reason"), QString::fromLatin1(nameOf(decision.reason))},
            {QStringLiteral("throughputBefore"), throughput(decision.throughputBefore)},
            {QStringLiteral("throughputAfter"), throughput(decision.throughputAfter)},
            {QStringLiteral("why"), text(decision.why.text())}});
    }
    return array;
}

QJsonArray limitDecisions(const AdaptiveLimitView& limit)
{
    QJsonArray array;
    for (const LimitDecision& decision : limit.decisions) {
        array.append(QJsonObject {{QStringLiteral("atMs"), ms(decision.at)}, {QStringLiteral("from"), decision.from},
            {QStringLiteral("to"), decision.to}, {QStringLiteral("why"), text(decision.reason)},
            {QStringLiteral("roundTripMs"), ms(decision.roundTrip)}, {QStringLiteral("inFlight"), decision.inFlight}});
    }
    return array;
}

QJsonObject policyObject(const PolicyView& policy)
{
    QJsonArray changes;
    for (const BreakerChange& change : policy.breaker.changes) {
        changes.append(QJsonObject {{QStringLiteral("atMs"), ms(change.at)},
            {QStringLiteral("from"), QString::fromLatin1(toString(change.from))},
            {QStringLiteral("to"), QString::fromLatin1(toString(change.to))},
            {QStringLiteral("cause"), text(change.cause.text())}});
    }
    return {{QStringLiteral("attempts"), integer(policy.attempts)}, {QStringLiteral("retries"), integer(policy.retries)},
        {QStringLiteral("hedgesStarted"), integer(policy.hedgesStarted)},
        {QStringLiteral("hedgesWon"), integer(policy.hedgesWon)}, {QStringLiteral("timeouts"), integer(policy.timeouts)},
        {QStringLiteral("brokenCircuitRejections"), integer(policy.brokenCircuitRejections)},
        {QStringLiteral("limiterRejections"), integer(policy.limiterRejections)},
        {QStringLiteral("rateRejections"), integer(policy.rateRejections)},
        {QStringLiteral("faultsInjected"), integer(policy.faultsInjected)},
        {QStringLiteral("orphans"), integer(policy.orphansTotal)}, {QStringLiteral("breakerChanges"), changes},
        {QStringLiteral("droppedBreakerChanges"), integer(policy.breaker.droppedChanges)}};
}

QJsonObject endingsObject(const EndingCounts& endings)
{
    return {{QStringLiteral("timedOut"), integer(endings.timedOut)},
        {QStringLiteral("cancelledByCaller"), integer(endings.cancelledByCaller)},
        {QStringLiteral("cancelledByTimeout"), integer(endings.cancelledByTimeout)},
        {QStringLiteral("cancelledByShutdown"), integer(endings.cancelledByShutdown)},
        {QStringLiteral("cancelledByFailure"), integer(endings.cancelledByFailure)}};
}

QJsonObject habitsObject(const HabitView& habits)
{
    const bool seen = habits.firstResultAfter.count() >= 0;
    return {{QStringLiteral("orphans"), integer(habits.orphansTotal)},
        {QStringLiteral("orphanedMs"), ms(habits.orphanedTime)},
        {QStringLiteral("unobservedErrors"), integer(habits.unobservedErrors)},
        {QStringLiteral("extraHops"), integer(habits.extraHops)}, {QStringLiteral("layerFrames"), integer(habits.layerFrames)},
        {QStringLiteral("layerBytes"), integer(habits.layerBytes)}, {QStringLiteral("layerMs"), ms(habits.layerTime)},
        {QStringLiteral("hoggedMs"), ms(habits.hoggedTime)},
        {QStringLiteral("firstResultAfterMs"), seen ? ms(habits.firstResultAfter) : QJsonValue()}};
}

} // namespace

void addReport(QJsonObject& json, const RunSummary& summary)
{
    json.insert(QStringLiteral("findings"), findingsArray(summary.findings));
    json.insert(QStringLiteral("endings"), endingsObject(summary.endings));
    json.insert(QStringLiteral("threadDecisions"), threadDecisions(summary.governor));
    json.insert(QStringLiteral("droppedThreadDecisions"), integer(summary.governor.droppedDecisions));
    json.insert(QStringLiteral("limitDecisions"),
        QJsonObject {{QStringLiteral("validate"), limitDecisions(summary.validateLimit)},
            {QStringLiteral("charge"), limitDecisions(summary.chargeLimit)},
            {QStringLiteral("dropped"), integer(summary.validateLimit.droppedDecisions + summary.chargeLimit.droppedDecisions)}});
    json.insert(QStringLiteral("policies"),
        QJsonObject {{QStringLiteral("ruleEngine"), policyObject(summary.ruleEnginePolicy)},
            {QStringLiteral("paymentProvider"), policyObject(summary.paymentPolicy)}});
    json.insert(QStringLiteral("habits"), habitsObject(summary.habits));
}

} // namespace engine
