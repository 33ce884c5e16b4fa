// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/event_loop.h"
#include "tests/ui/lab_window.h"

#include <QtTest/QTest>

#include <catch2/catch_test_macros.hpp>

using support::Lab;
using support::processEventsUntil;

namespace {

constexpr auto kCharge = "limits.chargeInFlight";

QQuickItem* itemOf(Lab& lab, const char* name)
{
    auto* item = qobject_cast<QQuickItem*>(lab.find(name));
    REQUIRE(item);
    return item;
}

QQuickItem* focus(Lab& lab, const char* name)
{
    auto* item = itemOf(lab, name);
    item->forceActiveFocus(Qt::TabFocusReason);
    QCoreApplication::processEvents();
    REQUIRE(item->hasActiveFocus());
    return item;
}

void type(Lab& lab, const char* text)
{
    for (const char* key = text; *key; ++key)
        QTest::keyClick(lab.composition.window(), *key);
}

int chargeLimit(Lab& lab)
{
    return lab.composition.commands().wanted().limits.chargeInFlight;
}

} // namespace

TEST_CASE("parameter panel: a number that is typed reaches the run with Return", "[window][parameters]")
{
    Lab lab;
    auto* field = focus(lab, kCharge);
    CHECK(field->property("text").toString() == QStringLiteral("10"));
    type(lab, "42"); // over what was there: the keys of the window rest in a field
    CHECK(chargeLimit(lab) == 10);
    lab.press(Qt::Key_Return);
    CHECK(chargeLimit(lab) == 42);
    REQUIRE(lab.fake.last().applied().size() == 1);
    CHECK(lab.fake.last().applied().front().limits.chargeInFlight == 42);
    CHECK(lab.fake.count() == 1);
    CHECK(lab.fake.last().calls() == std::vector<std::string> {"apply"});
}

TEST_CASE("parameter panel: a bad value says what was expected, changes nothing and can be taken back", "[window][parameters]")
{
    Lab lab;
    auto* field = focus(lab, kCharge);
    type(lab, "0");
    lab.press(Qt::Key_Return);
    CHECK(chargeLimit(lab) == 10);
    CHECK(field->property("problem").toString().contains(QStringLiteral("from 1 to 100000")));
    CHECK(field->property("text").toString() == QStringLiteral("0")); // to be put right
    CHECK(lab.fake.last().calls().empty());
    lab.press(Qt::Key_Escape);
    CHECK(field->property("problem").toString().isEmpty());
    CHECK(field->property("text").toString() == QStringLiteral("10"));
    CHECK(field->hasActiveFocus());
}

TEST_CASE("parameter panel: arrows move a value in steps, and Ctrl+Z takes each back", "[window][parameters]")
{
    Lab lab;
    focus(lab, "limits.chargeInFlight.slider");
    lab.press(Qt::Key_Up);
    lab.press(Qt::Key_Right);
    CHECK(chargeLimit(lab) == 12);
    lab.press(Qt::Key_PageUp);
    CHECK(chargeLimit(lab) == 20);
    lab.press(Qt::Key_PageDown);
    CHECK(chargeLimit(lab) == 10);
    lab.press(Qt::Key_End);
    CHECK(chargeLimit(lab) == 1000);
    lab.press(Qt::Key_Home);
    CHECK(chargeLimit(lab) == 1);
    lab.press(Qt::Key_Delete); // the scenario's own
    CHECK(chargeLimit(lab) == 10);
    lab.press(Qt::Key_Z, Qt::ControlModifier);
    CHECK(chargeLimit(lab) == 1);
    lab.press(Qt::Key_Z, Qt::ControlModifier);
    CHECK(chargeLimit(lab) == 1000);
    lab.press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(chargeLimit(lab) == 1);
}

TEST_CASE("parameter panel: a slider that is dragged with the mouse is followed, and is one step to take back",
    "[window][parameters][mouse]")
{
    Lab lab;
    auto* slider = itemOf(lab, "limits.chargeInFlight.slider");
    auto* window = lab.composition.window();
    focus(lab, "limits.chargeInFlight.slider"); // and so in view
    support::processEventsFor(std::chrono::milliseconds(20));
    const auto at = [&](double share) {
        return slider->mapToScene(QPointF(slider->width() * share, slider->height() / 2)).toPoint();
    };
    QTest::mousePress(window, Qt::LeftButton, Qt::NoModifier, at(0.4));
    for (double share = 0.4; share <= 0.9; share += 0.05)
        QTest::mouseMove(window, at(share));
    CHECK(chargeLimit(lab) > 300);
    QTest::mouseRelease(window, Qt::LeftButton, Qt::NoModifier, at(0.9));
    const int dragged = chargeLimit(lab);
    REQUIRE(processEventsUntil([&] {
        const auto applied = lab.fake.last().applied();
        return !applied.empty() && applied.back().limits.chargeInFlight == dragged;
    }));
    CHECK(lab.composition.commands().edits()->undoText() == QStringLiteral("Charge limit 10 → %1").arg(dragged));
    lab.press(Qt::Key_Z, Qt::ControlModifier);
    CHECK(chargeLimit(lab) == 10);
    CHECK_FALSE(lab.composition.commands().edits()->canUndo());
}

TEST_CASE("parameter panel: Ctrl+F and / search, and what is found is shown whichever group it is in", "[window][parameters]")
{
    Lab lab;
    REQUIRE_FALSE(lab.findIfThere("limits.chunkWaitMs"));
    lab.press(Qt::Key_F, Qt::ControlModifier);
    auto* search = itemOf(lab, "parameterSearch");
    REQUIRE(search->hasActiveFocus());
    type(lab, "longest wait for a chunk");
    QCoreApplication::processEvents();
    CHECK(lab.find("limits.chunkWaitMs"));
    CHECK_FALSE(lab.findIfThere(kCharge));
    lab.press(Qt::Key_Escape);
    CHECK(search->property("text").toString().isEmpty());
    CHECK(lab.find(kCharge));
    lab.press(Qt::Key_Escape);
    CHECK_FALSE(search->hasActiveFocus());
    lab.press(Qt::Key_Slash);
    CHECK(search->hasActiveFocus());
    CHECK(lab.fake.last().calls().empty());
}

TEST_CASE("parameter panel: an anti-pattern is switched with Space, and explained beside its name", "[window][parameters]")
{
    Lab lab;
    lab.press(Qt::Key_A);
    auto* toggle = focus(lab, "antiPatterns.fireAndForget");
    lab.press(Qt::Key_Space);
    CHECK(lab.composition.commands().wanted().antiPatterns.fireAndForget);
    CHECK(toggle->property("checked").toBool());
    CHECK(lab.fake.last().applied().back().antiPatterns.fireAndForget);
    CHECK(lab.composition.commands().edits()->undoText() == QStringLiteral("Fire and forget: on"));
    lab.press(Qt::Key_Return);
    CHECK_FALSE(lab.composition.commands().wanted().antiPatterns.fireAndForget);
    CHECK_FALSE(toggle->property("checked").toBool());
}

TEST_CASE("parameter panel: a habit without effect in the mode is not offered, and says in which it has one", "[window][parameters]")
{
    Lab lab;
    lab.press(Qt::Key_A);
    auto* toggle = itemOf(lab, "antiPatterns.unboundedFanOut");
    CHECK(toggle->isEnabled());
    lab.press(Qt::Key_1);
    CHECK_FALSE(toggle->isEnabled());
    lab.press(Qt::Key_3);
    CHECK(toggle->isEnabled());
}

TEST_CASE("parameter panel: what has the focus or the pointer is explained", "[window][parameters][accessibility]")
{
    Lab lab;
    focus(lab, kCharge);
    CHECK(lab.text("explanationText") == QStringLiteral("Bounded mode: orders that are charged at the same time."));
    CHECK(lab.text("explanationFacts") == QStringLiteral("1 to 100,000 · default 10"));
    CHECK(lab.text("explanationRemark").isEmpty());
    lab.composition.commands().switchMode(ui::Mode::Unbounded);
    CHECK(lab.text("explanationRemark") == QStringLiteral("Has an effect in bounded mode only."));
    auto* field = itemOf(lab, "ruleEngine.failureRate"); // just above, and so in view
    support::processEventsFor(std::chrono::milliseconds(20));
    QTest::mouseMove(lab.composition.window(), field->mapToScene(QPointF(5, 5)).toPoint());
    REQUIRE(processEventsUntil([&] { return lab.text("explanationText").startsWith(QStringLiteral("Share of calls that fail")); }));
}

TEST_CASE("parameter panel: a word is chosen with the keys", "[window][parameters]")
{
    Lab lab;
    auto* chooser = focus(lab, "pool.governor.kind");
    lab.press(Qt::Key_Down);
    CHECK(lab.composition.commands().wanted().pool.governor.kind == engine::GovernorKind::Dotnet);
    CHECK(chooser->property("displayText").toString() == QStringLiteral("governed as in .NET"));
    lab.press(Qt::Key_Up);
    CHECK(lab.composition.commands().wanted().pool.governor.kind == engine::GovernorKind::Fixed);
}

TEST_CASE("parameter panel: groups close and open with the keys, and what is tabbed to comes into view", "[window][parameters]")
{
    Lab lab;
    auto* title = focus(lab, "title.Pool and governor");
    auto* panel = itemOf(lab, "parameterPanel");
    const auto top = title->mapToItem(panel, QPointF(0, 0)).y();
    CHECK(top > 0);
    CHECK(top + title->height() <= panel->height());
    lab.press(Qt::Key_Left);
    CHECK_FALSE(lab.findIfThere("pool.threads"));
    CHECK(title->hasActiveFocus());
    lab.press(Qt::Key_Right);
    CHECK(lab.find("pool.threads"));
}
