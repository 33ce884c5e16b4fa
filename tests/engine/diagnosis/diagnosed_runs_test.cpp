// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/diagnosis/diagnostician.h"
#include "engine/workload/scenario_json.h"
#include "tests/support/scenario_run.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

using namespace engine;

namespace {

using enum FindingKind;
using Kinds = std::set<FindingKind>;
constexpr auto kBlocking = Mode::Blocking;
constexpr auto kUnbounded = Mode::Unbounded;
constexpr auto kBounded = Mode::Bounded;

/// One real run in virtual time, and all that may be found in it.
struct Row {
    const char* scenario;
    Mode mode;
    const char* settings; ///< as `--set` takes them, with spaces between
    Kinds expected;
    double stopAfter = 0; ///< seconds of clock time; 0: never
    void (*change)(Scenario&) = nullptr; ///< for what has no path of its own
};

/// A shop that never closes, for 20 s.
constexpr auto kAfternoon = "workload.repeatForever=false workload.orders=1800";

void breakForFiveSeconds(Scenario& scenario)
{
    scenario.paymentProvider.outages.push_back({5, 5});
}

// clang-format off
const std::vector<Row> kRows = {
    // the built-in scenarios as they are
    {"mega-order", kBlocking, "", {Starvation}},
    {"mega-order", kUnbounded, "", {UnboundedFanOut, ServiceSaturated}},
    {"mega-order", kBounded, "", {}},
    {"slow-downstream", kBlocking, "", {Starvation, GrowingBacklog}},
    {"slow-downstream", kUnbounded, "", {ServiceSaturated, GrowingBacklog}},
    {"slow-downstream", kBounded, "", {ServiceSaturated}},
    {"spike", kBlocking, "", {Starvation, GrowingBacklog}},
    {"spike", kUnbounded, "", {UnboundedFanOut, ServiceSaturated}},
    {"spike", kBounded, "", {}},
    {"unbounded-10k", kBlocking, "", {Starvation}},
    {"unbounded-10k", kUnbounded, "", {UnboundedFanOut, ServiceSaturated}},
    {"unbounded-10k", kBounded, "", {Backpressure}},
    {"first-minute", kBlocking, kAfternoon, {Starvation, GrowingBacklog}},
    {"first-minute", kUnbounded, kAfternoon, {}},
    {"first-minute", kBounded, kAfternoon, {}},

    // a burst and threads
    {"mega-order", kBlocking, "limits.blockingKind=synchronous", {Starvation}},
    {"mega-order", kBlocking, "limits.blockingKind=synchronous pool.threads=1 workload.orders=100", {Starvation}},
    {"mega-order", kBlocking, "limits.blockingKind=synchronous workload.orders=8", {}},
    {"mega-order", kBlocking, "limits.blockingKind=synchronous workload.orders=24", {}},
    {"mega-order", kBlocking, "workload.orders=7", {}},
    {"mega-order", kBounded, "pool.threads=1", {}},
    {"mega-order", kUnbounded, "workload.orders=100", {}},
    {"mega-order", kUnbounded, "workload.orders=400", {UnboundedFanOut}},

    // limits, servers and channels under a burst
    {"mega-order", kBounded, "limits.boundedShape=batchwise", {}},
    {"mega-order", kBounded, "limits.chargeInFlight=5", {}},
    {"mega-order", kBounded, "limits.chargeInFlight=100", {LimitTooHigh}},
    {"mega-order", kBounded, "limits.chargeInFlight=100 paymentProvider.acceptQueueLimit=30", {LimitTooHigh, ServiceSaturated}},
    {"mega-order", kBounded, "limits.validateInFlight=200", {}}, // charge is narrower
    {"mega-order", kBounded, "limits.validateInFlight=200 limits.chargeInFlight=50 paymentProvider.servers=50", {LimitTooHigh}},
    {"mega-order", kBounded, "limits.channelCapacity=200", {Backpressure}},
    {"mega-order", kBounded, "paymentProvider.servers=20", {}},
    {"mega-order", kBounded, "paymentProvider.failureRate=0.5", {}},
    {"mega-order", kBounded, "paymentProvider.latency.kind=exponential", {}},

    // orders that keep coming
    {"first-minute", kBounded, "workload.repeatForever=false workload.orders=4000 workload.ratePerSecond=200", {Backpressure, ServiceSaturated}},
    {"first-minute", kBounded, "workload.repeatForever=false workload.orders=4000 workload.ratePerSecond=200 limits.channelCapacity=100000", {GrowingBacklog, ServiceSaturated}},
    {"first-minute", kBounded, "workload.repeatForever=false workload.orders=4500 workload.ratePerSecond=150 paymentProvider.servers=20", {LimitTooLow, Backpressure}},
    {"first-minute", kBounded, "workload.repeatForever=false workload.orders=4500 workload.ratePerSecond=150 paymentProvider.servers=20 limits.chargeInFlight=20", {}},
    {"first-minute", kUnbounded, "workload.repeatForever=false workload.orders=4000 workload.ratePerSecond=200", {GrowingBacklog, ServiceSaturated, UnboundedFanOut}},
    {"first-minute", kBlocking, "workload.repeatForever=false workload.orders=1000 workload.ratePerSecond=20 limits.blockingKind=synchronous", {}},
    {"first-minute", kBlocking, "workload.repeatForever=false workload.orders=2000 limits.blockingKind=synchronous", {Starvation, GrowingBacklog}},
    {"first-minute", kBounded, kAfternoon, {}, 0, breakForFiveSeconds},
    {"first-minute", kUnbounded, kAfternoon, {}, 0, breakForFiveSeconds},

    // bad habits, each beside the same run without it
    {"mega-order", kUnbounded, "workload.orders=100 antiPatterns.blockOnAsync=true", {Starvation}},
    {"first-minute", kBounded, "workload.repeatForever=false workload.orders=600 antiPatterns.fireAndForget=true", {LostOrders}},
    {"mega-order", kBounded, "antiPatterns.unboundedFanOut=true", {UnboundedFanOut, ServiceSaturated}},
    {"poison-orders", kBounded, "", {}},
    {"poison-orders", kBounded, "antiPatterns.noIdempotencyKeys=true", {DoubleCharges}},
    {"poison-orders", kBounded, "antiPatterns.asyncVoid=true", {UnobservedErrors}},
    {"retry-storm", kBounded, "", {LimitTooHigh, ServiceSaturated}},
    {"retry-storm", kBounded, "antiPatterns.retryWithoutBackoff=true", {LimitTooHigh, RetryStorm, ServiceSaturated}},
    {"slow-payment", kBounded, "", {BreakerOpen}},
    {"flapping-outage", kBounded, "", {BreakerOpen}},
    {"slow-tail", kBounded, "", {}},
    {"cancelled-client", kBounded, "", {}},
    {"cancelled-client", kBounded, "antiPatterns.ignoreCancellation=true", {OrphanedWork}},
    {"starvation", kBounded, "", {}},
    {"starvation", kBlocking, "pool.governor.kind=dotnet", {}},
    {"shutdown-under-load", kBounded, "", {}, 3},
    {"shutdown-under-load", kBounded, "antiPatterns.abruptStop=true", {DrainIncomplete}, 3},

    // stopping
    {"mega-order", kBounded, "", {DrainIncomplete}, 5},
    {"mega-order", kBounded, "limits.drainSeconds=40", {}, 5},
    {"mega-order", kBounded, "limits.drainSeconds=1", {DrainIncomplete}, 5},
    {"mega-order", kUnbounded, "limits.drainSeconds=1", {UnboundedFanOut, ServiceSaturated, DrainIncomplete}, 5},
    {"first-minute", kBounded, "", {}, 5},
};
// clang-format on

std::string namesOf(const Kinds& kinds)
{
    std::string names;
    for (const FindingKind kind : kinds)
        names += std::string(names.empty() ? "" : ", ") + toString(kind);
    return names.empty() ? "nothing" : names;
}

Scenario scenarioOf(const Row& row)
{
    const QStringList settings = QString::fromLatin1(row.settings).split(u' ', Qt::SkipEmptyParts);
    Scenario scenario = tests::scenarioWith(row.scenario, settings);
    if (row.change)
        row.change(scenario);
    return scenario;
}

std::vector<Finding> diagnose(const Scenario& scenario, const Row& row)
{
    const auto run = tests::runToTheEnd(scenario, row.mode, [&row](Run& running, const Snapshot& snapshot) {
        if (row.stopAfter > 0 && snapshot.at >= std::chrono::duration<double>(row.stopAfter))
            running.stop();
    });
    Diagnostician diagnostician(scenario);
    for (const auto& snapshot : run.snapshots)
        (void)diagnostician.add(*snapshot);
    return diagnostician.summary();
}

Kinds kindsOf(const std::vector<Finding>& findings)
{
    Kinds kinds;
    for (const Finding& finding : findings)
        kinds.insert(finding.kind);
    return kinds;
}

std::string textOf(const Finding& finding)
{
    const auto seconds = [](std::chrono::nanoseconds time) {
        return std::to_string(std::chrono::duration<double>(time).count());
    };
    return std::string("\n  ") + toString(finding.level) + ' ' + toString(finding.kind) + " (" + finding.subject + ", "
        + seconds(finding.from) + " to " + seconds(finding.to) + " s): " + finding.sentence.text() + ' ' + finding.remedy.text() + " ["
        + finding.remedySwitch + '=' + finding.remedyValue + ']';
}

Mode modeOf(const std::string& name)
{
    for (const Mode mode : {Mode::Blocking, Mode::Unbounded}) {
        if (name == toString(mode))
            return mode;
    }
    return Mode::Bounded;
}

ScenarioResult<Scenario> remedied(const Scenario& scenario, const Finding& finding)
{
    if (finding.remedySwitch == kModeSwitch)
        return scenario;
    return withSetting(scenario, QString::fromStdString(finding.remedySwitch + '=' + finding.remedyValue));
}

} // namespace

TEST_CASE("diagnosis: a run is found to have what it has, and nothing else", "[diagnosis][table]")
{
    const Row& row = kRows[GENERATE(range(std::size_t {0}, kRows.size()))];
    const Scenario scenario = scenarioOf(row);
    const std::vector<Finding> findings = diagnose(scenario, row);
    std::string texts;
    for (const Finding& finding : findings)
        texts += textOf(finding);
    INFO(row.scenario << ' ' << toString(row.mode) << ' ' << row.settings << texts);
    CHECK(namesOf(kindsOf(findings)) == namesOf(row.expected));
    for (const Finding& finding : findings) {
        CHECK(finding.from <= finding.to);
        CHECK(finding.sentence.text().ends_with('.'));
        CHECK(finding.remedy.text().ends_with('.'));
        CHECK(finding.remedySwitch.empty() == finding.remedyValue.empty());
        if (finding.remedySwitch == kModeSwitch)
            CHECK(finding.remedyValue != toString(row.mode));
        else if (!finding.remedySwitch.empty())
            CHECK(remedied(scenario, finding).has_value());
    }
}

TEST_CASE("diagnosis: doing what the remedy says helps", "[diagnosis][remedy]")
{
    constexpr auto kTooMany = "workload.repeatForever=false workload.orders=4000 workload.ratePerSecond=200";
    const Row row = GENERATE_COPY(Row {"mega-order", kBounded, "limits.chargeInFlight=100", {LimitTooHigh}},
        Row {"mega-order", kBounded, "", {DrainIncomplete}, 5},
        Row {"first-minute", kBounded, kTooMany, {ServiceSaturated}},
        Row {"first-minute", kUnbounded, kTooMany, {ServiceSaturated}},
        Row {"first-minute", kBounded,
            "workload.repeatForever=false workload.orders=4000 workload.ratePerSecond=200 limits.channelCapacity=100000",
            {GrowingBacklog}},
        Row {"first-minute", kBlocking,
            "workload.repeatForever=false workload.orders=2000 limits.blockingKind=synchronous", {GrowingBacklog}},
        Row {"first-minute", kBounded,
            "workload.repeatForever=false workload.orders=4500 workload.ratePerSecond=150 paymentProvider.servers=20",
            {LimitTooLow}},
        Row {"mega-order", kUnbounded, "", {UnboundedFanOut}});
    const FindingKind kind = *row.expected.begin();
    const Scenario scenario = scenarioOf(row);
    const std::vector<Finding> findings = diagnose(scenario, row);
    const auto finding = std::find_if(
        findings.begin(), findings.end(), [kind](const Finding& candidate) { return candidate.kind == kind; });
    REQUIRE(finding != findings.end());
    INFO(textOf(*finding));
    const ScenarioResult<Scenario> better = remedied(scenario, *finding);
    REQUIRE(better.has_value());
    Row again = row;
    if (finding->remedySwitch == kModeSwitch)
        again.mode = modeOf(finding->remedyValue);
    CHECK_FALSE(kindsOf(diagnose(*better, again)).contains(kind));
}
