// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/diagnosis/diagnosis_story.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using namespace std::chrono_literals;
using tests::DiagnosisStory;
using tests::flow;
using tests::found;
using tests::kindsOf;

namespace {

Scenario arriving(ArrivalKind kind, double ratePerSecond)
{
    Scenario scenario;
    scenario.workload.arrival = kind;
    scenario.workload.ratePerSecond = ratePerSecond;
    return scenario;
}

/// The payment provider gets `calls` calls and finishes `served` of them each 50 ms.
DiagnosisStory::Change provider(std::int64_t calls, std::int64_t served)
{
    return [calls, served](Snapshot& s) {
        s.paymentProvider.calls += calls;
        const std::int64_t inside =
            s.paymentProvider.busyServers.now + s.paymentProvider.acceptQueue.now + calls - served;
        s.paymentProvider.busyServers.now = std::min(inside, s.paymentProvider.busyServers.limit);
        s.paymentProvider.acceptQueue.now = inside - s.paymentProvider.busyServers.now;
        s.stages[1].inFlight.now = inside;
    };
}

/// All its servers are busy, and nothing waits: a limit in front of it holds `come - go` orders back each 50 ms.
DiagnosisStory::Change heldBack(std::int64_t come, std::int64_t go)
{
    return [come, go](Snapshot& s) {
        flow(s, come, go);
        s.paymentProvider.busyServers.now = s.paymentProvider.busyServers.limit;
        s.paymentProvider.calls += go;
        s.stages[1].inFlight.now = s.paymentProvider.busyServers.now;
        s.channel.now = std::min(s.ledger.inFlight, s.channel.limit);
    };
}

} // namespace

TEST_CASE("diagnosis: a service with all servers busy and a queue that grows is saturated", "[diagnosis][saturated]")
{
    DiagnosisStory story;
    story.now.mode = Mode::Unbounded;
    story.now.stages[1].inFlight.limit = 0;
    (void)story.go(50ms, provider(10, 0));
    CHECK(kindsOf(story.go(2s, provider(8, 6))).empty());
    const auto findings = story.go(1s, provider(8, 6));
    REQUIRE(kindsOf(findings) == "serviceSaturated");
    CHECK(findings.front().level == FindingLevel::Warning);
    CHECK(findings.front().subject == "payment provider");
    CHECK(findings.front().sentence.text()
        == "The payment provider is asked for 160/s and can do 120/s. All 10 servers are busy, and 120 calls wait. By "
           "Little's law a call that comes now takes 1.1 s, of which 80 ms are work.");
    CHECK(findings.front().remedySwitch == "paymentProvider.servers");
    CHECK(findings.front().remedyValue == "16"); // 160/s x 80 ms, and a fifth to spare

    CHECK(kindsOf(story.go(2s, provider(5, 6))).empty());
}

TEST_CASE("diagnosis: a service is well used, not saturated, while it keeps up or works a burst off",
    "[diagnosis][saturated]")
{
    DiagnosisStory story;
    story.now.mode = Mode::Unbounded;
    story.now.stages[1].inFlight.limit = 0;
    SECTION("all busy, nothing waits")
    {
        (void)story.go(50ms, provider(10, 0));
        CHECK(kindsOf(story.go(10s, provider(6, 6))).empty());
    }
    SECTION("a queue that becomes shorter")
    {
        (void)story.go(50ms, provider(150, 0));
        CHECK(kindsOf(story.go(1s, provider(5, 6))).empty());
        CHECK(kindsOf(story.go(5s, provider(5, 6))).empty());
    }
    SECTION("a burst before a limit")
    {
        DiagnosisStory burst;
        flow(burst.now, 5000, 0);
        CHECK(kindsOf(burst.go(10s, [held = heldBack(0, 6)](Snapshot& s) {
            held(s);
            s.expectedOrders = 5000;
        })).empty());
    }
}

TEST_CASE("diagnosis: a service that refuses calls is saturated at once", "[diagnosis][saturated]")
{
    DiagnosisStory story;
    (void)story.go(1s);
    const auto findings = story.go(50ms, [](Snapshot& s) { s.ruleEngine.refused += 1582; });
    REQUIRE(kindsOf(findings) == "serviceSaturated");
    CHECK(findings.front().subject == "rule engine");
    CHECK(findings.front().sentence.text()
        == "The rule engine has refused 1,582 calls within the last second: it serves 20 at once and lets 1,000 wait.");
    CHECK(kindsOf(story.go(2s)).empty());
}

TEST_CASE(
    "diagnosis: orders that a limit holds back from a busy service count as asked of it", "[diagnosis][saturated]")
{
    SECTION("while they become more")
    {
        DiagnosisStory story(arriving(ArrivalKind::Steady, 160));
        story.now.channel.limit = 5000;
        CHECK(kindsOf(story.go(4s, heldBack(8, 6))).empty());
        const auto findings = story.go(1s, heldBack(8, 6));
        REQUIRE(kindsOf(findings) == "serviceSaturated");
        CHECK(findings.front().sentence.text()
            == "The payment provider can do 120/s, but 160/s come in. All 10 servers are busy, each for 80 ms a call, "
               "and 200 "
               "orders are under way, 160 more than 4.0 s ago.");
        CHECK(findings.front().remedyValue == "16");
        CHECK(kindsOf(story.go(5s, heldBack(5, 6))).empty());
    }
    SECTION("while clients wait before a full channel")
    {
        DiagnosisStory story(arriving(ArrivalKind::Steady, 200));
        flow(story.now, 600, 0);
        const auto findings = story.go(6s, heldBack(6, 6));
        REQUIRE(kindsOf(findings) == "serviceSaturated, backpressure");
        CHECK(findings.front().sentence.text()
            == "The payment provider can do 120/s, but more would come in. All 10 servers are busy, each for 80 ms a "
               "call, and "
               "clients wait before a full channel.");
        CHECK(findings.front().remedyValue == "20");
    }
}

TEST_CASE("diagnosis: a limit above what a service can serve only moves the queue", "[diagnosis][limit]")
{
    DiagnosisStory story;
    story.now.stages[1].inFlight.limit = 40;
    (void)story.go(50ms, provider(40, 0));
    CHECK(kindsOf(story.go(1900ms, provider(6, 6))).empty());
    const auto findings = story.go(1s, provider(6, 6));
    REQUIRE(kindsOf(findings) == "limitTooHigh");
    CHECK(findings.front().level == FindingLevel::Note);
    CHECK(findings.front().subject == "charge");
    CHECK(findings.front().sentence.text()
        == "The limit of 40 lets more calls into the payment provider than its 10 servers can serve: 30 calls wait "
           "there on "
           "average.");
    CHECK(findings.front().remedySwitch == "limits.chargeInFlight");
    CHECK(findings.front().remedyValue == "10");

    SECTION("quiet with the limit lowered")
    {
        CHECK(kindsOf(story.go(1s, [](Snapshot& s) { s.stages[1].inFlight.limit = 10; })).empty());
    }
    SECTION("a warning once calls are refused")
    {
        const auto refusing = story.go(1s, [go = provider(6, 6)](Snapshot& s) {
            s.paymentProvider.refused += 1;
            s.paymentProvider.calls += 1;
            go(s);
        });
        CHECK(found(refusing, FindingKind::LimitTooHigh).level == FindingLevel::Warning);
    }
}

TEST_CASE("diagnosis: a limit a little above the servers is no fault", "[diagnosis][limit]")
{
    DiagnosisStory story;
    story.now.stages[1].inFlight.limit = 14;
    (void)story.go(50ms, provider(14, 0));
    CHECK(kindsOf(story.go(10s, provider(6, 6))).empty());
}

TEST_CASE("diagnosis: a limit that holds arriving orders back while servers are free is noted after ten seconds",
    "[diagnosis][limit]")
{
    const auto tight = [](Snapshot& s) {
        flow(s, 8, 6);
        s.channel.now = s.ledger.inFlight;
        s.stages[1].inFlight.now = 10;
        s.paymentProvider.busyServers = {10, 10, 20};
        s.paymentProvider.calls += 6;
    };
    SECTION("orders keep arriving")
    {
        DiagnosisStory story(arriving(ArrivalKind::Steady, 160));
        story.now.channel.limit = 5000;
        CHECK(kindsOf(story.go(10s, tight)).empty());
        const auto findings = story.go(2s, tight);
        REQUIRE(kindsOf(findings) == "limitTooLow");
        CHECK(findings.front().level == FindingLevel::Note);
        CHECK(findings.front().sentence.text()
            == "Charge has been at its limit of 10 for 12 s: 160/s come in, 120/s go out, 470 orders wait or are at "
               "another "
               "stage, and 10 of the 20 servers of the payment provider are free.");
        CHECK(findings.front().remedySwitch == "limits.chargeInFlight");
        CHECK(findings.front().remedyValue == "16"); // 160/s x 80 ms, and a fifth to spare
        CHECK(kindsOf(story.go(2s, [](Snapshot& s) { s.stages[1].inFlight.now = 6; })).empty());
    }
    SECTION("a burst waits: the limit is a choice")
    {
        DiagnosisStory story(arriving(ArrivalKind::Burst, 160));
        story.now.channel.limit = 5000;
        CHECK(kindsOf(story.go(20s, tight)).empty());
    }
    SECTION("an adaptive limit finds its own way")
    {
        DiagnosisStory story(arriving(ArrivalKind::Steady, 160));
        story.now.channel.limit = 5000;
        story.now.stages[1].adaptive.enabled = true;
        CHECK(kindsOf(story.go(20s, tight)).empty());
    }
    SECTION("orders come no faster than they go")
    {
        DiagnosisStory story(arriving(ArrivalKind::Steady, 120));
        story.now.channel.limit = 5000;
        CHECK(kindsOf(story.go(20s, [tight](Snapshot& s) {
            tight(s);
            flow(s, 0, 2);
        })).empty());
    }
}
