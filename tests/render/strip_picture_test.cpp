// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/event_loop.h"
#include "ui/items/strip_chart.h"
#include "ui/models/strip_history.h"

#include <QQuickWindow>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include <cmath>
#include <random>

using namespace std::chrono_literals;
using Catch::Approx;
using support::processEventsUntil;
using ui::StripSeries;

namespace {

constexpr QColor kLine(0, 0, 255);

/// A strip of the channel's depth over levels of two seconds each, as it is on the screen.
struct StripPicture {
    explicit StripPicture(unsigned seed)
    {
        std::mt19937 random(seed);
        for (int second = 0; second < 20; ++second) {
            if (second % 2 == 0)
                depth.push_back(static_cast<std::int64_t>(random() % 500));
            for (int step = 0; step < 20; ++step) {
                engine::Snapshot snapshot;
                snapshot.at = second * 1s + step * 50ms;
                snapshot.channel.now = depth.back();
                history.add(std::make_shared<const engine::Snapshot>(snapshot));
            }
        }
        line.series = StripSeries::ChannelDepth;
        line.color = kLine;
        kind.add(&line);
        QFont font;
        font.setPixelSize(11);
        chart.setProperty("font", font);
        for (const char* const color : {"background", "gridColor", "textColor", "strongColor"})
            chart.setProperty(color, QColor(Qt::white));
        chart.setProperty("relative", false);
        chart.setKind(&kind);
        chart.setSource(&history);
        chart.setFrom(0);
        chart.setTo(20);
        chart.setSize(QSizeF(500, 160));
        chart.setParentItem(window.contentItem());
        window.resize(500, 160);
        window.show();
        REQUIRE(processEventsUntil([this] { return chart.imagesDrawn() > 0; }));
        image = window.grabWindow();
        REQUIRE_FALSE(image.isNull());
    }

    /// The value at which the middle of the line is drawn at that time.
    [[nodiscard]] double drawnAt(double seconds) const
    {
        const QRectF plot = chart.plot();
        const auto& picture = chart.picture();
        const int x = static_cast<int>(plot.x() + (seconds - picture.from) / (picture.to - picture.from) * plot.width());
        double sum = 0;
        double weighted = 0;
        for (int y = 0; y < image.height(); ++y) {
            const double ink = 255 - image.pixelColor(x, y).red();
            sum += ink;
            weighted += ink * (y + 0.5);
        }
        REQUIRE(sum > 0);
        return (plot.bottom() - weighted / sum) / plot.height() * chart.topValue();
    }

    std::vector<std::int64_t> depth;
    ui::StripHistory history;
    ui::StripLine line;
    ui::StripKind kind;
    ui::StripChart chart;
    QQuickWindow window;
    QImage image;
};

} // namespace

TEST_CASE("strip picture: a line is drawn at the value that the snapshots have, at their time", "[strips]")
{
    const StripPicture picture(GENERATE(range(1U, 21U)));
    const double pixel = picture.chart.topValue() / picture.chart.plot().height();
    for (std::size_t level = 0; level < picture.depth.size(); ++level) {
        const double middle = 2.0 * static_cast<double>(level) + 1;
        INFO("at " << middle << " s");
        // A line at the lower edge is moved inwards by half its width.
        CHECK(picture.drawnAt(middle) == Approx(static_cast<double>(picture.depth[level])).margin(1.5 * pixel));
    }
}
