// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that can be changed while orders flow is changed at random while they do.
#include "engine/runtime/random.h"
#include "tests/support/scenario_run.h"

#include <QTemporaryDir>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include <atomic>
#include <functional>

using namespace engine;
using namespace std::chrono_literals;
using tests::scenarioWith;

namespace {

/// The draws of one run, one after the other.
class Draws {
public:
    explicit Draws(std::uint64_t seed) : m_seed(seed) {}
    bool flip() { return below(2) == 1; }
    int below(int bound) { return static_cast<int>(drawBits(m_seed, DrawPurpose::Test, m_next++) % static_cast<unsigned>(bound)); }

private:
    std::uint64_t m_seed;
    std::uint64_t m_next = 0;
};

/// What is among the changes. Workers that block may wait for what flows hold that can only go on with a worker (a connection of
/// the store, the answer of a wrapped call): with blocking mode among them a run may rightly end in a deadlock.
enum class Among : std::uint8_t { BlockingMode, WrappedCalls };

/// Rare habits stay rare: a run in which everything hangs or is lost shows nothing.
AntiPatternsSpec someHabits(Draws& draws, Among among)
{
    AntiPatternsSpec habits;
    habits.unboundedFanOut = draws.flip();
    habits.unboundedChannel = draws.flip();
    habits.ignoreCancellation = draws.flip();
    habits.fireAndForget = draws.below(4) == 0;
    habits.asyncVoid = draws.flip();
    habits.taskRun = draws.below(4) == 0 && among == Among::WrappedCalls;
    habits.needlessLayers = draws.below(3);
    habits.retryWithoutBackoff = draws.flip();
    habits.noIdempotencyKeys = draws.flip();
    habits.insertEach = draws.below(8) == 0;
    habits.collectThenAnswer = draws.flip();
    return habits;
}

void change(Run& run, Scenario& wanted, Draws& draws, Among among)
{
    switch (draws.below(8)) {
    case 0:
        if (const auto mode = static_cast<Mode>(draws.below(kModeCount)); mode != Mode::Blocking || among == Among::BlockingMode)
            run.setMode(mode);
        return;
    case 1:
        run.commandBreaker(Stage::Charge, static_cast<Run::BreakerCommand>(draws.below(3)));
        return;
    case 2:
        wanted.antiPatterns = someHabits(draws, among);
        break;
    case 3:
        wanted.limits.validateInFlight = 1 + draws.below(60);
        wanted.limits.chargeInFlight = 1 + draws.below(60);
        wanted.limits.channelCapacity = 1 + draws.below(5000);
        wanted.limits.chargeLimit = static_cast<LimitKind>(draws.below(3));
        break;
    case 4:
        wanted.pool.threads = 2 + draws.below(14);
        wanted.pool.governor.kind = draws.flip() ? GovernorKind::Dotnet : GovernorKind::Fixed;
        wanted.pool.governor.cooperativeBlocking = draws.flip();
        break;
    case 5:
        wanted.paymentProvider.resilience.retry.enabled = draws.flip();
        wanted.paymentProvider.resilience.breaker.kind = static_cast<BreakerKind>(draws.below(3));
        wanted.paymentProvider.resilience.breaker.breakSeconds = 0.5;
        wanted.paymentProvider.resilience.timeout.kind = static_cast<TimeoutKind>(draws.below(3));
        wanted.paymentProvider.resilience.timeout.ms = 50;
        wanted.paymentProvider.resilience.hedging = {draws.flip(), 1 + draws.below(3), draws.below(3) * 20.0};
        wanted.paymentProvider.resilience.rateLimit = {
            static_cast<RateLimitKind>(draws.below(3)), 200, 1000.0, 50 + draws.below(200), draws.below(2) * 500};
        break;
    case 6:
        wanted.paymentProvider.failureRate = draws.below(3) * 0.1;
        wanted.paymentProvider.answerLostRate = draws.below(3) * 0.05;
        wanted.paymentProvider.servers = 20 + draws.below(100);
        break;
    default:
        wanted.limits.orderTimeoutMs = draws.below(3) * 500;
        break;
    }
    run.apply(wanted);
}

/// What ends a run early, moves its clock, or breaks a service that nothing but the run's end heals.
void interrupt(Run& run, Draws& draws)
{
    if (draws.below(40) == 0)
        run.stop();
    if (draws.below(120) == 0)
        run.cancel();
    if (draws.below(20) == 0)
        run.jump(std::chrono::seconds(draws.below(3)));
    if (draws.below(20) == 0) {
        run.hold();
        run.step();
        run.resume();
    }
    if (draws.below(20) == 0) {
        const ServiceTrouble trouble {draws.flip(), 1.0 + draws.below(3), draws.below(2) * 0.3, draws.below(8) == 0 ? 0.2 : 0.0};
        run.setTrouble(static_cast<Stage>(draws.below(3)), trouble);
    }
}

using Act = std::function<void(Run&, Scenario& wanted, Draws&)>;

/// Runs it to its end and acts at each snapshot; whatever happens, the books hold and nothing is left behind.
Run::SnapshotPointer runAndAct(Scenario scenario, std::uint64_t seed, const Act& act)
{
    const QTemporaryDir directory;
    std::atomic<Run*> running{nullptr};
    Scenario wanted = scenario;
    Draws draws(seed);
    Run::Options options;
    options.scenario = std::move(scenario);
    options.mode = Mode::Bounded;
    options.databasePath = directory.filePath(QStringLiteral("orders.sqlite"));
    options.startHeld = true;
    options.recordLimits.events = 0;
    options.onSnapshot = [&](const Run::SnapshotPointer&) {
        if (Run* const run = running)
            act(*run, wanted, draws);
    };
    const auto run = Run::start(options);
    running = run.get();
    run->resume();
    run->waitUntilFinished();
    running = nullptr;
    const Run::SnapshotPointer last = run->snapshot();
    INFO(last->outcomeDetail.text());
    CHECK(last->outcome != RunOutcome::Running);
    CHECK(last->ledger.holds());
    CHECK(last->ledger.inFlight == 0);
    CHECK(last->store.rows == last->ledger.persisted);
    CHECK(last->habits.orphansNow == 0);
    for (const auto& snapshot : run->record().snapshots())
        REQUIRE(snapshot->ledger.holds());
    return last;
}

void runAndSwitch(Scenario scenario, std::uint64_t seed, Among among)
{
    const std::int64_t orders = scenario.workload.orders;
    const Run::SnapshotPointer last = runAndAct(std::move(scenario), seed,
        [among](Run& run, Scenario& wanted, Draws& draws) { change(run, wanted, draws, among); });
    INFO(last->outcomeDetail.text());
    const bool deadlocked = last->outcome == RunOutcome::Deadlocked && among == Among::BlockingMode;
    CHECK((last->outcome == RunOutcome::Completed || deadlocked));
    if (deadlocked) // for that reason, and for no other
        CHECK(last->outcomeDetail.text().find("blocked, each waiting for a continuation") != std::string::npos);
    CHECK((last->ledger.submitted == orders || deadlocked));
    CHECK(last->ledger.persisted > 0);
}

Scenario crowd(std::int64_t orders, double ratePerSecond)
{
    Scenario scenario = scenarioWith("first-minute");
    scenario.workload = {};
    scenario.workload.arrival = ArrivalKind::Poisson;
    scenario.workload.orders = orders;
    scenario.workload.ratePerSecond = ratePerSecond;
    scenario.ruleEngine.servers = 100;
    scenario.ruleEngine.latency.meanMs = 2;
    scenario.paymentProvider.servers = 100;
    scenario.paymentProvider.latency.meanMs = 3;
    scenario.store.roundTripMs = 1;
    scenario.store.connections = 4;
    scenario.limits.chunkWaitMs = 100;
    scenario.limits.timeLimitSeconds = 3600;
    scenario.limits.blockingKind = BlockingKind::Synchronous;
    return scenario;
}

} // namespace

TEST_CASE("switches: everything is changed at random while 100,000 orders flow in virtual time", "[stress][switch]")
{
    runAndSwitch(crowd(100'000, 2000), 1, GENERATE(Among::BlockingMode, Among::WrappedCalls));
}

TEST_CASE("switches: everything is changed at random while 100,000 orders flow in real time", "[stress][switch]")
{
    Scenario scenario = crowd(100'000, 2000);
    scenario.clock.kind = ClockKind::Real;
    scenario.clock.rate = 20;
    runAndSwitch(scenario, 2, GENERATE(Among::BlockingMode, Among::WrappedCalls));
}

TEST_CASE("switches: whatever else is done to a run, its books hold and it comes to an end", "[stress][switch]")
{
    const int seed = GENERATE(range(0, 24));
    CAPTURE(seed);
    Scenario scenario = crowd(3000, 2000);
    scenario.workload.arrival = seed % 2 == 0 ? ArrivalKind::Burst : ArrivalKind::Spikes;
    scenario.limits.boundedShape = seed % 3 == 0 ? BoundedShape::Batchwise : BoundedShape::Pipelined;
    scenario.limits.chunkWaitMs = seed % 5 == 0 ? 0 : 100;
    runAndAct(std::move(scenario), static_cast<std::uint64_t>(seed), [](Run& run, Scenario& wanted, Draws& draws) {
        change(run, wanted, draws, draws.flip() ? Among::BlockingMode : Among::WrappedCalls);
        interrupt(run, draws);
    });
}
