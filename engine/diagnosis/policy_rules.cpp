// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/diagnosis/rules.h"
#include "engine/telemetry/figure_text.h"

namespace engine {

namespace {

using namespace std::chrono_literals;
using namespace diagnosis;

constexpr auto kStormSpan = 3s;
constexpr std::int64_t kFewCalls = 20;

void adviseFewerRepeats(const Look& look, int service, bool mostlyHedges, Symptom& symptom)
{
    if (look.snapshot.antiPatterns.retryWithoutBackoff)
        advise(symptom, Phrase(QT_TRANSLATE_NOOP("engine", "Wait between the tries, longer each time.")),
            "antiPatterns.retryWithoutBackoff", "false");
    else if (mostlyHedges)
        advise(symptom,
            Phrase(QT_TRANSLATE_NOOP(
                "engine", "Hedge the few calls that are slow, not most of them: later, or not at all.")),
            servicePath(service, "resilience.hedging.enabled"), "false");
    else if (specOf(look, service).resilience.breaker.kind == BreakerKind::Off)
        advise(symptom,
            Phrase(QT_TRANSLATE_NOOP(
                "engine", "Put a circuit breaker before it: a service that is ill needs fewer calls, not more.")),
            servicePath(service, "resilience.breaker.kind"), "failureRatio");
    else
        advise(symptom,
            Phrase(QT_TRANSLATE_NOOP("engine", "Try again only once, and leave the rest to the circuit breaker.")),
            servicePath(service, "resilience.retry.maxRetryAttempts"), "1");
}

void lookForStorm(const Look& look, int service, std::vector<Symptom>& seen)
{
    const auto index = static_cast<std::size_t>(service);
    const MomentWindow& window = look.window;
    const auto attempts = [index](const Moment& moment) { return moment.services[index].attempts; };
    const auto first = [index](const Moment& moment) {
        return moment.services[index].attempts - moment.services[index].repeats;
    };
    const auto hedges = [index](const Moment& moment) { return moment.services[index].hedges; };
    const std::int64_t tried = window.gained(kStormSpan, attempts);
    const std::int64_t real = window.gained(kStormSpan, first);
    const std::int64_t repeated = tried - real;
    // While a breaker is open repeats are counted that reach nobody: real would be below 0.
    if (!window.covers(1s) || tried < kFewCalls || 2 * repeated <= tried || repeated > tried)
        return;
    Symptom symptom = diagnosis::symptom(look, FindingKind::RetryStorm, FindingLevel::Warning, serviceName(service));
    symptom.finding.from = window.before(kStormSpan).at;
    symptom.weight = real > 0 ? static_cast<double>(tried) / static_cast<double>(real) : 1e6;
    const Phrase name(serviceName(service));
    const Phrase asked = perSecond(window.rate(kStormSpan, attempts));
    const Phrase wanted = perSecond(window.rate(kStormSpan, first));
    symptom.finding.sentence = real > 0
        ? Phrase(
            QT_TRANSLATE_NOOP("engine",
                "The %1 gets %2 where %3 are wanted: %4 of the last %5 calls were repeats, so it bears %6 times the "
                "real load."),
            name, asked, wanted, repeated, tried, Phrase::Number {symptom.weight, 1})
        : Phrase(
            QT_TRANSLATE_NOOP("engine", "The %1 gets %2 where %3 are wanted: %4 of the last %5 calls were repeats."),
            name, asked, wanted, repeated, tried);
    adviseFewerRepeats(look, service, 2 * window.gained(kStormSpan, hedges) > repeated, symptom);
    seen.push_back(std::move(symptom));
}

Phrase openBreaker(int service, bool byHand, std::chrono::nanoseconds openFor, std::int64_t turnedAway)
{
    const Phrase name(serviceName(service));
    if (turnedAway == 0) {
        return Phrase(byHand
                ? QT_TRANSLATE_NOOP("engine", "The circuit breaker before the %1 has been held open by hand for %2.")
                : QT_TRANSLATE_NOOP("engine", "The circuit breaker before the %1 has been open for %2."),
            name, roughly(openFor));
    }
    return Phrase(byHand
            ? QT_TRANSLATE_NOOP("engine",
                "The circuit breaker before the %1 has been held open by hand for %2 and turned %3 away in the last "
                "second.")
            : QT_TRANSLATE_NOOP("engine",
                "The circuit breaker before the %1 has been open for %2 and turned %3 away in the last second."),
        name, roughly(openFor), calls(turnedAway));
}

void lookForOpenBreaker(const Look& look, int service, std::vector<Symptom>& seen)
{
    const BreakerView& breaker = (service == 0 ? look.snapshot.ruleEnginePolicy : look.snapshot.paymentPolicy).breaker;
    if (!breaker.enabled || breaker.state == BreakerState::Closed)
        return;
    const bool byHand = breaker.state == BreakerState::Isolated;
    Symptom symptom = diagnosis::symptom(
        look, FindingKind::BreakerOpen, byHand ? FindingLevel::Note : FindingLevel::Warning, serviceName(service));
    // A trial that fails opens it again: it has been open since it was closed last.
    Phrase cause;
    for (auto change = breaker.changes.rbegin(); change != breaker.changes.rend(); ++change) {
        symptom.finding.from = change->at;
        if (cause.empty() && change->to != BreakerState::HalfOpen)
            cause = change->cause;
        if (change->from == BreakerState::Closed)
            break;
    }
    const auto index = static_cast<std::size_t>(service);
    const std::int64_t turnedAway =
        look.window.gained(1s, [index](const Moment& moment) { return moment.services[index].turnedAway; });
    const auto openFor = look.snapshot.at - symptom.finding.from;
    symptom.finding.sentence = openBreaker(service, byHand, openFor, turnedAway);
    if (!cause.empty() && !byHand)
        symptom.finding.sentence = Phrase("%1 %2", symptom.finding.sentence, cause);
    symptom.weight = std::chrono::duration<double>(openFor).count();
    symptom.confirm = 0s;
    symptom.release = 500ms;
    if (byHand)
        advise(symptom, Phrase(QT_TRANSLATE_NOOP("engine", "Close it by hand when the service may be called again.")));
    else
        advise(symptom,
            Phrase(QT_TRANSLATE_NOOP(
                "engine", "Nothing has to change here: it spares a service that is ill, and tries again by itself.")));
    seen.push_back(std::move(symptom));
}

} // namespace

void lookAtPolicies(const Look& look, std::vector<Symptom>& seen)
{
    for (int service = 0; service < kServiceCount; ++service) {
        lookForStorm(look, service, seen);
        lookForOpenBreaker(look, service, seen);
    }
}

} // namespace engine
