// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/event_loop.h"
#include "ui/models/run_model.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using Catch::Approx;
using support::processEventsUntil;

namespace {

std::shared_ptr<const engine::Snapshot> shared(engine::Snapshot snapshot)
{
    return std::make_shared<const engine::Snapshot>(std::move(snapshot));
}

engine::Snapshot submitted(std::int64_t orders)
{
    engine::Snapshot snapshot;
    snapshot.ledger.submitted = orders;
    snapshot.ledger.inFlight = orders;
    return snapshot;
}

engine::Snapshot everythingSet()
{
    engine::Snapshot snapshot;
    snapshot.at = std::chrono::milliseconds(1500);
    snapshot.wall = std::chrono::milliseconds(3000);
    snapshot.mode = engine::Mode::Unbounded;
    snapshot.held = true;
    snapshot.draining = true;
    snapshot.ledger = {
        .submitted = 100, .persisted = 40, .rejected = 5, .failed = 4, .cancelled = 3, .dropped = 2, .lost = 1, .inFlight = 45};
    snapshot.pool.threads = 3;
    snapshot.pool.running = 1;
    snapshot.pool.blocked = 1;
    snapshot.pool.idle = 1;
    snapshot.pool.maxThreads = 8;
    snapshot.pool.pendingWorkItems = 25;
    snapshot.pool.peakPendingWorkItems = 100;
    snapshot.pool.queueingDelay = {.count = 9, .p50Ms = 1, .p95Ms = 2, .p99Ms = 3, .maxMs = 4};
    snapshot.pool.recentQueueingDelay = {.count = 5, .p50Ms = 2, .p95Ms = 3, .p99Ms = 3.5, .maxMs = 4};
    snapshot.pool.workers = {
        {.state = engine::WorkerState::Running, .order = 7}, {.state = engine::WorkerState::Blocked, .order = 8}, {}};
    snapshot.channel = {.now = 30, .peak = 45, .limit = 60};
    snapshot.stages[0].inFlight = {.now = 20, .peak = 20, .limit = 20};
    snapshot.stages[1].inFlight = {.now = 10, .peak = 40, .limit = 0};
    snapshot.stages[2].done = 40;
    snapshot.ruleEngine.busyServers = {.now = 5, .peak = 9, .limit = 10};
    snapshot.ruleEngine.outage = true;
    snapshot.paymentProvider.refused = 12;
    snapshot.paymentProvider.latencyFactor = 2.5;
    snapshot.store.transactions = 6;
    snapshot.waitingWriters = 11;
    snapshot.paymentPolicy.off = false;
    snapshot.paymentPolicy.retries = 13;
    snapshot.paymentPolicy.hedgesStarted = 3;
    snapshot.paymentPolicy.brokenCircuitRejections = 4;
    snapshot.paymentPolicy.limiterRejections = 5;
    snapshot.paymentPolicy.rateRejections = 6;
    snapshot.paymentPolicy.breaker.enabled = true;
    snapshot.paymentPolicy.breaker.state = engine::BreakerState::Isolated;
    snapshot.paymentPolicy.limiter = {.enabled = true, .permitLimit = 12, .permitsInUse = 9, .queueLimit = 8, .queued = 3};
    snapshot.orders.enabled = true;
    snapshot.orders.omitted = 17;
    snapshot.recentLatency = {.count = 10, .p50Ms = 160, .p95Ms = 190, .p99Ms = 210, .maxMs = 300};
    snapshot.latency = {.count = 40, .p50Ms = 150, .p95Ms = 180, .p99Ms = 200, .maxMs = 300};
    snapshot.throughputPerSecond = 124.5;
    return snapshot;
}

} // namespace

TEST_CASE("run model: what is in a snapshot is what QML reads", "[models][run]")
{
    ui::RunModel model;
    model.begin(shared(everythingSet()));
    auto* figures = GENERATE(true, false) ? model.figures() : model.bars();

    CHECK(figures->ledger().persisted == 40);
    CHECK(figures->ledger().dropped == 2);
    CHECK(figures->ledger().lost == 1);
    CHECK(figures->ledger().holds);
    CHECK(figures->pool().blocked == 1);
    CHECK(figures->pool().maxThreads == 8);
    CHECK(figures->pool().pendingFraction == Approx(0.25));
    CHECK(figures->pool().queueingDelay.p99Ms == 3);
    CHECK(figures->pool().recentQueueingDelay.p99Ms == 3.5);
    CHECK(figures->workerStates() == QByteArray("\x01\x02\x00", 3));
    CHECK(figures->channel().now == 30);
    CHECK(figures->channel().fraction == Approx(0.5));
    CHECK(figures->channel().peakFraction == Approx(0.75));
    CHECK(figures->persist().done == 40);
    CHECK(figures->ruleEngine().busyServers.limit == 10);
    CHECK(figures->ruleEngine().outage);
    CHECK(figures->paymentProvider().refused == 12);
    CHECK(figures->paymentProvider().latencyFactor == 2.5);
    CHECK(figures->store().transactions == 6);
    CHECK(figures->waitingWriters() == 11);
    CHECK(figures->ruleEnginePolicy().off);
    CHECK_FALSE(figures->paymentPolicy().off);
    CHECK(figures->paymentPolicy().retries == 13);
    CHECK(figures->paymentPolicy().hedges == 3);
    CHECK(figures->paymentPolicy().heldBack == 15);
    CHECK(figures->paymentPolicy().breaker.state == ui::BreakerState::Isolated);
    CHECK(figures->paymentPolicy().limiter.permitsInUse == 9);
    CHECK(figures->orderTokens().known);
    CHECK(figures->map().omitted == 17);
    CHECK(figures->map().channel.now == 30);
    CHECK(figures->latency().p95Ms == 180);
    CHECK(figures->recentLatency().p95Ms == 190);
    CHECK(figures->throughputPerSecond() == 124.5);
    CHECK(figures->clockSeconds() == 1.5);
    CHECK(figures->wallSeconds() == 3.0);
    CHECK(figures->mode() == ui::Mode::Unbounded);
    CHECK(figures->held());
    CHECK(figures->draining());
    CHECK_FALSE(figures->ended());
}

TEST_CASE("run model: the ledger that is shown adds up, and says so when it does not", "[models][ledger]")
{
    ui::RunModel model;
    model.begin(shared(everythingSet()));
    const auto ledger = model.figures()->ledger();
    CHECK(ledger.submitted
        == ledger.persisted + ledger.rejected + ledger.failed + ledger.cancelled + ledger.dropped + ledger.lost + ledger.inFlight);

    auto broken = everythingSet();
    broken.ledger.dropped += 1;
    model.begin(shared(broken));
    CHECK_FALSE(model.figures()->ledger().holds);
}

TEST_CASE("run model: a level is full at its limit, and never where there is none", "[models][level]")
{
    ui::RunModel model;
    model.begin(shared(everythingSet()));
    CHECK(model.bars()->validate().inFlight.full);
    CHECK(model.bars()->validate().inFlight.fraction == 1.0);

    const auto charge = model.bars()->charge().inFlight;
    CHECK_FALSE(charge.limited);
    CHECK_FALSE(charge.full);
    CHECK(charge.fraction == Approx(0.25)); // of the peak
    CHECK(model.bars()->persist().inFlight.fraction == 0.0);
}

TEST_CASE("run model: bars follow every snapshot, figures keep still and end on the last one", "[models][pace]")
{
    ui::RunModel model;
    int figureChanges = 0;
    QObject::connect(model.figures(), &ui::RunFigures::changed, &model, [&] { ++figureChanges; });

    model.begin(shared(submitted(1)));
    CHECK(figureChanges == 1);
    for (std::int64_t orders = 2; orders <= 50; ++orders) {
        model.show(shared(submitted(orders)));
        CHECK(model.bars()->ledger().submitted == static_cast<double>(orders));
    }
    CHECK(figureChanges <= 2);
    REQUIRE(processEventsUntil([&] { return model.figures()->ledger().submitted == 50; }));
    CHECK(figureChanges <= 3);
}

TEST_CASE("run model: the end of a run is shown at once", "[models][pace]")
{
    ui::RunModel model;
    model.begin(shared(submitted(1)));
    auto last = submitted(9);
    last.outcome = engine::RunOutcome::Deadlocked;
    last.outcomeDetail = engine::Phrase("Nothing moves.");
    model.show(shared(last));
    CHECK(model.figures()->ended());
    CHECK(model.figures()->outcome() == ui::Outcome::Deadlocked);
    CHECK(model.figures()->outcomeDetail() == QStringLiteral("Nothing moves."));
    CHECK(model.figures()->ledger().submitted == 9);
}

TEST_CASE("run model: another run begins from its own first snapshot", "[models][run]")
{
    ui::RunModel model;
    model.begin(shared(everythingSet()));
    model.show(shared(submitted(77)));
    model.begin(shared({}));
    CHECK(model.figures()->ledger().submitted == 0);
    CHECK(model.bars()->ledger().submitted == 0);
    CHECK(model.bars()->workerStates().isEmpty());
}
