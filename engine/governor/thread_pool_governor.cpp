// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/governor/thread_pool_governor.h"

#include "engine/governor/decision_text.h"
#include "engine/telemetry/memory.h"

#include <algorithm>

namespace engine {

namespace {

GovernorSpec inRange(GovernorSpec spec)
{
    spec.minThreads = std::clamp(spec.minThreads, 1, WorkerPool::kMaxThreads);
    spec.maxThreads = std::clamp(spec.maxThreads, spec.minThreads, WorkerPool::kMaxThreads);
    return spec;
}

} // namespace

ThreadPoolGovernor::ThreadPoolGovernor(WorkerPool& pool, const GovernorSpec& spec, std::uint64_t seed)
    : m_pool(pool)
    , m_clock(pool.clock())
    , m_seed(seed)
    , m_firstThreads(pool.counts().maxThreads)
    , m_gateTimer([this] { gateFired(); })
    , m_idleTimer([this] { idleFired(); })
    , m_log(m_clock.now().time_since_epoch(), pool.counts().completed)
    , m_fixedGoal(m_firstThreads)
    , m_applied(m_firstThreads)
{
    apply(spec);
}

ThreadPoolGovernor::~ThreadPoolGovernor()
{
    const std::lock_guard setting(m_settingMutex);
    stopDotnet();
}

// --- policies ---------------------------------------------------------------------------------------------------------

void ThreadPoolGovernor::apply(const GovernorSpec& spec)
{
    const ExternalHold hold(m_pool); // virtual time stands still until everything has changed
    const std::lock_guard setting(m_settingMutex);
    const GovernorSpec wanted = inRange(spec);
    if (wanted.kind == GovernorKind::Fixed) {
        stopDotnet();
        const std::lock_guard lock(m_mutex);
        m_spec = wanted;
        return;
    }
    Lock lock(m_mutex);
    m_spec = wanted;
    if (m_dotnet) {
        changeDotnet(lock, wanted);
        return;
    }
    lock.unlock();
    startDotnet(wanted);
}

void ThreadPoolGovernor::setFixed(int threads)
{
    const ExternalHold hold(m_pool);
    const std::lock_guard setting(m_settingMutex);
    stopDotnet();
    const WorkerPool::Counts counts = m_pool.counts();
    Lock lock(m_mutex);
    m_spec.kind = GovernorKind::Fixed;
    const int wanted = std::clamp(threads, 1, WorkerPool::kMaxThreads);
    if (wanted != m_fixedGoal)
        m_log.add(m_clock.now().time_since_epoch(), m_fixedGoal, wanted, ThreadChangeReason::Fixed,
            userText(m_fixedGoal, wanted), counts.completed);
    m_fixedGoal = wanted;
    applyGoal(lock);
}

void ThreadPoolGovernor::startDotnet(const GovernorSpec& spec)
{
    DotnetSettings settings;
    settings.limits = ThreadLimits(spec.minThreads, spec.maxThreads);
    settings.processors = spec.processors > 0 ? spec.processors : m_firstThreads;
    settings.hillClimbing = spec.hillClimbing;
    settings.cooperativeBlocking = spec.cooperativeBlocking;
    const Time now = m_clock.now();
    const std::int64_t completed = m_pool.counts().completed;
    {
        const std::lock_guard lock(m_mutex);
        m_dotnet.emplace(settings, m_fixedGoal, seededIntervals(m_seed), m_log, now, completed);
        m_governedSince = now;
        m_lastDequeue.store(now.time_since_epoch().count());
        m_ended.store(0);
        m_nextSample.store(0);
        m_queued.store(false);
        m_gateRuns.store(false);
        m_clock.schedule(m_idleTimer, now + settings.idleTimeout, Timer::Kind::Background);
    }
    m_pool.setGovernor(this);
    // What was there before the governor was told of anything.
    const WorkerPool::Counts counts = m_pool.counts();
    if (counts.pending > 0)
        itemQueued();
    Lock lock(m_mutex);
    applyGoal(lock);
    blockedChanged(lock, counts.blocked - m_blocked);
}

void ThreadPoolGovernor::changeDotnet(Lock& lock, const GovernorSpec& spec)
{
    const Time now = m_clock.now();
    catchUp(now);
    if (spec.maxThreads >= m_dotnet->limits().min()) {
        m_dotnet->setMaxThreads(now, spec.maxThreads);
        m_dotnet->setMinThreads(now, spec.minThreads);
    } else {
        m_dotnet->setMinThreads(now, spec.minThreads);
        m_dotnet->setMaxThreads(now, spec.maxThreads);
    }
    m_dotnet->setProcessors(spec.processors > 0 ? spec.processors : m_firstThreads);
    m_dotnet->setHillClimbing(now, spec.hillClimbing);
    m_dotnet->setCooperativeBlocking(now, spec.cooperativeBlocking);
    m_nextSample.store(m_dotnet->nextSample().time_since_epoch().count());
    applyGoal(lock);
    blockedChanged(lock, 0);
}

/// Afterwards neither pool nor clock calls any more.
void ThreadPoolGovernor::stopDotnet()
{
    m_pool.setGovernor(nullptr);
    {
        Lock lock(m_mutex);
        if (!m_dotnet)
            return;
        catchUp(m_clock.now());
        m_fixedGoal = m_dotnet->goal();
        m_dotnet.reset();
        m_blocked = 0;
        m_gateHelps = false;
    }
    // A timer that fires at this moment may have set itself again; when it is asked for once more, it has come to its end.
    while (m_clock.cancel(m_gateTimer) || m_clock.cancel(m_idleTimer)) { }
    Lock lock(m_mutex);
    m_armed.reset();
    applyGoal(lock);
}

GovernorView ThreadPoolGovernor::view(std::int64_t since)
{
    const Time now = m_clock.now();
    const std::int64_t completedByPool = m_pool.counts().completed;
    const std::lock_guard lock(m_mutex);
    if (m_dotnet)
        catchUp(now);
    m_log.measure(now.time_since_epoch(), m_dotnet ? m_dotnet->completed() : completedByPool);
    GovernorView view;
    view.policy = m_dotnet ? GovernorKind::Dotnet : GovernorKind::Fixed;
    view.goal = goal();
    view.minThreads = m_dotnet ? m_dotnet->limits().min() : view.goal;
    view.maxThreads = m_dotnet ? m_dotnet->limits().max() : view.goal;
    view.decisions = m_log.since(since);
    view.decisionCount = m_log.count();
    view.droppedDecisions = m_log.droppedSince(since);
    return view;
}

// --- what the pool tells ----------------------------------------------------------------------------------------------

void ThreadPoolGovernor::itemQueued() noexcept
{
    // Ordered against the gate, which says that it stops and then looks here: one of the two sees the other.
    if (!m_queued.load(std::memory_order_relaxed))
        m_queued.store(true);
    if (m_gateRuns.load())
        return;
    Lock lock(m_mutex);
    if (!m_dotnet)
        return;
    m_dotnet->itemQueued(m_clock.now());
    armGate(lock);
}

void ThreadPoolGovernor::itemDequeued() noexcept
{
    m_lastDequeue.store(m_clock.now().time_since_epoch().count(), std::memory_order_relaxed);
}

void ThreadPoolGovernor::itemCompleted() noexcept
{
    const Time now = m_clock.now();
    m_lastDequeue.store(now.time_since_epoch().count(), std::memory_order_relaxed);
    m_ended.fetch_add(1, std::memory_order_relaxed);
    if (now.time_since_epoch().count() < m_nextSample.load(std::memory_order_relaxed))
        return;
    Lock lock(m_mutex, std::try_to_lock);
    if (!lock || !m_dotnet)
        return;
    catchUp(now);
    if (!m_dotnet->takeSample(now, read()))
        return;
    m_nextSample.store(m_dotnet->nextSample().time_since_epoch().count(), std::memory_order_relaxed);
    applyGoal(lock);
}

void ThreadPoolGovernor::workerBlocks() noexcept
{
    Lock lock(m_mutex);
    blockedChanged(lock, 1);
}

void ThreadPoolGovernor::workerUnblocked() noexcept
{
    Lock lock(m_mutex);
    blockedChanged(lock, -1);
}

void ThreadPoolGovernor::nothingCanRun() noexcept
{
    Lock lock(m_mutex);
    if (!m_dotnet)
        return;
    // Nobody is on the way into or out of a wait: what was missed while the policy changed can be put right.
    const WorkerPool::Counts counts = m_pool.counts();
    if (counts.pending > 0) // an item that queued itself again is told to nobody
        m_dotnet->itemQueued(m_clock.now());
    m_gateHelps = m_dotnet->gateCanHelp({counts.running + counts.blocked, counts.threads, counts.pending});
    blockedChanged(lock, counts.running == 0 ? counts.blocked - m_blocked : 0);
}

void ThreadPoolGovernor::blockedChanged(Lock& lock, int by)
{
    if (!m_dotnet)
        return;
    m_blocked = std::max(m_blocked + by, 0);
    m_dotnet->workersBlocked(m_clock.now(), m_blocked);
    armGate(lock);
}

// --- what the governor reads ------------------------------------------------------------------------------------------

PoolReading ThreadPoolGovernor::read() const
{
    const WorkerPool::Counts counts = m_pool.counts();
    return {counts.running + counts.blocked, counts.threads, counts.pending};
}

/// Tells the state machine what workers have left for it.
void ThreadPoolGovernor::catchUp(Time now)
{
    if (const std::int64_t ended = m_ended.exchange(0, std::memory_order_relaxed); ended > 0)
        m_dotnet->itemsCompleted(now, ended);
    m_dotnet->itemDequeued(Time(Clock::Duration(m_lastDequeue.load(std::memory_order_relaxed))));
}

int ThreadPoolGovernor::cpuPercent()
{
    if (m_clock.drive() == ClockDrive::Real)
        return m_cpu.percent();
    const int processors = m_spec.processors > 0 ? m_spec.processors : m_firstThreads;
    return std::min(m_pool.counts().running * 100 / processors, 100);
}

MemoryLoad ThreadPoolGovernor::memory()
{
    return {residentBytes(), physicalMemoryBytes()};
}

// --- what the governor does -------------------------------------------------------------------------------------------

/// Without the mutex, because the pool may move time on, and the gate may look, before setMaxThreadCount returns.
void ThreadPoolGovernor::applyGoal(Lock& lock)
{
    if (m_applying)
        return;
    m_applying = true;
    while (m_applied != goal()) {
        const int threads = m_applied = goal();
        lock.unlock();
        m_pool.setMaxThreadCount(threads);
        lock.lock();
    }
    m_applying = false;
}

/// Sets the timer to when the gate wants to look. Without the mutex where it has to be cancelled first: the timer may be
/// firing, and wait for the mutex.
void ThreadPoolGovernor::armGate(Lock& lock)
{
    if (m_arming)
        return;
    m_arming = true;
    for (;;) {
        const std::optional<Time> next = m_dotnet ? m_dotnet->nextGate() : std::nullopt;
        m_gateRuns.store(next.has_value());
        std::optional<GateTimer> wanted;
        if (next)
            wanted = {*next, m_gateHelps ? Timer::Kind::Foreground : Timer::Kind::Background};
        if (m_armed == wanted)
            break;
        if (m_armed) {
            lock.unlock();
            m_clock.cancel(m_gateTimer);
            lock.lock();
            m_armed.reset();
            continue;
        }
        m_armed = wanted;
        m_clock.schedule(m_gateTimer, wanted->due, wanted->kind);
    }
    m_arming = false;
}

void ThreadPoolGovernor::gateFired()
{
    Lock lock(m_mutex);
    m_armed.reset();
    m_gateHelps = false;
    if (!m_dotnet)
        return;
    const Time now = m_clock.now();
    catchUp(now);
    if (m_queued.exchange(false))
        m_dotnet->itemQueued(now);
    m_dotnet->gate(now, read(), *this);
    m_gateRuns.store(m_dotnet->nextGate().has_value());
    if (!m_dotnet->nextGate() && m_queued.load())
        m_dotnet->itemQueued(now);
    applyGoal(lock);
    armGate(lock);
}

void ThreadPoolGovernor::idleFired()
{
    Lock lock(m_mutex);
    if (!m_dotnet)
        return;
    const Time now = m_clock.now();
    constexpr Clock::Duration kTimeout = DotnetSettings::kIdleTimeout;
    PoolReading pool = read();
    pool.existing = std::min(pool.existing, goal()); // those beyond have been told to leave
    // The next to look at is the first that has not been idle for long enough, or could go idle from now on.
    Time next = now;
    for (const std::int64_t since : m_pool.idleSince()) {
        const Time idleSince = std::max(Time(Clock::Duration(since)), m_governedSince);
        if (now - idleSince < kTimeout) {
            next = idleSince;
            break;
        }
        if (m_dotnet->workerTimedOut(now, pool))
            --pool.existing;
    }
    m_clock.schedule(m_idleTimer, next + kTimeout, Timer::Kind::Background);
    applyGoal(lock);
}

} // namespace engine
