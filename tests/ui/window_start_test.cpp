// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/event_loop.h"
#include "tests/ui/lab_window.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using support::Lab;
using support::processEventsUntil;

TEST_CASE("window: its first frame has every parameter that there is room for", "[window][start]")
{
    const QSize size = GENERATE(QSize(1024, 700), QSize(1280, 800), QSize(1920, 1080), QSize(2560, 2100));
    support::ForgottenSettings settings;
    QTemporaryDir parent;
    support::FakeEngine fake;
    app::Composition composition([&](engine::Run::Options options) { return fake.start(std::move(options)); },
        parent.filePath(QStringLiteral("runs")), parent.filePath(QStringLiteral("scenarios")));
    REQUIRE(composition.load());
    composition.window()->resize(size);
    auto* const panel = composition.window()->findChild<QQuickItem*>(QStringLiteral("parameterPanel"));
    auto* const view = composition.window()->findChild<QQuickItem*>(QStringLiteral("parameterView"));
    REQUIRE(panel);
    REQUIRE(view);
    const auto* const parameters = panel->property("parameters").value<ui::ParameterList*>();

    int frames = 0;
    double shown = 0;
    double room = 0;
    bool complete = false;
    // The frame is about to be drawn: all of it has its place, and nothing that follows it is there yet.
    QObject::connect(composition.window(), &QQuickWindow::beforeRendering, composition.window(), [&] {
        if (++frames > 1)
            return;
        shown = view->property("contentHeight").toDouble();
        room = view->height();
        complete = parameters->complete();
    });
    REQUIRE(processEventsUntil([&] { return frames > 0; }));
    CAPTURE(size.width(), size.height(), shown, room);
    CHECK(room > 100);
    CHECK((complete || shown >= room));
    if (size.height() == 700)
        CHECK_FALSE(complete); // it does not wait for what nobody sees

    REQUIRE(processEventsUntil([&] { return parameters->complete(); }));
    CHECK(parameters->rowCount() == ui::ParameterList(*parameters->parameters()).rowCount());
    CHECK(composition.shutDown());
}

TEST_CASE("window: what is not in view is made when it is first wanted", "[window][start]")
{
    Lab lab;
    auto* const side = lab.find("sidePanel");
    for (const auto& [name, tab] : {std::pair {"orderPanel", 1}, {"codePanel", 2}, {"log", 3}}) {
        CAPTURE(name);
        CHECK_FALSE(lab.findIfThere(name));
        side->setProperty("tab", tab);
        auto* const panel = qobject_cast<QQuickItem*>(lab.find(name));
        CHECK(panel->isVisible());
        side->setProperty("tab", 0);
        CHECK_FALSE(panel->isVisible());
        CHECK(lab.findIfThere(name) == panel);
    }
}
