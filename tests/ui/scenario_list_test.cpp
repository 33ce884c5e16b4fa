// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workload/scenario_json.h"
#include "ui/models/scenario_list.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QTranslator>

#include <catch2/catch_test_macros.hpp>

#include <numeric>

using ui::ArrivalSketch;
using ui::ScenarioList;

namespace {

/// Puts "T:" before each text, so that it shows which ones are translated.
class Marker : public QTranslator {
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char*, const char* text, const char*, int) const override
    {
        return QStringLiteral("T:") + QString::fromUtf8(text);
    }
};

bool inOrder(const QList<double>& marks)
{
    for (qsizetype index = 0; index < marks.size(); ++index) {
        const bool inside = marks[index] >= 0 && marks[index] <= 1;
        if (!inside || (index % 2 == 1 && marks[index] <= marks[index - 1]))
            return false;
    }
    return marks.size() % 2 == 0;
}

} // namespace

TEST_CASE("scenario list: every built-in scenario has a title and a promise of one line, both translated", "[models][scenarios]")
{
    Marker marker;
    QCoreApplication::installTranslator(&marker);
    const ScenarioList list;
    CHECK(list.count() == engine::builtInScenarios().size());
    for (int row = 0; row < list.count(); ++row) {
        const QString name = list.nameAt(row);
        const QString promise = list.data(list.index(row), ScenarioList::Promise).toString();
        INFO(name.toStdString());
        CHECK(list.data(list.index(row), ScenarioList::Title).toString() == QStringLiteral("T:") + engine::loadScenario(name)->title);
        CHECK(promise.startsWith(QStringLiteral("T:")));
        CHECK(promise.size() <= 72);
    }
    QCoreApplication::removeTranslator(&marker);
}

TEST_CASE("scenario list: a folder's scenarios are listed, what is none is left out, and refresh() looks again", "[models][scenarios]")
{
    const QTemporaryDir folder;
    ScenarioList list(folder.path());
    CHECK(list.count() == 0);
    const auto write = [&folder](const char* name, const QByteArray& content) {
        QFile file(folder.filePath(QLatin1String(name)));
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(content);
    };
    engine::Scenario scenario;
    scenario.title = QStringLiteral("Mine");
    scenario.description = QStringLiteral("It does this. And that.");
    write("mine.json", engine::toJson(scenario));
    write("broken.json", "{");
    write("notes.txt", "nothing");
    CHECK(list.count() == 0);
    list.refresh();
    REQUIRE(list.count() == 1);
    CHECK(list.indexOf(folder.filePath(QStringLiteral("mine.json"))) == 0);
    CHECK(list.data(list.index(0), ScenarioList::Title).toString() == QStringLiteral("Mine"));
    CHECK(list.data(list.index(0), ScenarioList::Promise).toString() == QStringLiteral("It does this."));
}

TEST_CASE("arrival sketch: a burst is one bar, steady arrivals are equal bars, spikes stand out", "[models][scenarios]")
{
    engine::Scenario scenario;
    auto& workload = scenario.workload;
    workload.orders = 1000;
    workload.ratePerSecond = 50;
    workload.spikeOrders = 300;
    workload.spikeEverySeconds = 5;
    SECTION("burst")
    {
        workload.arrival = engine::ArrivalKind::Burst;
        const auto sketch = ArrivalSketch::of(scenario, 20);
        CHECK(sketch.bars[0] == 1.0);
        CHECK(std::accumulate(sketch.bars.begin(), sketch.bars.end(), 0.0) == 1.0);
    }
    SECTION("steady")
    {
        workload.arrival = engine::ArrivalKind::Steady;
        const auto sketch = ArrivalSketch::of(scenario, 20);
        CHECK(sketch.seconds == 20);
        CHECK(sketch.bars == QList<double>(20, 1.0));
    }
    SECTION("spikes")
    {
        workload.arrival = engine::ArrivalKind::Spikes;
        workload.orders = 2000;
        const auto sketch = ArrivalSketch::of(scenario, 40);
        CHECK(sketch.bars[5] == 1.0);
        CHECK(sketch.bars[10] == 1.0);
        CHECK(sketch.bars[7] < 0.3);
    }
    SECTION("more than a picture can show in time")
    {
        workload.arrival = engine::ArrivalKind::Poisson;
        workload.orders = 100'000'000;
        workload.ratePerSecond = 1'000'000;
        CHECK(ArrivalSketch::of(scenario, 20).bars[0] == 1.0);
    }
}

TEST_CASE("arrival sketch: troubles of both services are pairs in order, within the time shown", "[models][scenarios]")
{
    engine::Scenario scenario;
    scenario.workload = {.arrival = engine::ArrivalKind::Steady, .orders = 400, .ratePerSecond = 10};
    scenario.ruleEngine.outages = {{10, 5}, {38, 100}};
    scenario.paymentProvider.latencyChanges = {{8, 3}, {12, 6}, {16, 1}, {32, 2}};
    const auto sketch = ArrivalSketch::of(scenario, 20);
    CHECK(sketch.seconds == 60);
    CHECK(inOrder(sketch.outages));
    CHECK(sketch.outages == QList<double> {10 / 60.0, 15 / 60.0, 38 / 60.0, 1.0});
    CHECK(inOrder(sketch.slowTimes));
    CHECK(sketch.slowTimes == QList<double> {8 / 60.0, 16 / 60.0, 32 / 60.0, 1.0});
}
