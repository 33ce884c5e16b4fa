// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/lab_window.h"
#include "ui/models/view_settings.h"

#include <QColor>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>
#include <cmath>
#include <string>

using Look = ui::ViewSettings::Theme;
using support::Lab;

namespace {

constexpr double kText = 4.5;
constexpr double kMark = 3.0; ///< outlines, rings, bars: what has to be seen but not read

double luminance(const QColor& color)
{
    const auto linear = [](double part) { return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

/// The contrast ratio of WCAG 2, 1..21.
double contrast(const QColor& one, const QColor& other)
{
    const auto [dark, light] = std::minmax({luminance(one), luminance(other)});
    return (light + 0.05) / (dark + 0.05);
}

ui::ViewSettings& settings(Lab& lab)
{
    return *qobject_cast<ui::ViewSettings*>(lab.singleton("ViewSettings"));
}

/// Checks roles of Theme against backgrounds of Theme.
void checkContrast(Lab& lab, std::initializer_list<const char*> roles, std::initializer_list<const char*> backgrounds, double least)
{
    auto* theme = lab.singleton("Theme");
    for (const char* role : roles) {
        for (const char* background : backgrounds) {
            const auto front = theme->property(role).value<QColor>();
            const auto back = theme->property(background).value<QColor>();
            INFO(role << ' ' << front.name().toStdString() << " on " << background << ' ' << back.name().toStdString());
            REQUIRE(front.isValid());
            REQUIRE(back.isValid());
            CHECK(contrast(front, back) >= least);
        }
    }
}

} // namespace

TEST_CASE("theme: text has a contrast of 4.5 and what marks something one of 3, in every theme", "[theme]")
{
    Lab lab;
    const auto look = GENERATE(Look::Light, Look::Dark, Look::Projector);
    CAPTURE(static_cast<int>(look));
    settings(lab).setTheme(look);
    checkContrast(lab, {"text", "mutedText"}, {"window", "surface", "raised"}, kText);
    checkContrast(lab, {"accentText"}, {"accent"}, kText);
    // Words stand in the colours of states, on the window and on panels.
    checkContrast(lab, {"accent", "running", "blocked", "failed", "done"}, {"window", "surface"}, kText);
    checkContrast(lab, {"outline", "focus", "idle", "disabledText"}, {"window", "surface", "raised"}, kMark);
}

TEST_CASE("theme: the projector's type is larger and its text at least as black as any", "[theme]")
{
    Lab lab;
    auto* theme = lab.singleton("Theme");
    settings(lab).setTheme(Look::Light);
    const int body = theme->property("bodySize").toInt();
    settings(lab).setTheme(Look::Projector);
    CHECK(theme->property("bodySize").toInt() >= body * 6 / 5);
    CHECK(theme->property("axisSize").toInt() >= 13);
    checkContrast(lab, {"text", "mutedText"}, {"window", "surface"}, 12);
    checkContrast(lab, {"accent", "running", "blocked", "failed", "done"}, {"window", "surface"}, 5.5);
}

TEST_CASE("theme: every size grows with the scale, and durations are nothing with reduced motion", "[theme]")
{
    Lab lab;
    auto* theme = lab.singleton("Theme");
    for (const char* size : {"unit", "controlHeight", "titleSize", "bodySize", "keyNumberSize", "sideWidth"}) {
        INFO(size);
        settings(lab).setScale(1);
        const double whole = theme->property(size).toDouble();
        settings(lab).setScale(2);
        CHECK(theme->property(size).toDouble() == 2 * whole);
    }
    for (const char* duration : {"shortMove", "longMove"}) {
        INFO(duration);
        settings(lab).setReducedMotion(false);
        CHECK(theme->property(duration).toInt() > 0);
        settings(lab).setReducedMotion(true);
        CHECK(theme->property(duration).toInt() == 0);
    }
}
