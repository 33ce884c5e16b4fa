// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/random.h"
#include "tests/support/scenario_run.h"

#include <QTemporaryDir>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <atomic>

using namespace engine;
using namespace std::chrono_literals;
using tests::runToTheEnd;
using tests::scenarioWith;

namespace {

/// Only how long a broken engine may keep a test waiting: nothing is measured.
constexpr auto kPatience = 60s;

/// 400 orders of which some are rejected and some fail.
Scenario eventful(const QStringList& more = {})
{
    QStringList settings {QStringLiteral("workload.orders=400"), QStringLiteral("limits.chunkSize=20"),
        QStringLiteral("ruleEngine.rejectRate=0.05"), QStringLiteral("paymentProvider.failureRate=0.1"),
        QStringLiteral("paymentProvider.latency.kind=exponential"), QStringLiteral("limits.blockingKind=synchronous")};
    return scenarioWith("mega-order", settings + more);
}

void checkBooks(const tests::EndedRun& run)
{
    REQUIRE(run.last->ledger.holds());
    REQUIRE(run.last->ledger.inFlight == 0);
    REQUIRE(run.last->ledger.persisted == run.rows);
    REQUIRE(run.last->ledger.rejected + run.last->ledger.failed == run.deadLetters.size());
    REQUIRE(run.last->doubleCharges == 0);
    for (const auto& snapshot : run.snapshots)
        REQUIRE(snapshot->ledger.holds());
}

} // namespace

TEST_CASE("run: the same seed gives each order the same fate, in every repeat and in every mode", "[run][seed]")
{
    const auto first = runToTheEnd(eventful(), Mode::Bounded);
    checkBooks(first);
    REQUIRE(first.last->ledger.rejected > 0);
    REQUIRE(first.last->ledger.failed > 0);

    const Mode mode = GENERATE(Mode::Bounded, Mode::Unbounded, Mode::Blocking);
    const auto again = runToTheEnd(eventful(), mode);
    checkBooks(again);
    CHECK(again.last->ledger == first.last->ledger);
    CHECK(again.persistedIds == first.persistedIds);
    CHECK(again.deadLetters == first.deadLetters);

    SECTION("another seed gives other fates")
    {
        const auto other = runToTheEnd(eventful({QStringLiteral("seed=2")}), mode);
        CHECK(other.deadLetters != first.deadLetters);
    }
}

TEST_CASE("run: a time limit ends what is in flight, and says how much that was", "[run][limit]")
{
    const auto run = runToTheEnd(eventful({QStringLiteral("limits.timeLimitSeconds=1")}), Mode::Bounded);
    checkBooks(run);
    CHECK(run.last->outcome == RunOutcome::TimeLimit);
    CHECK(run.last->ledger.cancelled > 0);
    CHECK(run.last->lastEnd == 1s);
}

TEST_CASE("run: stop takes no more orders and finishes those in flight", "[run][drain]")
{
    const Mode mode = GENERATE(Mode::Bounded, Mode::Unbounded, Mode::Blocking);
    auto scenario = eventful({QStringLiteral("workload.arrival=steady"), QStringLiteral("workload.ratePerSecond=40")});
    scenario.workload.repeatForever = true;
    const auto run = runToTheEnd(scenario, mode, [](Run& running, const Snapshot& snapshot) {
        if (snapshot.at >= 2s)
            running.stop();
    });
    checkBooks(run);
    CHECK(run.last->outcome == RunOutcome::Completed);
    CHECK(run.last->ledger.cancelled == 0);
    CHECK(run.last->ledger.submitted >= 80);
    CHECK(run.last->ledger.submitted <= 90);
}

TEST_CASE("run: a drain that takes too long is cut off and says what was left", "[run][drain]")
{
    const auto run = runToTheEnd(eventful({QStringLiteral("limits.drainSeconds=0.5")}), Mode::Bounded,
        [](Run& running, const Snapshot& snapshot) {
            if (snapshot.at >= 200ms)
                running.stop();
        });
    checkBooks(run);
    CHECK(run.last->outcome == RunOutcome::Cancelled);
    CHECK(run.last->ledger.cancelled > 0);
    CHECK(run.last->outcomeDetail.text().find("draining") != std::string::npos);
}

TEST_CASE("run: cancel ends what is in flight without moving time on", "[run][cancel]")
{
    const Mode mode = GENERATE(Mode::Bounded, Mode::Unbounded, Mode::Blocking);
    const auto run = runToTheEnd(eventful(), mode, [](Run& running, const Snapshot& snapshot) {
        if (snapshot.at >= 500ms)
            running.cancel();
    });
    checkBooks(run);
    CHECK(run.last->outcome == RunOutcome::Cancelled);
    CHECK(run.last->lastEnd == 500ms);
}

TEST_CASE("run: a command that comes before the run has opened its database is not lost", "[run][cancel][drain]")
{
    const QTemporaryDir directory;
    Run::Options options;
    options.scenario = scenarioWith("first-minute"); // its orders never end
    options.scenario.clock.kind = ClockKind::Real;
    options.mode = GENERATE(Mode::Bounded, Mode::Unbounded, Mode::Blocking);
    options.databasePath = directory.filePath(QStringLiteral("orders.sqlite"));
    const auto run = Run::start(options);
    SECTION("cancel")
    {
        run->cancel();
        REQUIRE(run->waitUntilFinished(kPatience));
        CHECK(run->snapshot()->outcome == RunOutcome::Cancelled);
    }
    SECTION("stop")
    {
        run->stop();
        REQUIRE(run->waitUntilFinished(kPatience));
        CHECK(run->snapshot()->outcome == RunOutcome::Completed);
    }
    CHECK(run->snapshot()->ledger.holds());
    CHECK(run->snapshot()->ledger.inFlight == 0);
}

TEST_CASE("run: commands that come with its last snapshot are over before it is taken apart", "[run][end]")
{
    // They used to be carried out when what they change was gone: AddressSanitizer saw the scenario that they brought leak.
    Scenario scenario = scenarioWith("mega-order", {QStringLiteral("workload.orders=20")});
    for (int round = 0; round < 20; ++round) {
        Scenario wanted = scenario;
        wanted.description = QStringLiteral("round %1").arg(round);
        std::atomic<bool> brought {false};
        const auto run = runToTheEnd(scenario, Mode::Bounded, [&](Run& running, const Snapshot& snapshot) {
            if (snapshot.outcome == RunOutcome::Running)
                return;
            for (int command = 0; command < 50; ++command) {
                wanted.limits.chargeInFlight = 1 + command;
                running.apply(wanted);
            }
            brought = true;
        });
        CHECK(brought);
        CHECK(run.last->outcome == RunOutcome::Completed);
    }
}

TEST_CASE("run: a database that cannot be made ends the run as failed, in words", "[run][errors]")
{
    Run::Options options;
    options.scenario = eventful();
    options.databasePath = QStringLiteral("/proc/no-such-place/orders.sqlite");
    const auto run = Run::start(options);
    REQUIRE(run->waitUntilFinished());
    CHECK(run->snapshot()->outcome == RunOutcome::Failed);
    CHECK(run->snapshot()->outcomeDetail.text().find("orders.sqlite") != std::string::npos);
}
