// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/diagnosis/diagnosis_story.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using namespace std::chrono_literals;
using tests::DiagnosisStory;
using tests::kindsOf;

namespace {

DiagnosisStory::Change calls(std::int64_t attempts, std::int64_t retries)
{
    return [attempts, retries](Snapshot& s) {
        s.paymentPolicy.attempts += attempts;
        s.paymentPolicy.retries += retries;
    };
}

void moveBreaker(Snapshot& snapshot, BreakerState to, const char* cause)
{
    BreakerView& breaker = snapshot.paymentPolicy.breaker;
    breaker.enabled = true;
    if (breaker.state == to)
        return;
    breaker.changes.push_back({snapshot.at, breaker.state, to, Phrase(cause)});
    breaker.state = to;
}

} // namespace

TEST_CASE("diagnosis: repeats that are most of the load are a storm", "[diagnosis][retry]")
{
    DiagnosisStory story;
    CHECK(kindsOf(story.go(1450ms, calls(16, 11))).empty());
    const auto findings = story.go(2s, calls(16, 11));
    REQUIRE(kindsOf(findings) == "retryStorm");
    CHECK(findings.front().level == FindingLevel::Warning);
    CHECK(findings.front().subject == "payment provider");
    CHECK(findings.front().sentence.text()
        == "The payment provider gets 320/s where 100/s are wanted: 660 of the last 960 calls were repeats, "
           "so it bears "
           "3.2 times the real load.");
    CHECK(findings.front().remedySwitch == "paymentProvider.resilience.breaker.kind");
    CHECK(findings.front().remedyValue == "failureRatio");
    CHECK(kindsOf(story.go(4s, calls(5, 0))).empty());
}

TEST_CASE("diagnosis: repeats that are half of the load, or few, are no storm", "[diagnosis][retry]")
{
    DiagnosisStory story;
    SECTION("half")
    {
        CHECK(kindsOf(story.go(10s, calls(10, 5))).empty());
    }
    SECTION("few: 20 calls a minute")
    {
        CHECK(kindsOf(story.go(10s, [](Snapshot& s) {
            if (s.at % 1s == 0s)
                calls(6, 5)(s);
        })).empty());
    }
    SECTION("repeats that an open breaker has stopped")
    {
        CHECK(kindsOf(story.go(10s, calls(0, 10))).empty());
        CHECK(kindsOf(story.go(10s, calls(2, 10))).empty());
    }
}

TEST_CASE("diagnosis: the remedy for a storm is what is missing", "[diagnosis][retry]")
{
    Scenario scenario;
    scenario.paymentProvider.resilience.breaker.kind = BreakerKind::FailureRatio;
    DiagnosisStory story(scenario);
    SECTION("with a breaker: fewer repeats")
    {
        const auto findings = story.go(3s, calls(16, 11));
        REQUIRE(kindsOf(findings) == "retryStorm");
        CHECK(findings.front().remedySwitch == "paymentProvider.resilience.retry.maxRetryAttempts");
        CHECK(findings.front().remedyValue == "1");
    }
    SECTION("when most repeats are hedges: fewer of them")
    {
        const auto findings = story.go(3s, [](Snapshot& s) {
            calls(16, 3)(s);
            s.paymentPolicy.hedgesStarted += 8;
        });
        REQUIRE(kindsOf(findings) == "retryStorm");
        CHECK(findings.front().sentence.text().find("gets 320/s where 100/s are wanted") != std::string::npos);
        CHECK(findings.front().remedySwitch == "paymentProvider.resilience.hedging.enabled");
        CHECK(findings.front().remedyValue == "false");
    }
    SECTION("without any wait: the bad habit")
    {
        story.now.antiPatterns.retryWithoutBackoff = true;
        const auto findings = story.go(3s, calls(16, 11));
        REQUIRE(kindsOf(findings) == "retryStorm");
        CHECK(findings.front().remedySwitch == "antiPatterns.retryWithoutBackoff");
        CHECK(findings.front().remedyValue == "false");
    }
}

TEST_CASE("diagnosis: an open breaker is told at once, with its cause, until it has closed", "[diagnosis][breaker]")
{
    DiagnosisStory story;
    (void)story.go(1s, [](Snapshot& s) { s.paymentPolicy.breaker.enabled = true; });
    auto findings = story.go(50ms, [](Snapshot& s) { moveBreaker(s, BreakerState::Open, "12 of 100 calls failed."); });
    REQUIRE(kindsOf(findings) == "breakerOpen");

    (void)story.go(2950ms, [](Snapshot& s) { s.paymentPolicy.brokenCircuitRejections += 5; });
    (void)story.go(50ms, [](Snapshot& s) { moveBreaker(s, BreakerState::HalfOpen, "The break is over."); });
    findings = story.go(50ms, [](Snapshot& s) { moveBreaker(s, BreakerState::Open, "The trial call failed."); });
    REQUIRE(kindsOf(findings) == "breakerOpen");
    CHECK(findings.front().level == FindingLevel::Warning);
    CHECK(findings.front().from == 1050ms);
    CHECK(findings.front().sentence.text()
        == "The circuit breaker before the payment provider has been open for 3.0 s and turned 90 calls away in the "
           "last "
           "second. The trial call failed.");

    CHECK(kindsOf(story.go(450ms, [](Snapshot& s) { moveBreaker(s, BreakerState::Closed, "It succeeded."); }))
        == "breakerOpen");
    CHECK(kindsOf(story.go(100ms)).empty());
}

TEST_CASE("diagnosis: a breaker that is held open by hand is noted", "[diagnosis][breaker]")
{
    DiagnosisStory story;
    (void)story.go(50ms, [](Snapshot& s) { moveBreaker(s, BreakerState::Isolated, "It was isolated by hand."); });
    const auto findings = story.go(2s);
    REQUIRE(kindsOf(findings) == "breakerOpen");
    CHECK(findings.front().level == FindingLevel::Note);
    CHECK(findings.front().sentence.text()
        == "The circuit breaker before the payment provider has been held open by hand for 2.0 s.");
}
