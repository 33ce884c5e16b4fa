// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/value_scale.h"

#include <QRegularExpression>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <memory>

namespace {

std::unique_ptr<ui::ValueScale> scaleOf(double lowest, double highest, bool logarithmic, bool whole)
{
    auto scale = std::make_unique<ui::ValueScale>();
    scale->setProperty("lowest", lowest);
    scale->setProperty("highest", highest);
    scale->setProperty("logarithmic", logarithmic);
    scale->setProperty("whole", whole);
    return scale;
}

} // namespace

TEST_CASE("value scale: the ends of the slider are the ends of the range, and places outside are at an end", "[models][scale]")
{
    for (const bool logarithmic : {false, true}) {
        const auto scale = scaleOf(1, 1000, logarithmic, true);
        CHECK(scale->valueAt(0) == 1);
        CHECK(scale->valueAt(1) == 1000);
        CHECK(scale->valueAt(-3) == 1);
        CHECK(scale->positionOf(0.2) == 0);
        CHECK(scale->positionOf(1e9) == 1);
        CHECK(scale->positionOf(std::nan("")) == 0);
    }
}

TEST_CASE("value scale: a place and its value agree, whole numbers stay whole and three digits are enough", "[models][scale]")
{
    for (const bool logarithmic : {false, true}) {
        const auto scale = scaleOf(1, 100'000, logarithmic, true);
        for (double position = 0; position <= 1; position += 0.01) {
            const double value = scale->valueAt(position);
            CHECK(value == std::round(value));
            CHECK(scale->positionOf(value) == Catch::Approx(position).margin(logarithmic ? 0.04 : 0.001));
            CHECK(ui::ValueScale::text(value).remove(QRegularExpression(QStringLiteral("0+$"))).size() <= 3);
        }
    }
}

TEST_CASE("value scale: a logarithmic range that begins at 0 has a place for it", "[models][scale]")
{
    const auto scale = scaleOf(0, 10'000, true, false);
    CHECK(scale->valueAt(0.01) == 0);
    CHECK(scale->positionOf(0) == 0);
    CHECK(scale->valueAt(0.05) == Catch::Approx(1).epsilon(0.2));
    CHECK(scale->valueAt(scale->positionOf(100)) == 100);
    CHECK(scale->stepped(1, -1) == 0);
    CHECK(scale->stepped(0, 1) == 1);
    CHECK(scale->stepped(0, -1) == 0);
}

TEST_CASE("value scale: a step moves the second digit, a page the first, and neither leaves the range", "[models][scale]")
{
    const auto scale = scaleOf(1, 100'000, true, true);
    CHECK(scale->stepped(10, 1) == 11);
    CHECK(scale->stepped(9, 1) == 10);
    CHECK(scale->stepped(500, 1) == 510);
    CHECK(scale->stepped(100, -1) == 99);
    CHECK(scale->stepped(517, 1) == 520);
    CHECK(scale->stepped(517, -1) == 510);
    CHECK(scale->stepped(10, 3) == 13);
    CHECK(scale->stepped(3, -1) == 2);
    CHECK(scale->paged(10, 1) == 20);
    CHECK(scale->paged(5000, -1) == 4000);
    CHECK(scale->paged(1000, -1) == 900);
    CHECK(scale->stepped(1, -1) == 1);
    CHECK(scale->stepped(100'000, 1) == 100'000);
    CHECK(scale->paged(60'000'000, 1) == 60'000'000); // typed, and beyond the slider
}

TEST_CASE("value scale: linear steps are a hundredth of the range, without crumbs", "[models][scale]")
{
    const auto share = scaleOf(0, 1, false, false);
    CHECK(share->stepped(0.2, 1) == 0.21);
    CHECK(share->stepped(0.3, -1) == 0.29);
    CHECK(share->paged(0.2, 1) == 0.3);
    CHECK(share->stepped(0, -1) == 0);
    const auto threads = scaleOf(1, 64, false, true);
    CHECK(threads->stepped(8, 1) == 9);
    CHECK(threads->paged(8, 1) == 10);
    const auto wide = scaleOf(1, 1235, false, true);
    CHECK(wide->stepped(1230, 1) == 1235);
}

TEST_CASE("value scale: numbers are read as people type them", "[models][scale]")
{
    using ui::ValueScale;
    CHECK(ValueScale::parsed(QStringLiteral(" 12.5 ")) == 12.5);
    CHECK(ValueScale::parsed(QStringLiteral("0,5")) == 0.5);
    CHECK(ValueScale::parsed(QStringLiteral("1,234,567")) == 1'234'567);
    CHECK(ValueScale::parsed(QStringLiteral("1 000")) == 1000);
    CHECK(ValueScale::parsed(QStringLiteral("-3")) == -3);
    CHECK(ValueScale::parsed(QStringLiteral("1e3")) == 1000);
    for (const auto* text : {"", "many", "1,2,3", "inf", "nan", "12 ms"}) {
        INFO(text);
        CHECK(std::isnan(ValueScale::parsed(QLatin1String(text))));
    }
    CHECK(ValueScale::text(5000) == QStringLiteral("5000"));
    CHECK(ValueScale::text(0.25) == QStringLiteral("0.25"));
    CHECK(ValueScale::text(1e8) == QStringLiteral("100000000"));
}
