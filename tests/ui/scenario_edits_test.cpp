// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/scenario_edits.h"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

namespace {

constexpr auto kCharge = "limits.chargeInFlight";

/// Edits of the scenario that everything is as by default, and what they told.
struct Desk {
    Desk()
    {
        edits.begin(engine::Scenario {}, engine::Mode::Bounded);
        QObject::connect(&edits, &ui::ScenarioEdits::changed, &edits, [this](const QString& text) { told.push_back(text.toStdString()); });
        QObject::connect(&edits, &ui::ScenarioEdits::wantedChanged, &edits, [this] { ++signals; });
    }
    std::string set(const char* path, const char* value)
    {
        return edits.set(QLatin1String(path), QLatin1String(value)).toStdString();
    }
    void drag(std::initializer_list<const char*> values)
    {
        for (const char* value : values)
            CHECK(edits.drag(QLatin1String(kCharge), QLatin1String(value)).isEmpty());
    }
    [[nodiscard]] int charge() const { return edits.scenario().limits.chargeInFlight; }

    ui::ScenarioEdits edits;
    std::vector<std::string> told;
    int signals = 0;
};

} // namespace

TEST_CASE("edits: a value is taken, told in plain words, and can be taken back and made again", "[bridge][edits]")
{
    Desk desk;
    CHECK_FALSE(desk.edits.canUndo());
    CHECK(desk.set(kCharge, "40").empty());
    CHECK(desk.charge() == 40);
    CHECK(desk.edits.edited());
    CHECK(desk.edits.undoText() == QStringLiteral("Charge limit 10 → 40"));
    desk.edits.undo();
    CHECK(desk.charge() == 10);
    CHECK_FALSE(desk.edits.edited());
    CHECK(desk.edits.canRedo());
    desk.edits.redo();
    CHECK(desk.charge() == 40);
    CHECK(desk.told == std::vector<std::string> {"Charge limit 10 → 40", "Charge limit 40 → 10", "Charge limit 10 → 40"});
    desk.edits.undo();
    desk.edits.undo(); // nothing is left
    desk.edits.redo();
    desk.edits.redo();
    CHECK(desk.charge() == 40);
    CHECK(desk.told.size() == 5);
}

TEST_CASE("edits: a bad value says what was expected and changes nothing", "[bridge][edits]")
{
    Desk desk;
    CHECK(desk.set(kCharge, "0") == "Found 0, expected a whole number from 1 to 100000.");
    CHECK(desk.set(kCharge, "many") == "Found \"many\", expected a whole number from 1 to 100000.");
    CHECK(desk.set("limits.noSuchField", "1").find("unknown key") != std::string::npos);
    CHECK(desk.edits.type(QStringLiteral("ruleEngine.failureRate"), QStringLiteral("150")) == QStringLiteral("Has to be from 0 to 100 %."));
    CHECK(desk.set("pool.governor.minThreads", "600").find("from 1 to 512") != std::string::npos);
    CHECK(desk.edits.set(QStringLiteral("pool.governor.maxThreads"), QStringLiteral("3"))
              .startsWith(QStringLiteral("pool.governor.minThreads: "))); // what holds between fields
    CHECK(desk.edits.scenario() == engine::Scenario {});
    CHECK_FALSE(desk.edits.canUndo());
    CHECK(desk.told.empty());
    CHECK(desk.signals == 0);
}

TEST_CASE("edits: a value that is there already is no step", "[bridge][edits]")
{
    Desk desk;
    CHECK(desk.set(kCharge, "10").empty());
    desk.edits.setMode(engine::Mode::Bounded);
    desk.edits.restoreAll();
    CHECK_FALSE(desk.edits.canUndo());
    CHECK(desk.told.empty());
}

TEST_CASE("edits: a drag takes effect on its way, and is one step and one sentence", "[bridge][edits]")
{
    Desk desk;
    desk.drag({"11", "15", "30"});
    CHECK(desk.charge() == 30);
    CHECK(desk.told.empty());
    desk.edits.endDrag();
    desk.edits.endDrag();
    CHECK(desk.told == std::vector<std::string> {"Charge limit 10 → 30"});

    desk.drag({"40", "50"});
    desk.edits.endDrag();
    desk.edits.undo();
    CHECK(desk.charge() == 30);
    desk.edits.undo();
    CHECK(desk.charge() == 10);
    CHECK_FALSE(desk.edits.canUndo());
}

TEST_CASE("edits: a drag that ends where it began is none", "[bridge][edits]")
{
    Desk desk;
    desk.drag({"40", "10"});
    desk.edits.endDrag();
    CHECK_FALSE(desk.edits.canUndo());
    CHECK(desk.told.empty());
}

TEST_CASE("edits: whatever comes next ends a drag that nobody has ended", "[bridge][edits]")
{
    Desk desk;
    desk.drag({"40"});
    SECTION("another value") { desk.set("limits.chunkSize", "7"); }
    SECTION("another mode") { desk.edits.setMode(engine::Mode::Blocking); }
    SECTION("another drag") { desk.edits.drag(QStringLiteral("limits.chunkSize"), QStringLiteral("7")); desk.edits.endDrag(); }
    desk.edits.undo();
    CHECK(desk.charge() == 40);
    desk.edits.undo();
    CHECK(desk.charge() == 10);
}

TEST_CASE("edits: undo in the middle of a drag takes the drag back", "[bridge][edits]")
{
    Desk desk;
    desk.drag({"40"});
    desk.edits.undo();
    CHECK(desk.charge() == 10);
    desk.edits.redo();
    CHECK(desk.charge() == 40);
}

TEST_CASE("edits: modes are steps like values", "[bridge][edits]")
{
    Desk desk;
    desk.edits.setMode(engine::Mode::Blocking);
    desk.set(kCharge, "40");
    desk.edits.setMode(engine::Mode::Unbounded);
    desk.edits.undo();
    CHECK(desk.edits.mode() == engine::Mode::Blocking);
    desk.edits.undo();
    desk.edits.undo();
    CHECK(desk.edits.mode() == engine::Mode::Bounded);
    CHECK(desk.charge() == 10);
    CHECK(desk.told.front() == "Mode bounded → blocking");
    CHECK(desk.told.back() == "Mode blocking → bounded");
}

TEST_CASE("edits: a value, or all of them, go back to what the scenario says", "[bridge][edits]")
{
    Desk desk;
    engine::Scenario own;
    own.limits.chargeInFlight = 25;
    desk.edits.begin(own, engine::Mode::Bounded);
    desk.set(kCharge, "40");
    desk.set("limits.chunkSize", "7");
    CHECK(desk.edits.restore(QLatin1String(kCharge)).isEmpty());
    CHECK(desk.charge() == 25);
    desk.edits.setMode(engine::Mode::Blocking);
    desk.edits.restoreAll();
    CHECK(desk.edits.scenario() == own);
    CHECK(desk.edits.mode() == engine::Mode::Blocking);
    CHECK_FALSE(desk.edits.edited());
    desk.edits.undo();
    CHECK(desk.edits.scenario().limits.chunkSize == 7);
}

TEST_CASE("edits: another scenario forgets what could be taken back", "[bridge][edits]")
{
    Desk desk;
    desk.set(kCharge, "40");
    desk.edits.begin(engine::Scenario {}, engine::Mode::Unbounded);
    CHECK_FALSE(desk.edits.canUndo());
    CHECK_FALSE(desk.edits.canRedo());
    CHECK(desk.charge() == 10);
}

TEST_CASE("edits: what has been kept under a name is the scenario's own, and keeps its name when steps are taken back", "[bridge][edits]")
{
    Desk desk;
    desk.set(kCharge, "40");
    desk.edits.rename(QStringLiteral("mine"), QStringLiteral("Mine"));
    CHECK_FALSE(desk.edits.edited());
    desk.edits.undo();
    CHECK(desk.charge() == 10);
    CHECK(desk.edits.scenario().name == QStringLiteral("mine"));
    CHECK(desk.edits.edited());
    CHECK(desk.edits.restore(QLatin1String(kCharge)).isEmpty());
    CHECK(desk.charge() == 40);
    CHECK_FALSE(desk.edits.edited());
}
