// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/diagnosis/rules.h"

#include "engine/telemetry/figure_text.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace engine {

std::chrono::nanoseconds Look::seenFor(FindingKind kind, std::string_view subject) const
{
    return snapshot.at - watch.since(kind, subject).value_or(snapshot.at);
}

namespace diagnosis {

const char* serviceName(int service)
{
    return service == 0 ? QT_TRANSLATE_NOOP("engine", "rule engine") : QT_TRANSLATE_NOOP("engine", "payment provider");
}

const char* stageName(int service)
{
    return service == 0 ? "validate" : "charge";
}

std::string servicePath(int service, const char* field)
{
    return std::string(service == 0 ? "ruleEngine." : "paymentProvider.").append(field);
}

const char* limitPath(int service)
{
    return service == 0 ? "limits.validateInFlight" : "limits.chargeInFlight";
}

const ServiceSpec& specOf(const Look& look, int service)
{
    return service == 0 ? look.scenario.ruleEngine : look.scenario.paymentProvider;
}

const ServiceView& viewOf(const Look& look, int service)
{
    return service == 0 ? look.snapshot.ruleEngine : look.snapshot.paymentProvider;
}

std::chrono::nanoseconds callTime(const Look& look, int service)
{
    const double ms = specOf(look, service).latency.meanMs * viewOf(look, service).latencyFactor;
    return std::chrono::nanoseconds(static_cast<std::int64_t>(ms * 1e6));
}

int threadsForOrders(const Look& look)
{
    // Little's law: orders in flight = rate of the narrowest service x time of one order.
    std::chrono::duration<double> order(look.scenario.store.roundTripMs / 1000);
    double narrowest = 1e9;
    for (int service = 0; service < kServiceCount; ++service) {
        const std::chrono::duration<double> call = callTime(look, service);
        order += call;
        if (call.count() > 0)
            narrowest = std::min(narrowest, specOf(look, service).servers / call.count());
    }
    return static_cast<int>(std::clamp(std::ceil(narrowest * order.count() - 1e-6), 1.0, 512.0));
}

Phrase roughly(std::chrono::nanoseconds time)
{
    const double seconds = std::chrono::duration<double>(time).count();
    if (seconds < 0.9995)
        return Phrase(QT_TRANSLATE_NOOP("engine", "%1 ms"), Phrase::Number {seconds * 1000, 0});
    if (seconds < 119.5)
        return Phrase(QT_TRANSLATE_NOOP("engine", "%1 s"), Phrase::Number {seconds, seconds < 9.95 ? 1 : 0});
    return Phrase(QT_TRANSLATE_NOOP("engine", "%1 min"), Phrase::Number {seconds / 60, 0});
}

Phrase perSecond(double rate)
{
    return Phrase(QT_TRANSLATE_NOOP("engine", "%1/s"), Phrase::Number {rate, rate > 0 && rate < 9.95 ? 1 : 0});
}

Phrase calls(std::int64_t number)
{
    return counted(number, QT_TRANSLATE_NOOP("engine", "%1 call"), QT_TRANSLATE_NOOP("engine", "%1 calls"));
}

Phrase ordersUnderWay(std::int64_t orders)
{
    return counted(orders, QT_TRANSLATE_NOOP("engine", "%1 order is under way"),
        QT_TRANSLATE_NOOP("engine", "%1 orders are under way"));
}

Symptom symptom(const Look& look, FindingKind kind, FindingLevel level, std::string subject)
{
    Symptom made;
    made.finding.kind = kind;
    made.finding.level = level;
    made.finding.from = look.snapshot.at;
    made.finding.to = look.snapshot.at;
    made.finding.subject = std::move(subject);
    return made;
}

void advise(Symptom& symptom, Phrase remedy, std::string remedySwitch, std::string remedyValue)
{
    symptom.finding.remedy = std::move(remedy);
    symptom.finding.remedySwitch = std::move(remedySwitch);
    symptom.finding.remedyValue = std::move(remedyValue);
}

} // namespace diagnosis

} // namespace engine
