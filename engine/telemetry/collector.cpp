// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/telemetry/collector.h"

#include "engine/telemetry/memory.h"

#include <algorithm>
#include <utility>

namespace engine {

Collector::Collector(Probe& probe, RunRecord& record, Hooks hooks)
    : m_probe(probe)
    , m_record(record)
    , m_hooks(std::move(hooks))
{
    m_thread = std::thread([this, first = makeSnapshot({})] { work(first); });
}

Collector::~Collector()
{
    finish();
    m_thread.join();
}

void Collector::requestSnapshot(std::function<void()> afterSnapshot)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_closed) {
            const bool served = !afterSnapshot && !m_requests.empty();
            if (!served)
                m_requests.push_back(std::move(afterSnapshot));
            afterSnapshot = nullptr;
        }
    }
    m_wake.notify_one();
    if (afterSnapshot)
        afterSnapshot();
}

Collector::SnapshotPointer Collector::latest() const
{
    const std::lock_guard lock(m_latestMutex);
    return m_latest;
}

void Collector::finish(Fill lastTouch, std::function<void()> onFinished)
{
    Lock lock(m_mutex);
    if (!m_finishing) {
        m_finishing = true;
        m_lastTouch = std::move(lastTouch);
        m_onFinished = std::move(onFinished);
        m_wake.notify_one();
    }
    if (std::this_thread::get_id() != m_collectorThread)
        m_wakeFinishers.wait(lock, [this] { return m_ended; });
}

void Collector::work(const SnapshotPointer& first)
{
    Lock lock(m_mutex);
    m_collectorThread = std::this_thread::get_id();
    lock.unlock();
    m_probe.setOnHalfFull([this] { wakeToDrain(); });
    show(first);

    lock.lock();
    for (;;) {
        m_wake.wait(lock, [this] { return m_drainWanted || m_finishing || !m_requests.empty(); });
        m_drainWanted = false;
        if (!m_requests.empty()) {
            serveOneRequest(lock);
        } else if (m_finishing) {
            end(lock);
            return;
        } else {
            lock.unlock();
            drain();
            lock.lock();
        }
    }
}

void Collector::wakeToDrain()
{
    {
        const std::lock_guard lock(m_mutex);
        m_drainWanted = true;
    }
    m_wake.notify_one();
}

void Collector::serveOneRequest(Lock& lock)
{
    const std::function<void()> afterSnapshot = std::move(m_requests.front());
    m_requests.pop_front();
    lock.unlock();
    show(makeSnapshot({}));
    if (afterSnapshot)
        afterSnapshot();
    lock.lock();
}

void Collector::end(Lock& lock)
{
    const Fill lastTouch = std::move(m_lastTouch);
    const std::function<void()> onFinished = std::move(m_onFinished);
    lock.unlock();
    m_probe.setOnHalfFull({});
    show(makeSnapshot(lastTouch));

    // Requests that came while the last snapshot was made get no other, but whoever waits for one must go on.
    lock.lock();
    m_closed = true;
    const auto unserved = std::exchange(m_requests, {});
    lock.unlock();
    for (const auto& afterSnapshot : unserved) {
        if (afterSnapshot)
            afterSnapshot();
    }
    if (onFinished)
        onFinished();

    lock.lock();
    m_ended = true;
    m_wakeFinishers.notify_all();
}

void Collector::drain()
{
    m_probe.drain([this](const Event* events, std::size_t count) {
        m_totals.add(events, count);
        m_record.append(events, count);
    });
    const std::int64_t lost = m_probe.lostEvents();
    m_record.countLostEvents(lost - std::exchange(m_lostEvents, lost));
}

Collector::SnapshotPointer Collector::makeSnapshot(const Fill& lastTouch)
{
    drain();
    auto snapshot = std::make_shared<Snapshot>();
    m_hooks.fill(*snapshot);
    snapshot->sequence = m_nextSequence++;
    m_totals.writeTo(*snapshot);
    snapshot->throughputPerSecond = m_throughput.add(snapshot->at, snapshot->ledger.persisted);
    snapshot->residentBytes = residentBytes();
    m_peakResidentBytes = std::max(m_peakResidentBytes, snapshot->residentBytes);
    snapshot->peakResidentBytes = m_peakResidentBytes;
    snapshot->droppedEvents = m_record.droppedEvents();
    if (lastTouch)
        lastTouch(*snapshot);
    if (m_hooks.conclude)
        m_hooks.conclude(*snapshot);

    m_record.append(snapshot);
    const std::lock_guard lock(m_latestMutex);
    m_latest = snapshot;
    return snapshot;
}

void Collector::show(const SnapshotPointer& snapshot) const
{
    if (m_hooks.onSnapshot)
        m_hooks.onSnapshot(snapshot);
}

} // namespace engine
