// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/diagnosis/diagnosis_story.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using namespace std::chrono_literals;
using tests::DiagnosisStory;
using tests::flow;
using tests::kindsOf;

namespace {

void makeUnbounded(Snapshot& snapshot)
{
    snapshot.mode = Mode::Unbounded;
    snapshot.channel.limit = 0;
    snapshot.stages[0].inFlight.limit = 0;
    snapshot.stages[1].inFlight.limit = 0;
}

void inFlight(Snapshot& snapshot, std::int64_t validating, std::int64_t charging)
{
    snapshot.stages[0].inFlight.now = validating;
    snapshot.stages[1].inFlight.now = charging;
}

/// 150 orders come each second, 100 end, and the rest waits.
DiagnosisStory::Change overload()
{
    return [count = 0](Snapshot& s) mutable {
        flow(s, ++count % 2 ? 8 : 7, 5);
        s.pool.pendingWorkItems = s.ledger.inFlight;
    };
}

} // namespace

TEST_CASE("diagnosis: far more calls than the services can serve, and no limit, are a fan-out without bound",
    "[diagnosis][fan-out]")
{
    DiagnosisStory story;
    makeUnbounded(story.now);
    CHECK(kindsOf(story.go(450ms, [](Snapshot& s) { inFlight(s, 3800, 412); })).empty());
    const auto findings = story.go(1s);
    REQUIRE(kindsOf(findings) == "unboundedFanOut");
    CHECK(findings.front().sentence.text()
        == "4,212 calls are in flight at services that can serve 30 at once: every order begins as soon as it comes.");
    CHECK(findings.front().remedySwitch == kModeSwitch);
    CHECK(findings.front().remedyValue == "bounded");
    CHECK(kindsOf(story.go(1s, [](Snapshot& s) { inFlight(s, 100, 100); })).empty());
}

TEST_CASE("diagnosis: calls that were refused at once belong to the fan-out", "[diagnosis][fan-out]")
{
    DiagnosisStory story;
    makeUnbounded(story.now);
    story.now.ruleEngine.refused = 580;
    const auto findings = story.go(600ms, [](Snapshot& s) { inFlight(s, 100, 120); });
    CHECK(tests::found(findings, FindingKind::UnboundedFanOut).sentence.text()
        == "220 calls are in flight at services that can serve 30 at once, and 580 more have just been refused: every "
           "order "
           "begins as soon as it comes.");
}

TEST_CASE("diagnosis: a moderate or a limited number of calls is no fan-out", "[diagnosis][fan-out]")
{
    SECTION("at the threshold")
    {
        DiagnosisStory story;
        makeUnbounded(story.now);
        CHECK(kindsOf(story.go(5s, [](Snapshot& s) { inFlight(s, 100, 100); })).empty());
    }
    SECTION("services with many servers")
    {
        DiagnosisStory story;
        makeUnbounded(story.now);
        story.now.ruleEngine.busyServers.limit = 1000;
        CHECK(kindsOf(story.go(5s, [](Snapshot& s) { inFlight(s, 2000, 100); })).empty());
    }
    SECTION("stages with limits")
    {
        DiagnosisStory story;
        CHECK(kindsOf(story.go(5s, [](Snapshot& s) { inFlight(s, 2000, 100); })).empty());
    }
    SECTION("blocking mode, where threads are the limit")
    {
        DiagnosisStory story;
        makeUnbounded(story.now);
        story.now.mode = Mode::Blocking;
        CHECK(kindsOf(story.go(5s, [](Snapshot& s) { inFlight(s, 2000, 100); })).empty());
    }
}

TEST_CASE("diagnosis: the bad habit of fanning out is named in bounded mode", "[diagnosis][fan-out]")
{
    DiagnosisStory story;
    story.now.antiPatterns.unboundedFanOut = true;
    const auto findings = story.go(1s, [](Snapshot& s) { inFlight(s, 2000, 100); });
    REQUIRE(kindsOf(findings) == "unboundedFanOut");
    CHECK(findings.front().remedySwitch == "antiPatterns.unboundedFanOut");
    CHECK(findings.front().remedyValue == "false");
}

TEST_CASE("diagnosis: a backlog that grows with nothing to hold it back", "[diagnosis][backlog]")
{
    DiagnosisStory story;
    makeUnbounded(story.now);
    CHECK(kindsOf(story.go(3950ms, overload())).empty());
    const auto findings = story.go(50ms, overload());
    REQUIRE(kindsOf(findings) == "growingBacklog");
    CHECK(findings.front().level == FindingLevel::Warning);
    CHECK(findings.front().from == 0s);
    CHECK(findings.front().to == 4s);
    CHECK(findings.front().sentence.text()
        == "201 orders are under way, 201 more than 4.0 s ago: 150/s come in, 100/s go out, and nothing holds them "
           "back.");

    SECTION("quiet again when as many end as come")
    {
        CHECK(kindsOf(story.go(5s, [](Snapshot& s) { flow(s, 5, 5); })).empty());
        CHECK(kindsOf(story.summary()) == "growingBacklog");
    }
}

TEST_CASE("diagnosis: a backlog that something bounds, or that only drains or fills, does not count as growing",
    "[diagnosis][backlog]")
{
    SECTION("a bounded channel")
    {
        DiagnosisStory story;
        CHECK(kindsOf(story.go(10s, overload())).empty());
    }
    SECTION("a burst that is worked off")
    {
        DiagnosisStory story;
        makeUnbounded(story.now);
        flow(story.now, 5000, 0);
        CHECK(kindsOf(story.go(10s, [](Snapshot& s) { flow(s, 0, 6); })).empty());
    }
    SECTION("a spike each three seconds")
    {
        DiagnosisStory story;
        makeUnbounded(story.now);
        CHECK(kindsOf(story.go(20s, [](Snapshot& s) {
            flow(s, s.at % 3s == 0s ? 200 : 2, 2);
            s.pool.pendingWorkItems = s.ledger.inFlight;
        })).empty());
    }
    SECTION("a pipeline that fills, because each call takes long")
    {
        DiagnosisStory story;
        makeUnbounded(story.now);
        CHECK(kindsOf(story.go(10s, [](Snapshot& s) { flow(s, 2, 0); })).empty());
    }
    SECTION("growth of less than 20 orders in 4 s")
    {
        DiagnosisStory story;
        makeUnbounded(story.now);
        CHECK(kindsOf(story.go(10s, [](Snapshot& s) {
            flow(s, s.at % 250ms == 0s ? 1 : 0, 0);
            s.pool.pendingWorkItems = s.ledger.inFlight;
        })).empty());
    }
}

TEST_CASE("diagnosis: the remedy for a growing backlog fits what leaves it unbounded", "[diagnosis][backlog]")
{
    SECTION("the bad habit")
    {
        DiagnosisStory story;
        story.now.antiPatterns.unboundedChannel = true;
        const auto findings = story.go(5s, overload());
        REQUIRE(kindsOf(findings) == "growingBacklog");
        CHECK(findings.front().remedySwitch == "antiPatterns.unboundedChannel");
    }
    SECTION("a channel so large that it bounds nothing")
    {
        DiagnosisStory story;
        story.now.channel.limit = 100'000;
        const auto findings = story.go(5s, overload());
        REQUIRE(kindsOf(findings) == "growingBacklog");
        CHECK(findings.front().remedySwitch == "limits.channelCapacity");
        CHECK(findings.front().remedyValue == "1000"); // 100/s for 10 s
    }
    SECTION("a thread for each order")
    {
        DiagnosisStory story;
        story.now.mode = Mode::Blocking;
        const auto findings = story.go(5s, overload());
        REQUIRE(kindsOf(findings) == "growingBacklog");
        CHECK(findings.front().remedySwitch == "pool.threads");
        CHECK(findings.front().remedyValue == "19");
    }
}

TEST_CASE("diagnosis: a full channel that makes clients wait is noted", "[diagnosis][backpressure]")
{
    DiagnosisStory story;
    const auto full = [](Snapshot& s) {
        flow(s, 5, 5);
        s.channel.now = 500;
    };
    CHECK(kindsOf(story.go(1s, full)).empty());
    const auto findings = story.go(2s, full);
    REQUIRE(kindsOf(findings) == "backpressure");
    CHECK(findings.front().level == FindingLevel::Note);
    CHECK(findings.front().sentence.text()
        == "The channel has been full for 3.0 s: 500 of 500 places are taken, and clients wait until one is free. "
           "100/s get "
           "in.");
    CHECK(findings.front().remedySwitch.empty());
    CHECK(kindsOf(story.go(1s, [](Snapshot& s) { s.channel.now = 100; })).empty());
}

TEST_CASE("diagnosis: a full channel is no news when nobody waits before it", "[diagnosis][backpressure]")
{
    DiagnosisStory story;
    SECTION("all orders have come")
    {
        story.now.expectedOrders = 600;
        flow(story.now, 600, 0);
        CHECK(kindsOf(story.go(5s, [](Snapshot& s) { s.channel.now = 500; })).empty());
    }
    SECTION("it is nearly full")
    {
        CHECK(kindsOf(story.go(5s, [](Snapshot& s) { s.channel.now = 489; })).empty());
    }
    SECTION("it has no bound")
    {
        story.now.channel.limit = 0;
        CHECK(kindsOf(story.go(5s, [](Snapshot& s) { s.channel.now = 489; })).empty());
    }
}
