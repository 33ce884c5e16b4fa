// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/render/map_picture.h"
#include "tests/support/order_snapshot.h"
#include "tests/ui/event_loop.h"

#include <QAccessible>
#include <QQuickItem>
#include <QSignalSpy>
#include <QtTest/QTest>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <string>

using engine::OrderActivity;
using engine::OrderPlace;
using render::MapPicture;
using support::OrderSnapshot;
using support::processEventsUntil;

namespace {

/// What a Repeater has made is a child of its parent item only.
QQuickItem* itemBelow(QQuickItem* parent, const QString& name)
{
    if (parent->objectName() == name)
        return parent;
    for (QQuickItem* child : parent->childItems()) {
        if (QQuickItem* found = itemBelow(child, name))
            return found;
    }
    return nullptr;
}

/// The panel over a run in which charging is guarded by a breaker.
struct Panel {
    explicit Panel(engine::Mode mode = engine::Mode::Bounded)
        : orders(mode)
    {
        orders.rest.stages[1].inFlight.limit = 10;
        orders.rest.paymentProvider.name = "payment provider";
        orders.rest.paymentPolicy.off = false;
        orders.rest.paymentPolicy.breaker.enabled = true;
        orders.add(OrderPlace::Charge, OrderActivity::Suspended, 7).add(OrderPlace::Charge, OrderActivity::BackingOff, 3);
        picture.begin(orders.make());
        picture.settle();
        picture.window().requestActivate();
        REQUIRE(processEventsUntil([this] { return picture.window().isActive(); }));
    }

    [[nodiscard]] QQuickItem* item(const char* name)
    {
        auto* found = itemBelow(picture.window().rootObject(), QLatin1String(name));
        REQUIRE(found);
        return found;
    }
    [[nodiscard]] bool hasMenu() ///< one was opened; it is not made before
    {
        return picture.window().rootObject()->findChild<QObject*>(QStringLiteral("stationMenu"));
    }
    [[nodiscard]] QObject* menu()
    {
        auto* found = picture.window().rootObject()->findChild<QObject*>(QStringLiteral("stationMenu"));
        REQUIRE(found);
        return found;
    }
    void press(Qt::Key key)
    {
        QTest::keyClick(&picture.window(), key);
        QCoreApplication::processEvents();
    }
    /// The middle of an order's token, in the window.
    [[nodiscard]] QPoint middleOf(std::uint64_t order)
    {
        const auto* body = picture.map().motion().find(order);
        REQUIRE(body);
        return picture.map().mapToScene(QPointF(body->x, body->y)).toPoint();
    }
    [[nodiscard]] QPoint middleOf(const char* station)
    {
        const QRectF frame = picture.map().mapRectToScene(QRectF(0, 0, 1, picture.map().height()));
        QQuickItem* column = item(station);
        return {static_cast<int>(column->mapToScene(QPointF(column->width() / 2, 0)).x()), static_cast<int>(frame.top()) + 12};
    }
    /// Opens the menu of a station with the mouse and chooses an entry.
    void choose(const char* station, const char* entry)
    {
        QTest::mouseClick(&picture.window(), Qt::RightButton, Qt::NoModifier, middleOf(station));
        REQUIRE(processEventsUntil([this] { return menu()->property("opened").toBool(); }));
        auto* chosen = menu()->findChild<QQuickItem*>(QLatin1String(entry));
        REQUIRE(chosen);
        // The menu grows to the entries that it has for this station when it is laid out, and that is after it has opened.
        REQUIRE(processEventsUntil([&] { return menu()->property("height").toDouble() >= chosen->y() + chosen->height(); }));
        const QPointF middle = chosen->mapToScene(QPointF(chosen->width() / 2, chosen->height() / 2));
        QTest::mouseClick(&picture.window(), Qt::LeftButton, Qt::NoModifier, middle.toPoint());
        REQUIRE(processEventsUntil([this] { return !menu()->property("visible").toBool(); }));
    }

    OrderSnapshot orders;
    MapPicture picture {QSize(1200, 620)};
};

} // namespace

TEST_CASE("map panel: a click on a token names its order", "[map][panel][mouse]")
{
    Panel panel;
    QSignalSpy clicked(panel.picture.panel(), SIGNAL(orderClicked(double)));
    QTest::mouseClick(&panel.picture.window(), Qt::LeftButton, Qt::NoModifier, panel.middleOf(4));
    REQUIRE(clicked.count() == 1);
    CHECK(clicked.at(0).at(0).toDouble() == 4);
    QTest::mouseClick(&panel.picture.window(), Qt::LeftButton, Qt::NoModifier, panel.middleOf("batchStation"));
    CHECK(clicked.count() == 1);
}

TEST_CASE("map panel: the pointer over a token shows which order it is, where, in which state and for how long",
    "[map][panel][mouse]")
{
    Panel panel;
    QTest::mouseMove(&panel.picture.window(), panel.middleOf(9) - QPoint(60, 60));
    QTest::mouseMove(&panel.picture.window(), panel.middleOf(9));
    REQUIRE(processEventsUntil([&] { return panel.picture.map().pointed().valid; }));
    const ui::PointedToken pointed = panel.picture.map().pointed();
    CHECK(pointed.order == 9);
    CHECK(pointed.station == static_cast<int>(ui::MapStation::Charge));
    CHECK(pointed.state == static_cast<int>(ui::TokenState::BackingOff));
    CHECK(pointed.sinceMs == 9);
    CHECK(pointed.forMs > 10'000);
    auto* tip = panel.picture.window().rootObject()->findChild<QObject*>(QStringLiteral("orderTip"));
    REQUIRE(tip);
    CHECK(processEventsUntil([&] { return tip->property("visible").toBool(); }));
    CHECK(tip->property("text").toString().startsWith(QStringLiteral("Order 9\nCharge, backing off\n")));

    panel.orders.remove(9);
    panel.picture.show(panel.orders.make());
    panel.picture.settle();
    CHECK(panel.picture.map().pointed().order != 9);
}

TEST_CASE("map panel: arrow keys go from station to station, and each says what is in it", "[map][panel][keys]")
{
    Panel panel;
    panel.press(Qt::Key_Tab);
    REQUIRE(panel.item("intakeStation")->hasActiveFocus());
    for (const auto* station : {"channelStation", "validateStation", "chargeStation", "batchStation", "persistStation", "ledgerStation"}) {
        panel.press(Qt::Key_Right);
        CHECK(panel.item(station)->hasActiveFocus());
        auto* accessible = QAccessible::queryAccessibleInterface(panel.item(station));
        REQUIRE(accessible);
        CHECK_FALSE(accessible->text(QAccessible::Name).isEmpty());
    }
    panel.press(Qt::Key_Right);
    CHECK(panel.item("ledgerStation")->hasActiveFocus());
    panel.press(Qt::Key_Home);
    CHECK(panel.item("intakeStation")->hasActiveFocus());
    panel.press(Qt::Key_End);
    panel.press(Qt::Key_Left);
    CHECK(panel.item("persistStation")->hasActiveFocus());

    auto* charge = QAccessible::queryAccessibleInterface(panel.item("chargeStation"));
    REQUIRE(charge);
    CHECK(charge->text(QAccessible::Name).startsWith(QStringLiteral("Charge: 10 of 10 in flight, 3 backing off")));
}

TEST_CASE("map panel: Tab leaves the map for its legend, and comes back to the station it left", "[map][panel][keys]")
{
    Panel panel;
    panel.press(Qt::Key_Tab);
    panel.press(Qt::Key_Right);
    panel.press(Qt::Key_Tab);
    CHECK(panel.item("allStatesButton")->hasActiveFocus());
    QTest::keyClick(&panel.picture.window(), Qt::Key_Tab, Qt::ShiftModifier);
    CHECK(panel.item("channelStation")->hasActiveFocus());
}

TEST_CASE("map panel: every entry of a stage's menu asks for what it says", "[map][panel][menu]")
{
    struct Case {
        const char* entry;
        const char* signal;
        int number; ///< of ui::Breakage or of engine::Run::BreakerCommand
    };
    const auto wanted = GENERATE(Case {"breakOutage", SIGNAL(breakWanted(int,int)), 0},
        Case {"breakLatency", SIGNAL(breakWanted(int,int)), 1},
        Case {"breakFailures", SIGNAL(breakWanted(int,int)), 2},
        Case {"breakHang", SIGNAL(breakWanted(int,int)), 3}, Case {"heal", SIGNAL(healWanted(int)), -1},
        Case {"isolateBreaker", SIGNAL(breakerCommandWanted(int,int)), 0},
        Case {"openBreaker", SIGNAL(breakerCommandWanted(int,int)), 1},
        Case {"closeBreaker", SIGNAL(breakerCommandWanted(int,int)), 2});
    INFO(wanted.entry);
    Panel panel;
    QSignalSpy asked(panel.picture.panel(), wanted.signal);
    panel.choose("chargeStation", wanted.entry);
    REQUIRE(asked.count() == 1);
    CHECK(asked.at(0).at(0).toInt() == static_cast<int>(engine::Stage::Charge));
    if (asked.at(0).size() > 1)
        CHECK(asked.at(0).at(1).toInt() == wanted.number);
}

TEST_CASE("map panel: Enter and the Menu key open the menu of a stage, and only of a stage", "[map][panel][menu]")
{
    const auto key = GENERATE(Qt::Key_Return, Qt::Key_Enter, Qt::Key_Menu);
    Panel panel;
    panel.press(Qt::Key_Tab);
    panel.press(key);
    CHECK_FALSE(panel.hasMenu()); // intake cannot be broken
    panel.press(Qt::Key_Right);
    panel.press(Qt::Key_Right);
    panel.press(key);
    REQUIRE(processEventsUntil([&] { return panel.menu()->property("opened").toBool(); }));
    CHECK(panel.menu()->property("stage").toInt() == static_cast<int>(engine::Stage::Validate));
    CHECK_FALSE(panel.menu()->property("hasBreaker").toBool());
    panel.press(Qt::Key_Escape);
    CHECK(processEventsUntil([&] { return !panel.menu()->property("visible").toBool(); }));
    CHECK(panel.item("validateStation")->hasActiveFocus());
}

TEST_CASE("map panel: the legend shows the states that orders are in, and counts them", "[map][panel]")
{
    Panel panel;
    panel.orders.omit(OrderPlace::Charge, OrderActivity::Suspended, 20'000);
    panel.picture.show(panel.orders.make());
    const auto entry = [&](OrderActivity activity) {
        return panel.item(qPrintable(QStringLiteral("legend%1").arg(static_cast<int>(activity))));
    };
    REQUIRE(processEventsUntil([&] { return entry(OrderActivity::Suspended)->property("count").toInt() == 20'007; }));
    CHECK(entry(OrderActivity::Suspended)->isVisible());
    CHECK(entry(OrderActivity::BackingOff)->isVisible());
    CHECK_FALSE(entry(OrderActivity::Blocked)->isVisible());
    CHECK_FALSE(entry(OrderActivity::Lost)->isVisible());
}

TEST_CASE("map panel: what a mode does not have is shown as not in use", "[map][panel]")
{
    const auto mode = GENERATE(engine::Mode::Blocking, engine::Mode::Unbounded, engine::Mode::Bounded);
    Panel panel(mode);
    for (const auto* station : {"channelStation", "batchStation"}) {
        auto* accessible = QAccessible::queryAccessibleInterface(panel.item(station));
        REQUIRE(accessible);
        CHECK(accessible->text(QAccessible::Name).contains(QStringLiteral("not in use")) == (mode != engine::Mode::Bounded));
    }
}

TEST_CASE("map panel: nothing is cut off from the smallest to the largest size", "[map][panel][size]")
{
    const auto size = GENERATE(QSize(560, 300), QSize(700, 360), QSize(1000, 420), QSize(1900, 700), QSize(3400, 1800));
    Panel panel;
    panel.picture.window().resize(size);
    support::processEventsFor(std::chrono::milliseconds(60));
    auto* root = panel.picture.window().rootObject();
    for (auto* item : root->findChildren<QQuickItem*>()) {
        if (!item->isVisible() || item->width() <= 0 || item->height() <= 0)
            continue;
        const QRectF place = item->mapRectToItem(root, QRectF(0, 0, item->width(), item->height()));
        INFO(item->metaObject()->className() << ' ' << item->objectName().toStdString() << ' ' << place.left() << ' '
                                             << place.top() << ' ' << place.right() << ' ' << place.bottom());
        CHECK(root->boundingRect().adjusted(-1, -1, 1, 1).contains(place));
    }
    CHECK(panel.picture.map().height() >= 48);
}
