// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/diagnosis/rules.h"
#include "engine/telemetry/figure_text.h"

#include <algorithm>
#include <cctype>
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

std::string serversOf(const Service& service)
{
    if (service.now().servers == 1)
        return "Its only server is";
    return joined("All ", grouped(service.now().servers), " servers are");
}

Symptom saturated(const Service& service)
{
    return diagnosis::symptom(
        service.look, FindingKind::ServiceSaturated, FindingLevel::Warning, serviceName(service.index));
}

void adviseLess(const Service& service, double asked, Symptom& symptom)
{
    const std::int64_t servers = service.now().servers;
    const bool bounded = service.look.snapshot.mode == Mode::Bounded;
    const int needed = service.serversFor(kHeadroom * asked);
    if (bounded && service.now().stageLimit > servers)
        advise(symptom, "Send it no more calls at once than it has servers.", limitPath(service.index),
            std::to_string(servers));
    else if (needed > servers)
        advise(symptom,
            joined(bounded ? "Let fewer orders in, or give it "
                           : "Send it less at once, as bounded mode does with a limit for each stage, or give it ",
                counted(needed, "server", "servers"), bounded ? " and the stage a limit like it." : "."),
            servicePath(service.index, "servers"), std::to_string(needed));
    else
        advise(symptom, "Send it less at once: in bounded mode each stage has a limit.", bounded ? "" : kModeSwitch,
            bounded ? "" : toString(Mode::Bounded));
}

bool lookForRefusals(const Service& service, std::vector<Symptom>& seen)
{
    const std::int64_t refused = service.look.window.gained(1s, service.figure(&ServiceFigures::refused));
    if (refused <= 0)
        return false;
    Symptom symptom = saturated(service);
    symptom.finding.sentence = joined("The ", serviceName(service.index), " has refused ",
        counted(refused, "call", "calls"), " within the last second: it serves ", grouped(service.now().servers),
        " at once and lets ", grouped(viewOf(service.look, service.index).acceptQueue.limit), " wait.");
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
    symptom.finding.sentence = joined("The ", serviceName(service.index), " is asked for ", perSecond(asked),
        " and can do ", perSecond(served), ". ", serversOf(service), " busy, and ",
        counted(now.waiting, "call waits.", "calls wait."));
    if (served > 0) {
        // Little's law: calls inside = rate x time inside.
        const std::chrono::duration<double> inside(static_cast<double>(now.busy + now.waiting) / served);
        symptom.finding.sentence += joined(" By Little's law a call that comes now takes ",
            roughly(std::chrono::duration_cast<std::chrono::nanoseconds>(inside)), ", of which ",
            roughly(callTime(service.look, service.index)), " are work.");
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
    symptom.finding.sentence = joined("The ", serviceName(service.index), " can do ", perSecond(served), ", but ",
        grows ? joined(perSecond(arriving), " come in") : std::string("more would come in"), ". ", serversOf(service),
        " busy, each for ", roughly(callTime(look, service.index)), " a call, and ",
        grows ? joined(counted(now.backlog, "order is", "orders are"), " under way, ",
            grouped(window.gained(kBacklogSpan, backlog)), " more than ", roughly(now.at - symptom.finding.from),
            " ago.")
              : std::string("clients wait before a full channel."));
    symptom.weight = static_cast<double>(now.backlog) * (asked - served);
    adviseLess(service, asked, symptom);
    seen.push_back(std::move(symptom));
}

void lookForSaturation(const Service& service, std::vector<Symptom>& seen)
{
    if (!lookForRefusals(service, seen) && !lookForQueue(service, seen))
        lookForHeldOrders(service, seen);
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
    symptom.finding.sentence = joined("The limit of ", grouped(now.stageLimit), " lets more calls into the ",
        serviceName(service.index), " than its ", counted(now.servers, "server", "servers"),
        " can serve: ", counted(std::llround(waiting), "call waits there", "calls wait there"), " on average",
        refused > 0 ? joined(", and ", counted(refused, "has", "have"), " been refused") : std::string(), ".");
    symptom.weight = waiting + static_cast<double>(refused);
    symptom.confirm = 0s;
    advise(symptom, "As many as it has servers keep it just as busy, and none of them waits there.",
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
    symptom.finding.sentence = joined(stageName(service.index), " has been at its limit of ", grouped(now.stageLimit),
        " for ", roughly(heldFor), ": ", perSecond(arriving), " come in, ", perSecond(ending), " go out, ",
        grouped(held), " orders wait or are at another stage, and ", grouped(now.servers - std::llround(busy)),
        " of the ", grouped(now.servers), " servers of the ", serviceName(service.index), " are free.");
    symptom.finding.sentence.front() = static_cast<char>(std::toupper(symptom.finding.sentence.front()));
    symptom.weight = std::chrono::duration<double>(heldFor).count();
    symptom.confirm = 10s;
    const auto wanted = std::min<std::int64_t>(now.servers,
        clientsWait ? now.servers
                    : service.serversFor(kHeadroom * std::max(arriving, look.scenario.workload.ratePerSecond)));
    const std::int64_t limit = std::max(now.stageLimit + 1, wanted);
    advise(symptom, joined("If the ", serviceName(service.index), " allows it, let ", grouped(limit), " in at once."),
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
