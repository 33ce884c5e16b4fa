// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/governor/dotnet_governor.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;

TEST_CASE(
    "TP.1 threadLimits: a minimum above the maximum, below 0 or beyond all bounds is refused, and so is a maximum "
    "below the minimum (LM-1, LM-2)",
    "[governor][conformance]")
{
    constexpr int kProcessors = 4;
    ThreadLimits limits(1, ThreadLimits::kHighest);
    REQUIRE(limits.setMin(2 * kProcessors));
    REQUIRE(limits.setMax(2 * kProcessors + 1));
    CHECK_FALSE(limits.setMin(2 * kProcessors + 2));
    CHECK_FALSE(limits.setMin(-1));
    CHECK_FALSE(limits.setMin(32'768));
    CHECK_FALSE(limits.setMax(2 * kProcessors - 1));
    CHECK(limits.min() == 2 * kProcessors);
    CHECK(limits.max() == 2 * kProcessors + 1);
}

TEST_CASE("TP.4 threadLimits: limits forced by configuration accept their own value only (LM-1, LM-2)",
    "[governor][conformance]")
{
    ThreadLimits limits = ThreadLimits::forced(1, 2, 8, 100);
    CHECK(limits.setMin(1));
    CHECK(limits.setMax(2));
    CHECK_FALSE(limits.setMin(2));
    CHECK_FALSE(limits.setMax(1));
    CHECK(limits.min() == 1);
    CHECK(limits.max() == 2);
}

TEST_CASE(
    "threadLimits: 0 threads at least are stored as 1, more than 32,767 at most as 32,767 (LM-1, LM-2)", "[governor]")
{
    ThreadLimits limits(4, 8);
    CHECK(limits.setMin(0));
    CHECK(limits.min() == 1);
    CHECK(limits.setMax(32'768));
    CHECK(limits.max() == 32'767);
    CHECK_FALSE(limits.setMax(0));
    CHECK_FALSE(limits.setMax(-5));
    CHECK(limits.setMax(1));
    const ThreadLimits half = ThreadLimits::forced(std::nullopt, 6, 9, 100);
    CHECK(half.min() == 9); // the default minimum wins over a forced maximum below it
    CHECK(half.max() == 9);
}

TEST_CASE("dotnetGovernor: the goal follows the limits at once (LM-1, LM-2)", "[governor]")
{
    DecisionLog log;
    DotnetSettings settings;
    settings.limits = ThreadLimits(4, 100);
    DotnetGovernor governor(settings, 4, seededIntervals(1), log);
    const Clock::TimePoint now {std::chrono::seconds(1)};
    CHECK(governor.setMinThreads(now, 10));
    CHECK(governor.goal() == 10);
    CHECK(governor.setMinThreads(now, 5));
    CHECK(governor.goal() == 10); // nothing that a new minimum lowers
    CHECK(governor.setMaxThreads(now, 7));
    CHECK(governor.goal() == 7);
    CHECK_FALSE(governor.setMaxThreads(now, 4));
    CHECK(governor.goal() == 7);
    const auto decisions = log.since(0);
    REQUIRE(decisions.size() == 2);
    CHECK(decisions[0].reason == ThreadChangeReason::Fixed);
    CHECK(decisions[0].why.text() == "The minimum was set to 10: six threads more (4 -> 10).");
    CHECK(decisions[1].why.text() == "The maximum was set to 7: three threads fewer (10 -> 7).");
}
