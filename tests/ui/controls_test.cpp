// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/event_loop.h"

#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickWindow>
#include <QtTest/QTest>

#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <memory>
#include <string>

using support::processEventsUntil;

namespace {

/// One control in a window of its own, used with keys and the mouse. What it says is in the window's `said`.
class Stage {
public:
    explicit Stage(const char* control)
    {
        m_engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
        QQmlComponent component(&m_engine);
        component.setData(QByteArray("import QtQuick; import QtQuick.Window; import Threadweir\n"
                                     "Window { id: stage; width: 400; height: 100; visible: true; property string said\n"
                                     "function say(what) { said += what + ' ' }\n")
                + control + "\n}",
            QUrl());
        m_window.reset(qobject_cast<QQuickWindow*>(component.create()));
        INFO(component.errorString().toStdString());
        REQUIRE(m_window);
        m_window->requestActivate();
        REQUIRE(processEventsUntil([this] { return m_window->isActive(); }));
        REQUIRE_FALSE(m_window->contentItem()->childItems().isEmpty());
    }

    [[nodiscard]] QQuickItem& control() { return *m_window->contentItem()->childItems().constFirst(); }
    void press(Qt::Key key) { QTest::keyClick(m_window.get(), key); }
    void focus() { control().nextItemInFocusChain()->forceActiveFocus(Qt::TabFocusReason); }
    void focusItself() { control().forceActiveFocus(Qt::TabFocusReason); }
    /// At this share of the control's width, or from there to another.
    void click(double share) { QTest::mouseClick(m_window.get(), Qt::LeftButton, {}, at(share)); }
    void drag(double from, double to)
    {
        QTest::mousePress(m_window.get(), Qt::LeftButton, {}, at(from));
        for (int step = 1; step <= 4; ++step)
            QTest::mouseMove(m_window.get(), at(from + (to - from) * step / 4));
        QTest::mouseRelease(m_window.get(), Qt::LeftButton, {}, at(to));
    }
    /// What was said since the last time.
    [[nodiscard]] std::string said()
    {
        const std::string said = m_window->property("said").toString().trimmed().toStdString();
        m_window->setProperty("said", QString());
        return said;
    }

private:
    [[nodiscard]] QPoint at(double share)
    {
        return control().mapToScene(QPointF(control().width() * share, control().height() / 2)).toPoint();
    }

    QQmlEngine m_engine;
    std::unique_ptr<QQuickWindow> m_window;
};

} // namespace

TEST_CASE("segments: a click or the arrows and Return choose one, and who owns them decides", "[controls]")
{
    Stage stage("Segments { width: 300; label: 'Size'; words: ['a', 'b', 'c']; current: 0; onChosen: index => stage.say(index) }");
    stage.click(0.5);
    CHECK(stage.said() == "1");
    CHECK(stage.control().property("current").toInt() == 0);
    stage.focus();
    stage.press(Qt::Key_Right);
    stage.press(Qt::Key_Right);
    stage.press(Qt::Key_Right); // there is no more
    stage.press(Qt::Key_Return);
    CHECK(stage.said() == "2");
    stage.press(Qt::Key_Left);
    stage.press(Qt::Key_Enter);
    CHECK(stage.said() == "1");
}

TEST_CASE("tabs: arrows go to the neighbour and stop at the ends, Return chooses", "[controls]")
{
    Stage stage("TabRow { titles: ['one', 'two']; current: 0; onChosen: index => stage.say(index) }");
    stage.click(0.9);
    CHECK(stage.said() == "1");
    stage.focus();
    stage.press(Qt::Key_Left);
    stage.press(Qt::Key_Return);
    CHECK(stage.said() == "0");
    stage.press(Qt::Key_Right);
    stage.press(Qt::Key_Right);
    stage.press(Qt::Key_Return);
    CHECK(stage.said() == "1");
}

TEST_CASE("toggle: a click, Space and Return ask for the other state, and what is refused is not shown", "[controls]")
{
    Stage stage("Toggle { text: 'No timeouts'; on: false; onFlipped: on => stage.say(on) }");
    stage.click(0.1);
    CHECK(stage.said() == "true");
    CHECK_FALSE(stage.control().property("checked").toBool());
    stage.focusItself();
    stage.press(Qt::Key_Space);
    stage.press(Qt::Key_Return);
    CHECK(stage.said() == "true true");
    CHECK_FALSE(stage.control().property("checked").toBool());
    stage.control().setProperty("on", true);
    CHECK(stage.control().property("checked").toBool());
    stage.press(Qt::Key_Space);
    CHECK(stage.said() == "false");
}

TEST_CASE("rate slider: arrows ask for the next detent, Home and End for the ends, a drag for where it is let go", "[controls]")
{
    Stage stage("RateSlider { width: 300; position01: 0.5; rateText: '1x'; detents: [0, 0.5, 1]\n"
                "onMoved01: position => stage.say(position.toFixed(1)); onStepped: by => stage.say('by' + by) }");
    stage.focusItself();
    stage.press(Qt::Key_Right);
    stage.press(Qt::Key_Down);
    CHECK(stage.said() == "by1 by-1");
    stage.press(Qt::Key_Home);
    stage.press(Qt::Key_End);
    CHECK(stage.said() == "0.0 1.0");
    stage.drag(0.5, 0.999);
    CHECK(stage.said().ends_with("1.0"));
    CHECK(stage.control().property("value").toDouble() == 0.5); // nobody has moved the rate
}

TEST_CASE("value slider: keys step, page and go to the ends; a drag says each value and when it is let go", "[controls]")
{
    Stage stage("ValueSlider { width: 300; label: 'Servers'; amount: 50\n"
                "valueScale: ValueScale { lowest: 0; highest: 100; whole: true }\n"
                "onEdited: value => stage.say(value); onSettled: stage.say('let go') }");
    stage.focusItself();
    stage.press(Qt::Key_Up);
    CHECK(stage.said() == "51 let go");
    stage.press(Qt::Key_PageDown);
    CHECK(stage.said() == "40 let go");
    stage.press(Qt::Key_Home);
    CHECK(stage.said() == "0 let go");
    stage.press(Qt::Key_End);
    CHECK(stage.said() == "100 let go");
    stage.drag(0.5, 0.999);
    CHECK(stage.said().ends_with("100 let go"));
    CHECK(stage.control().property("value").toDouble() == 0.5);
}

TEST_CASE("mode switch: a click chooses a mode, arrows and Return too", "[controls]")
{
    Stage stage("ModeSwitch { mode: Lab.Bounded; onChosen: mode => stage.say(mode) }");
    stage.click(0.1);
    CHECK(stage.said() == "0");
    stage.focus();
    stage.press(Qt::Key_Right);
    stage.press(Qt::Key_Return);
    CHECK(stage.said() == "1");
}

TEST_CASE("buttons: Return presses them as a click does, and none while they are disabled", "[controls]")
{
    for (const char* kind : {"ActionButton { text: 'Drain'; glyph: '■'", "GlyphButton { glyph: '«'; text: 'Fold'", "PanelRail { height: 90; text: 'Parameters'",
             "ActionLink { text: 'more'; glyph: '▾'"}) {
        INFO(kind);
        Stage stage((QByteArray(kind) + "; onClicked: stage.say('pressed') }").constData());
        stage.click(0.5);
        CHECK(stage.said() == "pressed");
        stage.focusItself();
        stage.press(Qt::Key_Return);
        CHECK(stage.said() == "pressed");
        stage.control().setEnabled(false);
        stage.click(0.5);
        CHECK(stage.said().empty());
    }
}

TEST_CASE("action button: without room for its word it is cut short, and compact it is its glyph alone", "[controls]")
{
    Stage stage("ActionButton { text: 'A word with many letters'; glyph: '■' }");
    auto& button = stage.control();
    const double full = button.implicitWidth();
    CHECK(full == std::ceil(button.property("fullWidth").toDouble()));
    button.setProperty("width", full / 2);
    CHECK(button.implicitWidth() == full); // it still asks for all of it
    button.setProperty("compact", true);
    CHECK(button.implicitWidth() < full / 2);
    CHECK(button.property("fullWidth").toDouble() > full - 1);
}

TEST_CASE("retry loop: it counts retries and hedged calls, each with its sign, and is unseen without any", "[controls]")
{
    const auto loop = [](const char* counts) {
        return Stage((QByteArray("RetryLoop { width: 200; ") + counts + " }").constData());
    };
    const auto textOf = [](Stage& stage) {
        for (const QQuickItem* item : stage.control().findChildren<QQuickItem*>()) {
            if (item->inherits("QQuickText"))
                return item->property("text").toString().toStdString();
        }
        return std::string();
    };
    Stage none = loop("retries: 0; hedges: 0; backingOff: 0");
    CHECK(none.control().opacity() == 0);
    Stage retries = loop("retries: 12; hedges: 0; backingOff: 0");
    CHECK(retries.control().opacity() == 1);
    CHECK(textOf(retries) == "↻ 12");
    Stage hedges = loop("retries: 0; hedges: 85; backingOff: 0");
    CHECK(hedges.control().opacity() == 1);
    CHECK(textOf(hedges) == "⇉ 85");
    Stage both = loop("retries: 12; hedges: 85; backingOff: 3");
    CHECK(textOf(both) == "↻ 12  ⇉ 85");
}
