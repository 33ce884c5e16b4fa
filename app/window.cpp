// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window.h"

#include "app/composition.h"
#include "app/graphics_backend.h"
#include "app/scenario_dialog.h"

#include <QApplication>
#include <QMessageLogContext>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <utility>
#include <vector>

namespace app {

namespace {

constexpr int kQmlBroken = 1;
constexpr int kNoDisplay = 2;

/// What Qt says while it looks for a display. Kept back, because without one Qt explains itself at length and aborts.
std::vector<std::pair<QtMsgType, QString>>& keptMessages()
{
    static std::vector<std::pair<QtMsgType, QString>> messages;
    return messages;
}

void keepMessage(QtMsgType type, const QMessageLogContext&, const QString& message)
{
    if (type != QtFatalMsg) {
        keptMessages().emplace_back(type, message);
        return;
    }
    std::fputs(
        "threadweir: there is no display to open the window on; `threadweir compare mega-order` runs the lab without "
        "one, and `threadweir --help` lists every command.\n",
        stderr);
    std::fflush(stderr);
    std::_Exit(kNoDisplay);
}

std::unique_ptr<QApplication> makeApplication(int& argc, char** argv)
{
    const auto previous = qInstallMessageHandler(keepMessage);
    auto application = std::make_unique<QApplication>(argc, argv);
    qInstallMessageHandler(previous);
    for (const auto& [type, message] : std::exchange(keptMessages(), {})) {
        if (type == QtCriticalMsg)
            qCritical("%s", qUtf8Printable(message));
        else if (type == QtWarningMsg)
            qWarning("%s", qUtf8Printable(message));
    }
    return application;
}

} // namespace

int runWindow(int& argc, char** argv, const WindowArguments& arguments)
{
    QCoreApplication::setApplicationName(QStringLiteral("threadweir"));
    QCoreApplication::setApplicationVersion(QStringLiteral(THREADWEIR_VERSION));
    const auto application = makeApplication(argc, argv);
    QApplication::setApplicationDisplayName(QStringLiteral("Threadweir"));
    chooseGraphicsBackend();

    Composition composition;
    const ScenarioDialog dialog(composition.files());
    int code = kQmlBroken;
    if (composition.load(arguments.scenario, arguments.language))
        code = QApplication::exec();
    else
        std::fputs("threadweir: the window could not be loaded; the messages above say why.\n", stderr);

    if (!composition.shutDown()) {
        // A thread of the engine is still in use of what static destructors would take from it.
        std::fflush(nullptr);
        std::_Exit(code);
    }
    return code;
}

} // namespace app
