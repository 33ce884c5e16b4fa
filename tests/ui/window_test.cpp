// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graphics_backend.h"
#include "tests/ui/event_loop.h"
#include "tests/ui/lab_window.h"

#include <QAccessible>
#include <QDir>
#include <QQmlProperty>
#include <QQuickItem>
#include <QQuickWindow>
#include <QStringList>
#include <QTemporaryDir>
#include <QtTest/QTest>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>
#include <set>

using namespace std::chrono_literals;
using support::Lab;
using support::processEventsFor;
using support::processEventsUntil;

namespace {

/// The width of the focus ring that is seen around an item, 0 if there is none.
double ringWidth(const QQuickItem& item)
{
    if (item.isVisible() && QByteArray(item.metaObject()->className()).startsWith("FocusRing"))
        return QQmlProperty::read(&item, QStringLiteral("border.width")).toDouble();
    double widest = 0;
    for (const auto* child : item.childItems())
        widest = std::max(widest, ringWidth(*child));
    return widest;
}

engine::Snapshot ended(engine::RunOutcome outcome, const char* detail)
{
    engine::Snapshot snapshot;
    snapshot.outcome = outcome;
    snapshot.outcomeDetail = engine::Phrase(detail);
    return snapshot;
}

} // namespace

TEST_CASE("window: it opens with first-minute running in bounded mode, without a warning", "[window]")
{
    Lab lab;
    REQUIRE(lab.fake.count() == 1);
    CHECK(lab.fake.last().mode == engine::Mode::Bounded);
    CHECK(lab.composition.commands().scenario() == QStringLiteral("first-minute"));
    CHECK(lab.composition.window()->isVisible());
    CHECK(lab.text("stateChip", "word") == QStringLiteral("Running"));
    CHECK_FALSE(lab.composition.window()->grabWindow().isNull());
}

TEST_CASE("window: keys 1, 2 and 3 switch the run to the mode they stand for", "[window][keys]")
{
    Lab lab;
    lab.press(Qt::Key_1);
    lab.press(Qt::Key_2);
    lab.press(Qt::Key_3);
    lab.press(Qt::Key_3);
    CHECK(lab.fake.last().calls() == std::vector<std::string> {"setMode blocking", "setMode unbounded", "setMode bounded"});
    CHECK(lab.fake.count() == 1);
}

TEST_CASE("window: the segments do what the keys do", "[window][mouse]")
{
    Lab lab;
    lab.click("blockingSegment");
    lab.click("unboundedSegment");
    CHECK(lab.fake.last().calls() == std::vector<std::string> {"setMode blocking", "setMode unbounded"});
    CHECK(lab.composition.commands().mode() == ui::Mode::Unbounded);
}

TEST_CASE("window: the keys of the transport reach the run", "[window][keys]")
{
    Lab lab;
    lab.press(Qt::Key_Space);
    CHECK(lab.text("stateChip", "word") == QStringLiteral("Engine held"));
    CHECK(lab.text("holdButton") == QStringLiteral("Resume"));
    lab.press(Qt::Key_S);
    lab.press(Qt::Key_Period);
    lab.press(Qt::Key_Space);
    lab.press(Qt::Key_Plus);
    lab.press(Qt::Key_Minus);
    lab.press(Qt::Key_D);
    CHECK(lab.text("stateChip", "word") == QStringLiteral("Draining"));
    CHECK(lab.fake.last().calls()
        == std::vector<std::string> {"hold", "step", "step", "resume", "setRate 2", "setRate 1", "stop"});
    lab.press(Qt::Key_C);
    CHECK(lab.text("stateChip", "word") == QStringLiteral("Cancelling"));
    CHECK(lab.fake.last().calls().back() == "cancel");
    lab.press(Qt::Key_R);
    CHECK(lab.fake.count() == 2);
    CHECK(lab.text("stateChip", "word") == QStringLiteral("Running"));
    lab.press(Qt::Key_R, Qt::ShiftModifier);
    CHECK(lab.fake.count() == 3);
}

TEST_CASE("window: Space presses a focused button and holds the run otherwise", "[window][keys]")
{
    Lab lab;
    auto* button = qobject_cast<QQuickItem*>(lab.find("stepButton"));
    button->forceActiveFocus(Qt::TabFocusReason);
    lab.press(Qt::Key_Space);
    CHECK(lab.fake.last().calls() == std::vector<std::string> {"step"});
    lab.press(Qt::Key_Escape);
    CHECK_FALSE(button->hasActiveFocus());
    lab.press(Qt::Key_Space);
    CHECK(lab.fake.last().calls() == std::vector<std::string> {"step", "resume"});
}

TEST_CASE("window: T goes through the three themes and back to the first", "[window][keys]")
{
    Lab lab;
    const auto before = lab.composition.window()->color();
    std::set<QRgb> windows {before.rgb()};
    for (int theme = 0; theme < 2; ++theme) {
        lab.press(Qt::Key_T);
        windows.insert(lab.composition.window()->color().rgb());
    }
    CHECK(windows.size() == 3);
    lab.press(Qt::Key_T);
    CHECK(lab.composition.window()->color() == before);
}

TEST_CASE("window: Ctrl + and Ctrl - make everything larger and smaller, Ctrl 0 makes it as it was", "[window][keys]")
{
    Lab lab;
    auto* button = lab.find("startButton");
    const double before = button->property("height").toDouble();
    lab.press(Qt::Key_Plus, Qt::ControlModifier);
    CHECK(button->property("height").toDouble() > before);
    lab.press(Qt::Key_0, Qt::ControlModifier);
    CHECK(button->property("height").toDouble() == before);
    lab.press(Qt::Key_Minus, Qt::ControlModifier);
    CHECK(button->property("height").toDouble() < before);
    CHECK(lab.fake.last().calls().empty()); // the clock's keys are the same without Ctrl
}

TEST_CASE("window: the view menu shows what is chosen and changes it", "[window][mouse]")
{
    Lab lab;
    lab.click("viewButton");
    REQUIRE(processEventsUntil([&] { return lab.find("viewMenu")->property("opened").toBool(); }));
    auto* themes = lab.find("themes");
    CHECK(themes->property("current").toInt() == 0);
    REQUIRE(QMetaObject::invokeMethod(themes, "chosen", Q_ARG(int, 3)));
    CHECK(themes->property("current").toInt() == 3);
    CHECK(lab.singleton("Theme")->property("projector").toBool());
    lab.click("reducedMotion");
    CHECK(lab.singleton("Theme")->property("reducedMotion").toBool());
    lab.press(Qt::Key_Escape);
    CHECK(processEventsUntil([&] { return !lab.find("viewMenu")->property("visible").toBool(); }));
}

TEST_CASE("window: F11 gives it the whole screen, and what it had before", "[window][keys]")
{
    Lab lab;
    auto* window = lab.composition.window();
    const auto before = window->visibility();
    lab.press(Qt::Key_F11);
    CHECK(window->visibility() == QWindow::FullScreen);
    lab.press(Qt::Key_F11);
    CHECK(window->visibility() == before);
}

TEST_CASE("window: F1 and ? open the list of keys, and close it", "[window][keys]")
{
    Lab lab;
    const auto close = GENERATE(Qt::Key_F1, Qt::Key_Escape, Qt::Key_Question);
    lab.press(Qt::Key_F1);
    auto* help = lab.find("helpOverlay");
    REQUIRE(processEventsUntil([&] { return help->property("opened").toBool(); }));
    lab.press(Qt::Key_2);
    CHECK(lab.fake.last().calls().empty()); // the keys of the window rest meanwhile
    lab.press(close, close == Qt::Key_Question ? Qt::ShiftModifier : Qt::NoModifier);
    CHECK(processEventsUntil([&] { return !help->property("visible").toBool(); }));
    lab.press(Qt::Key_2);
    CHECK(lab.fake.last().has("setMode unbounded"));
}

TEST_CASE("window: Ctrl+Q closes it, also while the list of keys is open", "[window][keys]")
{
    Lab lab;
    if (GENERATE(true, false)) {
        lab.press(Qt::Key_F1);
        REQUIRE(processEventsUntil([&] { return lab.find("helpOverlay")->property("opened").toBool(); }));
    }
    lab.press(Qt::Key_Q, Qt::ControlModifier);
    CHECK_FALSE(lab.composition.window()->isVisible());
}

TEST_CASE("window: every control can be reached with Tab, has a name and shows a focus ring", "[window][accessibility]")
{
    Lab lab;
    auto* window = lab.composition.window();
    std::set<QString> names;
    std::set<QQuickItem*> seen;
    for (int presses = 0; presses < 400; ++presses) {
        lab.press(Qt::Key_Tab);
        auto* item = window->activeFocusItem();
        REQUIRE(item);
        if (!seen.insert(item).second)
            break;
        auto* accessible = QAccessible::queryAccessibleInterface(item);
        REQUIRE(accessible);
        INFO("item " << item->metaObject()->className() << " " << item->objectName().toStdString());
        CHECK_FALSE(accessible->text(QAccessible::Name).isEmpty());
        CHECK(ringWidth(*item) >= 2);
        names.insert(accessible->text(QAccessible::Name));
    }
    for (const auto* name : {"Scenario: A shop on a busy afternoon", "Blocking", "Unbounded", "Bounded", "Hold", "Step", "Drain", "Cancel",
             "Reset", "Freeze picture", "Rate of the clock", "Parameters", "Search the parameters", "Workload",
             "Arrival rate, /s", "Charge limit", "Circuit breaker", "Path of the order database"}) {
        INFO(name);
        CHECK(names.contains(QLatin1String(name)));
    }
}

TEST_CASE("window: a snapshot is seen in the window, and its ledger adds up there", "[window][snapshot]")
{
    Lab lab;
    engine::Snapshot snapshot;
    snapshot.ledger = {.submitted = 1234, .persisted = 1200, .inFlight = 34};
    snapshot.throughputPerSecond = 87.25;
    lab.fake.current().publish(snapshot);
    REQUIRE(processEventsUntil([&] { return lab.text("throughput") == QStringLiteral("87.3"); }));
    CHECK(lab.text("submitted", "value") == QStringLiteral("1,234"));
    CHECK(lab.text("submitted", "glyph") == QStringLiteral("="));
}

TEST_CASE("window: a run that deadlocks is named so, and the window offers to start again", "[window][end]")
{
    Lab lab;
    lab.press(Qt::Key_1);
    lab.fake.current().finish(ended(engine::RunOutcome::Deadlocked, "All 8 workers wait for each other."));
    REQUIRE(processEventsUntil(
        [&] { return lab.text("sentence") == QStringLiteral("All 8 workers wait for each other."); }));
    CHECK(lab.text("stateChip", "word") == QStringLiteral("Deadlocked"));
    CHECK(lab.text("banner", "headline") == QStringLiteral("The run is deadlocked."));
    processEventsFor(20ms); // the new button finds its place
    lab.click("bannerButton");
    CHECK(lab.fake.count() == 2);
    CHECK(lab.fake.last().mode == engine::Mode::Blocking);
    CHECK(lab.text("stateChip", "word") == QStringLiteral("Running"));
}

TEST_CASE("window: it takes every size from its smallest to very large", "[window][size]")
{
    Lab lab;
    for (const QSize size : {QSize(1024, 700), QSize(1280, 800), QSize(1920, 1080), QSize(3840, 2160)}) {
        lab.composition.window()->resize(size);
        processEventsFor(20ms);
        CHECK(lab.composition.window()->size() == size);
    }
}

TEST_CASE("window: closing it in mid-run ends everything within a second", "[window][close]")
{
    support::FakeEngine fake;
    const QTemporaryDir parent;
    fake.endsAfter = 200ms;
    std::chrono::steady_clock::time_point closed;
    {
        app::Composition composition(
            [&](engine::Run::Options options) { return fake.start(std::move(options)); }, parent.path());
        REQUIRE(composition.load());
        REQUIRE(processEventsUntil([&] { return composition.window()->isVisible(); }));
        QTest::keyClick(composition.window(), Qt::Key_R); // so that one run is being reaped already
        closed = std::chrono::steady_clock::now();
        composition.window()->close();
        CHECK(composition.shutDown());
    }
    CHECK(std::chrono::steady_clock::now() - closed < 1s);
    for (std::size_t index = 0; index < fake.count(); ++index)
        CHECK(fake.log(index).has("destroyed"));
    CHECK(QDir(parent.path()).isEmpty());
}

TEST_CASE("graphics backend: renderers that compute on the CPU are known by their names", "[window][backend]")
{
    CHECK(app::drawsOnCpu(""));
    CHECK(app::drawsOnCpu("llvmpipe (LLVM 15.0.6, 256 bits)"));
    CHECK(app::drawsOnCpu("softpipe"));
    CHECK_FALSE(app::drawsOnCpu("Mesa Intel(R) UHD Graphics 620 (KBL GT2)"));
    CHECK_FALSE(app::drawsOnCpu("NVIDIA GeForce RTX 3060/PCIe/SSE2"));
}

TEST_CASE("graphics backend: OpenGL is not asked where there is no device for it", "[window][backend]")
{
    const QTemporaryDir devices;
    CHECK_FALSE(app::mayHaveGpu(devices.path()));
    REQUIRE(QDir(devices.path()).mkpath(QStringLiteral("nvidia-caps")));
    CHECK(app::mayHaveGpu(devices.path()));
}

TEST_CASE("window: panels are folded away where there is little room, and as the user wants from then on", "[window][panels]")
{
    Lab lab;
    const auto shown = [&](const char* name) { return qobject_cast<QQuickItem*>(lab.find(name))->isVisible(); };
    lab.composition.window()->resize(1600, 1000);
    CHECK(processEventsUntil([&] { return shown("parameterPanel") && shown("strips"); }));
    lab.press(Qt::Key_P); // they are open, and nothing is chosen by it
    lab.press(Qt::Key_Escape);
    lab.composition.window()->resize(1024, 700);
    CHECK(processEventsUntil([&] { return !shown("parameterPanel") && !shown("strips"); }));
    CHECK(shown("parameterRail"));

    lab.click("parameterRail");
    CHECK(shown("parameterPanel"));
    CHECK_FALSE(shown("parameterRail"));
    lab.press(Qt::Key_B);
    CHECK_FALSE(shown("parameterPanel"));
    lab.press(Qt::Key_P); // to the parameters, wherever they are
    CHECK(shown("parameterPanel"));
    lab.press(Qt::Key_Escape);
    lab.press(Qt::Key_V);
    CHECK(shown("strips"));
    lab.click("foldStrips");
    CHECK_FALSE(shown("strips"));

    lab.composition.window()->resize(1600, 1000);
    support::processEventsFor(std::chrono::milliseconds(50));
    CHECK(shown("parameterPanel"));
    CHECK_FALSE(shown("strips")); // it was the user who did it
}
