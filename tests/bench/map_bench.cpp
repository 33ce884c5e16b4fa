// SPDX-License-Identifier: GPL-3.0-or-later
// What the map costs for each frame: processor time of the whole process from one frame to the next, with every token moving,
// against the same window without tokens. Something small changes in each frame of both, so that both draw equally often.
#include "ui/items/order_map.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QQuickItem>
#include <QQuickPaintedItem>
#include <QQuickWindow>
#include <QSGRendererInterface>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <memory>
#include <vector>

namespace {

constexpr QSize kWindow(1600, 900);
constexpr int kFrameMs = 16;
constexpr int kSnapshotMs = 50;
constexpr int kWarmUpMs = 500;
constexpr int kMeasuredMs = 4000;

double processorMs()
{
    timespec time {};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// A square that is of another colour in each frame.
class Beat final : public QQuickPaintedItem {
public:
    using QQuickPaintedItem::QQuickPaintedItem;
    void paint(QPainter* painter) override { painter->fillRect(boundingRect(), QColor::fromHsv(m_turn++ % 360, 200, 200)); }

private:
    int m_turn = 0;
};

/// `count` orders spread over the stations; with each turn every one of them goes to the next station.
ui::OrderTokens tokensFor(int count, int turn)
{
    auto list = std::make_shared<std::vector<ui::OrderToken>>();
    ui::OrderTokens tokens;
    tokens.known = true;
    tokens.sequence = turn;
    tokens.atMs = static_cast<double>(turn) * kSnapshotMs;
    for (int index = 0; index < count; ++index) {
        const int station = (index + turn) % ui::kMapStationCount;
        const auto state = static_cast<ui::TokenState>(index % ui::kTokenStateCount);
        list->push_back({static_cast<std::uint64_t>(index) + 1, tokens.atMs, static_cast<ui::MapStation>(station), state, 0});
        ++tokens.stations[static_cast<std::size_t>(station)].counts[static_cast<std::size_t>(state)];
    }
    tokens.tokens = std::move(list);
    return tokens;
}

struct Cost {
    double medianMs = 0;
    double worstMs = 0;
    double framesPerSecond = 0;
    int drawn = 0;
};

Cost measure(int count)
{
    QQuickWindow window;
    window.resize(kWindow);
    window.setColor(Qt::black);
    ui::TokenColors colors;
    ui::OrderMap map(window.contentItem());
    map.setSize(kWindow - QSize(0, 20));
    map.setColors(&colors);
    Beat beat(window.contentItem());
    beat.setPosition(QPointF(0, kWindow.height() - 16));
    beat.setSize(QSizeF(16, 16));

    std::vector<ui::OrderTokens> turns; // made before, so that only the map is measured
    for (int turn = 0; turn < 7; ++turn)
        turns.push_back(tokensFor(count, turn));
    int turn = 0;
    QTimer snapshots;
    snapshots.setTimerType(Qt::PreciseTimer);
    QObject::connect(&snapshots, &QTimer::timeout, &window, [&] {
        ui::OrderTokens next = turns[static_cast<std::size_t>(turn % 7)];
        next.sequence = turn;
        next.atMs = turn * kSnapshotMs;
        ++turn;
        map.setTokens(next);
    });
    QElapsedTimer sinceFrame;
    sinceFrame.start();
    QTimer frames;
    frames.setTimerType(Qt::PreciseTimer);
    QObject::connect(&frames, &QTimer::timeout, &window, [&] {
        beat.update();
        map.advance(static_cast<double>(sinceFrame.restart()));
    });

    std::vector<double> costs;
    double before = processorMs();
    QElapsedTimer clock;
    QObject::connect(&window, &QQuickWindow::afterFrameEnd, &window, [&] {
        const double now = processorMs();
        if (clock.elapsed() > kWarmUpMs)
            costs.push_back(now - before);
        before = now;
    });
    window.show();
    clock.start();
    if (count > 0)
        snapshots.start(kSnapshotMs);
    frames.start(kFrameMs);
    QTimer::singleShot(kWarmUpMs + kMeasuredMs, qApp, &QCoreApplication::quit);
    QCoreApplication::exec();

    Cost cost;
    cost.framesPerSecond = static_cast<double>(costs.size()) * 1000.0 / kMeasuredMs;
    std::sort(costs.begin(), costs.end());
    if (!costs.empty()) {
        cost.medianMs = costs[costs.size() / 2];
        cost.worstMs = costs.back();
    }
    cost.drawn = static_cast<int>(std::count_if(map.motion().bodies().begin(), map.motion().bodies().end(),
        [](const ui::TokenMotion::Body& body) { return body.seen(); }));
    return cost;
}

} // namespace

int main(int argc, char** argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    if (!qEnvironmentVariableIsSet("QT_QUICK_BACKEND") && !qEnvironmentVariableIsSet("QSG_RHI_BACKEND"))
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);

    std::printf("%dx%d, platform %s, every token moving, a snapshot every %d ms; processor ms for each frame\n", kWindow.width(),
        kWindow.height(), qPrintable(QGuiApplication::platformName()), kSnapshotMs);
    std::printf("%8s %8s %8s %8s %14s %8s\n", "tokens", "drawn", "median", "worst", "over no tokens", "frames/s");
    double none = 0;
    for (const int count : {0, 1000, 5000, 10'000, 50'000}) {
        const Cost cost = measure(count);
        if (count == 0)
            none = cost.medianMs;
        std::printf("%8d %8d %8.2f %8.2f %14.2f %8.1f\n", count, cost.drawn, cost.medianMs, cost.worstMs, cost.medianMs - none,
            cost.framesPerSecond);
        std::fflush(stdout);
    }
    return 0;
}
