// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graphics_backend.h"
#include "tests/e2e/virtual_display.h"

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>

#include <catch2/catch_session.hpp>

#include <optional>

/* The tests run on a display of their own. To look on, THREADWEIR_E2E_DISPLAY=:0 gives them that one: hands off meanwhile.
   To be listed they need none, so they can be built where no X server is. */
int main(int argc, char** argv)
{
    Catch::Session session;
    if (const int wrong = session.applyCommandLine(argc, argv); wrong != 0)
        return wrong;
    const auto& asked = session.configData();
    if (asked.listTests || asked.listTags || asked.listReporters || asked.showHelp)
        return session.run();

    const QByteArray display = qgetenv("THREADWEIR_E2E_DISPLAY");
    std::optional<e2e::VirtualDisplay> own;
    if (display.isEmpty())
        own.emplace();
    else
        qputenv("DISPLAY", display);
    qputenv("QT_QPA_PLATFORM", "xcb");
    qunsetenv("QT_IM_MODULE"); // an input method of the user's would take the keys

    const QTemporaryDir profile; // the user's settings, caches and scenarios are none of the tests' business
    for (const char* name : {"XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"})
        qputenv(name, profile.filePath(QLatin1String(name)).toLocal8Bit());
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, qEnvironmentVariable("XDG_CONFIG_HOME"));
    QApplication application(argc, argv);
    app::chooseGraphicsBackend();
    return session.run();
}
