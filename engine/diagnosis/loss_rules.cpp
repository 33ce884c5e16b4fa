// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/diagnosis/rules.h"
#include "engine/telemetry/figure_text.h"

#include <algorithm>
#include <cmath>

namespace engine {

namespace {

using namespace std::chrono_literals;
using namespace diagnosis;

constexpr auto kDamageSpan = 3s;
constexpr auto kOrphanSpan = 5s;
constexpr std::int64_t kManyOrphans = 10;
constexpr double kLongestDrain = 86'400;

/// Something that never should be, counted since the run began.
struct Damage {
    FindingKind kind;
    FindingLevel level;
    const char* subject;
    std::int64_t Moment::*count;
    const char* singular; ///< patterns of phrases
    const char* plural;
    const char* remedy;
    const char* habit;
};

constexpr Damage kDamages[] = {
    {FindingKind::DoubleCharges, FindingLevel::Critical, "payments", &Moment::doubleCharges,
        QT_TRANSLATE_NOOP("engine", "%1 charge has been made a second time for an order that was already charged"),
        QT_TRANSLATE_NOOP("engine", "%1 charges have been made a second time for orders that were already charged"),
        QT_TRANSLATE_NOOP("engine", "Send each charge under a key, so that the provider knows it again."),
        "antiPatterns.noIdempotencyKeys"},
    {FindingKind::LostOrders, FindingLevel::Critical, "orders", &Moment::lost,
        QT_TRANSLATE_NOOP("engine", "%1 order has vanished: nobody owned it"),
        QT_TRANSLATE_NOOP("engine", "%1 orders have vanished: nobody owned them"),
        QT_TRANSLATE_NOOP("engine", "Give every flow an owner that waits for it and hears of its errors."),
        "antiPatterns.fireAndForget"},
    {FindingKind::UnobservedErrors, FindingLevel::Warning, "errors", &Moment::unobserved,
        QT_TRANSLATE_NOOP("engine", "%1 error was thrown where nobody catches it"),
        QT_TRANSLATE_NOOP("engine", "%1 errors were thrown where nobody catches them"),
        QT_TRANSLATE_NOOP("engine", "Return a task that the caller awaits, so that errors reach someone."),
        "antiPatterns.asyncVoid"},
};

/// Told while it grows; once the run has ended, if there is any.
void lookForDamage(const Look& look, const Moment& now, bool ended, std::vector<Symptom>& seen)
{
    for (const Damage& damage : kDamages) {
        const std::int64_t count = now.*damage.count;
        const std::int64_t fresh = count - look.window.before(kDamageSpan).*damage.count;
        if (count == 0 || (fresh == 0 && !ended))
            continue;
        Symptom symptom = diagnosis::symptom(look, damage.kind, damage.level, damage.subject);
        if (fresh > 0)
            symptom.finding.from = look.window.before(kDamageSpan).at;
        const Phrase done = counted(count, damage.singular, damage.plural);
        symptom.finding.sentence = fresh > 0 && fresh < count && !ended
            ? Phrase(QT_TRANSLATE_NOOP("engine", "%1, %2 of them in the last %3."), done, fresh,
                roughly(now.at - symptom.finding.from))
            : Phrase("%1.", done);
        symptom.weight = static_cast<double>(count);
        symptom.confirm = 0s;
        advise(symptom, Phrase(damage.remedy), damage.habit, "false");
        seen.push_back(std::move(symptom));
    }
}

void lookForOrphans(const Look& look, std::vector<Symptom>& seen)
{
    const HabitView& habits = look.snapshot.habits;
    const std::int64_t fresh =
        look.window.gained(kOrphanSpan, [](const Moment& moment) { return moment.orphansTotal; });
    if (habits.orphansNow == 0 && fresh < kManyOrphans)
        return;
    Symptom symptom = diagnosis::symptom(look, FindingKind::OrphanedWork, FindingLevel::Warning, "ended orders");
    const Phrase now = habits.orphansNow > 0
        ? counted(habits.orphansNow, QT_TRANSLATE_NOOP("engine", "%1 call runs for orders that have ended already."),
            QT_TRANSLATE_NOOP("engine", "%1 calls run for orders that have ended already."))
        : counted(fresh,
            QT_TRANSLATE_NOOP("engine", "%1 call of the last %2 ran on for orders that had ended already."),
            QT_TRANSLATE_NOOP("engine", "%1 calls of the last %2 ran on for orders that had ended already."),
            roughly(kOrphanSpan));
    const Phrase soFar(
        QT_TRANSLATE_NOOP("engine", "There have been %1, and the services have spent %2 on them for nothing."),
        habits.orphansTotal, roughly(habits.orphanedTime));
    symptom.finding.sentence = Phrase("%1 %2", now, soFar);
    symptom.weight = static_cast<double>(habits.orphansTotal);
    advise(symptom, Phrase(QT_TRANSLATE_NOOP("engine", "Hand the cancellation on to the calls.")),
        "antiPatterns.ignoreCancellation", "false");
    seen.push_back(std::move(symptom));
}

void lookForLeftBehind(const Look& look, int service, std::vector<Symptom>& seen)
{
    const PolicyView& policy = service == 0 ? look.snapshot.ruleEnginePolicy : look.snapshot.paymentPolicy;
    if (policy.orphansNow == 0)
        return;
    Symptom symptom = diagnosis::symptom(look, FindingKind::OrphanedWork, FindingLevel::Warning, serviceName(service));
    const Phrase now = counted(policy.orphansNow,
        QT_TRANSLATE_NOOP("engine", "The %2 still works on %1 call that a timeout has walked away from."),
        QT_TRANSLATE_NOOP("engine", "The %2 still works on %1 calls that timeouts have walked away from."),
        Phrase(serviceName(service)));
    const Phrase soFar(QT_TRANSLATE_NOOP("engine", "There have been %1."), policy.orphansTotal);
    symptom.finding.sentence = Phrase("%1 %2", now, soFar);
    symptom.weight = static_cast<double>(policy.orphansTotal);
    advise(symptom,
        Phrase(QT_TRANSLATE_NOOP("engine", "Use a timeout that asks the call to stop and waits until it has.")),
        servicePath(service, "resilience.timeout.kind"), "optimistic");
    seen.push_back(std::move(symptom));
}

std::chrono::nanoseconds drainTime(const Look& look)
{
    return std::chrono::nanoseconds(std::llround(look.scenario.limits.drainSeconds * 1e9));
}

void adviseMoreTime(const Look& look, const Phrase& cut, std::int64_t left, Symptom& symptom)
{
    const double given = look.scenario.limits.drainSeconds;
    const double rate = look.window.rate(MomentWindow::kSpan, [](const Moment& moment) { return moment.gotThrough; });
    const double needed = rate > 0 ? given + 1.2 * static_cast<double>(left) / rate : 2 * given;
    const auto seconds = std::lround(std::clamp(std::ceil(needed), 1.0, kLongestDrain));
    const Phrase allowed = roughly(drainTime(look));
    symptom.finding.sentence = rate > 0
        ? Phrase(
            QT_TRANSLATE_NOOP("engine",
                "The run was stopped, and the %1 for draining were not enough: %2, with %3 still getting through."),
            allowed, cut, perSecond(rate))
        : Phrase(QT_TRANSLATE_NOOP("engine", "The run was stopped, and the %1 for draining were not enough: %2."),
            allowed, cut);
    advise(symptom,
        Phrase(
            QT_TRANSLATE_NOOP("engine", "Give it more time to drain, about %1 s, or let fewer orders wait."), seconds),
        "limits.drainSeconds", std::to_string(seconds));
}

void lookForCutDrain(const Look& look, std::vector<Symptom>& seen)
{
    const Snapshot& last = look.snapshot;
    const EndingCounts& endings = last.endings;
    std::int64_t left = endings.cancelledByShutdown;
    // A caller's cancel during a drain leaves orders behind as well.
    if (left == 0 && look.drainingSince && last.outcome == RunOutcome::Cancelled)
        left = last.ledger.cancelled;
    if (left == 0)
        return;
    const std::chrono::nanoseconds allowed = drainTime(look);
    Symptom symptom = diagnosis::symptom(look, FindingKind::DrainIncomplete, FindingLevel::Warning, "orders");
    symptom.weight = static_cast<double>(left);
    symptom.confirm = 0s;
    const Phrase cut = counted(left, QT_TRANSLATE_NOOP("engine", "%1 order was cancelled half way"),
        QT_TRANSLATE_NOOP("engine", "%1 orders were cancelled half way"));
    if (last.antiPatterns.abruptStop) {
        symptom.finding.sentence =
            Phrase(QT_TRANSLATE_NOOP("engine", "The run was stopped without draining: %1."), cut);
        advise(symptom, Phrase(QT_TRANSLATE_NOOP("engine", "Take no more orders, but finish those that are there.")),
            "antiPatterns.abruptStop", "false");
    } else if (look.drainingSince && last.at - *look.drainingSince < allowed - 200ms) {
        symptom.finding.sentence =
            Phrase(QT_TRANSLATE_NOOP("engine", "The run was cancelled while it drained: %1."), cut);
        advise(symptom,
            Phrase(QT_TRANSLATE_NOOP("engine", "Wait until it has drained; it is cut off after %1 by itself."),
                roughly(allowed)));
    } else {
        adviseMoreTime(look, cut, left, symptom);
    }
    seen.push_back(std::move(symptom));
}

} // namespace

void lookAtLosses(const Look& look, std::vector<Symptom>& seen)
{
    lookForDamage(look, look.window.now(), false, seen);
    lookForOrphans(look, seen);
    for (int service = 0; service < kServiceCount; ++service)
        lookForLeftBehind(look, service, seen);
}

void lookAtEnd(const Look& look, std::vector<Symptom>& seen)
{
    lookAtDeadlock(look, seen);
    lookForCutDrain(look, seen);
    lookForDamage(look, Moment(look.snapshot), true, seen);
}

} // namespace engine
