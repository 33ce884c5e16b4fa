// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/lab_on_screen.h"
#include "tests/e2e/patience.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace std::chrono_literals;
using e2e::eventually;
using e2e::LabOnScreen;
using e2e::Profile;

namespace {

constexpr int kMostOverdue = 50;

bool hasOrders(const ui::RunFigures& now)
{
    return now.ledger().persisted > 0 && now.ledger().inFlight > 0;
}

} // namespace

TEST_CASE("window on a display: held, the clock stands still and the window answers; a step is one timer; then on as before",
    "[e2e][transport]")
{
    const bool byMouse = GENERATE(false, true);
    const auto use = [byMouse](LabOnScreen& lab, const char* key, const char* button) { byMouse ? lab.click(button) : lab.press(key); };
    const Profile profile;
    LabOnScreen lab(profile);
    const auto& now = lab.figures();
    REQUIRE(eventually([&] { return hasOrders(now); }));

    use(lab, "space", "holdButton");
    REQUIRE(eventually([&] { return now.held(); }));
    const double held = now.clockSeconds();
    const double submitted = now.ledger().submitted;
    CHECK(lab.says("stateChip", "word") == "Engine held");
    lab.press("F1");
    REQUIRE(eventually([&] { return lab.inView("closeSheet"); }));
    lab.press("Escape");
    REQUIRE(eventually([&] { return !lab.inView("closeSheet"); }));
    support::processEventsFor(300ms);
    CHECK(now.clockSeconds() == held);
    CHECK(now.ledger().submitted == submitted);

    // On a busy machine some timers are overdue when the clock is held: a step that makes up for one takes no time.
    for (int steps = 0; now.clockSeconds() == held && steps < kMostOverdue; ++steps) {
        const double before = now.wallSeconds(); // of the snapshot
        use(lab, "s", "stepButton");
        REQUIRE(eventually([&] { return now.wallSeconds() > before; }));
    }
    const double stepped = now.clockSeconds();
    CHECK(stepped > held);
    CHECK(stepped - held < 0.3); // the next arrival or answer is not far
    support::processEventsFor(300ms);
    CHECK(now.clockSeconds() == stepped);
    CHECK(lab.says("stateChip", "word") == "Engine held");

    use(lab, "space", "holdButton");
    REQUIRE(eventually([&] { return now.clockSeconds() > stepped + 0.5 && now.ledger().submitted > submitted; }));
    CHECK(lab.says("stateChip", "word") == "Running");
    CHECK(now.ledger().holds);
}

TEST_CASE("window on a display: a run that is cancelled says so, its books add up, and it can be started again", "[e2e][transport]")
{
    const bool byMouse = GENERATE(false, true);
    const Profile profile;
    LabOnScreen lab(profile);
    const auto& now = lab.figures();
    REQUIRE(eventually([&] { return hasOrders(now); }));

    byMouse ? lab.click("cancelButton") : lab.press("c");
    REQUIRE(eventually([&] { return now.outcome() == ui::Outcome::Cancelled; }));
    CHECK(now.ledger().inFlight == 0);
    CHECK(now.ledger().cancelled > 0);
    CHECK(now.ledger().holds);
    CHECK(lab.says("stateChip", "word") == "Cancelled");
    CHECK(lab.says("banner", "headline") == "The run was cancelled.");
    CHECK_FALSE(lab.inView("holdButton"));

    const double submitted = now.ledger().submitted;
    lab.click("startButton");
    REQUIRE(eventually([&] { return now.outcome() == ui::Outcome::Running && now.ledger().persisted > 0; }));
    CHECK(now.ledger().submitted < submitted + 500);
    CHECK(lab.says("stateChip", "word") == "Running");
    CHECK_FALSE(lab.inView("banner"));
}

TEST_CASE("window on a display: a run that is drained ends with an empty pipeline and books that add up", "[e2e][transport]")
{
    const bool byMouse = GENERATE(false, true);
    const Profile profile;
    LabOnScreen lab(profile);
    const auto& now = lab.figures();
    REQUIRE(eventually([&] { return hasOrders(now); }));

    byMouse ? lab.click("stopButton") : lab.press("d");
    REQUIRE(eventually([&] { return now.ended(); }));
    CHECK(now.outcome() == ui::Outcome::Completed);
    const auto ledger = now.ledger();
    CHECK(ledger.inFlight == 0);
    CHECK(ledger.persisted + ledger.rejected + ledger.failed + ledger.cancelled + ledger.dropped + ledger.lost == ledger.submitted);
    CHECK(ledger.persisted == ledger.submitted);
    CHECK(now.channel().now == 0);
    for (const auto& stage : {now.validate(), now.charge(), now.persist()})
        CHECK(stage.inFlight.now == 0);
    CHECK(now.store().rows == ledger.persisted);
    CHECK(lab.says("stateChip", "word") == "Completed");
    CHECK(lab.says("banner", "headline") == "The run is complete.");
    CHECK(lab.says("submitted", "glyph") == "=");
}
