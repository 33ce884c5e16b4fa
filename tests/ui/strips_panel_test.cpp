// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/event_loop.h"
#include "tests/ui/lab_window.h"
#include "ui/items/strip_chart.h"

#include <QAccessible>
#include <QQuickWindow>
#include <QWheelEvent>
#include <QtTest/QTest>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace std::chrono_literals;
using Catch::Approx;

namespace {

/// Those below `item`, in the order in which they stand. A Repeater's items are nobody's QObject children.
QList<ui::StripChart*> chartsBelow(QQuickItem* item)
{
    QList<ui::StripChart*> found;
    for (QQuickItem* const child : item->childItems()) {
        if (auto* const chart = qobject_cast<ui::StripChart*>(child))
            found.append(chart);
        found += chartsBelow(child);
    }
    return found;
}

/// The real window over a fake engine whose run has lasted 30 s: one work item more each second, a new mode at 20 s.
struct Strips {
    Strips()
    {
        for (int second = 0; second <= 30; ++second)
            lab.composition.model().show(std::make_shared<const engine::Snapshot>(at(second)));
        body()->forceActiveFocus(Qt::TabFocusReason);
        support::processEventsFor(150ms);
    }

    [[nodiscard]] static engine::Snapshot at(int second)
    {
        engine::Snapshot snapshot;
        snapshot.at = second * 1s;
        snapshot.mode = second < 20 ? engine::Mode::Bounded : engine::Mode::Unbounded;
        snapshot.pool.pendingWorkItems = second;
        return snapshot;
    }
    [[nodiscard]] QQuickItem* body() { return qobject_cast<QQuickItem*>(lab.find("strips")); }
    [[nodiscard]] QList<ui::StripChart*> charts() { return chartsBelow(body()); }
    /// What the strips say of themselves, in the order in which they stand.
    [[nodiscard]] QStringList said()
    {
        QStringList texts;
        for (ui::StripChart* const chart : charts()) {
            auto* const strip = QAccessible::queryAccessibleInterface(chart->parentItem());
            texts.append(strip->text(QAccessible::Name) + QStringLiteral(": ") + strip->text(QAccessible::Description));
        }
        return texts;
    }
    [[nodiscard]] bool says(const QString& text)
    {
        return std::ranges::any_of(said(), [&](const QString& strip) { return strip.contains(text); });
    }

    support::Lab lab;
};

} // namespace

TEST_CASE("strips panel: the values of one instant are read in all strips, by keys alone", "[window][strips]")
{
    Strips strips;
    CHECK(strips.says(QStringLiteral("waiting for a worker 30")));
    strips.lab.press(Qt::Key_Home);
    CHECK(strips.says(QStringLiteral("waiting for a worker 0")));
    strips.lab.press(Qt::Key_Right, Qt::ControlModifier); // to the next mark
    CHECK(strips.says(QStringLiteral("waiting for a worker 20")));
    auto* marks = strips.lab.find("stripsMarks");
    CHECK(marks->property("text").toString() == QStringLiteral("unbounded mode"));
    strips.lab.press(Qt::Key_Left, Qt::ShiftModifier); // ten steps of a hundredth of the axis
    CHECK(strips.says(QStringLiteral("waiting for a worker 17")));
    strips.lab.press(Qt::Key_Escape);
    CHECK(strips.says(QStringLiteral("waiting for a worker 30")));
}

TEST_CASE("strips panel: all eight strips can be reached", "[window][strips]")
{
    Strips strips;
    QStringList seen;
    for (int page = 0; page < 8; ++page) {
        for (const QString& strip : strips.said())
            seen.append(strip.section(QStringLiteral(":"), 0, 0));
        strips.lab.press(Qt::Key_Down);
        support::processEventsFor(20ms);
    }
    seen.removeDuplicates();
    CHECK(seen.size() == 8);
}

TEST_CASE("strips panel: choosing a strip for a place exchanges it with the one that was there", "[window][strips]")
{
    Strips strips;
    auto* panel = strips.lab.find("stripsPanel");
    REQUIRE(strips.said().front().startsWith(QStringLiteral("Threads")));
    REQUIRE(QMetaObject::invokeMethod(panel, "choose", Q_ARG(int, 0), Q_ARG(int, 7)));
    support::processEventsFor(20ms);
    CHECK(strips.said().front().startsWith(QStringLiteral("Memory")));
    QStringList titles;
    for (int page = 0; page < 8; ++page) {
        for (const QString& strip : strips.said())
            titles.append(strip.section(QStringLiteral(":"), 0, 0));
        strips.lab.press(Qt::Key_Down);
        support::processEventsFor(20ms);
    }
    titles.removeDuplicates();
    CHECK(titles.size() == 8);
}

TEST_CASE("strips panel: the pointer reads where it is, a wheel zooms, a double click is back at now", "[window][strips]")
{
    Strips strips;
    ui::StripChart* const chart = strips.charts().front();
    const auto pointAt = [&](double share) {
        return chart->mapToScene(QPointF(chart->plot().x() + share * chart->plot().width(), chart->height() / 2)).toPoint();
    };
    const double length = chart->property("to").toDouble() - chart->property("from").toDouble();
    CHECK(length == 30);
    QTest::mouseMove(strips.lab.composition.window(), pointAt(0.4));
    QTest::mouseMove(strips.lab.composition.window(), pointAt(0.5));
    support::processEventsFor(20ms);
    CHECK((strips.says(QStringLiteral("waiting for a worker 14")) || strips.says(QStringLiteral("waiting for a worker 15"))));

    const QPoint pressed = pointAt(0.5);
    QWheelEvent wheel(pressed, pressed, {}, QPoint(0, 360), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(strips.lab.composition.window(), &wheel);
    support::processEventsFor(20ms);
    CHECK(chart->property("to").toDouble() - chart->property("from").toDouble() == Approx(15));
    CHECK(chart->property("to").toDouble() == Approx(22.5).margin(0.2)); // what was under the pointer still is

    QTest::mousePress(strips.lab.composition.window(), Qt::LeftButton, {}, pressed);
    QTest::mouseMove(strips.lab.composition.window(), pressed - QPoint(20, 0));
    QTest::mouseMove(strips.lab.composition.window(), pressed + QPoint(40, 0));
    QTest::mouseRelease(strips.lab.composition.window(), Qt::LeftButton, {}, pressed + QPoint(40, 0));
    support::processEventsFor(20ms);
    CHECK_FALSE(chart->property("relative").toBool()); // what was dragged stands still
    CHECK(chart->property("to").toDouble() < 22);
    QTest::mouseDClick(strips.lab.composition.window(), Qt::LeftButton, {}, pressed);
    support::processEventsFor(20ms);
    CHECK(chart->property("relative").toBool());
    CHECK(chart->property("to").toDouble() == 30);
}
