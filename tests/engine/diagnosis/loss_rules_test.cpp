// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/diagnosis/diagnosis_story.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace engine;
using namespace std::chrono_literals;
using tests::DiagnosisStory;
using tests::flow;
using tests::kindsOf;

TEST_CASE("diagnosis: damage is told at once, while it grows, and at the end", "[diagnosis][damage]")
{
    struct Damage {
        const char* kind;
        void (*grow)(Snapshot&);
        const char* one;
        const char* more;
        const char* habit;
    };
    const Damage damage = GENERATE(
        Damage {"doubleCharges", [](Snapshot& s) { ++s.doubleCharges; },
            "1 charge has been made a second time for an order that was already charged.",
            "2 charges have been made a second time for orders that were already charged, 1 of them "
            "in the last 3.0 s.",
            "antiPatterns.noIdempotencyKeys"},
        Damage {"lostOrders", [](Snapshot& s) { ++s.ledger.lost; }, "1 order has vanished: nobody owned it.",
            "2 orders have vanished: nobody owned them, 1 of them in the last 3.0 s.", "antiPatterns.fireAndForget"},
        Damage {"unobservedErrors", [](Snapshot& s) { ++s.habits.unobservedErrors; },
            "1 error was thrown where nobody catches it.",
            "2 errors were thrown where nobody catches them, 1 of them in the last 3.0 s.", "antiPatterns.asyncVoid"});
    DiagnosisStory story;
    CHECK(kindsOf(story.go(5s)).empty());
    auto findings = story.go(50ms, damage.grow);
    REQUIRE(kindsOf(findings) == damage.kind);
    CHECK(findings.front().sentence.text() == damage.one);
    CHECK(findings.front().remedySwitch == damage.habit);
    CHECK(findings.front().remedyValue == "false");
    CHECK(kindsOf(story.go(4s)).empty());

    findings = story.go(50ms, damage.grow);
    REQUIRE(kindsOf(findings) == damage.kind);
    CHECK(findings.front().sentence.text() == damage.more);
    CHECK(kindsOf(story.go(4s)).empty());
    CHECK(kindsOf(story.end(RunOutcome::Completed)) == damage.kind);

    const auto summary = story.summary();
    REQUIRE(kindsOf(summary) == damage.kind);
    CHECK(summary.front().from == 2s + 50ms);
    CHECK(summary.front().to == story.now.at);
    CHECK(summary.front().sentence.text().starts_with("2 "));
}

TEST_CASE("diagnosis: calls for orders that have ended are orphans", "[diagnosis][orphans]")
{
    DiagnosisStory story;
    const auto orphans = [](Snapshot& s) {
        s.habits.orphansNow = 3;
        s.habits.orphansTotal = 1200;
        s.habits.orphanedTime = 96s;
    };
    CHECK(kindsOf(story.go(450ms, [&](Snapshot& s) {
        orphans(s);
        s.habits.orphansTotal = 9;
    })).empty());
    const auto findings = story.go(1s, orphans);
    REQUIRE(kindsOf(findings) == "orphanedWork");
    CHECK(findings.front().sentence.text()
        == "3 calls run for orders that have ended already. There have been 1,200, and the services have spent 96 s on "
           "them for "
           "nothing.");
    CHECK(findings.front().remedySwitch == "antiPatterns.ignoreCancellation");
    CHECK(kindsOf(story.go(6s, [](Snapshot& s) { s.habits.orphansNow = 0; })).empty());
}

TEST_CASE("diagnosis: orphans that live too briefly to be seen are counted", "[diagnosis][orphans]")
{
    DiagnosisStory story;
    const auto every = [](auto time) {
        return [time](Snapshot& s) {
            if (s.at % time == 0s)
                ++s.habits.orphansTotal;
        };
    };
    CHECK(kindsOf(story.go(20s, every(600ms))).empty());
    const auto findings = story.go(20s, every(200ms));
    REQUIRE(kindsOf(findings) == "orphanedWork");
    CHECK(findings.front().sentence.text()
        == "25 calls of the last 5.0 s ran on for orders that had ended already. There have been 133, and the services "
           "have "
           "spent 0 ms on them for nothing.");
}

TEST_CASE("diagnosis: calls that a timeout has walked away from are orphans of their service", "[diagnosis][orphans]")
{
    DiagnosisStory story;
    const auto findings = story.go(1s, [](Snapshot& s) {
        s.ruleEnginePolicy.orphansNow = 1;
        s.ruleEnginePolicy.orphansTotal = 7;
    });
    REQUIRE(kindsOf(findings) == "orphanedWork");
    CHECK(findings.front().subject == "rule engine");
    CHECK(findings.front().sentence.text()
        == "The rule engine still works on 1 call that a timeout has walked away from. There have been 7.");
    CHECK(findings.front().remedySwitch == "ruleEngine.resilience.timeout.kind");
    CHECK(findings.front().remedyValue == "optimistic");
}

TEST_CASE("diagnosis: a drain that was cut off is told at the end, with the time that it needs", "[diagnosis][drain]")
{
    Scenario scenario;
    scenario.limits.drainSeconds = 2;
    DiagnosisStory story(scenario);
    flow(story.now, 1000, 0);
    (void)story.go(4s, [](Snapshot& s) { flow(s, 0, 5); });
    const auto cut = [](Snapshot& s) {
        s.ledger.cancelled = s.ledger.inFlight;
        s.ledger.inFlight = 0;
    };

    SECTION("too little time")
    {
        CHECK(kindsOf(story.go(2s, [](Snapshot& s) {
            s.draining = true;
            flow(s, 0, 5);
        })).empty());
        const auto findings = story.end(RunOutcome::Cancelled, cut);
        REQUIRE(kindsOf(findings) == "drainIncomplete");
        CHECK(findings.front().sentence.text()
            == "The run was stopped, and the 2.0 s for draining were not enough: 400 orders were cancelled half way, "
               "with 100/s "
               "still getting through.");
        CHECK(findings.front().remedySwitch == "limits.drainSeconds");
        CHECK(findings.front().remedyValue == "7"); // 400 at 100/s, a fifth to spare, after the 2 s
        CHECK(story.summary() == findings);
    }
    SECTION("cancelled by hand before the time was over")
    {
        (void)story.go(1s, [](Snapshot& s) { s.draining = true; });
        const auto findings = story.end(RunOutcome::Cancelled, cut);
        REQUIRE(kindsOf(findings) == "drainIncomplete");
        CHECK(findings.front().remedySwitch.empty());
    }
    SECTION("no draining at all")
    {
        const auto findings = story.end(RunOutcome::Cancelled, [&](Snapshot& s) {
            cut(s);
            s.antiPatterns.abruptStop = true;
            s.endings.cancelledByShutdown = s.ledger.cancelled;
        });
        REQUIRE(kindsOf(findings) == "drainIncomplete");
        CHECK(findings.front().sentence.text() == "The run was stopped without draining: 600 orders were cancelled half way.");
        CHECK(findings.front().remedySwitch == "antiPatterns.abruptStop");
    }
    SECTION("cancelled, and never asked to drain")
    {
        CHECK(story.end(RunOutcome::Cancelled, cut).empty());
    }
    SECTION("drained in time")
    {
        (void)story.go(50ms, [](Snapshot& s) {
            s.draining = true;
            flow(s, 0, s.ledger.inFlight);
        });
        CHECK(story.end(RunOutcome::Completed).empty());
    }
}
