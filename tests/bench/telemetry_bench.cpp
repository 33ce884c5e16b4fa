// SPDX-License-Identifier: GPL-3.0-or-later
// What one telemetry event costs the thread that emits it, beside the floor: 32 bytes stored into a thread-local array.
// Prints the median of some interleaved rounds, in ns for one event. Figures of different runs do not compare; the
// ratios within one run do.
#include "engine/telemetry/collector.h"
#include "engine/telemetry/histogram.h"
#include "engine/telemetry/order_board.h"
#include "engine/telemetry/probe.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <semaphore>
#include <string>
#include <vector>

namespace {

using namespace engine;
using WallClock = std::chrono::steady_clock;

constexpr int kRounds = 9;
constexpr int kChunks = 100;
constexpr std::size_t kChunk = EventRing::kDefaultCapacity / 2 - 1; ///< never asks for a drain
constexpr double kEventsPerRound = double{kChunks} * double{kChunk};

thread_local std::array<Event, EventRing::kDefaultCapacity> floorEvents;

Event eventNumber(std::size_t number)
{
    Event event;
    event.at = static_cast<std::int64_t>(number);
    event.value = static_cast<std::int64_t>(number << 10);
    event.order = number;
    event.kind = EventKind::StageEnded;
    return event;
}

/// The compiler must believe that memory is looked at here.
void observeMemory()
{
    asm volatile("" ::: "memory");
}

/// Calls `chunk` for all chunks of a round and `between` after each, and adds up the time of `chunk` alone.
template <typename Chunk, typename Between>
double nsForOne(Chunk&& chunk, Between&& between)
{
    WallClock::duration spent{};
    for (int i = 0; i < kChunks; ++i) {
        const auto start = WallClock::now();
        chunk();
        spent += WallClock::now() - start;
        between();
    }
    return std::chrono::duration<double, std::nano>(spent).count() / kEventsPerRound;
}

double floorRound()
{
    std::size_t next = 0;
    const auto store = [&next] {
        for (std::size_t i = 0; i < kChunk; ++i) {
            const auto [at, value, order, kind, state, stage, attempt, worker] = eventNumber(i);
            floorEvents[next++ % EventRing::kDefaultCapacity] = {at, value, order, kind, state, stage, attempt, worker};
            observeMemory();
        }
    };
    return nsForOne(store, [] {});
}

double emitRound(Probe& probe)
{
    const auto emitChunk = [&probe] {
        for (std::size_t i = 0; i < kChunk; ++i) {
            probe.record(eventNumber(i));
            observeMemory();
        }
    };
    return nsForOne(emitChunk, [&probe] { probe.drain([](const Event*, std::size_t) {}); });
}

double emitRoundBesideCollector(Probe& probe, Collector& collector)
{
    const auto emitChunk = [&probe] {
        for (std::size_t i = 0; i < kChunk; ++i) {
            probe.record(eventNumber(i));
            observeMemory();
        }
    };
    // The collector drains one chunk while the next is emitted; with at most two chunks in it the ring is never full.
    std::binary_semaphore drained(1);
    const double ns = nsForOne(emitChunk, [&collector, &drained] {
        drained.acquire();
        collector.requestSnapshot([&drained] { drained.release(); });
    });
    drained.acquire();
    return ns;
}

double recordRound(Histogram& histogram)
{
    const auto recordChunk = [&histogram] {
        for (std::size_t i = 0; i < kChunk; ++i)
            histogram.record(eventNumber(i).value);
    };
    return nsForOne(recordChunk, [] {});
}

void print(const char* what, std::vector<double> rounds)
{
    std::ranges::sort(rounds);
    std::printf(
        "%-52s %8.2f ns   (best %.2f, worst %.2f)\n", what, rounds[rounds.size() / 2], rounds.front(), rounds.back());
}

/// What the orders add to a snapshot, with so many of them in flight that came in no order.
void printOrderBoard(OrderId orders)
{
    Clock clock;
    OrderTracks tracks(clock);
    OrderBoard board(tracks);
    for (OrderId n = 0; n < orders; ++n)
        tracks.add({.id = n * 7919 % orders + 1, .customer = "customer", .totalCents = 1}, {}).beginCall(OrderPlace::Charge);
    const std::vector<WorkerView> workers(16, {WorkerState::Blocked, 5, {}});
    std::vector<double> ms;
    for (int round = 0; round < 4 * kRounds; ++round) {
        Snapshot snapshot;
        snapshot.pool.workers = workers;
        const auto began = WallClock::now();
        board.writeTo(snapshot);
        ms.push_back(std::chrono::duration<double, std::milli>(WallClock::now() - began).count());
    }
    std::sort(ms.begin(), ms.end());
    std::printf("%-52s %9.3f ms, at best %.3f ms\n", ("orders of a snapshot, " + std::to_string(orders) + " in flight").c_str(),
        ms[ms.size() / 2], ms.front());
}

} // namespace

int main()
{
    Probe off;
    off.setEnabled(false);
    Probe on;
    Probe drained;
    RunRecord record({});
    Collector collector(drained, record, {.fill = [](Snapshot&) {}, .conclude = {}, .onSnapshot = {}});
    Histogram histogram;

    std::vector<double> floorNs;
    std::vector<double> offNs;
    std::vector<double> onNs;
    std::vector<double> drainedNs;
    std::vector<double> recordNs;
    for (int round = 0; round < kRounds; ++round) {
        floorNs.push_back(floorRound());
        offNs.push_back(emitRound(off));
        onNs.push_back(emitRound(on));
        drainedNs.push_back(emitRoundBesideCollector(drained, collector));
        recordNs.push_back(recordRound(histogram));
    }
    collector.finish();

    print("floor: 32 bytes into a thread-local array", floorNs);
    print("event, telemetry off", offNs);
    print("event, telemetry on", onNs);
    print("event, telemetry on, collector draining beside", drainedNs);
    std::printf("    of these %lld of %.0f found the ring full\n", static_cast<long long>(drained.lostEvents()),
        kRounds * kEventsPerRound);
    print("collector: one value into a histogram", recordNs);
    for (const OrderId orders : {5'000, 10'000, 100'000})
        printOrderBoard(orders);
    return 0;
}
