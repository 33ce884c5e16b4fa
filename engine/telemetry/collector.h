// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/event_totals.h"
#include "engine/telemetry/probe.h"
#include "engine/telemetry/run_record.h"
#include "engine/telemetry/snapshot.h"
#include "engine/telemetry/throughput_window.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace engine {

/// Turns events into snapshots, on a thread of its own: a pool without a free worker does not stop it.
///
/// Model    on request: drain the probe, let `fill` write what is live, write what events add up to, append the
///          snapshot to the record, publish it, show it to `onSnapshot`, call the request's afterSnapshot.
///          Between requests it sleeps until a ring is half full. It knows no clock: `fill` gives Snapshot::at.
/// Shape    sequence is 0, 1, 2, ...; number 0 is made by the constructor, the highest by finish()
/// Units    throughput is for a second of Snapshot::at; peakResidentBytes is the highest residentBytes of the snapshots
/// Errors   none; the functions it is given must not throw
/// Threads  every function from any thread. `fill` and `lastTouch` run on the collector's thread, but for the first
///          `fill`, which runs inside the constructor; onSnapshot and onFinished always run on the collector's thread.
///          Probe and RunRecord must outlive the Collector, and the Probe must have no other consumer.
class Collector {
public:
    using SnapshotPointer = std::shared_ptr<const Snapshot>;
    using Fill = std::function<void(Snapshot&)>;

    struct Hooks {
        /// Writes everything of a snapshot but its sequence, and: latency, pool.queueingDelay, done, failed and latency
        /// of each stage, what is recent of these, throughput, memory and droppedEvents.
        Fill fill;
        /// Adds what follows from the rest, when everything else is written; may be empty.
        std::function<void(Snapshot&)> conclude;
        std::function<void(const SnapshotPointer&)> onSnapshot; ///< may be empty
    };

    Collector(Probe& probe, RunRecord& record, Hooks hooks);
    /// Finishes, if nobody did, and waits. Not on the collector's own thread.
    ~Collector();
    Collector(const Collector&) = delete;
    Collector& operator=(const Collector&) = delete;

    /// Asks for a snapshot that is taken after this call, and returns at once.
    /// With an afterSnapshot there will be one snapshot for this request alone, and afterSnapshot is called exactly
    /// once, after onSnapshot, whatever happens: where finish() came first, after the last snapshot or at once, on the
    /// caller's thread. Without one, a request that is already waiting serves for this one too.
    void requestSnapshot(std::function<void()> afterSnapshot = {});

    [[nodiscard]] SnapshotPointer latest() const; ///< never null

    /// Serves the requests that wait, makes one last snapshot, which `lastTouch` may correct when all else is written,
    /// calls onFinished and ends the thread. Returns when that is done, or at once on the collector's own thread.
    /// A second call only waits.
    void finish(Fill lastTouch = {}, std::function<void()> onFinished = {});

private:
    using Lock = std::unique_lock<std::mutex>;

    void work(const SnapshotPointer& first);
    void wakeToDrain();
    void serveOneRequest(Lock& lock);
    void end(Lock& lock);
    void drain();
    [[nodiscard]] SnapshotPointer makeSnapshot(const Fill& lastTouch);
    void show(const SnapshotPointer& snapshot) const;

    Probe& m_probe;
    RunRecord& m_record;
    const Hooks m_hooks;

    // The collector thread's own, once it runs.
    EventTotals m_totals;
    ThroughputWindow m_throughput;
    std::int64_t m_nextSequence = 0;
    std::int64_t m_lostEvents = 0;
    std::int64_t m_peakResidentBytes = 0;

    mutable std::mutex m_latestMutex;
    SnapshotPointer m_latest;

    std::mutex m_mutex; ///< all that follows
    std::condition_variable m_wake;
    std::condition_variable m_wakeFinishers;
    std::deque<std::function<void()>> m_requests;
    Fill m_lastTouch;
    std::function<void()> m_onFinished;
    std::thread::id m_collectorThread;
    bool m_drainWanted = false;
    bool m_finishing = false;
    bool m_closed = false; ///< takes no more requests
    bool m_ended = false;

    std::thread m_thread;
};

} // namespace engine
