// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workload/scenario_json.h"

#include <catch2/catch_test_macros.hpp>

#include <QDir>
#include <QFile>

#include <algorithm>

using namespace engine;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    const bool opened = file.open(QIODevice::ReadOnly);
    return opened ? file.readAll() : QByteArray();
}

const QString kResources = QStringLiteral(THREADWEIR_RESOURCES);

} // namespace

TEST_CASE("built-in scenarios: each loads, is named as its file and says what it is for", "[workload][scenario]")
{
    const QStringList names = builtInScenarios();
    CHECK(names.size() >= 5);
    CHECK(std::is_sorted(names.begin(), names.end()));
    for (const QString& name : names) {
        INFO(name.toStdString());
        const auto scenario = loadScenario(name);
        REQUIRE(scenario.has_value());
        CHECK(scenario->name == name);
        CHECK(scenario->title.size() > 10);
        CHECK(scenario->description.size() > 60);
    }
}

TEST_CASE("built-in scenarios: what is built in is what lies in the resources, all of it", "[workload][scenario]")
{
    const QStringList files = QDir(kResources + QStringLiteral("/scenarios")).entryList({QStringLiteral("*.json")});
    QStringList names;
    for (const QString& file : files)
        names << file.chopped(5);
    names.sort();
    CHECK(names == builtInScenarios());
    for (const QString& name : names) {
        const QString path = kResources + QStringLiteral("/scenarios/%1.json").arg(name);
        const auto fromFile = loadScenario(path);
        REQUIRE(fromFile.has_value());
        CHECK(*fromFile == loadScenario(name));
    }
}

TEST_CASE("built-in scenarios: writing and reading one gives the same scenario", "[workload][scenario]")
{
    for (const QString& name : builtInScenarios()) {
        const auto scenario = loadScenario(name);
        REQUIRE(scenario.has_value());
        const auto again = parseScenario(toJson(*scenario), name);
        REQUIRE(again.has_value());
        CHECK(*again == *scenario);
        CHECK(toJson(*again) == toJson(*scenario));
    }
}

TEST_CASE("built-in scenarios: mega-order is what the defaults are", "[workload][scenario]")
{
    auto scenario = loadScenario(QStringLiteral("mega-order"));
    REQUIRE(scenario.has_value());
    const Scenario defaults;
    scenario->name = defaults.name;
    scenario->title = defaults.title;
    scenario->description = defaults.description;
    CHECK(*scenario == defaults);
}

TEST_CASE("built-in scenarios: first-minute never ends by itself and runs on the real clock", "[workload][scenario]")
{
    const auto scenario = loadScenario(QStringLiteral("first-minute"));
    REQUIRE(scenario.has_value());
    CHECK(scenario->workload.repeatForever);
    CHECK(scenario->clock.kind == ClockKind::Real);
    const double capacity = scenario->limits.chargeInFlight * 1000.0 / scenario->paymentProvider.latency.meanMs;
    CHECK(scenario->workload.ratePerSecond < 0.8 * capacity);
    CHECK(scenario->workload.ratePerSecond > 0.5 * capacity);
}

TEST_CASE("built-in scenarios: the threads of slow-downstream suffice before and after the slow time, and not in it",
    "[workload][scenario]")
{
    const auto scenario = loadScenario(QStringLiteral("slow-downstream"));
    REQUIRE(scenario.has_value());
    REQUIRE(scenario->paymentProvider.latencyChanges.size() == 2);
    const auto ordersPerSecond = [&](double factor) {
        const double orderMs = scenario->ruleEngine.latency.meanMs + factor * scenario->paymentProvider.latency.meanMs
            + scenario->store.roundTripMs;
        return scenario->pool.threads * 1000.0 / orderMs;
    };
    const double slow = scenario->paymentProvider.latencyChanges.front().latencyFactor;
    const double after = scenario->paymentProvider.latencyChanges.back().latencyFactor;
    CHECK(ordersPerSecond(1) > 1.5 * scenario->workload.ratePerSecond);
    CHECK(ordersPerSecond(slow) < 0.6 * scenario->workload.ratePerSecond);
    CHECK(after == 1.0);
    CHECK(scenario->limits.blockingKind == BlockingKind::Synchronous);
}

TEST_CASE("built-in scenarios: the limits of unbounded-10k refuse all at once, but not what bounded mode sends",
    "[workload][scenario]")
{
    const auto scenario = loadScenario(QStringLiteral("unbounded-10k"));
    REQUIRE(scenario.has_value());
    CHECK(scenario->workload.orders == 10'000);
    CHECK(scenario->workload.orders > scenario->ruleEngine.acceptQueueLimit + scenario->ruleEngine.servers);
    CHECK(scenario->limits.validateInFlight <= scenario->ruleEngine.acceptQueueLimit + scenario->ruleEngine.servers);
    CHECK(scenario->limits.chargeInFlight
        <= scenario->paymentProvider.acceptQueueLimit + scenario->paymentProvider.servers);
}

TEST_CASE("scenario schema: the file in the resources is what the table of fields says", "[workload][scenario]")
{
    INFO("write what scenarioSchema() gives to resources/scenario.schema.json");
    CHECK(contentOf(kResources + QStringLiteral("/scenario.schema.json")) == scenarioSchema());
}
