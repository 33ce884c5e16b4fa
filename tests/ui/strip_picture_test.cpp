// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/items/strip_picture.h"
#include "ui/items/strip_raster.h"
#include "ui/items/strip_scale.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <random>
#include <string>

using Catch::Approx;
using ui::StripColumn;
using ui::StripRaster;
using ui::StripUnit;

namespace {

constexpr QColor kWhite(255, 255, 255);

QImage black(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(Qt::black);
    return image;
}

/// How much of a column is covered, in pixels.
double inked(const QImage& image, int x)
{
    double sum = 0;
    for (int y = 0; y < image.height(); ++y)
        sum += qRed(image.pixel(x, y)) / 255.0;
    return sum;
}

std::vector<StripColumn> level(int count, float value)
{
    return std::vector<StripColumn>(static_cast<std::size_t>(count), StripColumn {value, value, value});
}

std::string texts(const std::vector<ui::AxisLabel>& labels)
{
    std::string all;
    for (const auto& label : labels)
        all += label.text.toStdString() + '|';
    return all;
}

} // namespace

TEST_CASE("strip raster: an area covers exactly its value's share, to a fraction of a pixel", "[items][strips]")
{
    QImage image = black(4, 100);
    StripRaster raster(image, image.rect(), 10, 0);
    const float value = GENERATE(0.0F, 2.5F, 3.33F, 7.77F, 10.0F, 25.0F);
    raster.fill(level(4, value), kWhite);
    CHECK(inked(image, 2) == Approx(std::min(value, 10.0F) * 10).margin(0.02));
}

TEST_CASE("strip raster: a band reaches from the lowest to the highest", "[items][strips]")
{
    QImage image = black(3, 100);
    StripRaster raster(image, image.rect(), 10, 0);
    raster.band(std::vector<StripColumn>(3, StripColumn {2, 5.55F, 3}), kWhite);
    CHECK(inked(image, 1) == Approx(35.5).margin(0.02));
    CHECK(qRed(image.pixel(1, 85)) == 0);
    CHECK(qRed(image.pixel(1, 75)) == 255);
}

TEST_CASE("strip raster: a line is as thick on a slope as where it is level, and whole at the edges", "[items][strips]")
{
    QImage image = black(60, 60);
    StripRaster raster(image, image.rect(), 60, 0);
    SECTION("level")
    {
        raster.line(level(60, GENERATE(0.0F, 17.3F, 60.0F)), kWhite, 2, {});
        CHECK(inked(image, 30) == Approx(2).margin(0.05));
    }
    SECTION("at 45 degrees a column crosses it in the root of two times its width")
    {
        std::vector<StripColumn> rising;
        for (float middle = 0.5F; middle < 60; middle += 1)
            rising.push_back({middle, middle, middle});
        raster.line(rising, kWhite, 2, {});
        CHECK(inked(image, 30) == Approx(2.83).margin(0.2));
    }
    SECTION("where there is no value there is no line")
    {
        auto columns = level(60, 30);
        for (std::size_t x = 20; x < 40; ++x)
            columns[x] = {};
        raster.line(columns, kWhite, 2, {});
        CHECK(inked(image, 30) == 0);
        CHECK(inked(image, 10) == Approx(2).margin(0.05));
    }
}

TEST_CASE("strip raster: a pattern moves with its line", "[items][strips]")
{
    const auto drawn = [](std::int64_t firstColumn) {
        QImage image = black(40, 10);
        StripRaster raster(image, image.rect(), 10, firstColumn);
        raster.line(level(40, 5), kWhite, 2, {6, 4});
        raster.hatch(level(40, 5), kWhite, 6);
        return image;
    };
    const QImage before = drawn(1000);
    const QImage after = drawn(1003);
    for (int x = 5; x < 32; ++x)
        CHECK(inked(after, x) == inked(before, x + 3));
    CHECK(drawn(1000) == before);
}

TEST_CASE("strip raster: nothing is drawn outside the plot", "[items][strips]")
{
    QImage image = black(40, 40);
    StripRaster raster(image, QRect(10, 10, 20, 20), 10, -7);
    raster.fill(level(20, 30), kWhite);
    raster.hatch(level(20, 30), kWhite, 6);
    raster.line(level(20, 30), kWhite, 6, {});
    for (int x = 0; x < 40; ++x) {
        if (x < 10 || x >= 30)
            CHECK(inked(image, x) == 0);
        CHECK(qRed(image.pixel(x, 9)) == 0);
        CHECK(qRed(image.pixel(x, 30)) == 0);
    }
}

TEST_CASE("strip raster: a line known every few pixels goes straight from middle to middle, a limit in steps", "[items][strips]")
{
    const std::vector<StripColumn> points {{1, 3, 2}, {4, 6, 5}, {7, 9, 8}, {}, {}};
    std::vector<StripColumn> out(6);
    REQUIRE(ui::firstCoarse(3, 3) == 0);
    ui::spread(points, 3, 3, false, out); // pixels 3 to 8: the second and the third point
    CHECK(out[0].mean == Approx(4));
    CHECK(out[1].mean == Approx(5));
    CHECK(out[1].high == Approx(6));
    CHECK(out[2].mean == Approx(6));
    CHECK(out[4].mean == Approx(8));
    CHECK(out[5].mean == Approx(8)); // nothing follows
    ui::spread(points, 3, 3, true, out);
    CHECK(out[2].mean == 5);
    CHECK(out[3].mean == 8);
    CHECK(ui::firstCoarse(-1, 3) == -2);
    CHECK(ui::firstCoarse(-3, 3) == -2);
    CHECK(ui::firstCoarse(4, 3) == 0);
}

TEST_CASE("strip scale: an axis ends at a round number with room above, and does not jump to and fro", "[items][strips]")
{
    CHECK(ui::axisTop(8, 1, 1, StripUnit::Number) == 10);
    CHECK(ui::axisTop(500, 1, 1, StripUnit::Number) == 600);
    CHECK(ui::axisTop(0, 10, 1, StripUnit::Number) == 10);
    CHECK(ui::axisTop(3.9, 1, 8, StripUnit::Number) == 8); // would be 6: more than half
    CHECK(ui::axisTop(1.9, 1, 8, StripUnit::Number) == 2);
    CHECK(ui::axisTop(9, 1, 8, StripUnit::Number) == 10);
    CHECK(ui::axisTop(70.0 * (1 << 20), 1, 1, StripUnit::Bytes) == 128.0 * (1 << 20));
}

TEST_CASE("strip scale: labels are short and end where the axis does", "[items][strips]")
{
    CHECK(texts(ui::valueLabels(10, false, StripUnit::Number)) == "0|5|10|");
    CHECK(texts(ui::valueLabels(1, false, StripUnit::Number)) == "0|0.5|1|");
    CHECK(texts(ui::valueLabels(6000, false, StripUnit::Number)) == "0|3,000|6,000|");
    CHECK(texts(ui::valueLabels(10, true, StripUnit::Number)) == "0|2|4|6|8|10|");
    CHECK(texts(ui::valueLabels(60, true, StripUnit::Number)) == "0|20|40|60|");
    CHECK(texts(ui::valueLabels(20000, true, StripUnit::Number)) == "0|5,000|10k|15k|20k|");
    CHECK(texts(ui::valueLabels(400, false, StripUnit::Milliseconds)) == "0|200|400|");
    CHECK(texts(ui::valueLabels(4000, false, StripUnit::Milliseconds)) == "0|2 s|4 s|");
    CHECK(texts(ui::valueLabels(128.0 * (1 << 20), true, StripUnit::Bytes)) == "0|32|64|96|128|");
    CHECK(ui::shortNumber(128.57) == QStringLiteral("129"));
    CHECK(ui::shortNumber(9999.7) == QStringLiteral("10k"));
    CHECK(texts(ui::timeLabels(40, 100, true, 5)) == "now|−15 s|−30 s|−45 s|−60 s|");
    CHECK(texts(ui::timeLabels(0, 600, true, 3)) == "now|−5 min|−10 min|");
    CHECK(texts(ui::timeLabels(40, 100, false, 5)) == "0:45|1:00|1:15|1:30|");
}

TEST_CASE("strip picture: labels of marks never lie over one another, nor across a line that goes by them", "[items][strips][marks]")
{
    std::mt19937 random(GENERATE(1U, 2U, 3U, 4U, 5U, 6U, 7U, 8U));
    constexpr int kRoom = 300;
    std::vector<ui::MarkLabel> labels;
    for (int mark = 0; mark < 14; ++mark)
        labels.push_back({static_cast<int>(random() % kRoom), 20 + static_cast<int>(random() % 80), static_cast<int>(random() % 5)});
    constexpr int kPlotLeft = 40;
    const int rows = GENERATE(1, 2);
    ui::placeMarkLabels(labels, kPlotLeft, kRoom, rows);
    int shown = 0;
    for (const auto& a : labels) {
        if (a.row < 0)
            continue;
        ++shown;
        CHECK(a.left >= (a.row == rows - 1 ? kPlotLeft : 0));
        CHECK(a.left + a.width <= kRoom);
        for (const auto& b : labels) {
            if (&a == &b || b.row < 0)
                continue;
            const bool apart = a.row != b.row || a.left + a.width < b.left || b.left + b.width < a.left;
            CHECK(apart);
            const bool crossed = b.row <= a.row && b.x >= a.left && b.x <= a.left + a.width;
            CHECK_FALSE(crossed);
        }
    }
    CHECK(shown > 0);
}

TEST_CASE("strip picture: where two labels compete the more important one is shown", "[items][strips][marks]")
{
    std::vector<ui::MarkLabel> labels {{50, 90, 3}, {50, 90, 0}};
    ui::placeMarkLabels(labels, 0, 150, 1);
    CHECK(labels[0].row == -1);
    CHECK(labels[1].row == 0);
    CHECK(labels[1].left > 50);
    for (auto& label : labels)
        label.row = -1;
    ui::placeMarkLabels(labels, 0, 300, 2);
    CHECK(labels[1].row >= 0);
}
