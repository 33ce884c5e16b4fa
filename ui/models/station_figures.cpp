// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/station_figures.h"

#include "ui/models/figures.h"
#include "ui/models/format.h"
#include "ui/models/map_tokens.h"
#include "ui/models/order_words.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <string_view>

namespace ui {

namespace {

using engine::OrderActivity;
using engine::OrderPlace;

constexpr double kNearlyFull = 0.95; ///< of a limit: what is kept full dips below it all the time

struct StationTexts {
    Q_DECLARE_TR_FUNCTIONS(StationFigures)
};

QString counted(double count)
{
    return Format::count(count);
}

bool isNearlyFull(const engine::Level& level)
{
    return level.limit > 0 && static_cast<double>(level.now) >= kNearlyFull * static_cast<double>(level.limit);
}

const OrderTokens::Station& at(const OrderTokens& tokens, OrderPlace place)
{
    return tokens.stations[static_cast<std::size_t>(place)];
}

double countOf(const OrderTokens::Station& station, OrderActivity activity)
{
    return static_cast<double>(station.counts[static_cast<std::size_t>(activity)]);
}

/// ", 3 backing off, 2 blocked": what is worth saying of a station beyond its level.
QString notable(const OrderTokens::Station& station)
{
    constexpr std::array kNotable = {OrderActivity::Blocked, OrderActivity::BackingOff, OrderActivity::WaitingForPermit,
        OrderActivity::WaitingForWorker, OrderActivity::Orphaned};
    QString said;
    for (const OrderActivity activity : kNotable) {
        const double count = countOf(station, activity);
        if (count > 0)
            said += StationTexts::tr(", %1 %2").arg(counted(count), OrderWords::state(static_cast<int>(activity)));
    }
    return said;
}

QString serviceNote(const engine::ServiceView& service, const engine::PolicyView& policy)
{
    QString said = StationTexts::tr("; %1: %2 of %3 servers busy")
                       .arg(QString::fromStdString(service.name), counted(static_cast<double>(service.busyServers.now)),
                           counted(static_cast<double>(service.busyServers.limit)));
    const QString trouble = troubleWords(troubleOf(service));
    if (!trouble.isEmpty())
        said += StationTexts::tr(", %1").arg(trouble);
    if (policy.breaker.enabled && policy.breaker.state != engine::BreakerState::Closed) {
        const char* word = policy.breaker.state == engine::BreakerState::Open ? QT_TRANSLATE_NOOP("StationFigures", ", breaker open")
            : policy.breaker.state == engine::BreakerState::HalfOpen
            ? QT_TRANSLATE_NOOP("StationFigures", ", breaker half-open")
            : QT_TRANSLATE_NOOP("StationFigures", ", breaker isolated");
        said += StationTexts::tr(word);
    }
    return said;
}

/// Level, limit and words of a place, "%1 of %2 in flight" or "%1 in flight".
StationFigures figuresOf(const OrderTokens& tokens, OrderPlace place, const char* word)
{
    const OrderTokens::Station& station = at(tokens, place);
    StationFigures figures;
    figures.inUse = station.inUse;
    figures.now = static_cast<double>(station.level);
    figures.limit = static_cast<double>(station.limit);
    figures.waiting = countOf(station, OrderActivity::WaitingForPermit) + countOf(station, OrderActivity::Queued);
    figures.backingOff = countOf(station, OrderActivity::BackingOff);
    const QString name = OrderWords::place(static_cast<int>(place));
    if (!station.inUse)
        figures.summary = StationTexts::tr("%1: not in use in this mode").arg(name);
    else if (station.limit > 0)
        figures.summary = StationTexts::tr("%1: %2 of %3 %4").arg(name, counted(figures.now), counted(figures.limit), StationTexts::tr(word));
    else
        figures.summary = StationTexts::tr("%1: %2 %3").arg(name, counted(figures.now), StationTexts::tr(word));
    return figures;
}

StationFigures stageFigures(const OrderTokens& tokens, OrderPlace place)
{
    StationFigures figures = figuresOf(tokens, place, QT_TRANSLATE_NOOP("StationFigures", "in flight"));
    figures.summary += notable(at(tokens, place));
    return figures;
}

int placeOf(std::string_view subject)
{
    if (subject == "channel")
        return OrderWords::Channel;
    if (subject == "rule engine" || subject == "validate")
        return OrderWords::Validate;
    if (subject == "payment provider" || subject == "charge" || subject == "payments")
        return OrderWords::Charge;
    if (subject == "order store" || subject == "persist")
        return OrderWords::Persist;
    return -1;
}

} // namespace

int troubledStation(const engine::Snapshot& snapshot)
{
    struct Called {
        int place;
        const engine::ServiceView& service;
        const engine::PolicyView& policy;
    };
    const std::array<Called, 2> called = {{{OrderWords::Charge, snapshot.paymentProvider, snapshot.paymentPolicy},
        {OrderWords::Validate, snapshot.ruleEngine, snapshot.ruleEnginePolicy}}};
    for (const Called& one : called) {
        if (!troubleWords(troubleOf(one.service)).isEmpty())
            return one.place;
    }
    if (!troubleWords(snapshot.store.trouble).isEmpty())
        return OrderWords::Persist;
    for (const Called& one : called) {
        if (one.policy.breaker.enabled && one.policy.breaker.state != engine::BreakerState::Closed)
            return one.place;
    }
    const engine::Finding* worst = nullptr;
    for (const engine::Finding& finding : snapshot.findings) {
        const bool counts = finding.level != engine::FindingLevel::Note && placeOf(finding.subject) >= 0;
        if (counts && (!worst || finding.level > worst->level))
            worst = &finding;
    }
    if (worst)
        return placeOf(worst->subject);
    for (const Called& one : called) {
        if (isNearlyFull(one.service.acceptQueue))
            return one.place;
    }
    return isNearlyFull(snapshot.channel) ? static_cast<int>(OrderWords::Channel) : -1;
}

MapFigures MapFigures::from(const engine::Snapshot& snapshot)
{
    const OrderTokens tokens = stationsOf(snapshot);
    MapFigures map;
    map.ordersKnown = snapshot.orders.enabled;
    map.omitted = static_cast<double>(snapshot.orders.omitted);
    map.troubled = ui::troubledStation(snapshot);
    for (int state = 0; state < engine::kOrderActivityCount; ++state) {
        double sum = 0;
        for (const auto& station : tokens.stations)
            sum += countOf(station, static_cast<OrderActivity>(state));
        map.byState.append(sum);
    }

    map.intake = figuresOf(tokens, OrderPlace::Intake, QT_TRANSLATE_NOOP("StationFigures", "waiting to be taken in"));
    map.intake.counted = map.ordersKnown;
    map.channel = figuresOf(tokens, OrderPlace::Channel, QT_TRANSLATE_NOOP("StationFigures", "orders"));
    if (snapshot.waitingWriters > 0)
        map.channel.summary
            += StationTexts::tr(", %1 clients wait for room").arg(counted(static_cast<double>(snapshot.waitingWriters)));
    map.validate = stageFigures(tokens, OrderPlace::Validate);
    map.validate.summary += serviceNote(snapshot.ruleEngine, snapshot.ruleEnginePolicy);
    map.charge = stageFigures(tokens, OrderPlace::Charge);
    map.charge.summary += serviceNote(snapshot.paymentProvider, snapshot.paymentPolicy);
    map.batch = figuresOf(tokens, OrderPlace::Batch, QT_TRANSLATE_NOOP("StationFigures", "collected"));
    map.batch.counted = map.ordersKnown;
    map.persist = stageFigures(tokens, OrderPlace::Persist);
    map.persist.summary += StationTexts::tr("; order store: %1 of %2 connections in use")
                               .arg(counted(static_cast<double>(snapshot.store.connections.now)),
                                   counted(static_cast<double>(snapshot.store.connections.limit)));
    if (const QString trouble = troubleWords(snapshot.store.trouble); !trouble.isEmpty())
        map.persist.summary += StationTexts::tr(", %1").arg(trouble);
    map.ledger = figuresOf(tokens, OrderPlace::Ended, QT_TRANSLATE_NOOP("StationFigures", "orders have ended"));
    map.ledger.now = static_cast<double>(snapshot.ledger.ended());
    map.ledger.summary = StationTexts::tr("%1: %2 orders have ended, %3 of them persisted")
                             .arg(OrderWords::place(OrderWords::Ledger), counted(map.ledger.now),
                                 counted(static_cast<double>(snapshot.ledger.persisted)));
    return map;
}

} // namespace ui
