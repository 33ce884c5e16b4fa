// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/diagnosis/rules.h"
#include "engine/telemetry/figure_text.h"

#include <QLocale>

namespace engine {

namespace {

using namespace std::chrono_literals;
using namespace diagnosis;

constexpr auto kStormSpan = 3s;
constexpr std::int64_t kFewCalls = 20;

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
    symptom.finding.sentence = joined("The ", serviceName(service), " gets ",
        perSecond(window.rate(kStormSpan, attempts)), " where ", perSecond(window.rate(kStormSpan, first)),
        " are wanted: ", grouped(repeated), " of the last ", counted(tried, "call was a repeat", "calls were repeats"));
    symptom.weight = real > 0 ? static_cast<double>(tried) / static_cast<double>(real) : 1e6;
    if (real > 0) {
        const QLocale english(QLocale::English, QLocale::UnitedStates);
        symptom.finding.sentence +=
            joined(", so it bears ", english.toString(symptom.weight, 'f', 1).toStdString(), " times the real load");
    }
    symptom.finding.sentence += '.';

    const ResilienceSpec& policy = specOf(look, service).resilience;
    if (look.snapshot.antiPatterns.retryWithoutBackoff)
        advise(symptom, "Wait between the tries, longer each time.", "antiPatterns.retryWithoutBackoff", "false");
    else if (2 * window.gained(kStormSpan, hedges) > repeated)
        advise(symptom, "Hedge the few calls that are slow, not most of them: later, or not at all.",
            servicePath(service, "resilience.hedging.enabled"), "false");
    else if (policy.breaker.kind == BreakerKind::Off)
        advise(symptom, "Put a circuit breaker before it: a service that is ill needs fewer calls, not more.",
            servicePath(service, "resilience.breaker.kind"), "failureRatio");
    else
        advise(symptom, "Try again only once, and leave the rest to the circuit breaker.",
            servicePath(service, "resilience.retry.maxRetryAttempts"), "1");
    seen.push_back(std::move(symptom));
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
    std::string cause;
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
    symptom.finding.sentence = joined("The circuit breaker before the ", serviceName(service),
        byHand ? " has been held open by hand for " : " has been open for ", roughly(openFor),
        turnedAway > 0 ? joined(" and turned ", counted(turnedAway, "call", "calls"), " away in the last second")
                       : std::string(),
        ".");
    if (!cause.empty() && !byHand)
        symptom.finding.sentence += joined(" ", cause);
    symptom.weight = std::chrono::duration<double>(openFor).count();
    symptom.confirm = 0s;
    symptom.release = 500ms;
    if (byHand)
        advise(symptom, "Close it by hand when the service may be called again.");
    else
        advise(symptom, "Nothing has to change here: it spares a service that is ill, and tries again by itself.");
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
