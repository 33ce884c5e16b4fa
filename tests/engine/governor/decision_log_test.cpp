// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/governor/decision_log.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using namespace std::chrono_literals;

TEST_CASE("decisionLog: each entry has the throughput before and, when it is known, after", "[governor][decisionLog]")
{
    DecisionLog log;
    log.add(500ms, 4, 5, ThreadChangeReason::Starvation, Phrase("a"), 50);
    CHECK(log.since(0)[0].throughputBefore == 100.0);
    CHECK_FALSE(log.since(0)[0].throughputAfter);

    SECTION("with the next decision")
    {
        log.add(750ms, 5, 6, ThreadChangeReason::Starvation, Phrase("b"), 100);
        CHECK(log.since(0)[0].throughputAfter == 200.0);
        CHECK(log.since(0)[1].throughputBefore == 200.0);
    }
    SECTION("or when it has been measured for a second")
    {
        log.measure(1500ms - 1ns, 350);
        CHECK_FALSE(log.since(0)[0].throughputAfter);
        log.measure(1500ms, 350);
        CHECK(log.since(0)[0].throughputAfter == 300.0);
        log.measure(10s, 350);
        CHECK(log.since(0)[0].throughputAfter == 300.0); // what came after it, not what came much later
        log.add(10s, 5, 4, ThreadChangeReason::ThreadTimedOut, Phrase("c"), 350);
        CHECK(log.since(0)[1].throughputBefore == 0.0);
    }
    SECTION("never for the same instant")
    {
        log.add(500ms, 5, 6, ThreadChangeReason::CooperativeBlocking, Phrase("d"), 50);
        CHECK_FALSE(log.since(0)[0].throughputAfter);
        CHECK_FALSE(log.since(0)[1].throughputBefore);
    }
}

TEST_CASE("decisionLog: only the latest are kept, and the others stay counted", "[governor][decisionLog]")
{
    DecisionLog log;
    for (int i = 0; i < 250; ++i)
        log.add(i * 1s, i, i + 1, ThreadChangeReason::Starvation, Phrase(""), i);
    CHECK(log.count() == 250);
    CHECK(log.since(0).size() == DecisionLog::kKept);
    CHECK(log.since(0).front().index == 50);
    CHECK(log.droppedSince(0) == 50);
    CHECK(log.droppedSince(20) == 30);
    CHECK(log.droppedSince(50) == 0);
    REQUIRE(log.since(248).size() == 2);
    CHECK(log.since(248).front().index == 248);
    CHECK(log.since(250).empty());
}
