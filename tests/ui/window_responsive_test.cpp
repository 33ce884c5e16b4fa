// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition.h"
#include "tests/ui/event_loop.h"
#include "tests/ui/lab_window.h"

#include <QQuickWindow>
#include <QTemporaryDir>
#include <QtTest/QTest>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>
#include <atomic>
#include <functional>

using namespace std::chrono_literals;
using support::processEventsUntil;

namespace {

/// Only how long a broken program may keep the test waiting.
constexpr auto kPatience = 120s;
/// A busy machine may make any single one of them late; a window that waits for its engine makes all of them late.
constexpr int kTries = 20;

/// The real window over the real engine.
struct RealLab {
    RealLab()
    {
        REQUIRE(composition.load());
        composition.window()->requestActivate();
        REQUIRE(processEventsUntil([this] { return composition.window()->isActive(); }, kPatience));
        QObject::connect(composition.window(), &QQuickWindow::frameSwapped, composition.window(), [this] { ++frames; }, Qt::DirectConnection);
    }
    ~RealLab() { static_cast<void>(composition.shutDown()); }

    [[nodiscard]] QString word() const
    {
        return composition.window()->findChild<QObject*>(QStringLiteral("stateChip"))->property("word").toString();
    }
    /// From a key press to the frame that shows what came of it.
    std::chrono::steady_clock::duration answerTo(Qt::Key key, const std::function<bool()>& answered)
    {
        const auto pressed = std::chrono::steady_clock::now();
        QTest::keyClick(composition.window(), key);
        REQUIRE(processEventsUntil(answered, kPatience));
        const int before = frames;
        composition.window()->update();
        REQUIRE(processEventsUntil([&] { return frames > before; }, kPatience));
        return std::chrono::steady_clock::now() - pressed;
    }

    support::ForgottenSettings settings;
    QTemporaryDir parent;
    app::Composition composition {&engine::Run::start, parent.path()};
    std::atomic<int> frames {0};
};

} // namespace

TEST_CASE("window: with every worker blocked and 50,000 orders waiting, keys are answered within 100 ms and snapshots come",
    "[window][responsive]")
{
    RealLab lab;
    auto& commands = lab.composition.commands();
    auto& figures = *lab.composition.model().bars();
    auto& edits = *commands.edits();
    QTest::keyClick(lab.composition.window(), Qt::Key_1);
    REQUIRE(edits.set(QStringLiteral("workload.ratePerSecond"), QStringLiteral("100000")).isEmpty());
    commands.setRate(20);
    REQUIRE(processEventsUntil(
        [&] { return figures.ledger().inFlight > 50'000 && figures.pool().blocked == figures.pool().threads; }, kPatience));
    REQUIRE(edits.set(QStringLiteral("workload.ratePerSecond"), QStringLiteral("1")).isEmpty());
    commands.setRate(1);
    REQUIRE(processEventsUntil([&] { return figures.pool().blocked == figures.pool().threads; }, kPatience));

    auto best = std::chrono::steady_clock::duration::max();
    for (int n = 0; n < kTries; ++n) {
        const bool held = commands.held();
        best = std::min(best, lab.answerTo(Qt::Key_Space, [&] { return commands.held() != held; }));
        CHECK(lab.word() == (held ? QStringLiteral("Running") : QStringLiteral("Engine held")));
    }
    CHECK(best < 100ms);
    CHECK(figures.pool().blocked == figures.pool().threads);
    CHECK(figures.ledger().inFlight > 50'000);

    const double before = figures.clockSeconds();
    CHECK(processEventsUntil([&] { return figures.clockSeconds() > before + 0.5; }, kPatience));
}

TEST_CASE("window: a reset has the new run in view within a second", "[window][responsive]")
{
    RealLab lab;
    auto& commands = lab.composition.commands();
    auto& figures = *lab.composition.model().bars();
    auto best = std::chrono::steady_clock::duration::max();
    for (int n = 0; n < kTries / 4; ++n) {
        REQUIRE(processEventsUntil([&] { return figures.ledger().submitted > 50; }, kPatience));
        REQUIRE(commands.edits()->set(QStringLiteral("limits.chargeInFlight"), QStringLiteral("40")).isEmpty());
        const QString database = commands.databasePath();
        best = std::min(best,
            lab.answerTo(Qt::Key_R, [&] { return commands.databasePath() != database && figures.ledger().submitted > 0; }));
        CHECK_FALSE(commands.edits()->edited());
    }
    CHECK(best < 1s);
}

TEST_CASE("window: the mode is changed while the run goes on, and its books go on with it", "[window][responsive]")
{
    RealLab lab;
    auto& figures = *lab.composition.model().bars();
    REQUIRE(processEventsUntil([&] { return figures.ledger().submitted > 20; }, kPatience));
    const QString database = lab.composition.commands().databasePath();
    const double before = figures.ledger().submitted;
    QTest::keyClick(lab.composition.window(), Qt::Key_2);
    REQUIRE(processEventsUntil([&] { return figures.mode() == ui::Mode::Unbounded && figures.ledger().submitted > before + 20; }, kPatience));
    CHECK(figures.ledger().holds);
    CHECK(lab.composition.commands().databasePath() == database);
    CHECK(figures.outcome() == ui::Outcome::Running);
    CHECK(figures.droppedEvents() == 0); // the window keeps no events, and misses none
}

TEST_CASE("window: a cancelled run ends as cancelled and stays in view, held or not", "[window][responsive]")
{
    const bool held = GENERATE(false, true);
    RealLab lab;
    auto& figures = *lab.composition.model().bars();
    REQUIRE(processEventsUntil([&] { return figures.ledger().inFlight > 0; }, kPatience));
    if (held)
        QTest::keyClick(lab.composition.window(), Qt::Key_Space);
    QTest::keyClick(lab.composition.window(), Qt::Key_C);
    REQUIRE(processEventsUntil([&] { return figures.ended(); }, kPatience));
    CHECK(figures.outcome() == ui::Outcome::Cancelled);
    CHECK(figures.ledger().cancelled > 0);
    CHECK(figures.ledger().holds);
    CHECK_FALSE(lab.composition.commands().active());
    CHECK(lab.word() == QStringLiteral("Cancelled"));
}

TEST_CASE("window: a service that is broken by hand is seen to be, and healed", "[window][responsive]")
{
    RealLab lab;
    auto& figures = *lab.composition.model().bars();
    lab.composition.commands().services()->breakService(ui::Stage::Charge, ui::Breakage::Outage);
    REQUIRE(processEventsUntil([&] { return figures.paymentProvider().outage && figures.charge().failed > 0; }, kPatience));
    lab.composition.commands().services()->healService(ui::Stage::Charge);
    REQUIRE(processEventsUntil([&] { return !figures.paymentProvider().outage; }, kPatience));
}
