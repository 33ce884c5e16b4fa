// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/diagnosis/rules.h"
#include "engine/telemetry/figure_text.h"

#include <algorithm>

namespace engine {

namespace {

using namespace std::chrono_literals;
using namespace diagnosis;
constexpr auto kPool = "thread pool";

/// "All 8 workers have been blocked for 1.2 s while 4,212 work items wait"
Phrase takenWorkers(const Moment& now, bool blocked, std::chrono::nanoseconds heldFor)
{
    const Phrase workers = counted(now.threads, QT_TRANSLATE_NOOP("engine", "The only worker has been"),
        QT_TRANSLATE_NOOP("engine", "All %1 workers have been"));
    const Phrase items = counted(now.pending, QT_TRANSLATE_NOOP("engine", "%1 work item waits"),
        QT_TRANSLATE_NOOP("engine", "%1 work items wait"));
    if (!blocked)
        return Phrase(QT_TRANSLATE_NOOP("engine", "%1 busy for %2 while %3"), workers, roughly(heldFor), items);
    if (now.blocked == now.threads)
        return Phrase(QT_TRANSLATE_NOOP("engine", "%1 blocked for %2 while %3"), workers, roughly(heldFor), items);
    return Phrase(QT_TRANSLATE_NOOP("engine", "%1 taken (%4 of them blocked) for %2 while %3"), workers,
        roughly(heldFor), items, now.blocked);
}

void adviseBlocked(const Look& look, Symptom& symptom)
{
    const Scenario& scenario = look.scenario;
    if (look.snapshot.mode == Mode::Blocking) {
        // More workers do not help where orders keep coming: each takes one more of them and is blocked as well.
        advise(symptom,
            Phrase(QT_TRANSLATE_NOOP(
                "engine", "Await the calls instead of waiting for them on workers, as bounded mode does.")),
            kModeSwitch, toString(Mode::Bounded));
    } else if (look.snapshot.antiPatterns.blockOnAsync) {
        advise(symptom, Phrase(QT_TRANSLATE_NOOP("engine", "Await the call instead of waiting for it on the worker.")),
            "antiPatterns.blockOnAsync", "false");
    } else if (look.snapshot.governor.policy == GovernorKind::Fixed
        && scenario.pool.governor.kind == GovernorKind::Fixed) {
        advise(symptom,
            Phrase(QT_TRANSLATE_NOOP("engine",
                "Await the calls instead of waiting for them on workers. If the workers have to wait, let a governor "
                "add some while they are blocked.")),
            "pool.governor.kind", "dotnet");
    } else {
        const int threads = threadsForOrders(look);
        advise(symptom,
            Phrase(QT_TRANSLATE_NOOP("engine",
                       "Await the calls instead of waiting for them on workers. If the workers have to wait, begin "
                       "with as many as the services can keep busy, %1: the governor adds them slowly."),
                threads),
            "pool.governor.minThreads", std::to_string(threads));
    }
}

void adviseBusy(const Look& look, Symptom& symptom)
{
    const AntiPatternsSpec& habits = look.snapshot.antiPatterns;
    if (habits.hogWorkerMs > 0)
        advise(symptom,
            Phrase(QT_TRANSLATE_NOOP("engine", "Take the long computation out of the flows, or cut it up.")),
            "antiPatterns.hogWorkerMs", "0");
    else if (habits.needlessLayers > 0)
        advise(symptom, Phrase(QT_TRANSLATE_NOOP("engine", "Take out the layers that do nothing.")),
            "antiPatterns.needlessLayers", "0");
    else if (habits.taskRun)
        advise(symptom,
            Phrase(
                QT_TRANSLATE_NOOP("engine", "Call the services directly: the work items around the calls only cost.")),
            "antiPatterns.taskRun", "false");
    else
        advise(symptom,
            Phrase(
                QT_TRANSLATE_NOOP("engine", "The processor is the limit: less work for each order, or fewer orders.")));
}

} // namespace

void lookAtPool(const Look& look, std::vector<Symptom>& seen)
{
    const Moment& now = look.window.now();
    if (now.threads == 0 || now.idle > 0 || now.pending == 0)
        return;
    const auto blockedShare = [](const Moment& moment) {
        return moment.threads > 0 ? static_cast<double>(moment.blocked) / static_cast<double>(moment.threads) : 0.0;
    };
    const auto heldFor = look.seenFor(FindingKind::Starvation, kPool);
    const bool blocked = look.window.mean(std::clamp<std::chrono::nanoseconds>(heldFor, 0ns, 1s), blockedShare) >= 0.5;
    if (!blocked && now.pending < now.threads)
        return;
    // Virtual time stands still while a worker runs, but for one that computes by habit: the others are never busy for long.
    if (!blocked && look.snapshot.virtualClock && look.snapshot.antiPatterns.hogWorkerMs <= 0)
        return;

    const auto nothingFor = std::min(heldFor, look.window.nothingDoneFor());
    const auto longestCall = std::max(callTime(look, 0), callTime(look, 1));
    const bool moves = nothingFor < std::max<std::chrono::nanoseconds>(1s, 3 * longestCall);
    Symptom symptom = diagnosis::symptom(
        look, FindingKind::Starvation, moves ? FindingLevel::Warning : FindingLevel::Critical, kPool);
    const Phrase taken = takenWorkers(now, blocked, heldFor);
    if (!moves)
        symptom.finding.sentence =
            Phrase(QT_TRANSLATE_NOOP("engine", "%1, and nothing has got done for %2."), taken, roughly(nothingFor));
    else if (blocked && now.blocked == now.threads)
        symptom.finding.sentence =
            Phrase(QT_TRANSLATE_NOOP("engine", "%1 and the processor is idle: %2 is all that gets through."), taken,
                perSecond(look.window.rate(2s, [](const Moment& m) { return m.ended; })));
    else
        symptom.finding.sentence = Phrase("%1.", taken);
    symptom.weight = std::chrono::duration<double>(heldFor).count() * static_cast<double>(now.pending);
    symptom.confirm = blocked ? 500ms : 2s;
    if (blocked)
        adviseBlocked(look, symptom);
    else
        adviseBusy(look, symptom);
    seen.push_back(std::move(symptom));
}

namespace diagnosis {

void lookAtDeadlock(const Look& look, std::vector<Symptom>& seen)
{
    // The last snapshots show what the end has released already.
    if (look.snapshot.outcome != RunOutcome::Deadlocked || !look.allBlocked
        || look.snapshot.at - look.allBlocked->at > 1s)
        return;
    const Moment& still = *look.allBlocked;
    Symptom symptom = diagnosis::symptom(look, FindingKind::Starvation, FindingLevel::Critical, kPool);
    symptom.finding.from = look.watch.since(FindingKind::Starvation, kPool).value_or(still.at);
    const Phrase items = counted(still.pending, QT_TRANSLATE_NOOP("engine", "%1 work item waited"),
        QT_TRANSLATE_NOOP("engine", "%1 work items waited"));
    symptom.finding.sentence = counted(still.threads,
        QT_TRANSLATE_NOOP("engine",
            "The only worker was blocked while %2. It waited for a continuation that needed a free worker, so "
            "nothing could ever move again."),
        QT_TRANSLATE_NOOP("engine",
            "All %1 workers were blocked while %2. Each waited for a continuation that needed a free worker, so "
            "nothing could ever move again."),
        items);
    symptom.weight = 1e18; // nothing can be worse
    symptom.confirm = 0s;
    adviseBlocked(look, symptom);
    seen.push_back(std::move(symptom));
}

} // namespace diagnosis

} // namespace engine
