// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_run.h"
#include "tests/ui/event_loop.h"
#include "ui/bridge/engine_commands.h"

#include <QFile>
#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace std::chrono_literals;
using support::processEventsFor;
using support::processEventsUntil;

namespace {

/// Commands over a fake engine, with `first-minute` running in bounded mode.
struct Bridge {
    Bridge() { commands.start(QStringLiteral("first-minute"), ui::Mode::Bounded); }

    void end(engine::RunOutcome outcome)
    {
        engine::Snapshot last;
        last.outcome = outcome;
        fake.current().finish(last);
        REQUIRE(processEventsUntil([this] { return !commands.active(); }));
    }

    QTemporaryDir parent;
    support::FakeEngine fake;
    ui::SnapshotFeed feed;
    ui::EngineCommands commands {
        feed, [this](engine::Run::Options options) { return fake.start(std::move(options)); }, parent.path()};
};

} // namespace

TEST_CASE(
    "engine commands: a start runs the scenario on the real clock into a database of its own", "[bridge][commands]")
{
    Bridge bridge;
    REQUIRE(bridge.fake.count() == 1);
    CHECK(bridge.fake.last().mode == engine::Mode::Bounded);
    CHECK(bridge.fake.last().scenario.clock.kind == engine::ClockKind::Real);
    CHECK(bridge.fake.last().databasePath == bridge.commands.databasePath());
    CHECK(bridge.fake.last().databasePath.startsWith(bridge.commands.folder()));
    CHECK(bridge.fake.last().recordedSnapshots <= 16); // a record that nobody reads does not grow with the run
    CHECK(bridge.commands.active());
    CHECK(bridge.commands.problem().isEmpty());
}

TEST_CASE("engine commands: switching the mode of a run that goes on makes no new one", "[bridge][commands]")
{
    Bridge bridge;
    std::vector<QString> told;
    QObject::connect(&bridge.commands, &ui::EngineCommands::changed, &bridge.feed, [&](const QString& text) { told.push_back(text); });
    const QString database = bridge.commands.databasePath();
    bridge.commands.switchMode(ui::Mode::Blocking);
    bridge.commands.switchMode(ui::Mode::Blocking);
    CHECK(bridge.commands.mode() == ui::Mode::Blocking);
    bridge.commands.edits()->undo();
    CHECK(bridge.commands.mode() == ui::Mode::Bounded);
    CHECK(bridge.fake.count() == 1);
    CHECK(bridge.fake.last().calls() == std::vector<std::string> {"setMode blocking", "setMode bounded"});
    CHECK(bridge.commands.databasePath() == database);
    CHECK(told == std::vector<QString> {QStringLiteral("Mode bounded → blocking"), QStringLiteral("Mode blocking → bounded")});
}

TEST_CASE("engine commands: a new run cancels the one before it without waiting for its end", "[bridge][commands]")
{
    Bridge bridge;
    bridge.fake.endsAfter = 150ms;
    bridge.commands.startAgain(); // from here on runs end slowly
    const auto index = bridge.fake.count() - 1;
    const QString database = bridge.commands.databasePath();
    REQUIRE(QFile::exists(database));

    const auto before = std::chrono::steady_clock::now();
    bridge.commands.startAgain();
    CHECK(std::chrono::steady_clock::now() - before < 100ms);

    CHECK(bridge.fake.log(index).has("cancel"));
    CHECK_FALSE(bridge.fake.log(index).has("destroyed"));
    CHECK(bridge.fake.last().mode == bridge.fake.log(index).mode);
    CHECK(bridge.fake.last().scenario.name == bridge.fake.log(index).scenario.name);
    CHECK(bridge.commands.databasePath() != database);

    REQUIRE(processEventsUntil([&] { return bridge.fake.log(index).has("destroyed") && !QFile::exists(database); }));
}

TEST_CASE("engine commands: another mode starts a run that has ended anew, with what was changed", "[bridge][commands]")
{
    Bridge bridge;
    bridge.commands.edits()->set(QStringLiteral("limits.chargeInFlight"), QStringLiteral("40"));
    bridge.end(engine::RunOutcome::Deadlocked);
    bridge.commands.switchMode(ui::Mode::Unbounded);
    CHECK(bridge.fake.count() == 2);
    CHECK(bridge.fake.last().mode == engine::Mode::Unbounded);
    CHECK(bridge.fake.last().scenario.limits.chargeInFlight == 40);
    CHECK(bridge.fake.last().calls().empty());
}

TEST_CASE("engine commands: a value that is changed is applied to the run that goes on", "[bridge][apply]")
{
    Bridge bridge;
    auto& edits = *bridge.commands.edits();
    CHECK(edits.set(QStringLiteral("limits.chargeInFlight"), QStringLiteral("40")).isEmpty());
    REQUIRE(bridge.fake.last().applied().size() == 1);
    CHECK(bridge.fake.last().applied().front().limits.chargeInFlight == 40);
    CHECK(bridge.commands.wanted().limits.chargeInFlight == 40);
    CHECK(bridge.fake.count() == 1);

    CHECK_FALSE(edits.set(QStringLiteral("limits.chargeInFlight"), QStringLiteral("0")).isEmpty());
    processEventsFor(2 * ui::EngineCommands::kApplyInterval);
    CHECK(bridge.fake.last().applied().size() == 1);
    edits.undo();
    REQUIRE(processEventsUntil([&] { return bridge.fake.last().applied().size() == 2; }));
    CHECK(bridge.fake.last().applied().back().limits.chargeInFlight == 10);
}

TEST_CASE("engine commands: of a drag the engine gets a few values, and the last one always", "[bridge][apply]")
{
    Bridge bridge;
    auto& edits = *bridge.commands.edits();
    const auto before = std::chrono::steady_clock::now();
    for (int value = 100; value < 400; ++value)
        edits.drag(QStringLiteral("limits.chargeInFlight"), QString::number(value));
    edits.endDrag();
    REQUIRE(processEventsUntil([&] { return bridge.fake.last().applied().back().limits.chargeInFlight == 399; }));
    const auto intervals = (std::chrono::steady_clock::now() - before) / ui::EngineCommands::kApplyInterval;
    CHECK(static_cast<long>(bridge.fake.last().applied().size()) <= 2 + intervals);
    processEventsFor(2 * ui::EngineCommands::kApplyInterval);
    const auto settled = bridge.fake.last().applied().size();
    processEventsFor(2 * ui::EngineCommands::kApplyInterval);
    CHECK(bridge.fake.last().applied().size() == settled);
    CHECK(edits.undoText() == QStringLiteral("Charge limit 10 → 399"));
}

TEST_CASE("engine commands: what cannot change on the way begins a new run with everything that was changed", "[bridge][apply]")
{
    Bridge bridge;
    auto& edits = *bridge.commands.edits();
    edits.set(QStringLiteral("limits.chargeInFlight"), QStringLiteral("40"));
    edits.set(QStringLiteral("seed"), QStringLiteral("7"));
    CHECK(bridge.fake.count() == 2);
    CHECK(bridge.fake.last().scenario.seed == 7);
    CHECK(bridge.fake.last().scenario.limits.chargeInFlight == 40);
    CHECK(bridge.fake.last().applied().empty());
    edits.undo();
    CHECK(bridge.fake.count() == 3);
    CHECK(bridge.fake.last().scenario.seed == 1);
}

TEST_CASE("engine commands: a value that is changed after the end is for the next run", "[bridge][apply]")
{
    Bridge bridge;
    bridge.end(engine::RunOutcome::Completed);
    bridge.commands.edits()->set(QStringLiteral("limits.chargeInFlight"), QStringLiteral("40"));
    bridge.commands.edits()->set(QStringLiteral("seed"), QStringLiteral("7"));
    CHECK(bridge.fake.count() == 1);
    CHECK(bridge.fake.last().applied().empty());
    bridge.commands.startAgain();
    CHECK(bridge.fake.last().scenario.limits.chargeInFlight == 40);
}

TEST_CASE("engine commands: a reset begins again with the scenario's own values, and can be taken back", "[bridge][commands]")
{
    Bridge bridge;
    bridge.commands.switchMode(ui::Mode::Unbounded);
    bridge.commands.edits()->set(QStringLiteral("limits.chargeInFlight"), QStringLiteral("40"));
    bridge.commands.reset();
    CHECK(bridge.fake.count() == 2);
    CHECK(bridge.fake.last().scenario.limits.chargeInFlight == 10);
    CHECK(bridge.fake.last().mode == engine::Mode::Unbounded);
    CHECK(bridge.fake.last().calls().empty());
    CHECK_FALSE(bridge.commands.edits()->edited());
    bridge.commands.edits()->undo();
    REQUIRE(bridge.fake.last().applied().size() == 1);
    CHECK(bridge.fake.last().applied().front().limits.chargeInFlight == 40);
}

TEST_CASE("engine commands: the fix of a finding is a change like any other, and may be a mode", "[bridge][fix]")
{
    Bridge bridge;
    CHECK(bridge.commands.fix(QStringLiteral("pool.governor.kind"), QStringLiteral("dotnet")).isEmpty());
    CHECK(bridge.fake.last().applied().front().pool.governor.kind == engine::GovernorKind::Dotnet);
    CHECK(bridge.commands.fix(QLatin1String(engine::kModeSwitch), QStringLiteral("unbounded")).isEmpty());
    CHECK(bridge.fake.last().has("setMode unbounded"));
    CHECK(bridge.commands.edits()->undoText() == QStringLiteral("Mode bounded → unbounded"));
    CHECK_FALSE(bridge.commands.fix(QLatin1String(engine::kModeSwitch), QStringLiteral("sideways")).isEmpty());
    CHECK_FALSE(bridge.commands.fix(QStringLiteral("pool.threads"), QStringLiteral("0")).isEmpty());
    CHECK(bridge.fake.count() == 1);

    bridge.end(engine::RunOutcome::Deadlocked);
    CHECK(bridge.commands.fix(QStringLiteral("pool.threads"), QStringLiteral("32")).isEmpty());
    CHECK(bridge.fake.count() == 2);
    CHECK(bridge.fake.last().scenario.pool.threads == 32);
    CHECK(bridge.fake.last().scenario.pool.governor.kind == engine::GovernorKind::Dotnet);
}

TEST_CASE("engine commands: a cancelled run ends, and stays to be looked at", "[bridge][commands]")
{
    Bridge bridge;
    bridge.commands.toggleHold();
    bridge.commands.cancel();
    bridge.commands.cancel();
    CHECK(bridge.commands.cancelling());
    CHECK_FALSE(bridge.commands.held());
    CHECK(bridge.fake.last().calls() == std::vector<std::string> {"hold", "cancel", "resume"});
    bridge.end(engine::RunOutcome::Cancelled);
    CHECK_FALSE(bridge.commands.cancelling());
    CHECK_FALSE(bridge.fake.last().has("destroyed"));
    CHECK(QFile::exists(bridge.commands.databasePath()));
    CHECK(bridge.fake.count() == 1);
}

TEST_CASE("engine commands: asking for the mode that runs changes nothing; after the end it starts again",
    "[bridge][commands]")
{
    Bridge bridge;
    bridge.commands.switchMode(ui::Mode::Bounded);
    CHECK(bridge.fake.count() == 1);

    engine::Snapshot last;
    last.outcome = engine::RunOutcome::Completed;
    bridge.fake.current().finish(last);
    REQUIRE(processEventsUntil([&] { return !bridge.commands.active(); }));
    CHECK(QFile::exists(bridge.commands.databasePath()));
    bridge.commands.switchMode(ui::Mode::Bounded);
    CHECK(bridge.fake.count() == 2);
    CHECK(bridge.commands.active());
}

TEST_CASE("engine commands: hold, step and stop reach the run", "[bridge][commands]")
{
    Bridge bridge;
    bridge.commands.toggleHold();
    CHECK(bridge.commands.held());
    bridge.commands.step();
    bridge.commands.toggleHold();
    CHECK_FALSE(bridge.commands.held());
    bridge.commands.step();
    CHECK(bridge.commands.held());
    bridge.commands.stop();
    CHECK(bridge.commands.stopping());
    CHECK_FALSE(bridge.commands.held()); // time has to pass for what is in flight to finish
    bridge.commands.stop();
    CHECK(bridge.fake.last().calls() == std::vector<std::string> {"hold", "step", "resume", "step", "stop", "resume"});
}

TEST_CASE("engine commands: a run that has ended takes no commands", "[bridge][commands]")
{
    Bridge bridge;
    engine::Snapshot last;
    last.outcome = engine::RunOutcome::Deadlocked;
    bridge.fake.current().finish(last);
    REQUIRE(processEventsUntil([&] { return !bridge.commands.active(); }));
    bridge.commands.toggleHold();
    bridge.commands.step();
    bridge.commands.stop();
    CHECK(bridge.fake.last().calls().empty());
    CHECK_FALSE(bridge.commands.held());
}

TEST_CASE("engine commands: the rate reaches the run and is kept from run to run", "[bridge][rate]")
{
    Bridge bridge;
    bridge.commands.setRate(1);
    bridge.commands.faster();
    CHECK(bridge.commands.rate() == 2.0);
    CHECK(bridge.fake.last().has("setRate 2"));
    bridge.commands.startAgain();
    CHECK(bridge.fake.last().scenario.clock.rate == 2.0);
    bridge.commands.setRate(1000);
    CHECK(bridge.commands.rate() == 20.0);
    bridge.commands.setRatePosition(0.5);
    CHECK(bridge.commands.rate() == 1.0);
}

TEST_CASE("engine commands: another scenario brings its own rate and keeps the mode", "[bridge][rate]")
{
    Bridge bridge;
    bridge.commands.switchMode(ui::Mode::Unbounded);
    bridge.commands.setRate(0.1);
    bridge.commands.chooseScenario(QStringLiteral("mega-order"));
    CHECK(bridge.fake.last().scenario.clock.rate == bridge.commands.rate());
    CHECK(bridge.commands.rate() != 0.1);
    CHECK(bridge.commands.mode() == ui::Mode::Unbounded);
    CHECK(bridge.commands.scenario() == QStringLiteral("mega-order"));
}

TEST_CASE("engine commands: a scenario that cannot be loaded leaves the run as it is", "[bridge][commands]")
{
    Bridge bridge;
    bridge.commands.chooseScenario(QStringLiteral("/no/such/scenario.json"));
    CHECK(bridge.fake.count() == 1);
    CHECK(bridge.commands.scenario() == QStringLiteral("first-minute"));
    CHECK(bridge.commands.active());
    CHECK(bridge.commands.problem().contains(QStringLiteral("/no/such/scenario.json")));
    bridge.commands.dismissProblem();
    CHECK(bridge.commands.problem().isEmpty());
}

TEST_CASE("engine commands: a scenario that was read is run again as it was, whatever became of its file",
    "[bridge][commands]")
{
    Bridge bridge;
    engine::Scenario scenario;
    scenario.name = QStringLiteral("mine");
    scenario.limits.chunkSize = 7;
    const QString path = QStringLiteral("/a/file/that/is/gone.json");
    bridge.commands.startScenario(scenario, path, ui::Mode::Blocking);
    CHECK(bridge.commands.scenario() == path);
    CHECK(bridge.commands.title() == QStringLiteral("mine"));
    CHECK(bridge.commands.wanted() == scenario);
    bridge.commands.startAgain();
    bridge.commands.reset();
    CHECK(bridge.fake.count() == 4);
    CHECK(bridge.fake.last().scenario.limits.chunkSize == 7);
    CHECK(bridge.commands.problem().isEmpty());
}

TEST_CASE("engine commands: the first snapshot of a run comes before anything in the feed", "[bridge][commands]")
{
    Bridge bridge;
    std::vector<std::string> order;
    QObject::connect(&bridge.commands, &ui::EngineCommands::runStarted, &bridge.feed, [&](const auto& first) {
        REQUIRE(first);
        order.emplace_back("started");
    });
    QObject::connect(&bridge.feed, &ui::SnapshotFeed::snapshotArrived, &bridge.feed,
        [&](const auto&) { order.emplace_back("snapshot"); });
    bridge.commands.startAgain();
    bridge.fake.current().publish({});
    REQUIRE(processEventsUntil([&] { return order.size() == 2; }));
    CHECK(order == std::vector<std::string> {"started", "snapshot"});
}

TEST_CASE("engine commands: shutting down waits for every run, but not for ever", "[bridge][close]")
{
    Bridge bridge;
    SECTION("runs that end")
    {
        bridge.commands.startAgain();
        bridge.commands.startAgain();
        CHECK(bridge.commands.shutDown());
        for (std::size_t index = 0; index < bridge.fake.count(); ++index) {
            CHECK(bridge.fake.log(index).has("cancel"));
            CHECK(bridge.fake.log(index).has("destroyed"));
        }
    }
    SECTION("a run that takes too long")
    {
        bridge.fake.endsAfter = 1200ms;
        bridge.commands.startAgain();
        const auto before = std::chrono::steady_clock::now();
        CHECK_FALSE(bridge.commands.shutDown());
        CHECK(std::chrono::steady_clock::now() - before < 1s);
        // The test goes on, as the process would not: let the run end before what it uses is gone.
        REQUIRE(processEventsUntil([&] { return bridge.fake.last().has("destroyed"); }));
    }
}

TEST_CASE("engine commands: a jump is told in clock time, and to a run only that goes on", "[bridge][commands]")
{
    Bridge bridge;
    bridge.commands.watch(42);
    bridge.commands.jump(10);
    bridge.end(engine::RunOutcome::Completed);
    bridge.commands.jump(10);
    CHECK(bridge.fake.last().calls() == std::vector<std::string> {"watch 42", "jump 10000000000"});
}
