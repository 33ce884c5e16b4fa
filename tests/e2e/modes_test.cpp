// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/lab_on_screen.h"
#include "tests/e2e/patience.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using e2e::eventually;
using e2e::LabOnScreen;
using e2e::Profile;

namespace {

bool allBlocked(const ui::RunFigures& now)
{
    return now.pool().threads > 0 && now.pool().blocked == now.pool().threads;
}

/// Orders get done again that had not been when it was called.
bool goesOn(const ui::RunFigures& now)
{
    const double before = now.ledger().persisted;
    return eventually([&] { return now.ledger().persisted > before + 50; });
}

} // namespace

TEST_CASE("window on a display: it opens on a run in bounded mode that goes well", "[e2e][start]")
{
    const Profile profile;
    LabOnScreen lab(profile);
    const auto& now = lab.figures();
    REQUIRE(eventually([&] { return now.ledger().persisted > 50; }));
    CHECK(now.mode() == ui::Mode::Bounded);
    CHECK(now.outcome() == ui::Outcome::Running);
    CHECK(now.ledger().holds);
    CHECK(lab.says("stateChip", "word") == "Running");
    CHECK(lab.says("scenarioButton") == "A shop on a busy afternoon");
    CHECK(lab.is("boundedSegment", "current"));
    CHECK(lab.number("submitted", "value") == now.ledger().submitted);
    CHECK_FALSE(lab.inView("banner"));
}

TEST_CASE("window on a display: 1 blocks every worker and says so, 2 lets in whatever waits, 3 heals it", "[e2e][modes]")
{
    const bool byMouse = GENERATE(false, true);
    const Profile profile;
    LabOnScreen lab(profile);
    const auto& now = lab.figures();
    const auto choose = [&](const char* key, const char* segment) { byMouse ? lab.click(segment) : lab.press(key); };
    REQUIRE(eventually([&] { return now.ledger().persisted > 0; }));
    const double allowed = now.charge().inFlight.limit;
    REQUIRE(allowed > 0);

    choose("1", "blockingSegment");
    REQUIRE(eventually([&] { return now.mode() == ui::Mode::Blocking && allBlocked(now); }));
    REQUIRE(eventually([&] { return lab.says("finding", "headline") == "Starvation"; }));
    CHECK(lab.says("finding", "sentence").find("blocked") != std::string::npos);
    CHECK(lab.inView("fixButton"));
    CHECK(lab.is("blockingSegment", "current"));
    CHECK(lab.number("blockedTally", "count") == now.pool().blocked);

    choose("2", "unboundedSegment");
    REQUIRE(eventually([&] { return now.mode() == ui::Mode::Unbounded && now.charge().inFlight.now > 2 * allowed; }));
    CHECK(lab.is("unboundedSegment", "current"));

    choose("3", "boundedSegment");
    REQUIRE(eventually([&] {
        return now.mode() == ui::Mode::Bounded && now.charge().inFlight.now <= allowed && now.pool().blocked == 0;
    }));
    REQUIRE(eventually([&] { return lab.narration().count() == 0; }));
    CHECK(lab.says("observation") != "");
    CHECK(lab.is("boundedSegment", "current"));
    CHECK(goesOn(now));
    CHECK(now.ledger().holds);
}

TEST_CASE("window on a display: \"Show me the fix\" heals a starved run", "[e2e][modes]")
{
    const Profile profile;
    LabOnScreen lab(profile);
    const auto& now = lab.figures();
    lab.press("1");
    REQUIRE(eventually([&] { return allBlocked(now) && lab.says("finding", "headline") == "Starvation"; }));

    lab.click("fixButton");
    REQUIRE(eventually([&] { return now.mode() == ui::Mode::Bounded && now.pool().blocked == 0; }));
    CHECK(goesOn(now));
    REQUIRE(eventually([&] { return lab.says("finding", "headline") != "Starvation"; }));
}

TEST_CASE("window on a display: a bad habit is switched on with the mouse, hurts, and is taken back with Ctrl+Z", "[e2e][habits]")
{
    const Profile profile;
    LabOnScreen lab(profile);
    const auto& now = lab.figures();
    // Whether each of the next 100 orders or more that are stored has a transaction of its own.
    const auto oneByOne = [&now] {
        const auto before = now.store();
        REQUIRE(eventually([&] { return now.store().rows >= before.rows + 100; }));
        return now.store().transactions - before.transactions == now.store().rows - before.rows;
    };
    CHECK_FALSE(oneByOne());
    lab.press("a");
    lab.press("ctrl+f");
    lab.type("transaction");

    lab.click("antiPatterns.insertEach");
    REQUIRE(eventually([&] { return oneByOne(); }));
    CHECK(lab.is("antiPatterns.insertEach", "checked"));
    CHECK(lab.is("undoButton", "enabled"));

    lab.press("Escape"); // empties the search
    lab.press("Escape"); // and leaves it: in a field Ctrl+Z is the field's
    lab.press("ctrl+z");
    REQUIRE(eventually([&] { return !oneByOne(); }));
    CHECK_FALSE(lab.commands().wanted().antiPatterns.insertEach);
    CHECK_FALSE(lab.is("undoButton", "enabled"));
}
