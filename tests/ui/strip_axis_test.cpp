// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/strip_axis.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

using Catch::Approx;

namespace {

class FakeSource final : public ui::StripSource {
public:
    void grow(double to)
    {
        last = to;
        Q_EMIT changed();
    }
    [[nodiscard]] double firstSeconds() const override { return 0; }
    [[nodiscard]] double lastSeconds() const override { return last; }
    void columns(int, double, double, std::span<ui::StripColumn>) const override { }
    [[nodiscard]] std::vector<ui::StripMark> marks(double, double) const override { return {}; }
    [[nodiscard]] std::vector<ui::StripTick> ticks(double, double) const override { return {}; }

    double last = 0;
};

struct Strips {
    Strips() { axis.setSource(&source); }

    FakeSource source;
    ui::StripAxis axis;
};

} // namespace

TEST_CASE("strip axis: live it ends at the last sample, and a young run fills it in round lengths", "[models][strips][axis]")
{
    Strips strips;
    const auto lengthAt = [&](double time) {
        strips.source.grow(time);
        CHECK(strips.axis.to() == time);
        return strips.axis.to() - strips.axis.from();
    };
    CHECK(lengthAt(3) == Approx(10));
    CHECK(lengthAt(12) == Approx(20));
    CHECK(lengthAt(29) == Approx(30));
    CHECK(lengthAt(31) == Approx(60));
    CHECK(lengthAt(500) == Approx(60));
    strips.axis.setWindow(10);
    CHECK(strips.axis.to() - strips.axis.from() == Approx(10));
    strips.axis.setWindow(0);
    CHECK(strips.axis.to() - strips.axis.from() == Approx(600));
}

TEST_CASE("strip axis: moved by hand it stands still until it is live again", "[models][strips][axis]")
{
    Strips strips;
    strips.source.grow(300);
    strips.axis.panBy(-0.5);
    CHECK_FALSE(strips.axis.live());
    CHECK(strips.axis.to() == Approx(270));
    strips.source.grow(310);
    CHECK(strips.axis.to() == Approx(270));
    strips.axis.panBy(10);
    CHECK(strips.axis.live());
    CHECK(strips.axis.to() == Approx(310));
    strips.axis.panBy(-100);
    CHECK(strips.axis.from() == Approx(0));
    strips.axis.goLive();
    CHECK(strips.axis.live());
    CHECK(strips.axis.to() == Approx(310));
}

TEST_CASE("strip axis: zooming keeps the time under the pointer where it is", "[models][strips][axis]")
{
    Strips strips;
    strips.source.grow(300);
    const double under = strips.axis.from() + 0.25 * 60;
    strips.axis.zoom(0.5, 0.25);
    CHECK(strips.axis.to() - strips.axis.from() == Approx(30));
    CHECK(strips.axis.from() + 0.25 * 30 == Approx(under));
    for (int turns = 0; turns < 50; ++turns)
        strips.axis.zoom(0.5, 0.5);
    CHECK(strips.axis.to() - strips.axis.from() == Approx(ui::StripAxis::kShortest));
    for (int turns = 0; turns < 50; ++turns)
        strips.axis.zoom(2, 0.5);
    CHECK(strips.axis.to() - strips.axis.from() == Approx(300));
}

TEST_CASE("strip axis: a hovered instant stays under the pointer, a pinned one moves with its time", "[models][strips][axis]")
{
    Strips strips;
    strips.source.grow(300);
    CHECK_FALSE(strips.axis.reading());
    CHECK(strips.axis.readAt() == 300);
    strips.axis.hover(0.5);
    CHECK(strips.axis.readAt() == Approx(270));
    strips.source.grow(310);
    CHECK(strips.axis.readAt() == Approx(280));
    strips.axis.pin(280);
    strips.axis.hover(0.9);
    CHECK(strips.axis.readAt() == 280);
    strips.source.grow(320);
    CHECK(strips.axis.readAt() == 280);
    CHECK(strips.axis.readFraction() == Approx(20.0 / 60));
    strips.source.grow(341);
    CHECK_FALSE(strips.axis.reading());
}

TEST_CASE("strip axis: a pinned instant is within the run, and the axis shows it", "[models][strips][axis]")
{
    Strips strips;
    strips.source.grow(300);
    strips.axis.pin(1000);
    CHECK(strips.axis.readAt() == 300);
    strips.axis.pin(20);
    CHECK(strips.axis.reading());
    CHECK(strips.axis.from() <= 20);
    CHECK(strips.axis.to() >= 20);
    CHECK_FALSE(strips.axis.live());
    strips.axis.goLive();
    CHECK_FALSE(strips.axis.reading());
}

TEST_CASE("strip axis: when another run begins it is live again", "[models][strips][axis]")
{
    Strips strips;
    strips.source.grow(300);
    strips.axis.panBy(-1);
    CHECK_FALSE(strips.axis.live());
    strips.source.grow(0);
    CHECK(strips.axis.live());
    CHECK(strips.axis.to() == 0);
}
