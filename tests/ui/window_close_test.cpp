// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition.h"
#include "tests/ui/event_loop.h"

#include <QDir>
#include <QFile>
#include <QQuickWindow>
#include <QTemporaryDir>
#include <QtTest/QTest>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>
#include <memory>
#include <mutex>
#include <vector>

using namespace std::chrono_literals;
using support::processEventsUntil;

namespace {

/// Only how long a broken program may keep the test waiting: nothing is measured.
constexpr auto kPatience = 60s;

/// What a real run said of itself, kept by whoever watches it. The run owns `life`, so that it shows when the run is
/// gone.
struct Witness {
    engine::Mode mode = engine::Mode::Bounded;
    QString databasePath;
    std::weak_ptr<void> life;

    mutable std::mutex mutex;
    engine::Run::SnapshotPointer last;
    bool finished = false;
    bool databaseClosed = false;

    [[nodiscard]] bool inMidRun() const
    {
        const std::scoped_lock lock(mutex);
        return !finished && last && last->ledger.inFlight > 0;
    }
    [[nodiscard]] bool gone() const { return life.expired() && !QFile::exists(databasePath); }
};

/// engine::Run::start, with a witness for each run.
class WatchedEngine {
public:
    std::unique_ptr<engine::Run> start(engine::Run::Options options)
    {
        auto witness = std::make_shared<Witness>();
        const auto life = std::make_shared<int>();
        witness->mode = options.mode;
        witness->databasePath = options.databasePath;
        witness->life = life;
        options.onSnapshot = [life, witness, inner = options.onSnapshot](const engine::Run::SnapshotPointer& snapshot) {
            {
                const std::scoped_lock lock(witness->mutex);
                witness->last = snapshot;
            }
            inner(snapshot);
        };
        options.onFinished = [witness, inner = options.onFinished] {
            {
                const std::scoped_lock lock(witness->mutex);
                witness->finished = true;
                // SQLite takes the log away with the last connection.
                witness->databaseClosed = QFile::exists(witness->databasePath)
                    && !QFile::exists(witness->databasePath + QStringLiteral("-wal"));
            }
            inner();
        };
        m_witnesses.push_back(witness);
        return engine::Run::start(std::move(options));
    }
    [[nodiscard]] const std::vector<std::shared_ptr<Witness>>& witnesses() const { return m_witnesses; }

private:
    std::vector<std::shared_ptr<Witness>> m_witnesses;
};

} // namespace

TEST_CASE("window: closing it in mid-run cancels the run, which ends in order and leaves nothing", "[window][close]")
{
    const Qt::Key key = GENERATE(Qt::Key_1, Qt::Key_2, Qt::Key_3);
    const QTemporaryDir parent;
    WatchedEngine engine;
    {
        app::Composition composition(
            [&](engine::Run::Options options) { return engine.start(std::move(options)); }, parent.path());
        REQUIRE(composition.load());
        composition.window()->requestActivate();
        REQUIRE(processEventsUntil([&] { return composition.window()->isActive(); }, kPatience));
        QTest::keyClick(composition.window(), key);
        REQUIRE(processEventsUntil([&] { return engine.witnesses().back()->inMidRun(); }, kPatience));
        QTest::keyClick(composition.window(), Qt::Key_R, Qt::ShiftModifier); // so that one run is being reaped already
        REQUIRE(engine.witnesses().size() == 2);
        REQUIRE(processEventsUntil([&] { return engine.witnesses().back()->inMidRun(); }, kPatience));

        composition.window()->close();
        // Whether it is in time is not asked here: on a busy machine it may not be.
        static_cast<void>(composition.shutDown());
        REQUIRE(processEventsUntil(
            [&] { return std::ranges::all_of(engine.witnesses(), [](const auto& run) { return run->gone(); }); },
            kPatience));
    }
    CHECK(static_cast<int>(engine.witnesses().back()->mode) == key - Qt::Key_1);
    for (const auto& run : engine.witnesses()) {
        const std::scoped_lock lock(run->mutex);
        INFO(engine::toString(run->mode));
        CHECK(run->finished);
        CHECK(run->databaseClosed);
        CHECK(run->last->outcome == engine::RunOutcome::Cancelled);
        CHECK(run->last->ledger.holds());
        CHECK(run->last->ledger.inFlight == 0);
        CHECK(run->last->ledger.cancelled > 0);
    }
    CHECK(QDir(parent.path()).isEmpty());
}
