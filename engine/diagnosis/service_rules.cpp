// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/diagnosis/rules.h"
#include "engine/telemetry/figure_text.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace engine {

namespace {

using namespace std::chrono_literals;
using namespace diagnosis;

constexpr auto kQueueSpan = 2s;
constexpr auto kBacklogSpan = 4s;
constexpr double kHeadroom = 1.2; // what runs at its very limit makes arrivals that vary wait without end

/// One service, its stage and what both have done lately.
struct Service {
    const Look& look;
    int index;

    [[nodiscard]] Phrase name() const { return Phrase(serviceName(index)); }
    [[nodiscard]] const ServiceFigures& now() const { return of(look.window.now()); }
    [[nodiscard]] const ServiceFigures& of(const Moment& moment) const
    {
        return moment.services[static_cast<std::size_t>(index)];
    }
    template <typename Figure>
    [[nodiscard]] auto figure(Figure field) const
    {
        return [this, field](const Moment& moment) { return std::invoke(field, of(moment)); };
    }
    [[nodiscard]] bool allBusyFor(std::chrono::nanoseconds span) const
    {
        const auto full = [](const ServiceFigures& figures) { return figures.busy >= figures.servers ? 1 : 0; };
        return look.window.covers(span) && now().servers > 0 && look.window.mean(span, figure(full)) >= 0.9;
    }
    [[nodiscard]] int serversFor(double callsPerSecond) const
    {
        const std::chrono::duration<double> call = callTime(look, index);
        return std::max(1, static_cast<int>(std::ceil(callsPerSecond * call.count() - 1e-6)));
    }
};

bool backlogGrows(const Look& look)
{
    return look.window.gained(kBacklogSpan, backlog) >= kSmallGrowth
        && look.window.growsSteadily(kBacklogSpan, backlog);
}

int channelFull(const Moment& moment)
{
    return moment.channelLimit > 0 && moment.channel >= moment.channelLimit - moment.channelLimit / 50 ? 1 : 0;
}

Phrase busyServers(const Service& service)
{
    return counted(service.now().servers, QT_TRANSLATE_NOOP("engine", "Its only server is busy"),
        QT_TRANSLATE_NOOP("engine", "All %1 servers are busy"));
}

Phrase servers(std::int64_t number)
{
    return counted(number, QT_TRANSLATE_NOOP("engine", "%1 server"), QT_TRANSLATE_NOOP("engine", "%1 servers"));
}

Symptom saturated(const Service& service)
{
    return diagnosis::symptom(
        service.look, FindingKind::ServiceSaturated, FindingLevel::Warning, serviceName(service.index));
}

void adviseLess(const Service& service, double asked, Symptom& symptom)
{
    const std::int64_t given = service.now().servers;
    const bool bounded = service.look.snapshot.mode == Mode::Bounded;
    const int needed = service.serversFor(kHeadroom * asked);
    if (bounded && service.now().stageLimit > given)
        advise(symptom, Phrase(QT_TRANSLATE_NOOP("engine", "Send it no more calls at once than it has servers.")),
            limitPath(service.index), std::to_string(given));
    else if (needed > given)
        advise(symptom,
            Phrase(bounded
                    ? QT_TRANSLATE_NOOP("engine", "Let fewer orders in, or give it %1 and the stage a limit like it.")
                    : QT_TRANSLATE_NOOP("engine",
                        "Send it less at once, as bounded mode does with a limit for each stage, or give it %1."),
                servers(needed)),
            servicePath(service.index, "servers"), std::to_string(needed));
    else
        advise(symptom,
            Phrase(QT_TRANSLATE_NOOP("engine", "Send it less at once: in bounded mode each stage has a limit.")),
            bounded ? "" : kModeSwitch, bounded ? "" : toString(Mode::Bounded));
}

bool lookForRefusals(const Service& service, std::vector<Symptom>& seen)
{
    const std::int64_t refused = service.look.window.gained(1s, service.figure(&ServiceFigures::refused));
    if (refused <= 0)
        return false;
    Symptom symptom = saturated(service);
    symptom.finding.sentence = counted(refused,
        QT_TRANSLATE_NOOP(
            "engine", "The %2 has refused %1 call within the last second: it serves %3 at once and lets %4 wait."),
        QT_TRANSLATE_NOOP(
            "engine", "The %2 has refused %1 calls within the last second: it serves %3 at once and lets %4 wait."),
        service.name(), service.now().servers, viewOf(service.look, service.index).acceptQueue.limit);
    symptom.weight = 1e9 + static_cast<double>(refused);
    symptom.confirm = 0s;
    adviseLess(service, 0, symptom); // what came at once says nothing about the servers that are needed
    seen.push_back(std::move(symptom));
    return true;
}

bool lookForQueue(const Service& service, std::vector<Symptom>& seen)
{
    const MomentWindow& window = service.look.window;
    const ServiceFigures& now = service.now();
    const auto waiting = service.figure(&ServiceFigures::waiting);
    if (!service.allBusyFor(kQueueSpan) || !window.growsSteadily(kQueueSpan, waiting)
        || window.gained(kQueueSpan, waiting) < std::max<std::int64_t>(2, now.servers / 4))
        return false;
    const double asked = window.rate(kQueueSpan, service.figure(&ServiceFigures::calls));
    const double served = window.rate(kQueueSpan, [&](const Moment& moment) { return service.of(moment).served(); });
    Symptom symptom = saturated(service);
    symptom.finding.from = window.before(kQueueSpan).at;
    const Phrase waits = counted(
        now.waiting, QT_TRANSLATE_NOOP("engine", "%1 call waits"), QT_TRANSLATE_NOOP("engine", "%1 calls wait"));
    symptom.finding.sentence = Phrase(QT_TRANSLATE_NOOP("engine", "The %1 is asked for %2 and can do %3. %4, and %5."),
        service.name(), perSecond(asked), perSecond(served), busyServers(service), waits);
    if (served > 0) {
        // Little's law: calls inside = rate x time inside.
        const std::chrono::duration<double> inside(static_cast<double>(now.busy + now.waiting) / served);
        const Phrase littlesLaw(
            QT_TRANSLATE_NOOP("engine", "By Little's law a call that comes now takes %1, of which %2 are work."),
            roughly(std::chrono::duration_cast<std::chrono::nanoseconds>(inside)),
            roughly(callTime(service.look, service.index)));
        symptom.finding.sentence = Phrase("%1 %2", symptom.finding.sentence, littlesLaw);
    }
    symptom.weight = static_cast<double>(now.waiting) * (asked - served);
    adviseLess(service, asked, symptom);
    seen.push_back(std::move(symptom));
    return true;
}

void lookForHeldOrders(const Service& service, std::vector<Symptom>& seen)
{
    const Look& look = service.look;
    const MomentWindow& window = look.window;
    const bool keepsComing = look.scenario.workload.arrival != ArrivalKind::Burst
        && (look.snapshot.expectedOrders < 0 || look.snapshot.ledger.submitted < look.snapshot.expectedOrders);
    const bool grows = backlogGrows(look);
    const bool clientsWait = keepsComing && window.mean(kBacklogSpan, channelFull) >= 0.9;
    if (!service.allBusyFor(kBacklogSpan) || (!grows && !clientsWait))
        return;
    const Moment& now = window.now();
    const double served = window.rate(kBacklogSpan, [&](const Moment& moment) { return service.of(moment).served(); });
    const double arriving = window.rate(kBacklogSpan, submitted);
    const double asked = grows ? arriving : std::max(arriving, look.scenario.workload.ratePerSecond);
    Symptom symptom = saturated(service);
    symptom.finding.from = window.before(kBacklogSpan).at;
    const Phrase call = roughly(callTime(look, service.index));
    symptom.finding.sentence = grows
        ? Phrase(QT_TRANSLATE_NOOP("engine",
                     "The %1 can do %2, but %3 come in. %4, each for %5 a call, and %6, %7 more than %8 ago."),
            service.name(), perSecond(served), perSecond(arriving), busyServers(service), call,
            ordersUnderWay(now.backlog), window.gained(kBacklogSpan, backlog), roughly(now.at - symptom.finding.from))
        : Phrase(QT_TRANSLATE_NOOP("engine",
                     "The %1 can do %2, but more would come in. %3, each for %4 a call, and clients wait before a full "
                     "channel."),
            service.name(), perSecond(served), busyServers(service), call);
    symptom.weight = static_cast<double>(now.backlog) * (asked - served);
    adviseLess(service, asked, symptom);
    seen.push_back(std::move(symptom));
}

void lookForSaturation(const Service& service, std::vector<Symptom>& seen)
{
    if (!lookForRefusals(service, seen) && !lookForQueue(service, seen))
        lookForHeldOrders(service, seen);
}

Phrase looseLimit(const Service& service, std::int64_t waiting, std::int64_t refused)
{
    const ServiceFigures& now = service.now();
    const Phrase its = counted(
        now.servers, QT_TRANSLATE_NOOP("engine", "its %1 server"), QT_TRANSLATE_NOOP("engine", "its %1 servers"));
    const Phrase waits = counted(waiting, QT_TRANSLATE_NOOP("engine", "%1 call waits there"),
        QT_TRANSLATE_NOOP("engine", "%1 calls wait there"));
    if (refused == 0) {
        return Phrase(QT_TRANSLATE_NOOP(
                          "engine", "The limit of %1 lets more calls into the %2 than %3 can serve: %4 on average."),
            now.stageLimit, service.name(), its, waits);
    }
    return Phrase(
        QT_TRANSLATE_NOOP("engine",
            "The limit of %1 lets more calls into the %2 than %3 can serve: %4 on average, and %5 been refused."),
        now.stageLimit, service.name(), its, waits,
        counted(refused, QT_TRANSLATE_NOOP("engine", "%1 has"), QT_TRANSLATE_NOOP("engine", "%1 have")));
}

void lookForLooseLimit(const Service& service, std::vector<Symptom>& seen)
{
    const ServiceFigures& now = service.now();
    const MomentWindow& window = service.look.window;
    const Stage stage = service.index == 0 ? Stage::Validate : Stage::Charge;
    if (service.look.snapshot.stage(stage).adaptive.enabled || now.stageLimit <= now.servers
        || service.look.snapshot.antiPatterns.unboundedFanOut || !service.allBusyFor(kQueueSpan))
        return;
    const double waiting = window.mean(kQueueSpan, service.figure(&ServiceFigures::waiting));
    if (2 * waiting < static_cast<double>(now.servers))
        return;
    const std::int64_t refused = window.gained(kQueueSpan, service.figure(&ServiceFigures::refused));
    Symptom symptom = diagnosis::symptom(service.look, FindingKind::LimitTooHigh,
        refused > 0 ? FindingLevel::Warning : FindingLevel::Note, stageName(service.index));
    symptom.finding.from = window.before(kQueueSpan).at;
    symptom.finding.sentence = looseLimit(service, std::llround(waiting), refused);
    symptom.weight = waiting + static_cast<double>(refused);
    symptom.confirm = 0s;
    advise(symptom,
        Phrase(QT_TRANSLATE_NOOP(
            "engine", "As many as it has servers keep it just as busy, and none of them waits there.")),
        limitPath(service.index), std::to_string(now.servers));
    seen.push_back(std::move(symptom));
}

void lookForTightLimit(const Service& service, std::vector<Symptom>& seen)
{
    const Look& look = service.look;
    const ServiceFigures& now = service.now();
    const StageView& stage = look.snapshot.stage(service.index == 0 ? Stage::Validate : Stage::Charge);
    if (look.scenario.workload.arrival == ArrivalKind::Burst || stage.adaptive.enabled || now.stageLimit == 0
        || now.stageLimit >= now.servers)
        return;
    const auto atLimit = [](const ServiceFigures& figures) { return figures.inStage >= figures.stageLimit ? 1 : 0; };
    const MomentWindow& window = look.window;
    const bool full = window.mean(1s, service.figure(atLimit)) >= 0.9;
    const double busy = window.mean(1s, service.figure(&ServiceFigures::busy));
    const double arriving = window.rate(kBacklogSpan, submitted);
    const double ending = window.rate(kBacklogSpan, ended);
    const bool clientsWait = channelFull(window.now()) == 1;
    const bool outpaced = clientsWait || (window.gained(kBacklogSpan, backlog) > 0 && arriving > ending);
    if (!full || busy > static_cast<double>(now.servers) - 1 || !outpaced)
        return;
    Symptom symptom = diagnosis::symptom(look, FindingKind::LimitTooLow, FindingLevel::Note, stageName(service.index));
    const std::int64_t held = std::max<std::int64_t>(0, window.now().backlog - now.inStage);
    const auto heldFor = look.seenFor(FindingKind::LimitTooLow, stageName(service.index));
    symptom.finding.sentence = Phrase(QT_TRANSLATE_NOOP("engine",
                                          "%1 has been at its limit of %2 for %3: %4 come in, %5 go out, %6 orders "
                                          "wait or are at another stage, and %7 of the %8 servers of the %9 are free."),
        Phrase(service.index == 0 ? QT_TRANSLATE_NOOP("engine", "Validate") : QT_TRANSLATE_NOOP("engine", "Charge")),
        now.stageLimit, roughly(heldFor), perSecond(arriving), perSecond(ending), held,
        now.servers - std::llround(busy), now.servers, service.name());
    symptom.weight = std::chrono::duration<double>(heldFor).count();
    symptom.confirm = 10s;
    const auto wanted = std::min<std::int64_t>(now.servers,
        clientsWait ? now.servers
                    : service.serversFor(kHeadroom * std::max(arriving, look.scenario.workload.ratePerSecond)));
    const std::int64_t limit = std::max(now.stageLimit + 1, wanted);
    advise(symptom,
        Phrase(QT_TRANSLATE_NOOP("engine", "If the %1 allows it, let %2 in at once."), service.name(), limit),
        limitPath(service.index), std::to_string(limit));
    seen.push_back(std::move(symptom));
}

} // namespace

void lookAtServices(const Look& look, std::vector<Symptom>& seen)
{
    for (int index = 0; index < kServiceCount; ++index) {
        const Service service {look, index};
        lookForSaturation(service, seen);
        lookForLooseLimit(service, seen);
        lookForTightLimit(service, seen);
    }
}

} // namespace engine
