// SPDX-License-Identifier: GPL-3.0-or-later
// What the whole window costs over the real engine: 1600x1000, about 5,000 orders in flight of which most move, and 500 workers
// that are all in use, since the charge stage blocks them. Processor time of the threads that draw for a frame, the engine's not
// among it, with everything shown and with tokens and strips hidden; a small square changes in each frame of both, so that both
// draw equally often. Then the pace of frames, and what is resident over 30 minutes of clock time of a scenario without an end.
//
//     window_bench [SECONDS [RATE [large]]]    seconds of wall time for each half of the picture's part (60); clock seconds for
//                                              each wall second of the memory's part (20; 0 leaves it out); `large`: 2560x1440
//                                              with nearly 10,000 orders
//
// Run a release: offscreen by itself, or with QT_QPA_PLATFORM=xcb on a display, where QSG_RHI_BACKEND=opengl draws with OpenGL.
#include "app/composition.h"
#include "app/graphics_backend.h"
#include "engine/telemetry/memory.h"
#include "ui/items/order_map.h"
#include "ui/models/view_settings.h"

#include <QApplication>
#include <QLoggingCategory>
#include <QQmlComponent>
#include <QQuickItem>
#include <QQuickWindow>
#include <QSGRendererInterface>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <mutex>
#include <thread>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::seconds;

/// How large the window is, and how much flows in it.
struct Load {
    QSize window {1600, 1000};
    double ordersPerSecond = 1900; ///< on average: a part of them comes in spikes, which fill the channel
    int places = 1140; ///< of each station: as many as the map has cells for
};

constexpr Load kLarge {{2560, 1440}, 3800, 2280};
constexpr int kWorkers = 510;
constexpr int kBlocked = 495; // of the workers, at the most
constexpr double kLateMs = 33;
constexpr seconds kWarmUp {8};

double processorMs()
{
    timespec time {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

double milliseconds(Clock::duration duration)
{
    return std::chrono::duration<double, std::milli>(duration).count();
}

void runEventLoopFor(std::chrono::milliseconds time)
{
    QTimer::singleShot(time, Qt::PreciseTimer, qApp, &QCoreApplication::quit);
    QCoreApplication::exec();
}

/// Of a stage that has so many orders in flight nearly all the time.
engine::LatencySpec latencyFor(double inFlight, const Load& load)
{
    const double ms = 1000 * inFlight / load.ordersPerSecond;
    return {.kind = engine::LatencyKind::LogNormal, .meanMs = ms, .spreadMs = ms / 4};
}

engine::Scenario busyScenario(const Load& load)
{
    engine::Scenario scenario;
    scenario.name = QStringLiteral("thousands");
    scenario.workload.arrival = engine::ArrivalKind::Spikes;
    scenario.workload.ratePerSecond = 0.6 * load.ordersPerSecond;
    scenario.workload.spikeEverySeconds = 4;
    scenario.workload.spikeOrders = static_cast<std::int64_t>(0.4 * load.ordersPerSecond * scenario.workload.spikeEverySeconds);
    scenario.workload.orders = 100'000;
    scenario.workload.repeatForever = true;
    scenario.ruleEngine.servers = load.places;
    scenario.ruleEngine.latency = latencyFor(0.97 * load.places, load);
    // The charge stage waits on its worker, which is what needs so many of them; those behind them wait for a permit.
    scenario.antiPatterns.blockOnAsync = true;
    scenario.paymentProvider.servers = load.places;
    scenario.paymentProvider.latency = latencyFor(0.95 * kBlocked, load);
    scenario.store.roundTripMs = 570; // nearly from one chunk to the next, so that there is always one
    scenario.limits.channelCapacity = load.places;
    scenario.limits.validateInFlight = load.places;
    scenario.limits.chargeInFlight = kBlocked;
    scenario.limits.chunkSize = load.places;
    scenario.limits.timeLimitSeconds = 86'400;
    scenario.pool.threads = kWorkers;
    return scenario;
}

/// When frames were complete, and what the thread that rendered them has computed if it is not the GUI thread.
class FrameLog {
public:
    struct Frame {
        Clock::time_point at;
        double computedMs = 0; ///< by the thread that renders, since it began
    };

    explicit FrameLog(QQuickWindow& window)
    {
        // On the thread that renders, for its processor time.
        m_connection = QObject::connect(&window, &QQuickWindow::frameSwapped, &window, [this] { note(); }, Qt::DirectConnection);
    }
    ~FrameLog() { QObject::disconnect(m_connection); }
    FrameLog(const FrameLog&) = delete;
    FrameLog& operator=(const FrameLog&) = delete;

    void begin()
    {
        const std::scoped_lock lock(m_mutex);
        m_frames.clear();
        m_firstMs = m_lastMs;
    }
    [[nodiscard]] std::vector<Frame> frames() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_frames;
    }
    [[nodiscard]] double renderThreadMs() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_lastMs - m_firstMs;
    }

private:
    void note()
    {
        const std::scoped_lock lock(m_mutex);
        m_frames.push_back({Clock::now(), processorMs()});
        if (std::this_thread::get_id() != m_guiThread)
            m_lastMs = m_frames.back().computedMs;
    }

    const std::thread::id m_guiThread = std::this_thread::get_id();
    QMetaObject::Connection m_connection;
    mutable std::mutex m_mutex;
    std::vector<Frame> m_frames;
    double m_firstMs = 0;
    double m_lastMs = 0;
};

struct Pace {
    double cpuMs = 0; ///< for a frame
    double framesPerSecond = 0;
    double busiestMs = 0; ///< the most that the thread which renders computed from one frame to the next
    double longestMs = 0;
    int late = 0;
    int tokens = 0; ///< the mean over seconds
    int moving = 0;
    qsizetype blocks = 0; ///< stations that had too many for tokens, at the most
};

Pace measurePace(FrameLog& log, const ui::OrderMap& map, seconds time)
{
    Pace pace;
    log.begin();
    const double before = processorMs();
    for (int second = 0; second < time.count(); ++second) {
        runEventLoopFor(seconds(1));
        pace.tokens += static_cast<int>(map.motion().bodies().size());
        pace.moving += static_cast<int>(std::ranges::count_if(map.motion().bodies(), &ui::TokenMotion::Body::moves));
        pace.blocks = std::max(pace.blocks, map.blocks().size());
    }
    const double computed = processorMs() - before + log.renderThreadMs();
    const auto frames = log.frames();
    if (frames.size() < 2)
        return pace;
    pace.tokens /= static_cast<int>(time.count());
    pace.moving /= static_cast<int>(time.count());
    pace.cpuMs = computed / static_cast<double>(frames.size());
    pace.framesPerSecond = static_cast<double>(frames.size() - 1) * 1e3 / milliseconds(frames.back().at - frames.front().at);
    for (std::size_t index = 1; index < frames.size(); ++index) {
        const double interval = milliseconds(frames[index].at - frames[index - 1].at);
        pace.busiestMs = std::max(pace.busiestMs, frames[index].computedMs - frames[index - 1].computedMs);
        pace.longestMs = std::max(pace.longestMs, interval);
        pace.late += interval > kLateMs ? 1 : 0;
    }
    return pace;
}

void printPace(const char* what, const Pace& pace)
{
    std::printf("%-28s %8.2f ms %8.2f ms %8.1f %10.1f ms %8d %8d %8d %8d\n", what, pace.cpuMs, pace.busiestMs, pace.framesPerSecond, pace.longestMs, pace.late,
        pace.tokens, pace.moving, static_cast<int>(pace.blocks));
    std::fflush(stdout);
}

/// A square that is of another colour in each frame.
void addBeat(app::Composition& composition)
{
    QQmlComponent component(&composition.qml());
    component.setData(R"(import QtQuick
        Rectangle {
            id: beat

            property real hue: 0

            width: 8
            height: 8
            z: 1
            color: Qt.hsva(hue, 1, 1, 1)
            FrameAnimation {
                running: true
                onTriggered: beat.hue = (beat.hue + 0.01) % 1
            }
        })",
        QUrl());
    auto* const beat = qobject_cast<QQuickItem*>(component.create());
    beat->setParent(composition.window());
    beat->setParentItem(composition.window()->contentItem());
}

void printPicture(app::Composition& composition, const Load& load, seconds time)
{
    QQuickWindow& window = *composition.window();
    auto* const map = window.findChild<ui::OrderMap*>(QStringLiteral("orderMap"));
    auto* const strips = window.findChild<QQuickItem*>(QStringLiteral("strips")); // without their panel, so that all else keeps its place
    addBeat(composition);
    // For a map that is wide enough for them all.
    composition.qml().singletonInstance<ui::ViewSettings*>(qmlTypeId("Threadweir", 1, 0, "ViewSettings"))->setOpen(QStringLiteral("parameters"), false);
    composition.commands().startScenario(busyScenario(load), QStringLiteral("thousands"), ui::Mode::Bounded);
    runEventLoopFor(kWarmUp);

    FrameLog log(window);
    const auto with = [&](bool shown) {
        map->setVisible(shown);
        strips->setVisible(shown);
        runEventLoopFor(std::chrono::milliseconds(500));
        return measurePace(log, *map, time);
    };
    std::printf("%-28s %11s %11s %8s %13s %8s %8s %8s %8s\n", "", "CPU/frame", "busiest", "frames/s", "longest", "> 33 ms", "tokens", "moving",
        "blocks");
    const Pace hidden = with(false);
    printPace("tokens and strips hidden", hidden);
    const Pace shown = with(true);
    printPace("everything shown", shown);
    std::printf("threads that the pool has needed: %d\n", static_cast<int>(composition.model().figures()->pool().threads));
    std::printf("ratio of the processor time    %8.2f   limit 2.00   %s\n", shown.cpuMs / hidden.cpuMs,
        shown.cpuMs <= 2 * hidden.cpuMs ? "kept" : "BROKEN");
}

void printMemory(app::Composition& composition, double rate)
{
    constexpr double kMinutes = 30;
    constexpr double kWarmUpMinutes = 6; // longest window of the strips, and a minute
    constexpr double kMost = 8;
    composition.commands().start(QLatin1String(app::Composition::kFirstScenario), ui::Mode::Bounded);
    composition.commands().setRate(rate);
    const auto clockMinutes = [&] { return composition.model().figures()->clockSeconds() / 60; };
    double least = 0;
    double most = 0;
    double first = 0;
    double last = 0;
    std::printf("resident, first-minute at %.0fx:", rate);
    for (double next = kWarmUpMinutes; next <= kWarmUpMinutes + kMinutes; next += 3) {
        while (clockMinutes() < next)
            runEventLoopFor(std::chrono::milliseconds(200));
        last = static_cast<double>(engine::residentBytes()) / (1 << 20);
        first = first > 0 ? first : last;
        least = least > 0 ? std::min(least, last) : last;
        most = std::max(most, last);
        std::printf(" %.1f", last);
        std::fflush(stdout);
    }
    std::printf(" MiB\nover %.0f minutes of clock time %+.1f MiB, between %.1f and %.1f   limit %.0f   %s\n", kMinutes, last - first, least,
        most, kMost, most - least <= kMost ? "kept" : "BROKEN");
    composition.commands().setRate(1);
}

int run(int argc, char** argv)
{
    const seconds time(argc > 1 ? std::max(1, std::atoi(argv[1])) : 60);
    const double rate = argc > 2 ? std::atof(argv[2]) : 20;
    const Load load = argc > 3 && std::strcmp(argv[3], "large") == 0 ? kLarge : Load {};
    QApplication application(argc, argv);
    app::chooseGraphicsBackend();
    app::Composition composition;
    if (!composition.load())
        return 1;
    composition.window()->resize(load.window);
    runEventLoopFor(std::chrono::milliseconds(500));
    std::printf("%dx%d, platform %s, %s, %.0f orders/s, %d workers, %d s each\n", composition.window()->width(), composition.window()->height(),
        qPrintable(QGuiApplication::platformName()),
        composition.window()->rendererInterface()->graphicsApi() == QSGRendererInterface::Software ? "software renderer" : "RHI", load.ordersPerSecond,
        kWorkers, static_cast<int>(time.count()));
    if (rate > 0) // first: the pool of the other part gives its memory back in its own time
        printMemory(composition, rate);
    printPicture(composition, load, time);
    const bool ended = composition.shutDown();
    std::fflush(stdout);
    if (!ended)
        std::_Exit(0); // a thread of the engine still uses what would be destroyed
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    // Nothing that the user has kept may change what is measured, and nothing is left behind.
    const QTemporaryDir home;
    for (const char* place : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
        qputenv(place, home.path().toLocal8Bit());
    return run(argc, argv);
}
