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
    const char* singular;
    const char* plural;
    const char* remedy;
    const char* habit;
};

constexpr Damage kDamages[] = {
    {FindingKind::DoubleCharges, FindingLevel::Critical, "payments", &Moment::doubleCharges,
        "charge has been made a second time for an order that was already charged",
        "charges have been made a second time for orders that were already charged",
        "Send each charge under a key, so that the provider knows it again.", "antiPatterns.noIdempotencyKeys"},
    {FindingKind::LostOrders, FindingLevel::Critical, "orders", &Moment::lost, "order has vanished: nobody owned it",
        "orders have vanished: nobody owned them",
        "Give every flow an owner that waits for it and hears of its errors.", "antiPatterns.fireAndForget"},
    {FindingKind::UnobservedErrors, FindingLevel::Warning, "errors", &Moment::unobserved,
        "error was thrown where nobody catches it", "errors were thrown where nobody catches them",
        "Return a task that the caller awaits, so that errors reach someone.", "antiPatterns.asyncVoid"},
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
        symptom.finding.sentence = counted(count, damage.singular, damage.plural);
        if (fresh > 0 && fresh < count && !ended)
            symptom.finding.sentence +=
                joined(", ", grouped(fresh), " of them in the last ", roughly(now.at - symptom.finding.from));
        symptom.finding.sentence += '.';
        symptom.weight = static_cast<double>(count);
        symptom.confirm = 0s;
        advise(symptom, damage.remedy, damage.habit, "false");
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
    symptom.finding.sentence = habits.orphansNow > 0
        ? joined(counted(habits.orphansNow, "call runs", "calls run"), " for orders that have ended already.")
        : joined(counted(fresh, "call", "calls"), " of the last ", roughly(kOrphanSpan),
            " ran on for orders that had ended already.");
    symptom.finding.sentence += joined(" There have been ", grouped(habits.orphansTotal),
        ", and the services have spent ", roughly(habits.orphanedTime), " on them for nothing.");
    symptom.weight = static_cast<double>(habits.orphansTotal);
    advise(symptom, "Hand the cancellation on to the calls.", "antiPatterns.ignoreCancellation", "false");
    seen.push_back(std::move(symptom));
}

void lookForLeftBehind(const Look& look, int service, std::vector<Symptom>& seen)
{
    const PolicyView& policy = service == 0 ? look.snapshot.ruleEnginePolicy : look.snapshot.paymentPolicy;
    if (policy.orphansNow == 0)
        return;
    Symptom symptom = diagnosis::symptom(look, FindingKind::OrphanedWork, FindingLevel::Warning, serviceName(service));
    symptom.finding.sentence = joined("The ", serviceName(service), " still works on ",
        counted(policy.orphansNow, "call that a timeout has", "calls that timeouts have"),
        " walked away from. There have been ", grouped(policy.orphansTotal), ".");
    symptom.weight = static_cast<double>(policy.orphansTotal);
    advise(symptom, "Use a timeout that asks the call to stop and waits until it has.",
        servicePath(service, "resilience.timeout.kind"), "optimistic");
    seen.push_back(std::move(symptom));
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
    const std::chrono::nanoseconds allowed(std::llround(look.scenario.limits.drainSeconds * 1e9));
    Symptom symptom = diagnosis::symptom(look, FindingKind::DrainIncomplete, FindingLevel::Warning, "orders");
    symptom.weight = static_cast<double>(left);
    symptom.confirm = 0s;
    if (last.antiPatterns.abruptStop) {
        symptom.finding.sentence =
            joined("The run was stopped without draining: ", counted(left, "order was", "orders were"),
                " cancelled half way.");
        advise(symptom, "Take no more orders, but finish those that are there.", "antiPatterns.abruptStop", "false");
    } else if (look.drainingSince && last.at - *look.drainingSince < allowed - 200ms) {
        symptom.finding.sentence =
            joined("The run was cancelled while it drained: ", counted(left, "order was", "orders were"),
                " cancelled half way.");
        advise(symptom, joined("Wait until it has drained; it is cut off after ", roughly(allowed), " by itself."));
    } else {
        const double given = look.scenario.limits.drainSeconds;
        const double rate =
            look.window.rate(MomentWindow::kSpan, [](const Moment& moment) { return moment.gotThrough; });
        const double needed = rate > 0 ? given + 1.2 * static_cast<double>(left) / rate : 2 * given;
        const std::string seconds = std::to_string(std::lround(std::clamp(std::ceil(needed), 1.0, kLongestDrain)));
        symptom.finding.sentence = joined("The run was stopped, and the ", roughly(allowed),
            " for draining were not enough: ", counted(left, "order was", "orders were"), " cancelled half way",
            rate > 0 ? joined(", with ", perSecond(rate), " still getting through") : std::string(), ".");
        advise(symptom, joined("Give it more time to drain, about ", seconds, " s, or let fewer orders wait."),
            "limits.drainSeconds", seconds);
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
