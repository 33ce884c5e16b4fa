// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_place.h"
#include "tests/support/fake_run.h"
#include "tests/ui/event_loop.h"
#include "tests/ui/lab_window.h"

#include <QQuickWindow>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>

using app::visiblePlace;
using support::processEventsUntil;

namespace {

const QRect kLeft(0, 0, 1920, 1080);
const QRect kRight(1920, 0, 2560, 1440);

} // namespace

TEST_CASE("window place: what a screen shows whole stays where it is", "[window][place]")
{
    CHECK(visiblePlace({100, 50, 1280, 800}, {kLeft, kRight}) == QRect(100, 50, 1280, 800));
    CHECK(visiblePlace({2000, 300, 1280, 800}, {kLeft, kRight}) == QRect(2000, 300, 1280, 800));
}

TEST_CASE("window place: what hangs over an edge is moved in, onto the screen that shows most of it", "[window][place]")
{
    CHECK(visiblePlace({-300, -20, 1280, 800}, {kLeft, kRight}) == QRect(0, 0, 1280, 800));
    CHECK(visiblePlace({1800, 900, 1280, 800}, {kLeft, kRight}) == QRect(1920, 640, 1280, 800));
}

TEST_CASE("window place: a window of a screen that has gone comes to the middle of the first, no larger than it", "[window][place]")
{
    CHECK(visiblePlace({2400, 300, 1280, 800}, {kLeft}) == QRect(320, 140, 1280, 800));
    CHECK(visiblePlace({4000, 300, 3000, 2000}, {kLeft}) == kLeft);
    CHECK(visiblePlace({1820, 300, 1280, 800}, {kLeft}) == QRect(320, 140, 1280, 800)); // too little to take hold of
    CHECK(visiblePlace({5, 5, 100, 100}, {}) == QRect(5, 5, 100, 100));
}

TEST_CASE("window place: a window opens where the one before it was", "[window][place]")
{
    const support::ForgottenSettings settings;
    const QTemporaryDir parent;
    support::FakeEngine fake;
    const auto start = [&](engine::Run::Options options) { return fake.start(std::move(options)); };
    const QSize small(700, 500); // the screen of the offscreen platform is a small one
    {
        app::Composition first(start, parent.path());
        REQUIRE(first.load());
        first.window()->setMinimumSize({});
        const QSignalSpy moved(first.window(), &QWindow::xChanged);
        first.window()->setGeometry({QPoint(30, 40), small});
        REQUIRE(processEventsUntil([&] { return moved.count() > 0; }));
        CHECK(first.shutDown());
    }
    app::Composition next(start, parent.path());
    REQUIRE(next.load());
    CHECK(next.window()->x() == 30);
    CHECK(next.window()->y() == 40);
    CHECK(next.shutDown());
}
