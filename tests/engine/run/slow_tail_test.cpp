// SPDX-License-Identifier: GPL-3.0-or-later
// What the built-in scenario about hedging promises.
#include "tests/support/scenario_run.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using tests::runToTheEnd;
using tests::scenarioWith;

namespace {

tests::EndedRun slowTail(const QStringList& settings)
{
    return runToTheEnd(scenarioWith("slow-tail", settings), Mode::Bounded);
}

} // namespace

TEST_CASE("slow tail: a second call cuts it off, and nobody pays twice", "[run][scenarios][hedging]")
{
    const tests::EndedRun hedged = slowTail({});
    const tests::EndedRun plain = slowTail({QStringLiteral("paymentProvider.resilience.hedging.enabled=false")});
    for (const auto* run : {&hedged, &plain}) {
        CHECK(run->last->ledger.persisted == 6000);
        CHECK(run->last->ledger.holds());
        CHECK(run->last->doubleCharges == 0);
    }
    CHECK(plain.last->latency.p99Ms > 800);
    CHECK(hedged.last->latency.p99Ms < 0.6 * plain.last->latency.p99Ms);
    // What an order goes through as a rule is as it was; the price is one call more in seven.
    CHECK(hedged.last->latency.p50Ms > 0.9 * plain.last->latency.p50Ms);
    CHECK(plain.last->paymentPolicy.hedgesStarted == 0);
    CHECK(hedged.last->paymentPolicy.hedgesStarted > 6000 / 10);
    CHECK(hedged.last->paymentPolicy.hedgesStarted < 6000 / 6);
}
