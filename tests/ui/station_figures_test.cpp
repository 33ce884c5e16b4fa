// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/order_snapshot.h"
#include "ui/models/figures.h"
#include "ui/models/order_words.h"
#include "ui/models/policy_figures.h"
#include "ui/models/station_figures.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <set>

using engine::OrderActivity;
using engine::OrderPlace;
using support::OrderSnapshot;
using ui::MapFigures;
using ui::OrderWords;
using namespace std::chrono_literals;

namespace {

engine::Finding finding(engine::FindingLevel level, const char* subject)
{
    engine::Finding made;
    made.level = level;
    made.subject = subject;
    return made;
}

} // namespace

TEST_CASE("station figures: a station is summed up in one sentence", "[models][map]")
{
    OrderSnapshot snapshot;
    snapshot.rest.stages[1].inFlight.limit = 10;
    snapshot.rest.paymentProvider.name = "payment provider";
    snapshot.rest.paymentProvider.busyServers = {.now = 7, .peak = 8, .limit = 8};
    snapshot.rest.ledger = {.submitted = 1234, .persisted = 1100, .failed = 34, .inFlight = 100};
    snapshot.rest.channel.limit = 60;
    snapshot.rest.waitingWriters = 4;
    snapshot.add(OrderPlace::Charge, OrderActivity::Suspended, 7).add(OrderPlace::Charge, OrderActivity::BackingOff, 3);
    snapshot.add(OrderPlace::Charge, OrderActivity::WaitingForPermit, 5);
    snapshot.add(OrderPlace::Channel, OrderActivity::Queued, 60);
    const MapFigures map = MapFigures::from(*snapshot.make());
    CHECK(map.charge.summary.toStdString()
        == "Charge: 10 of 10 in flight, 3 backing off, 5 waiting for a permit; payment provider: 7 of 8 servers busy");
    CHECK(map.charge.now == 10);
    CHECK(map.charge.waiting == 5);
    CHECK(map.charge.backingOff == 3);
    CHECK(map.channel.summary.toStdString() == "Channel: 60 of 60 orders, 4 clients wait for room");
    CHECK(map.ledger.summary.toStdString() == "Ledger: 1,134 orders have ended, 1,100 of them persisted");
    CHECK(map.byState.at(OrderWords::Queued) == 60);
    CHECK(map.byState.at(OrderWords::BackingOff) == 3);
}

TEST_CASE("station figures: what goes wrong with a stage's service is part of its sentence", "[models][map]")
{
    OrderSnapshot snapshot(engine::Mode::Blocking);
    snapshot.rest.paymentProvider.name = "payment provider";
    snapshot.rest.paymentProvider.outage = true;
    snapshot.rest.paymentPolicy.breaker.enabled = true;
    snapshot.rest.paymentPolicy.breaker.state = engine::BreakerState::HalfOpen;
    snapshot.add(OrderPlace::Charge, OrderActivity::Blocked, 8);
    const MapFigures map = MapFigures::from(*snapshot.make());
    CHECK(map.charge.summary.toStdString()
        == "Charge: 8 in flight, 8 blocked; payment provider: 0 of 0 servers busy, outage, breaker half-open");
    CHECK(map.channel.summary.toStdString() == "Channel: not in use in this mode");
    CHECK_FALSE(map.batch.inUse);
}

TEST_CASE("station figures: what is not measured is not shown as nothing", "[models][map]")
{
    const MapFigures map = MapFigures::from(engine::Snapshot());
    CHECK_FALSE(map.ordersKnown);
    CHECK_FALSE(map.intake.counted);
    CHECK_FALSE(map.batch.counted);
    CHECK(map.charge.counted);
}

TEST_CASE("station figures: one station is in trouble, the one that needs it most", "[models][map][trouble]")
{
    engine::Snapshot snapshot;
    CHECK(ui::troubledStation(snapshot) == -1);

    snapshot.channel = {.now = 490, .peak = 500, .limit = 500};
    CHECK(ui::troubledStation(snapshot) == OrderWords::Channel); // nearly full: it dips while it is kept full
    snapshot.channel.now = 400;
    CHECK(ui::troubledStation(snapshot) == -1);
    snapshot.channel.now = 500;

    snapshot.ruleEngine.acceptQueue = {.now = 60, .peak = 60, .limit = 60};
    CHECK(ui::troubledStation(snapshot) == OrderWords::Validate);

    snapshot.findings = {finding(engine::FindingLevel::Critical, "thread pool"),
        finding(engine::FindingLevel::Note, "validate"), finding(engine::FindingLevel::Warning, "payment provider")};
    CHECK(ui::troubledStation(snapshot) == OrderWords::Charge);

    snapshot.ruleEnginePolicy.breaker.enabled = true;
    snapshot.ruleEnginePolicy.breaker.state = engine::BreakerState::Open;
    CHECK(ui::troubledStation(snapshot) == OrderWords::Validate);

    snapshot.paymentProvider.outage = true;
    CHECK(ui::troubledStation(snapshot) == OrderWords::Charge);
}

TEST_CASE("station figures: what is done to a service by hand is said, and puts its station in trouble", "[models][map][trouble]")
{
    engine::Snapshot snapshot;
    snapshot.ruleEngine.trouble.failureRate = 0.5;
    snapshot.ruleEngine.trouble.latencyFactor = 5;
    CHECK(ui::ServiceFigures::from(snapshot.ruleEngine).trouble == QStringLiteral("5x slower, 50 % fail"));
    CHECK(ui::troubledStation(snapshot) == OrderWords::Validate);
    snapshot.ruleEngine.trouble = {};
    CHECK(ui::troubledStation(snapshot) == -1);
    snapshot.store.trouble.hangRate = 1;
    CHECK(ui::StoreFigures::from(snapshot.store).trouble == QStringLiteral("hangs"));
    CHECK(ui::troubledStation(snapshot) == OrderWords::Persist);
    CHECK(MapFigures::from(snapshot).persist.summary.endsWith(QStringLiteral(", hangs")));
    snapshot.store.trouble.outage = true;
    CHECK(ui::StoreFigures::from(snapshot.store).trouble == QStringLiteral("outage"));
}

TEST_CASE("policy figures: an open breaker counts down what is left of its break", "[models][breaker]")
{
    engine::BreakerView breaker;
    breaker.enabled = true;
    breaker.state = engine::BreakerState::Open;
    breaker.changes = {{.at = 1s, .from = engine::BreakerState::Closed, .to = engine::BreakerState::Open, .cause = {}}};
    breaker.blockedUntil = 5s;
    const auto open = ui::BreakerFigures::from(breaker, 2s);
    CHECK(open.state == ui::BreakerState::Open);
    CHECK(open.secondsLeft == Catch::Approx(3));
    CHECK(open.shareLeft == Catch::Approx(0.75));
    CHECK(open.timesOpened == 1);
    CHECK(ui::BreakerFigures::from(breaker, 6s).secondsLeft == 0);

    breaker.state = engine::BreakerState::Isolated;
    breaker.blockedUntil = -1ns;
    const auto isolated = ui::BreakerFigures::from(breaker, 2s);
    CHECK(isolated.state == ui::BreakerState::Isolated);
    CHECK(isolated.secondsLeft == 0);
    CHECK(isolated.shareLeft == 0);
}

TEST_CASE("order words: every place and state has its own word, and every state a meaning", "[models][map]")
{
    std::set<QString> words;
    for (int place = 0; place < engine::kOrderPlaceCount; ++place)
        words.insert(OrderWords::place(place));
    CHECK(words.size() == engine::kOrderPlaceCount);
    words.clear();
    for (int state = 0; state < engine::kOrderActivityCount; ++state) {
        words.insert(OrderWords::state(state));
        CHECK_FALSE(OrderWords::meaning(state).isEmpty());
    }
    CHECK(words.size() == engine::kOrderActivityCount);
    CHECK_FALSE(words.contains(QString()));
    CHECK(OrderWords::state(99).isEmpty());
}
