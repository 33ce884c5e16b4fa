// SPDX-License-Identifier: GPL-3.0-or-later
// What the strips and the picture of the pool cost the window: processor time for a frame with four strips of nine lines
// over 1,200 samples and 500 workers that all change, at 30 frames a second, beside the same window with both hidden; and
// what is resident while half an hour of snapshots is kept. Draws offscreen, with Qt Quick's software renderer.
#include "app/composition.h"
#include "engine/telemetry/memory.h"
#include "tests/support/fake_run.h"
#include "tests/ui/event_loop.h"

#include <QApplication>
#include <QQuickItem>
#include <QQuickWindow>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <numeric>
#include <vector>

namespace {

using namespace std::chrono_literals;

constexpr int kWorkers = 500;
constexpr int kFrames = 150;
constexpr auto kFrame = 33ms;
constexpr auto kStep = 50ms; ///< of clock time from one snapshot to the next

double processorMs()
{
    std::timespec time {};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

std::shared_ptr<const engine::Snapshot> snapshotNumber(int number, int workers)
{
    engine::Snapshot snapshot;
    snapshot.at = number * kStep;
    snapshot.pool.threads = workers;
    snapshot.pool.maxThreads = workers;
    for (int worker = 0; worker < workers; ++worker) {
        const auto state = static_cast<engine::WorkerState>((worker * 7 + number * 13) % 3);
        snapshot.pool.workers.push_back({state, static_cast<engine::OrderId>(number + worker), engine::OrderPlace::Charge});
        (state == engine::WorkerState::Running ? snapshot.pool.running : state == engine::WorkerState::Blocked ? snapshot.pool.blocked : snapshot.pool.idle) += 1;
    }
    snapshot.governor.goal = workers;
    snapshot.pool.pendingWorkItems = (number * 37) % 911;
    snapshot.throughputPerSecond = 100 + (number * 31) % 43;
    snapshot.latency = {.count = 10, .p50Ms = 100.0 + number % 17, .p95Ms = 150.0 + number % 29, .p99Ms = 200.0 + number % 53, .maxMs = 300};
    snapshot.stages[1].inFlight = {.now = number % 11, .peak = 10, .limit = 10};
    snapshot.stages[1].latency = {.count = 10, .p50Ms = 70.0 + number % 7, .p95Ms = 100, .p99Ms = 120, .maxMs = 130};
    snapshot.residentBytes = (80 + number % 5) << 20;
    return std::make_shared<const engine::Snapshot>(std::move(snapshot));
}

/// What the process computed from one snapshot to the next.
struct FrameCost {
    double mean = 0;
    double slow = 0; ///< 95 of 100 frames cost less
};

FrameCost measureFrames(app::Composition& composition, int& number)
{
    std::vector<double> frames;
    for (int frame = 0; frame < kFrames; ++frame) {
        const double before = processorMs();
        const auto next = std::chrono::steady_clock::now() + kFrame;
        composition.model().show(snapshotNumber(number++, kWorkers));
        support::processEventsFor(std::chrono::duration_cast<std::chrono::milliseconds>(next - std::chrono::steady_clock::now()));
        frames.push_back(processorMs() - before);
    }
    std::ranges::sort(frames);
    return {std::accumulate(frames.begin(), frames.end(), 0.0) / static_cast<double>(frames.size()), frames[frames.size() * 95 / 100]};
}

void printFrames(app::Composition& composition)
{
    QQuickWindow* const window = composition.window();
    window->resize(1600, 1000);
    auto* const strips = window->findChild<QQuickItem*>(QStringLiteral("stripsPanel"));
    auto* const lanes = window->findChild<QQuickItem*>(QStringLiteral("workerLanes"));
    int number = 0;
    for (; number < 1200; ++number)
        composition.model().show(snapshotNumber(number, kWorkers));
    const auto with = [&](bool showStrips, bool showLanes) {
        strips->setVisible(showStrips);
        lanes->setVisible(showLanes);
        measureFrames(composition, number); // warms up
        return measureFrames(composition, number);
    };
    const FrameCost hidden = with(false, false);
    const FrameCost onlyWorkers = with(false, true);
    const FrameCost all = with(true, true);
    std::printf("processor time of a frame, 1600x1000, %d frames, mean and 95th percentile\n", kFrames);
    std::printf("  strips and workers hidden                          %5.2f ms  %5.2f ms\n", hidden.mean, hidden.slow);
    std::printf("  with %d workers                                   %5.2f ms  %5.2f ms\n", kWorkers, onlyWorkers.mean, onlyWorkers.slow);
    std::printf("  with these and strips of 9 lines of 1,200 samples  %5.2f ms  %5.2f ms  ratio of the means %.2f\n", all.mean, all.slow, all.mean / hidden.mean);
}

void printMemory(app::Composition& composition)
{
    constexpr int kMinute = 60 * 20;
    int number = 0;
    composition.model().begin(snapshotNumber(number++, 8));
    std::int64_t warm = 0;
    std::int64_t most = 0;
    for (int minute = 1; minute <= 31; ++minute) {
        for (int step = 0; step < kMinute; ++step)
            composition.model().history()->add(snapshotNumber(number++, 8));
        support::processEventsFor(20ms);
        const std::int64_t now = engine::residentBytes();
        if (minute == 1)
            warm = now;
        most = std::max(most, now);
    }
    std::printf("30 minutes of snapshots after the first minute: %+.2f MiB at the most\n", static_cast<double>(most - warm) / (1 << 20));
}

void printKeeping()
{
    constexpr int kMany = 20'000;
    std::vector<std::shared_ptr<const engine::Snapshot>> record;
    for (int number = 0; number < kMany; ++number)
        record.push_back(snapshotNumber(number, 8));
    ui::StripHistory history;
    const double before = processorMs();
    history.load(record);
    std::printf("keeping one snapshot: %.2f us\n", (processorMs() - before) * 1e3 / kMany);
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    const QTemporaryDir parent;
    support::FakeEngine fake;
    app::Composition composition([&](engine::Run::Options options) { return fake.start(std::move(options)); }, parent.path());
    if (!composition.load())
        return 1;
    printFrames(composition);
    printMemory(composition);
    printKeeping();
    return composition.shutDown() ? 0 : 1;
}
