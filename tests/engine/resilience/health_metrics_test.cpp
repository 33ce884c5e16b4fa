// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/health_metrics.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using namespace std::chrono_literals;

namespace {

Clock::TimePoint at(Clock::Duration time)
{
    return Clock::TimePoint(time);
}
using Info = HealthMetrics::Info;

} // namespace

TEST_CASE("P8B.21 health metrics: what is as old as the sampling duration does not count",
    "[resilience][breaker][conformance]")
{
    for (const Clock::Duration later : {10'000ms, 10'001ms}) {
        HealthMetrics metrics(10s, at(0s));
        metrics.countSuccess(at(0s));
        metrics.countSuccess(at(0s));
        CHECK(metrics.query(at(10s - 100ns)).throughput == 2);
        CHECK(metrics.query(at(later)).throughput == 0);
    }
}

TEST_CASE("health metrics: ten events a second apart leave nine at the tenth second (PO-HM-3)", "[resilience][breaker]")
{
    HealthMetrics metrics(10s, at(0s));
    for (int second = 0; second < 10; ++second)
        metrics.countFailure(at(second * 1s));
    CHECK(metrics.query(at(10s)) == Info {9, 9});
    CHECK(metrics.query(at(10s)).failureRatio() == 1.0);
}

TEST_CASE("health metrics: a window starts with the access that opens it (PO-HM-2)", "[resilience][breaker]")
{
    HealthMetrics metrics(10s, at(0s));
    metrics.countFailure(at(300ms)); // 0.3 s to 1.3 s
    metrics.countSuccess(at(1299ms));
    CHECK(metrics.query(at(10'299ms)) == Info {2, 1});
    CHECK(metrics.query(at(10'300ms)) == Info {0, 0});
    CHECK(metrics.query(at(10'300ms)).failureRatio() == 0.0);
}

TEST_CASE("health metrics: a query is an access and opens a window, a peek is none (PO-HM-4)", "[resilience][breaker]")
{
    for (const bool asked : {false, true}) {
        HealthMetrics metrics(10s, at(0s));
        metrics.countFailure(at(0s));
        if (asked)
            (void)metrics.query(at(1s)); // opens 1 s to 2 s
        else
            (void)metrics.peek(at(1s));
        metrics.countFailure(at(1900ms));
        CHECK(metrics.peek(at(11s)).failures == (asked ? 0 : 1));
        CHECK(metrics.query(at(11s)).failures == (asked ? 0 : 1));
    }
}

TEST_CASE("health metrics: below 200 ms there is one bucket that starts anew (PO-HM-1)", "[resilience][breaker]")
{
    HealthMetrics metrics(199ms, at(0s));
    metrics.countFailure(at(0s));
    metrics.countSuccess(at(198ms));
    CHECK(metrics.query(at(199ms - 100ns)) == Info {2, 1});
    CHECK(metrics.query(at(199ms)) == Info {0, 0});
    metrics.countFailure(at(300ms)); // the bucket began at 199 ms
    CHECK(metrics.query(at(398ms - 100ns)) == Info {1, 1});
    CHECK(metrics.query(at(398ms)) == Info {0, 0});

    HealthMetrics windows(200ms, at(0s));
    windows.countFailure(at(0s));
    windows.countFailure(at(150ms));
    CHECK(windows.query(at(200ms)).failures == 1);
}

TEST_CASE("health metrics: an event sees the window until it is as old as the sampling duration (P7-AB-1)",
    "[resilience][breaker]")
{
    HealthMetrics metrics(10s, at(0s));
    metrics.countFailure(at(0s));
    metrics.countFailure(at(10s - 100ns));
    CHECK(metrics.query(at(10s - 100ns)).failures == 2);
    metrics.countFailure(at(10s));
    CHECK(metrics.query(at(10s)).failures == 2);
}
