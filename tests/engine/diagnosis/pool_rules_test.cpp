// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/diagnosis/diagnosis_story.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace engine;
using namespace std::chrono_literals;
using tests::DiagnosisStory;
using tests::found;
using tests::kindsOf;

namespace {

void block(Snapshot& snapshot, int blocked, std::int64_t pending)
{
    snapshot.pool.blocked = blocked;
    snapshot.pool.running = snapshot.pool.threads - blocked;
    snapshot.pool.idle = 0;
    snapshot.pool.pendingWorkItems = pending;
}

void release(Snapshot& snapshot)
{
    snapshot.pool.blocked = 0;
    snapshot.pool.running = 0;
    snapshot.pool.idle = snapshot.pool.threads;
    snapshot.pool.pendingWorkItems = 0;
}

} // namespace

TEST_CASE("diagnosis: blocked workers while work waits starve the pool", "[diagnosis][starvation]")
{
    DiagnosisStory story;
    CHECK(kindsOf(story.go(1s)).empty());
    CHECK(kindsOf(story.go(500ms, [](Snapshot& s) { block(s, 8, 4212); })).empty());

    SECTION("critical while nothing gets done, with the figures")
    {
        const auto findings = story.go(2650ms);
        REQUIRE(kindsOf(findings) == "starvation");
        const Finding& finding = findings.front();
        CHECK(finding.level == FindingLevel::Critical);
        CHECK(finding.subject == "thread pool");
        CHECK(finding.from == 1050ms);
        CHECK(finding.to == 4150ms);
        CHECK(finding.sentence.text()
            == "All 8 workers have been blocked for 3.1 s while 4,212 work items wait, and nothing has got done for "
               "3.1 s.");
        CHECK(finding.remedySwitch == "pool.governor.kind");
        CHECK(finding.remedyValue == "dotnet");
    }
    SECTION("a warning while something still moves")
    {
        const auto findings = story.go(2s, [](Snapshot& s) {
            tests::flow(s, 3, 3);
            s.stages[2].done += 3;
        });
        REQUIRE(kindsOf(findings) == "starvation");
        CHECK(findings.front().level == FindingLevel::Warning);
        CHECK(findings.front().sentence.text()
            == "All 8 workers have been blocked for 2.5 s while 4,212 work items wait and the processor is idle: 60/s "
               "is all "
               "that gets through.");
    }
    SECTION("quiet again a second after it is over, and in the summary for good")
    {
        REQUIRE(kindsOf(story.go(1s)) == "starvation");
        CHECK(kindsOf(story.go(900ms, release)) == "starvation");
        CHECK(kindsOf(story.go(100ms)).empty());
        CHECK(kindsOf(story.summary()) == "starvation");
    }
    SECTION("too short to be told")
    {
        CHECK(kindsOf(story.go(5s, release)).empty());
        CHECK(story.summary().empty());
    }
}

TEST_CASE("diagnosis: a pool with one free worker, or without work, does not starve", "[diagnosis][starvation]")
{
    DiagnosisStory story;
    SECTION("one worker is idle")
    {
        CHECK(kindsOf(story.go(5s, [](Snapshot& s) {
            block(s, 7, 100);
            s.pool.running = 0;
            s.pool.idle = 1;
        })).empty());
    }
    SECTION("nothing waits")
    {
        CHECK(kindsOf(story.go(5s, [](Snapshot& s) { block(s, 8, 0); })).empty());
    }
    SECTION("all busy, but hardly anything waits")
    {
        CHECK(kindsOf(story.go(5s, [](Snapshot& s) { block(s, 0, 7); })).empty());
    }
}

TEST_CASE("diagnosis: busy workers starve the pool too, and what keeps them busy is named", "[diagnosis][starvation]")
{
    DiagnosisStory story;
    story.now.antiPatterns.hogWorkerMs = 200;
    const auto hog = [](Snapshot& s) {
        block(s, 0, 90);
        s.stages[0].done += 1;
    };
    CHECK(kindsOf(story.go(2s, hog)).empty());
    const auto findings = story.go(1s, hog);
    REQUIRE(kindsOf(findings) == "starvation");
    CHECK(findings.front().sentence.text() == "All 8 workers have been busy for 3.0 s while 90 work items wait.");
    CHECK(findings.front().remedySwitch == "antiPatterns.hogWorkerMs");
    CHECK(findings.front().remedyValue == "0");
}

TEST_CASE("diagnosis: the remedy for blocked workers fits what blocks them", "[diagnosis][starvation]")
{
    SECTION("blocking mode, whatever the number of threads: a worker more is blocked by the next order")
    {
        const auto policy = GENERATE(GovernorKind::Fixed, GovernorKind::Dotnet);
        DiagnosisStory story;
        story.now.mode = Mode::Blocking;
        story.now.governor.policy = policy;
        const auto findings = story.go(1s, [](Snapshot& s) { block(s, 8, 1); });
        REQUIRE(kindsOf(findings) == "starvation");
        CHECK(findings.front().remedySwitch == kModeSwitch);
        CHECK(findings.front().remedyValue == "bounded");
    }
    SECTION("a bad habit")
    {
        DiagnosisStory story;
        story.now.antiPatterns.blockOnAsync = true;
        const auto findings = story.go(1s, [](Snapshot& s) { block(s, 8, 1); });
        REQUIRE(kindsOf(findings) == "starvation");
        CHECK(findings.front().remedySwitch == "antiPatterns.blockOnAsync");
        CHECK(findings.front().remedyValue == "false");
    }
    SECTION("a governor that is slow: as many threads as the narrowest service is worth")
    {
        DiagnosisStory story;
        story.now.governor.policy = GovernorKind::Dotnet;
        const auto findings = story.go(1s, [](Snapshot& s) { block(s, 8, 1); });
        REQUIRE(kindsOf(findings) == "starvation");
        CHECK(findings.front().remedySwitch == "pool.governor.minThreads");
        CHECK(findings.front().remedyValue == "19"); // 125/s of the payment provider x 150 ms of an order
    }
}

TEST_CASE("diagnosis: a deadlock is named, however short the run", "[diagnosis][starvation]")
{
    DiagnosisStory story;
    (void)story.go(50ms, [](Snapshot& s) {
        s.pool.threads = 1;
        block(s, 1, 1);
        tests::flow(s, 2, 0);
    });
    // What was blocked has been released before the last snapshot is made.
    const auto findings = story.end(RunOutcome::Deadlocked, [](Snapshot& s) {
        release(s);
        s.ledger.cancelled = 2;
        s.ledger.inFlight = 0;
    });
    REQUIRE(kindsOf(findings) == "starvation");
    CHECK(findings.front().level == FindingLevel::Critical);
    CHECK(findings.front().sentence.text()
        == "The only worker was blocked while 1 work item waited. It waited for a continuation that needed a free "
           "worker, so "
           "nothing could ever move again.");
    CHECK(story.summary() == findings);

    SECTION("a run that ended well after all is not one")
    {
        DiagnosisStory other;
        (void)other.go(50ms, [](Snapshot& s) { block(s, 8, 1); });
        CHECK(other.end(RunOutcome::Completed, release).empty());
        CHECK(other.summary().empty());
    }
}
