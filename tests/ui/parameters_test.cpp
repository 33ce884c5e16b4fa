// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workload/scenario_json.h"
#include "ui/bridge/parameter_words.h"
#include "ui/bridge/parameters.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using engine::Mode;
using engine::Scenario;

namespace {

Scenario with(const char* assignment, const Scenario& scenario = {})
{
    const auto changed = engine::withSetting(scenario, QLatin1String(assignment));
    REQUIRE(changed);
    return *changed;
}

} // namespace

TEST_CASE("parameters: every field that holds a value is one, but for the format's version and the clock", "[bridge][parameters]")
{
    QStringList missing;
    for (const auto& field : ui::parameterFields()) {
        if (!ui::parameterAt(field.path))
            missing << field.path;
    }
    CHECK(missing.join(QLatin1Char(' ')).toStdString() == "version clock.kind clock.rate");
    CHECK(ui::parameters().size() + 3 == ui::parameterFields().size());
    // A row of words that names no field would be lost without a sound.
    std::size_t rows = 0;
    for (const ui::ParameterWords& words : ui::parameterWords())
        rows += QLatin1String(words.path).startsWith(QLatin1Char('*')) ? 2 : 1;
    CHECK(rows == ui::parameters().size());
}

TEST_CASE("parameters: each one has a name, an explanation, a range and words for its choices", "[bridge][parameters]")
{
    for (const ui::Parameter& parameter : ui::parameters()) {
        INFO(parameter.field.path.toStdString());
        CHECK_FALSE(parameter.label.isEmpty());
        CHECK(parameter.field.description.endsWith(QLatin1Char('.')));
        CHECK(parameter.wordLabels.size() == parameter.field.words.size());
        if (parameter.sliderHighest > parameter.sliderLowest) {
            CHECK(parameter.sliderLowest >= parameter.field.lowest);
            CHECK(parameter.sliderHighest <= parameter.field.highest);
        }
        CHECK(std::ranges::count(parameter.modes, true) > 0);
        if (!parameter.neededPath.isEmpty()) {
            const ui::Parameter* const needed = ui::parameterAt(parameter.neededPath);
            REQUIRE(needed);
            for (const QString& word : parameter.neededWords)
                CHECK((needed->field.kind == ui::ParameterField::Kind::Flag || needed->field.words.contains(word)));
        }
    }
}

TEST_CASE("parameters: a value is read from a scenario as --set would write it", "[bridge][parameters]")
{
    Scenario scenario = with("limits.chargeInFlight=40");
    scenario = with("paymentProvider.failureRate=0.055", scenario);
    scenario = with("pool.governor.kind=dotnet", scenario);
    scenario = with("antiPatterns.asyncVoid=true", scenario);
    for (const ui::Parameter& parameter : ui::parameters()) {
        INFO(parameter.field.path.toStdString());
        const auto again = engine::withSetting(scenario, parameter.field.path + QLatin1Char('=') + parameter.field.text(scenario));
        REQUIRE(again);
        CHECK(*again == scenario);
    }
    CHECK(ui::parameterAt(QStringLiteral("limits.chargeInFlight"))->field.text(scenario) == QStringLiteral("40"));
}

TEST_CASE("parameters: values are said in their units and words, and read as they are said", "[bridge][parameters]")
{
    const auto* failing = ui::parameterAt(QStringLiteral("paymentProvider.failureRate"));
    CHECK(failing->said(QStringLiteral("0.07")) == QStringLiteral("7 %"));
    CHECK(failing->fromTyped(QStringLiteral("7")) == QStringLiteral("0.07"));
    CHECK(failing->fromTyped(QStringLiteral("many")) == QStringLiteral("many"));
    const auto* latency = ui::parameterAt(QStringLiteral("ruleEngine.latency.meanMs"));
    CHECK(latency->said(QStringLiteral("80")) == QStringLiteral("80 ms"));
    CHECK(latency->fromTyped(QStringLiteral("80")) == QStringLiteral("80"));
    const auto* arrival = ui::parameterAt(QStringLiteral("workload.arrival"));
    CHECK(arrival->said(QStringLiteral("burst")) == QStringLiteral("all at once"));
    const auto* order = ui::parameterAt(QStringLiteral("paymentProvider.resilience.order"));
    const QString text = order->field.text(Scenario {});
    CHECK(order->said(text).startsWith(QStringLiteral("limiter, ")));
    CHECK(order->said(text).contains(QStringLiteral("breaker, ")));
    CHECK(order->fromTyped(order->said(text)) == text);
}

TEST_CASE("parameters: a change is told with names, values and units", "[bridge][parameters]")
{
    const auto told = [](const char* assignment) {
        return ui::describeChange({}, Mode::Bounded, with(assignment), Mode::Bounded).toStdString();
    };
    CHECK(told("limits.chargeInFlight=40") == "Charge limit 10 → 40");
    CHECK(told("paymentProvider.latency.meanMs=400") == "Payment provider: Latency 80 → 400 ms");
    CHECK(told("paymentProvider.failureRate=0.5") == "Payment provider: Calls that fail 0 → 50 %");
    CHECK(told("antiPatterns.fireAndForget=true") == "Fire and forget: on");
    CHECK(told("pool.governor.kind=dotnet") == "Number of threads fixed → governed as in .NET");
    CHECK(told("limits.chargeInFlight=10").empty());
    CHECK(ui::describeChange({}, Mode::Bounded, {}, Mode::Blocking) == QStringLiteral("Mode bounded → blocking"));
    Scenario many = with("limits.chargeInFlight=40", with("limits.chunkSize=7", with("store.connections=2")));
    CHECK(ui::describeChange({}, Mode::Bounded, many, Mode::Bounded) == QStringLiteral("3 values changed"));
}

TEST_CASE("parameters: what has no effect says why", "[bridge][parameters]")
{
    const auto reason = [](const char* path, const Scenario& scenario, Mode mode) {
        return ui::reasonForNoEffect(*ui::parameterAt(QLatin1String(path)), scenario, mode).toStdString();
    };
    CHECK(reason("limits.chargeInFlight", {}, Mode::Bounded).empty());
    CHECK(reason("limits.chargeInFlight", {}, Mode::Unbounded) == "Has an effect in bounded mode only.");
    CHECK(reason("antiPatterns.blockOnAsync", {}, Mode::Blocking) == "Has an effect in unbounded and bounded mode only.");
    CHECK(reason("antiPatterns.blockOnAsync", {}, Mode::Bounded).empty());
    CHECK(reason("paymentProvider.resilience.retry.delayMs", {}, Mode::Bounded) == "Without effect while “Try again” is “off”.");
    CHECK(reason("paymentProvider.resilience.retry.delayMs", with("paymentProvider.resilience.retry.enabled=true"), Mode::Bounded)
              .empty());
    CHECK(reason("ruleEngine.resilience.retry.delayMs", with("paymentProvider.resilience.retry.enabled=true"), Mode::Bounded)
        != "");
}

TEST_CASE("parameters: only what cannot change while orders flow needs a new run", "[bridge][parameters]")
{
    for (const auto* assignment : {"seed=2", "workload.arrival=steady", "workload.orders=7", "limits.boundedShape=batchwise",
             "limits.timeLimitSeconds=5"})
        CHECK(ui::needsNewRun({}, with(assignment)));
    for (const auto* assignment : {"workload.ratePerSecond=7", "limits.chunkSize=7", "store.connections=3", "pool.threads=9",
             "antiPatterns.asyncVoid=true", "paymentProvider.resilience.breaker.kind=failureRatio"})
        CHECK_FALSE(ui::needsNewRun({}, with(assignment)));
}
