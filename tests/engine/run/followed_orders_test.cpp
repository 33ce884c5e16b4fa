// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scenario_run.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>
#include <map>
#include <set>

using namespace engine;
using namespace std::chrono_literals;
using tests::EndedRun;
using tests::runFollowed;
using tests::scenarioWith;

namespace {

constexpr std::array kPlacesOnTheWay {OrderPlace::Intake, OrderPlace::Channel, OrderPlace::Validate, OrderPlace::Charge,
    OrderPlace::Batch, OrderPlace::Persist};

bool isOrphan(const OrderView& view) { return view.activity == OrderActivity::Orphaned; }

std::int64_t countIf(const Snapshot& snapshot, const auto& condition)
{
    return std::ranges::count_if(*snapshot.orders.orders, condition);
}

/// Orders at this place, orphans apart.
std::int64_t at(const Snapshot& snapshot, OrderPlace place)
{
    std::int64_t sum = -snapshot.orders.count(place, OrderActivity::Orphaned);
    for (const std::int64_t count : snapshot.orders.counts[static_cast<std::size_t>(place)])
        sum += count;
    return sum;
}

std::int64_t inStage(const Snapshot& snapshot, OrderPlace place)
{
    return countIf(snapshot, [place](const OrderView& view) { return view.place == place && view.attempt > 0 && !isOrphan(view); });
}

/// What the list says is what the counts say.
void checkList(const Snapshot& snapshot)
{
    const OrdersView& orders = snapshot.orders;
    REQUIRE(orders.enabled);
    REQUIRE(orders.orders);
    REQUIRE(orders.omitted == 0);
    OrdersView::Counts counted {};
    for (const OrderView& view : *orders.orders) {
        ++counted[static_cast<std::size_t>(view.place)][static_cast<std::size_t>(view.activity)];
        REQUIRE(view.since <= snapshot.at);
    }
    REQUIRE(counted == orders.counts);
    const auto group = [](const OrderView& view) { return isOrphan(view) ? 1 : view.place == OrderPlace::Ended ? 2 : 0; };
    REQUIRE(std::ranges::is_sorted(*orders.orders, [&](const OrderView& a, const OrderView& b) {
        return group(a) != group(b) ? group(a) < group(b) : a.order < b.order;
    }));
}

void checkStages(const Snapshot& snapshot)
{
    std::int64_t onTheWay = 0;
    for (const OrderPlace place : kPlacesOnTheWay)
        onTheWay += at(snapshot, place);
    REQUIRE(onTheWay == snapshot.ledger.inFlight);
    REQUIRE(snapshot.orders.count(OrderPlace::Channel, OrderActivity::Queued) == snapshot.channel.now);
    REQUIRE(at(snapshot, OrderPlace::Channel) == snapshot.channel.now);
    REQUIRE(inStage(snapshot, OrderPlace::Validate) == snapshot.stage(Stage::Validate).inFlight.now);
    REQUIRE(inStage(snapshot, OrderPlace::Charge) == snapshot.stage(Stage::Charge).inFlight.now);
    REQUIRE(inStage(snapshot, OrderPlace::Persist) == snapshot.stage(Stage::Persist).inFlight.now);
    REQUIRE(inStage(snapshot, OrderPlace::Validate) + at(snapshot, OrderPlace::Charge) + at(snapshot, OrderPlace::Batch)
            + at(snapshot, OrderPlace::Persist)
        == snapshot.inFlightTotal.now);
    std::int64_t orphans = 0;
    for (const OrderPlace place : kPlacesOnTheWay)
        orphans += snapshot.orders.count(place, OrderActivity::Orphaned);
    REQUIRE(orphans == snapshot.habits.orphansNow + snapshot.ruleEnginePolicy.orphansNow + snapshot.paymentPolicy.orphansNow);
}

/// Each worker's order is what the worker is: blocked unless another worker runs for it.
void checkWorkers(const Snapshot& snapshot)
{
    std::map<OrderId, OrderView> onTheWay;
    for (const OrderView& view : *snapshot.orders.orders) {
        if (!isOrphan(view) && view.place != OrderPlace::Ended)
            onTheWay.emplace(view.order, view);
    }
    std::set<OrderId> running;
    std::set<OrderId> blocked;
    for (const WorkerView& worker : snapshot.pool.workers) {
        const auto order = onTheWay.find(worker.order);
        if (order == onTheWay.end())
            continue;
        REQUIRE(worker.place == order->second.place);
        (worker.state == WorkerState::Running ? running : blocked).insert(worker.order);
    }
    for (const OrderId order : running)
        blocked.erase(order);
    const auto doing = [&](OrderActivity activity) {
        return countIf(snapshot, [activity](const OrderView& view) { return view.activity == activity; });
    };
    REQUIRE(doing(OrderActivity::Running) == static_cast<std::int64_t>(running.size()));
    REQUIRE(doing(OrderActivity::Blocked) == static_cast<std::int64_t>(blocked.size()));
    // The orders of a chunk share one work item.
    const auto inChunks = snapshot.orders.count(OrderPlace::Persist, OrderActivity::WaitingForWorker);
    REQUIRE(doing(OrderActivity::WaitingForWorker) - inChunks <= snapshot.pool.pendingWorkItems);
}

/// Calls that services have, and permits that are waited for. Only where no order is blocked: that hides the rest.
void checkServices(const Snapshot& snapshot)
{
    const auto waitingInside = [&](OrderPlace place) {
        return countIf(snapshot, [place](const OrderView& view) {
            return view.place == place && view.attempt > 0 && view.activity == OrderActivity::WaitingForPermit;
        });
    };
    const auto atService = [&](OrderPlace place) { return snapshot.orders.count(place, OrderActivity::Suspended); };
    const auto calls = [](const ServiceView& service) { return service.busyServers.now + service.acceptQueue.now; };
    if (snapshot.pool.blocked > 0 || snapshot.pool.running > 0)
        return;
    REQUIRE(waitingInside(OrderPlace::Validate) == snapshot.ruleEnginePolicy.limiter.queued);
    REQUIRE(waitingInside(OrderPlace::Charge) == snapshot.paymentPolicy.limiter.queued);
    REQUIRE(atService(OrderPlace::Validate) + snapshot.orders.count(OrderPlace::Validate, OrderActivity::Orphaned)
        == calls(snapshot.ruleEngine));
    REQUIRE(atService(OrderPlace::Charge) + snapshot.orders.count(OrderPlace::Charge, OrderActivity::Orphaned)
        == calls(snapshot.paymentProvider));
}

/// Ends are seen for half a second, and each as what the ledger calls it.
void checkEnds(const EndedRun& run)
{
    std::map<std::chrono::nanoseconds, LedgerCounts> ledgers;
    for (const auto& snapshot : run.snapshots)
        ledgers[snapshot->at] = snapshot->ledger;
    for (const auto& snapshot : run.snapshots) {
        const auto before = ledgers.find(snapshot->at - OrdersView::kEndedStayFor);
        if (before == ledgers.end() && snapshot->at > OrdersView::kEndedStayFor)
            continue; // the last one is made at any time
        const LedgerCounts since = before == ledgers.end() ? LedgerCounts() : before->second;
        const LedgerCounts& now = snapshot->ledger;
        const auto ended = [&](OrderActivity how) { return snapshot->orders.count(OrderPlace::Ended, how); };
        REQUIRE(ended(OrderActivity::Persisted) == now.persisted - since.persisted);
        REQUIRE(ended(OrderActivity::Rejected) == now.rejected - since.rejected);
        REQUIRE(ended(OrderActivity::Failed) + ended(OrderActivity::TimedOut) == now.failed - since.failed);
        REQUIRE(ended(OrderActivity::Cancelled) == now.cancelled - since.cancelled);
        REQUIRE(ended(OrderActivity::Lost) == now.lost - since.lost);
    }
}

void checkAgreement(const EndedRun& run)
{
    REQUIRE(run.snapshots.size() > 2);
    for (const auto& snapshot : run.snapshots) {
        INFO("at " << snapshot->at.count() / 1'000'000 << " ms");
        checkList(*snapshot);
        checkStages(*snapshot);
        checkWorkers(*snapshot);
        checkServices(*snapshot);
    }
    checkEnds(run);
}

/// The most orders that ever did this at the same time.
std::int64_t most(const EndedRun& run, OrderPlace place, OrderActivity activity)
{
    std::int64_t most = 0;
    for (const auto& snapshot : run.snapshots)
        most = std::max(most, snapshot->orders.count(place, activity));
    return most;
}

/// 300 orders for services that are slow and fail, behind retries, limiters and timeouts.
Scenario guarded(const QStringList& more = {})
{
    return scenarioWith("mega-order",
        QStringList {QStringLiteral("workload.orders=300"), QStringLiteral("limits.chunkSize=20"),
            QStringLiteral("limits.chunkWaitMs=200"), QStringLiteral("limits.blockingKind=synchronous"),
            QStringLiteral("ruleEngine.rejectRate=0.05"), QStringLiteral("ruleEngine.failureRate=0.1"),
            QStringLiteral("ruleEngine.latency.kind=exponential"), QStringLiteral("ruleEngine.resilience.retry.enabled=true"),
            QStringLiteral("ruleEngine.resilience.limiter.enabled=true"),
            QStringLiteral("ruleEngine.resilience.limiter.permitLimit=5"),
            QStringLiteral("ruleEngine.resilience.limiter.queueLimit=1000"),
            QStringLiteral("paymentProvider.failureRate=0.1"), QStringLiteral("paymentProvider.latency.kind=exponential"),
            QStringLiteral("paymentProvider.resilience.retry.enabled=true"),
            QStringLiteral("paymentProvider.resilience.timeout.kind=optimistic"),
            QStringLiteral("paymentProvider.resilience.timeout.ms=200"),
            QStringLiteral("paymentProvider.resilience.limiter.enabled=true"),
            QStringLiteral("paymentProvider.resilience.limiter.permitLimit=7"),
            QStringLiteral("paymentProvider.resilience.limiter.queueLimit=1000"), QStringLiteral("store.connections=2")}
            + more);
}

} // namespace

TEST_CASE("followed orders: every count agrees with every other figure, in every mode and shape", "[run][orders]")
{
    const Mode mode = GENERATE(Mode::Bounded, Mode::Unbounded, Mode::Blocking);
    const char* const more = GENERATE("limits.boundedShape=pipelined", "limits.boundedShape=batchwise",
        "antiPatterns.blockOnAsync=true", "antiPatterns.taskRun=true", "antiPatterns.hogWorkerMs=120",
        "paymentProvider.resilience.timeout.kind=pessimistic", "antiPatterns.needlessLayers=3", "antiPatterns.insertEach=true",
        "antiPatterns.asyncVoid=true");
    INFO(toString(mode) << ", " << more);
    const auto run = runFollowed(guarded({QString::fromLatin1(more)}), mode);
    checkAgreement(run);
    CHECK(run.last->ledger.inFlight == 0);
    if (run.last->outcome == RunOutcome::Completed)
        CHECK(most(run, OrderPlace::Ended, OrderActivity::Persisted) > 0);
    else // workers that wait for work that only they could do
        CHECK(run.last->outcome == RunOutcome::Deadlocked);
    if (mode == Mode::Blocking)
        CHECK(most(run, OrderPlace::Validate, OrderActivity::Blocked) > 0);
}

TEST_CASE("followed orders: what a call waits for is told apart", "[run][orders]")
{
    const auto bounded = runFollowed(guarded(), Mode::Bounded);
    CHECK(most(bounded, OrderPlace::Channel, OrderActivity::Queued) > 100);
    CHECK(most(bounded, OrderPlace::Validate, OrderActivity::WaitingForPermit) > 5);
    CHECK(most(bounded, OrderPlace::Validate, OrderActivity::Suspended) == 5);
    CHECK(most(bounded, OrderPlace::Validate, OrderActivity::BackingOff) > 0);
    CHECK(most(bounded, OrderPlace::Charge, OrderActivity::Suspended) == 7);
    CHECK(most(bounded, OrderPlace::Batch, OrderActivity::Queued) > 5);
    CHECK(most(bounded, OrderPlace::Persist, OrderActivity::Suspended) > 5);

    const auto unbounded = runFollowed(guarded(), Mode::Unbounded);
    CHECK(most(unbounded, OrderPlace::Validate, OrderActivity::WaitingForPermit) > 200);
    CHECK(most(unbounded, OrderPlace::Persist, OrderActivity::Suspended) <= 2); // that many connections

    const auto blocking = runFollowed(guarded(), Mode::Blocking);
    CHECK(most(blocking, OrderPlace::Intake, OrderActivity::Queued) > 250);
    CHECK(most(blocking, OrderPlace::Charge, OrderActivity::Suspended) == 0);
}

TEST_CASE("followed orders: calls that run on without their order are orphans, as many as are counted", "[run][orders]")
{
    const Mode mode = GENERATE(Mode::Bounded, Mode::Unbounded, Mode::Blocking);
    const char* const more = GENERATE("antiPatterns.taskRun=false", "antiPatterns.taskRun=true", "antiPatterns.blockOnAsync=true");
    const auto run = runFollowed(scenarioWith("cancelled-client",
                                     {QStringLiteral("workload.orders=300"), QStringLiteral("antiPatterns.ignoreCancellation=true"),
                                         QStringLiteral("limits.orderTimeoutMs=100"), QStringLiteral("limits.chunkWaitMs=200"),
                                         QStringLiteral("limits.blockingKind=synchronous"), QString::fromLatin1(more)}),
        mode);
    INFO(toString(mode) << ", " << more);
    checkAgreement(run);
    CHECK(most(run, OrderPlace::Ended, OrderActivity::Cancelled) > 0);
    if (run.last->habits.orphansTotal > 0)
        CHECK(most(run, OrderPlace::Charge, OrderActivity::Orphaned) > 0);
    if (mode == Mode::Unbounded)
        CHECK(run.last->habits.orphansTotal > 0);
}

TEST_CASE("followed orders: a timeout that walks away leaves a call behind, and the order goes on", "[run][orders]")
{
    const auto run = runFollowed(
        guarded({QStringLiteral("paymentProvider.resilience.timeout.kind=pessimistic"),
            QStringLiteral("paymentProvider.resilience.timeout.ms=50"), QStringLiteral("antiPatterns.ignoreCancellation=true")}),
        Mode::Bounded);
    checkAgreement(run);
    CHECK(run.last->paymentPolicy.orphansTotal > 0);
    CHECK(most(run, OrderPlace::Charge, OrderActivity::BackingOff) > 0);
    CHECK(most(run, OrderPlace::Ended, OrderActivity::TimedOut) > 0);
    CHECK(run.last->endings.timedOut > 0);
}

TEST_CASE("followed orders: the counts agree while the mode is changed again and again", "[run][orders]")
{
    const auto run = runFollowed(scenarioWith("first-minute",
                                     {QStringLiteral("workload.repeatForever=false"), QStringLiteral("workload.orders=600"),
                                         QStringLiteral("limits.blockingKind=synchronous"),
                                         QStringLiteral("limits.channelCapacity=3")}),
        Mode::Bounded, [](Run& running, const Snapshot& snapshot) {
            running.setMode(static_cast<Mode>(snapshot.at / 250ms % kModeCount));
        });
    checkAgreement(run);
    CHECK(run.last->ledger.persisted == 600);
}

TEST_CASE("followed orders: a pool whose workers wait for each other shows who waits for a worker", "[run][orders]")
{
    const auto run = runFollowed(scenarioWith("starvation", {QStringLiteral("limits.timeLimitSeconds=5")}), Mode::Blocking);
    checkAgreement(run);
    const auto starved = std::ranges::find_if(run.snapshots, [](const auto& snapshot) { return snapshot->at == 4s; });
    REQUIRE(starved != run.snapshots.end());
    CHECK((*starved)->pool.blocked == 8);
    CHECK((*starved)->orders.count(OrderPlace::Intake, OrderActivity::Queued) == (*starved)->ledger.inFlight - 8);
    std::int64_t blocked = 0;
    for (const OrderPlace place : kPlacesOnTheWay)
        blocked += (*starved)->orders.count(place, OrderActivity::Blocked);
    CHECK(blocked == 8);
}

TEST_CASE("followed orders: who is not asked to follow orders does not", "[run][orders]")
{
    const auto run = tests::runToTheEnd(guarded(), Mode::Bounded);
    for (const auto& snapshot : run.snapshots) {
        REQUIRE_FALSE(snapshot->orders.enabled);
        REQUIRE_FALSE(snapshot->orders.orders);
        REQUIRE(snapshot->orders.counts == OrdersView::Counts {});
    }
}

TEST_CASE("followed orders: writers that wait for the channel are counted, and their orders are in intake", "[run][orders]")
{
    const auto run = runFollowed(guarded({QStringLiteral("limits.channelCapacity=50")}), Mode::Bounded);
    checkAgreement(run);
    bool waited = false;
    for (const auto& snapshot : run.snapshots) {
        REQUIRE(snapshot->orders.count(OrderPlace::Intake, OrderActivity::Queued) == snapshot->waitingWriters);
        REQUIRE((snapshot->waitingWriters == 0 || snapshot->channel.now == 50));
        waited = waited || snapshot->waitingWriters > 0;
    }
    CHECK(waited);
}
