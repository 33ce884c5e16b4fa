// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/view_settings.h"

#include <QSettings>
#include <QSignalSpy>

#include <catch2/catch_test_macros.hpp>

#include <limits>

using Theme = ui::ViewSettings::Theme;
using ui::ViewSettings;

namespace {

/// The file that ViewSettings uses, emptied. tests/ui/main.cpp has put it into a temporary folder.
struct File : QSettings {
    File()
        : QSettings(IniFormat, UserScope, QStringLiteral("threadweir"), QStringLiteral("window"))
    {
        clear();
    }
};

} // namespace

TEST_CASE("view settings: what is chosen in one window is there in the next", "[settings]")
{
    const File file;
    {
        ViewSettings first;
        CHECK(first.theme() == Theme::System);
        CHECK(first.scale() == 1.0);
        first.setTheme(Theme::Projector);
        first.setScale(1.5);
        first.setReducedMotion(true);
        first.setLanguage(QStringLiteral("de"));
        first.setOpen(QStringLiteral("parameters"), false);
        first.setOpen(QStringLiteral("strips"), false);
        first.setOpen(QStringLiteral("strips"), true);
        first.keep(QStringLiteral("window/place"), 42);
    }
    const ViewSettings next;
    CHECK(next.theme() == Theme::Projector);
    CHECK(next.scale() == 1.5);
    CHECK(next.reducedMotion());
    CHECK(next.language() == QStringLiteral("de"));
    CHECK(next.openPanels() == QVariantMap {{QStringLiteral("parameters"), false}, {QStringLiteral("strips"), true}});
    CHECK(next.kept(QStringLiteral("window/place")).toInt() == 42);
}

TEST_CASE("view settings: what the file says and nobody can use counts as not there", "[settings]")
{
    File file;
    file.setValue(QStringLiteral("view/theme"), QStringLiteral("Purple"));
    for (const QVariant& scale : {QVariant(17.0), QVariant(0.01), QVariant(QStringLiteral("large")), QVariant(QStringLiteral("nan"))}) {
        file.setValue(QStringLiteral("view/scale"), scale);
        file.sync();
        const ViewSettings settings;
        CHECK(settings.theme() == Theme::System);
        CHECK(settings.scale() == 1.0);
    }
}

TEST_CASE("view settings: the scale goes in steps from 75 to 200 %, and no further", "[settings]")
{
    const File file;
    ViewSettings settings;
    settings.setScale(1.2); // between two steps
    settings.larger();
    CHECK(settings.scale() == 1.25);
    settings.smaller();
    CHECK(settings.scale() == 1.1);
    for (int presses = 0; presses < 10; ++presses)
        settings.larger();
    CHECK(settings.scale() == ViewSettings::kLargest);
    for (int presses = 0; presses < 10; ++presses)
        settings.smaller();
    CHECK(settings.scale() == ViewSettings::kSmallest);
    settings.setScale(std::numeric_limits<double>::quiet_NaN());
    CHECK(settings.scale() == ViewSettings::kSmallest);
}

TEST_CASE("view settings: a signal tells of each change, and of nothing else", "[settings]")
{
    const File file;
    ViewSettings settings;
    const QSignalSpy themes(&settings, &ViewSettings::themeChanged);
    const QSignalSpy panels(&settings, &ViewSettings::openPanelsChanged);
    settings.setTheme(Theme::Dark);
    settings.setTheme(Theme::Dark);
    settings.setOpen(QStringLiteral("strips"), true);
    settings.setOpen(QStringLiteral("strips"), true);
    settings.setOpen(QStringLiteral("parameters"), false);
    CHECK(themes.count() == 1);
    CHECK(panels.count() == 2);
}
