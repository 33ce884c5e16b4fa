// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/event_loop.h"
#include "tests/ui/lab_window.h"

#include <catch2/catch_test_macros.hpp>

using namespace std::chrono_literals;
using support::Lab;
using support::processEventsFor;
using support::processEventsUntil;

namespace {

engine::Snapshot snapshotAt(std::chrono::nanoseconds at, std::int64_t persisted)
{
    engine::Snapshot snapshot;
    snapshot.at = at;
    snapshot.ledger = {.submitted = persisted, .persisted = persisted};
    return snapshot;
}

} // namespace

TEST_CASE("window: F freezes the picture, which stands still and says what happens behind it", "[window][freeze]")
{
    Lab lab;
    lab.fake.current().publish(snapshotAt(1s, 90));
    REQUIRE(processEventsUntil([&] { return lab.text("submitted", "value") == QStringLiteral("90"); }));
    lab.press(Qt::Key_F);
    CHECK(lab.find("freezeBar")->property("visible").toBool());
    CHECK(lab.text("stateChip", "word") == QStringLiteral("Running")); // the engine goes on
    lab.fake.current().publish(snapshotAt(3s, 270));
    REQUIRE(processEventsUntil([&] {
        return lab.text("behindText") == QStringLiteral("The engine goes on: 180 orders have ended and 2.0 s have passed behind it.");
    }));
    processEventsFor(200ms); // longer than figures wait to be shown
    CHECK(lab.text("submitted", "value") == QStringLiteral("90"));

    lab.press(Qt::Key_F);
    CHECK_FALSE(lab.find("freezeBar")->property("visible").toBool());
    REQUIRE(processEventsUntil([&] { return lab.text("submitted", "value") == QStringLiteral("270"); }));
    CHECK(lab.fake.last().calls().empty());
}

TEST_CASE("window: holding and freezing are told apart in words, and both can be", "[window][freeze]")
{
    Lab lab;
    lab.press(Qt::Key_F);
    lab.press(Qt::Key_Space);
    CHECK(lab.text("stateChip", "word") == QStringLiteral("Engine held"));
    CHECK(lab.text("holdButton") == QStringLiteral("Resume"));
    CHECK(lab.text("freezeButton") == QStringLiteral("Catch up"));
    CHECK(lab.text("behindText").startsWith(QStringLiteral("The engine is held, too")));
    CHECK(lab.fake.last().calls() == std::vector<std::string> {"hold"});
    lab.press(Qt::Key_F);
    CHECK(lab.text("freezeButton") == QStringLiteral("Freeze picture"));
    CHECK(lab.text("stateChip", "word") == QStringLiteral("Engine held"));
}

TEST_CASE("window: another run thaws the picture", "[window][freeze]")
{
    Lab lab;
    lab.press(Qt::Key_F);
    lab.press(Qt::Key_R);
    CHECK_FALSE(lab.find("freezeBar")->property("visible").toBool());
    lab.fake.current().publish(snapshotAt(1s, 7));
    REQUIRE(processEventsUntil([&] { return lab.text("submitted", "value") == QStringLiteral("7"); }));
}
