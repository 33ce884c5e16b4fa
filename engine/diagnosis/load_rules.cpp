// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/diagnosis/rules.h"
#include "engine/telemetry/figure_text.h"

#include <algorithm>
#include <cmath>

namespace engine {

namespace {

using namespace std::chrono_literals;
using namespace diagnosis;

constexpr std::int64_t kManyCalls = 200;
constexpr std::int64_t kTimesServers = 4;
constexpr std::int64_t kHugeChannel = 50'000;
constexpr auto kGrowthSpan = 4s;

void lookAtFanOut(const Look& look, std::vector<Symptom>& seen)
{
    const Moment& now = look.window.now();
    const bool habit = look.snapshot.antiPatterns.unboundedFanOut;
    std::int64_t inStages = 0;
    std::int64_t servers = 0;
    bool limited = !habit;
    for (const ServiceFigures& service : now.services) {
        inStages += service.inStage;
        servers += service.servers;
        limited = limited && service.stageLimit > 0;
    }
    const std::int64_t refused = look.window.gained(
        1s, [](const Moment& moment) { return moment.services[0].refused + moment.services[1].refused; });
    const std::int64_t asked = inStages + refused;
    if (limited || look.snapshot.mode == Mode::Blocking || asked <= kManyCalls || asked <= kTimesServers * servers)
        return;
    Symptom symptom = diagnosis::symptom(look, FindingKind::UnboundedFanOut, FindingLevel::Warning, "orders");
    const Phrase inFlight = counted(inStages, QT_TRANSLATE_NOOP("engine", "%1 call is in flight"),
        QT_TRANSLATE_NOOP("engine", "%1 calls are in flight"));
    symptom.finding.sentence = refused > 0
        ? Phrase(
            QT_TRANSLATE_NOOP("engine",
                "%1 at services that can serve %2 at once, and %3 more have just been refused: every order begins as "
                "soon as it comes."),
            inFlight, servers, refused)
        : Phrase(QT_TRANSLATE_NOOP(
                     "engine", "%1 at services that can serve %2 at once: every order begins as soon as it comes."),
            inFlight, servers);
    symptom.weight = static_cast<double>(asked);
    if (habit)
        advise(symptom, Phrase(QT_TRANSLATE_NOOP("engine", "Give the stages their limits back.")),
            "antiPatterns.unboundedFanOut", "false");
    else
        advise(symptom,
            Phrase(QT_TRANSLATE_NOOP("engine",
                "Run it in bounded mode: orders wait in a channel, and each stage takes only as many as its service "
                "can serve.")),
            kModeSwitch, toString(Mode::Bounded));
    seen.push_back(std::move(symptom));
}

void adviseBacklog(const Look& look, Symptom& symptom)
{
    const double endRate = look.window.rate(kGrowthSpan, ended);
    if (look.snapshot.mode == Mode::Blocking) {
        advise(symptom,
            Phrase(QT_TRANSLATE_NOOP("engine",
                "A thread for each order has no way to say no. Run it in bounded mode, where a full channel makes "
                "clients wait, or use enough threads.")),
            "pool.threads", std::to_string(threadsForOrders(look)));
    } else if (look.snapshot.mode == Mode::Unbounded) {
        advise(symptom,
            Phrase(QT_TRANSLATE_NOOP("engine", "Run it in bounded mode, where a full channel makes clients wait.")),
            kModeSwitch, toString(Mode::Bounded));
    } else if (look.snapshot.antiPatterns.unboundedChannel) {
        advise(symptom, Phrase(QT_TRANSLATE_NOOP("engine", "Bound the channel, so that clients wait.")),
            "antiPatterns.unboundedChannel", "false");
    } else {
        const int tenSeconds = std::max(100, static_cast<int>(std::lround(endRate)) * 10);
        advise(symptom,
            Phrase(QT_TRANSLATE_NOOP(
                       "engine", "Bound the channel, so that clients wait: %1 places hold about 10 s of work."),
                tenSeconds),
            "limits.channelCapacity", std::to_string(tenSeconds));
    }
}

void lookAtBacklog(const Look& look, std::vector<Symptom>& seen)
{
    const Moment& now = look.window.now();
    const bool bounded = look.snapshot.mode == Mode::Bounded && !look.snapshot.antiPatterns.unboundedChannel
        && now.channelLimit > 0 && now.channelLimit < kHugeChannel;
    const std::int64_t grown = look.window.gained(kGrowthSpan, backlog);
    if (bounded || grown < kSmallGrowth || !look.window.growsSteadily(kGrowthSpan, backlog))
        return;
    const std::int64_t waiting = now.pending + now.channel + now.services[0].waiting + now.services[1].waiting;
    if (waiting < grown / 2)
        return;
    Symptom symptom = diagnosis::symptom(look, FindingKind::GrowingBacklog, FindingLevel::Warning, "orders");
    symptom.finding.from = look.window.before(kGrowthSpan).at;
    symptom.finding.sentence = Phrase(
        QT_TRANSLATE_NOOP("engine", "%1, %2 more than %3 ago: %4 come in, %5 go out, and nothing holds them back."),
        ordersUnderWay(now.backlog), grown, roughly(now.at - symptom.finding.from),
        perSecond(look.window.rate(kGrowthSpan, submitted)), perSecond(look.window.rate(kGrowthSpan, ended)));
    symptom.weight = static_cast<double>(now.backlog);
    symptom.confirm = 0s;
    symptom.release = 2s;
    adviseBacklog(look, symptom);
    seen.push_back(std::move(symptom));
}

void lookAtBackpressure(const Look& look, std::vector<Symptom>& seen)
{
    const Moment& now = look.window.now();
    const bool more = look.snapshot.expectedOrders < 0 || now.submitted < look.snapshot.expectedOrders;
    if (now.channelLimit == 0 || now.channel < now.channelLimit - now.channelLimit / 50 || !more || look.drainingSince)
        return;
    const auto fullFor = look.seenFor(FindingKind::Backpressure, "channel");
    Symptom symptom = diagnosis::symptom(look, FindingKind::Backpressure, FindingLevel::Note, "channel");
    symptom.finding.sentence =
        Phrase(QT_TRANSLATE_NOOP("engine",
                   "The channel has been full for %1: %2 of %3 places are taken, and clients wait "
                   "until one is free. %4 get in."),
            roughly(fullFor), now.channel, now.channelLimit, perSecond(look.window.rate(kGrowthSpan, submitted)));
    symptom.weight = std::chrono::duration<double>(fullFor).count();
    symptom.confirm = 1s;
    advise(symptom,
        Phrase(
            QT_TRANSLATE_NOOP("engine", "Nothing has to change: the bound does its work, and memory stays as it is.")));
    seen.push_back(std::move(symptom));
}

} // namespace

void lookAtLoad(const Look& look, std::vector<Symptom>& seen)
{
    lookAtFanOut(look, seen);
    lookAtBacklog(look, seen);
    lookAtBackpressure(look, seen);
}

} // namespace engine
