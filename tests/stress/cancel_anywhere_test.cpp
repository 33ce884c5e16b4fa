// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/random.h"
#include "tests/support/scenario_run.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <utility>

using namespace engine;

TEST_CASE("run: cancelled at any virtual instant, in each mode, the ledger holds and agrees with the database",
    "[stress][run][cancel]")
{
    constexpr std::uint64_t kInstants = 200;
    const auto [mode, batchwise] = GENERATE(std::pair(Mode::Blocking, false), std::pair(Mode::Blocking, true),
        std::pair(Mode::Unbounded, false), std::pair(Mode::Bounded, false), std::pair(Mode::Bounded, true));
    QStringList settings {QStringLiteral("workload.orders=120"), QStringLiteral("limits.chunkSize=10"),
        QStringLiteral("limits.channelCapacity=40"), QStringLiteral("paymentProvider.failureRate=0.05"),
        QStringLiteral("paymentProvider.latency.kind=exponential"),
        batchwise ? QStringLiteral("limits.boundedShape=batchwise") : QStringLiteral("limits.boundedShape=pipelined"),
        batchwise ? QStringLiteral("limits.blockingKind=syncOverAsync") : QStringLiteral("limits.blockingKind=synchronous")};
    const Scenario scenario = tests::scenarioWith("mega-order", settings);

    std::int64_t cancelledRuns = 0;
    for (std::uint64_t instant = 0; instant < kInstants; ++instant) {
        Scenario cut = scenario;
        cut.limits.timeLimitSeconds = 0.001 + 2.2 * drawUniform(7, DrawPurpose::Test, instant, static_cast<std::uint64_t>(mode));
        const auto run = tests::runToTheEnd(cut, mode);
        REQUIRE(run.last->ledger.holds());
        REQUIRE(run.last->ledger.inFlight == 0);
        REQUIRE(run.last->ledger.persisted == run.rows);
        REQUIRE(run.last->ledger.failed == run.deadLetters.size());
        REQUIRE(run.last->outcome != RunOutcome::Failed);
        cancelledRuns += run.last->ledger.cancelled > 0;
    }
    CHECK(cancelledRuns > static_cast<std::int64_t>(kInstants / 3));
}
