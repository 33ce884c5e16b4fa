// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/lab_on_screen.h"
#include "tests/e2e/patience.h"

#include <QDir>

#include <catch2/catch_test_macros.hpp>

using e2e::eventually;
using e2e::LabOnScreen;
using e2e::Profile;

namespace {

/// Looks for the slider of the charge limit with the keyboard, and drags it with the mouse.
void dragChargeLimit(LabOnScreen& lab, double from, double to)
{
    lab.press("ctrl+f");
    lab.type("charge limit");
    lab.drag("limits.chargeInFlight.slider", from, to);
}

/// In its field the keys of the window are letters.
void leaveSearch(LabOnScreen& lab)
{
    lab.press("Escape"); // empties it
    lab.press("Escape");
}

int wantedLimit(LabOnScreen& lab)
{
    return lab.commands().wanted().limits.chargeInFlight;
}

/// Ctrl+S, a name, Enter.
void save(LabOnScreen& lab, const char* name)
{
    lab.press("ctrl+s");
    REQUIRE(eventually([&] { return lab.is("nameField", "activeFocus"); }));
    lab.type(name);
    REQUIRE(eventually([&] { return lab.says("nameField") == name; }));
    lab.press("Return");
    REQUIRE(eventually([&] { return lab.says("scenarioButton") == name; }));
}

} // namespace

TEST_CASE("window on a display: a slider that is dragged changes the run, and one Ctrl+Z takes it back", "[e2e][parameters]")
{
    const Profile profile;
    LabOnScreen lab(profile);
    const auto& now = lab.figures();
    REQUIRE(eventually([&] { return now.ledger().persisted > 0; }));
    const double before = now.charge().inFlight.limit;
    REQUIRE(before == 10);

    dragChargeLimit(lab, 0.33, 0.8);
    REQUIRE(eventually([&] { return now.charge().inFlight.limit > 150; }));
    REQUIRE(eventually([&] { return now.charge().inFlight.limit == wantedLimit(lab); }));
    CHECK(lab.number("limits.chargeInFlight", "text") == now.charge().inFlight.limit);

    leaveSearch(lab);
    lab.press("ctrl+z");
    REQUIRE(eventually([&] { return now.charge().inFlight.limit == before; }));
    CHECK_FALSE(lab.is("undoButton", "enabled"));
}

TEST_CASE("window on a display: a scenario is saved under a name, and opened again with its values", "[e2e][files]")
{
    const Profile profile;
    LabOnScreen lab(profile);
    const auto& now = lab.figures();
    dragChargeLimit(lab, 0.33, 0.6);
    REQUIRE(eventually([&] { return wantedLimit(lab) > 30; }));
    const int wanted = wantedLimit(lab);
    save(lab, "busy evening");
    CHECK(lab.says("notice").find("busy evening") != std::string::npos);
    REQUIRE(QDir(profile.scenarios()).entryList(QDir::Files).size() == 1);
    const QByteArray card = "card:" + lab.commands().scenario().toUtf8();
    const auto isOpen = [&] { return lab.says("scenarioButton") == "busy evening" && now.charge().inFlight.limit == wanted; };

    leaveSearch(lab);
    lab.press("g");
    lab.click("card:climbing");
    REQUIRE(eventually([&] { return lab.commands().scenario() == QStringLiteral("climbing") && now.charge().inFlight.limit != wanted; }));

    SECTION("in the gallery, with the mouse")
    {
        lab.click("scenarioButton");
        lab.click(card.constData());
        REQUIRE(eventually(isOpen));
    }
    SECTION("in the gallery, with the keyboard")
    {
        lab.press("g");
        REQUIRE(eventually([&] { return lab.is("card:climbing", "activeFocus"); }));
        for (int n = 0; n < 10 && !lab.is(card.constData(), "activeFocus"); ++n) {
            const auto* before = lab.window().activeFocusItem();
            lab.press("shift+Tab");
            REQUIRE(eventually([&] { return lab.window().activeFocusItem() != before; }));
        }
        lab.press("Return");
        REQUIRE(eventually(isOpen));
    }
    CHECK_FALSE(lab.is("undoButton", "enabled"));
}

TEST_CASE("window on a display: a saved scenario named on the command line opens with its values", "[e2e][files]")
{
    const Profile profile;
    int wanted = 0;
    QString file;
    {
        LabOnScreen lab(profile);
        dragChargeLimit(lab, 0.33, 0.6);
        REQUIRE(eventually([&] { return wantedLimit(lab) > 30; }));
        save(lab, "busy evening");
        wanted = wantedLimit(lab);
        file = lab.commands().scenario();
    }
    LabOnScreen lab(profile, file);
    REQUIRE(eventually([&] { return lab.figures().ledger().persisted > 0; }));
    CHECK(lab.figures().charge().inFlight.limit == wanted);
    CHECK(lab.says("scenarioButton") == "busy evening");
    CHECK_FALSE(lab.is("undoButton", "enabled"));
}
