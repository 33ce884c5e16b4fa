// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/diagnosis/symptom_watch.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using namespace std::chrono_literals;

namespace {

Symptom seenAt(std::chrono::nanoseconds at, FindingKind kind = FindingKind::Starvation, const char* subject = "pool")
{
    Symptom symptom;
    symptom.finding.kind = kind;
    symptom.finding.subject = subject;
    symptom.finding.from = at;
    symptom.finding.to = at;
    return symptom;
}

/// Every 50 ms from `from` to before `to`.
void see(SymptomWatch& watch, std::chrono::nanoseconds from, std::chrono::nanoseconds to)
{
    for (auto at = from; at < to; at += 50ms)
        (void)watch.look({seenAt(at)}, at);
}

void seeNothing(SymptomWatch& watch, std::chrono::nanoseconds from, std::chrono::nanoseconds to)
{
    for (auto at = from; at < to; at += 50ms)
        (void)watch.look({}, at);
}

} // namespace

TEST_CASE("symptom watch: a symptom is told once it has been seen for long enough", "[diagnosis][hysteresis]")
{
    SymptomWatch watch;
    see(watch, 1s, 1500ms);
    CHECK(watch.told().empty());
    CHECK(watch.since(FindingKind::Starvation, "pool") == 1s);
    see(watch, 1500ms, 1550ms);
    REQUIRE(watch.told().size() == 1);
    CHECK(watch.told().front().from == 1s);
    CHECK(watch.told().front().to == 1500ms);

    SECTION("it survives gaps shorter than its release")
    {
        seeNothing(watch, 1550ms, 2450ms);
        CHECK(watch.told().size() == 1);
        see(watch, 2450ms, 2500ms);
        seeNothing(watch, 2500ms, 3450ms);
        CHECK(watch.told().size() == 1);
    }
    SECTION("it is told no more after its release, and has to be confirmed again")
    {
        seeNothing(watch, 1550ms, 2550ms);
        CHECK(watch.told().empty());
        CHECK(watch.since(FindingKind::Starvation, "pool") == std::nullopt);
        see(watch, 2550ms, 3050ms);
        CHECK(watch.told().empty());
    }
}

TEST_CASE("symptom watch: what comes and goes is never told", "[diagnosis][hysteresis]")
{
    SymptomWatch watch;
    for (auto at = 0ms; at < 20s; at += 400ms) {
        see(watch, at, at + 200ms);
        seeNothing(watch, at + 200ms, at + 400ms);
        REQUIRE(watch.told().empty());
    }
}

TEST_CASE("symptom watch: snapshots that are far apart do not interrupt a symptom", "[diagnosis][hysteresis]")
{
    SymptomWatch watch;
    (void)watch.look({seenAt(0s)}, 0s);
    (void)watch.look({seenAt(400ms)}, 400ms);
    CHECK(watch.told().empty());
    (void)watch.look({seenAt(800ms)}, 800ms);
    CHECK(watch.told().size() == 1);
}

TEST_CASE("symptom watch: each subject is watched for itself, the most severe is first", "[diagnosis][hysteresis]")
{
    SymptomWatch watch;
    for (auto at = 0ms; at <= 500ms; at += 50ms) {
        Symptom severe = seenAt(at, FindingKind::ServiceSaturated, "rule engine");
        severe.finding.level = FindingLevel::Critical;
        (void)watch.look({seenAt(at, FindingKind::ServiceSaturated, "payment provider"), severe}, at);
    }
    REQUIRE(watch.told().size() == 2);
    CHECK(watch.told().front().subject == "rule engine");
}

TEST_CASE("symptom watch: time that stands still confirms nothing", "[diagnosis][hysteresis]")
{
    SymptomWatch watch;
    for (int i = 0; i < 1000; ++i)
        (void)watch.look({seenAt(1s)}, 1s);
    CHECK(watch.told().empty());
}
