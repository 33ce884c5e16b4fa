// SPDX-License-Identifier: GPL-3.0-or-later
// From the start of the process to the first complete frame: the lab, with its run going on, against an empty Qt Quick
// window of the same size, which draws with what Qt chooses, and against one that draws with what the lab chooses. Each
// is a process of its own; they take turns. Run it in a release, on a display or under xvfb-run: on the offscreen platform
// Qt has only the software renderer, so that there both empty windows are one and the same.
#include "app/window.h"

#include <QApplication>
#include <QEvent>
#include <QProcess>
#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QSGRendererInterface>
#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock; // counts from the same moment in every process
constexpr int kRounds = 9;

const char* g_started = nullptr; ///< in a child: when its parent started it, in ns of Clock

double sinceStartMs()
{
    const std::chrono::nanoseconds started(std::stoll(g_started));
    return std::chrono::duration<double, std::milli>(Clock::now().time_since_epoch() - started).count();
}

/// Says when the first frame of the first window is complete, and how it was drawn; then the program ends.
class FrameReporter : public QObject {
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        auto* const window = event->type() == QEvent::Show ? qobject_cast<QQuickWindow*>(watched) : nullptr;
        if (!window)
            return false;
        qApp->removeEventFilter(this);
        connect(
            window, &QQuickWindow::frameSwapped, window,
            [window] {
                std::printf("%.2f %d %d %d\n", sinceStartMs(), static_cast<int>(window->rendererInterface()->graphicsApi()),
                    window->width(), window->height());
                std::fflush(stdout);
                QCoreApplication::quit();
            },
            Qt::SingleShotConnection);
        return false;
    }
};

void reportFirstFrame()
{
    static FrameReporter reporter;
    if (g_started)
        qApp->installEventFilter(&reporter);
}

struct FirstFrame {
    double ms = 0;
    int graphicsApi = 0;
    int width = 0;
    int height = 0;
};

FirstFrame measure(const QString& program, QStringList arguments)
{
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    arguments << QString::number(Clock::now().time_since_epoch().count());
    child.start(program, arguments, QIODevice::ReadOnly);
    FirstFrame frame;
    constexpr int kPatienceMs = 30'000;
    if (!child.waitForFinished(kPatienceMs)
        || std::sscanf(child.readAllStandardOutput().constData(), "%lf %d %d %d", &frame.ms, &frame.graphicsApi, &frame.width, &frame.height) != 4)
        throw std::runtime_error("a child has shown no frame: " + child.errorString().toStdString());
    return frame;
}

int runEmptyWindow(int argc, char** argv)
{
    QApplication application(argc, argv);
    if (const int graphicsApi = std::atoi(argv[2]); graphicsApi != QSGRendererInterface::Unknown)
        QQuickWindow::setGraphicsApi(static_cast<QSGRendererInterface::GraphicsApi>(graphicsApi));
    QQmlApplicationEngine engine;
    engine.loadData(QByteArray("import QtQuick\nWindow { visible: true; width: ") + argv[3] + "; height: " + argv[4] + " }");
    return QApplication::exec();
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

int compare(const QString& program)
{
    constexpr double kMostTimes = 2.5;
    constexpr double kMostMs = 1000;
    std::vector<double> lab;
    std::vector<double> byDefault;
    std::vector<double> drawnAlike;
    for (int round = 0; round <= kRounds; ++round) {
        const FirstFrame ours = measure(program, {QStringLiteral("lab")});
        const auto empty = [&](int graphicsApi) {
            return measure(program, {QStringLiteral("empty"), QString::number(graphicsApi), QString::number(ours.width), QString::number(ours.height)}).ms;
        };
        const double plain = empty(QSGRendererInterface::Unknown);
        const double alike = empty(ours.graphicsApi);
        if (round == 0) // the first ones warm up
            continue;
        lab.push_back(ours.ms);
        byDefault.push_back(plain);
        drawnAlike.push_back(alike);
    }
    const double ratio = median(lab) / median(byDefault);
    std::printf("first frame of the lab, median of %d        %7.1f ms   limit %6.0f ms   %s\n", kRounds, median(lab), kMostMs,
        median(lab) <= kMostMs ? "kept" : "BROKEN");
    std::printf("first frame of an empty window              %7.1f ms\n", median(byDefault));
    std::printf("ratio                                       %7.2f      limit %6.2f      %s\n", ratio, kMostTimes,
        ratio <= kMostTimes ? "kept" : "BROKEN");
    std::printf("an empty window that draws as the lab does  %7.1f ms, ratio %.2f\n", median(drawnAlike), median(lab) / median(drawnAlike));
    return 0;
}

} // namespace

Q_COREAPP_STARTUP_FUNCTION(reportFirstFrame)

int main(int argc, char** argv)
{
    if (argc > 1)
        g_started = argv[argc - 1];
    if (argc > 1 && std::strcmp(argv[1], "lab") == 0)
        return app::runWindow(argc, argv, {});
    if (argc > 1 && std::strcmp(argv[1], "empty") == 0)
        return runEmptyWindow(argc, argv);
    // Nothing that the user has kept may change what is measured, and nothing is left behind.
    const QTemporaryDir home;
    for (const char* place : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
        qputenv(place, home.path().toLocal8Bit());
    try {
        return compare(QString::fromLocal8Bit(argv[0]));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
