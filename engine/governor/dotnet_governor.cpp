// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/governor/dotnet_governor.h"

#include "engine/governor/decision_text.h"

#include <algorithm>
#include <utility>

namespace engine {

DotnetGovernor::DotnetGovernor(const DotnetSettings& settings, int goal, IntervalLottery lottery, DecisionLog& log,
    Time at, std::int64_t completed)
    : m_settings(settings)
    , m_log(log)
    , m_climber(settings.climber, std::move(lottery))
    , m_goal(goal)
    , m_lastDequeue(at)
    , m_completed(completed)
    , m_completedAtSample(completed)
{
    setProcessors(settings.processors);
    const int wanted = std::clamp(goal, settings.limits.min(), settings.limits.max());
    if (wanted != goal)
        setGoal(at, wanted, ThreadChangeReason::Fixed, takeOverText(goal, wanted));
}

CooperativeBlocking::Limits DotnetGovernor::blockingLimits() const
{
    return {m_settings.limits.min(), m_settings.limits.max(), m_settings.processors};
}

void DotnetGovernor::setGoal(Time at, int goal, ThreadChangeReason reason, Phrase why)
{
    if (goal == m_goal)
        return;
    m_log.add(at.time_since_epoch(), m_goal, goal, reason, std::move(why), m_completed);
    m_goal = goal;
}

void DotnetGovernor::forceGoal(Time at, int goal, ThreadChangeReason reason, Phrase why)
{
    setGoal(at, goal, reason, std::move(why));
    m_climber.force(goal, reason, at.time_since_epoch());
}

void DotnetGovernor::itemsCompleted(Time at, std::int64_t items)
{
    m_completed += items;
    m_lastDequeue = at;
}

// --- the climber
// ------------------------------------------------------------------------------------------------------

DotnetGovernor::Time DotnetGovernor::nextSample() const
{
    return m_settings.hillClimbing ? m_nextSample : Time::max();
}

bool DotnetGovernor::takeSample(Time at, const PoolReading& pool, int cpuPercent)
{
    if (!m_settings.hillClimbing || at < m_nextSample || pool.processing > m_goal || adjustmentIsPending())
        return false;
    // Workers race for the lock, so the time may have been long enough and the sample still be a short one. Clock time
    // can stand still: a sample of no duration says nothing.
    const Clock::Duration elapsed = at - m_sampleStart;
    if (elapsed <= Clock::Duration::zero() || elapsed < std::chrono::milliseconds(m_intervalMs / 2))
        return false;

    HillClimbing::Sample sample;
    sample.current = m_goal;
    sample.seconds = std::chrono::duration<double>(elapsed).count();
    sample.completions = m_completed - m_completedAtSample;
    sample.minThreads = std::min(m_goal, m_blocking.target(blockingLimits()));
    sample.maxThreads = m_settings.limits.max();
    sample.cpuPercent = cpuPercent;
    sample.at = at.time_since_epoch();
    const HillClimbing::Advice advice = m_climber.update(sample);
    m_intervalMs = advice.intervalMs;
    m_nextSample = at + std::chrono::milliseconds(advice.intervalMs);
    m_sampleStart = at;
    m_completedAtSample = m_completed;
    m_log.measure(at.time_since_epoch(), m_completed);
    if (advice.threads != m_goal) {
        const HillClimbing::Analysis& analysis = m_climber.analysis();
        setGoal(at, advice.threads, analysis.state, climbText(analysis, m_goal, advice.threads));
    }
    return true;
}

void DotnetGovernor::setHillClimbing(Time at, bool on)
{
    if (on == m_settings.hillClimbing)
        return;
    m_settings.hillClimbing = on;
    // What happened without the climber is no sample.
    m_sampleStart = at;
    m_nextSample = at;
    m_completedAtSample = m_completed;
}

// --- the gate
// ---------------------------------------------------------------------------------------------------------

void DotnetGovernor::gate(Time at, const PoolReading& pool, GateSensors& sensors)
{
    const bool periodIsOver = m_gate.look(at);
    adjustForBlocking(at, pool.existing, sensors);
    if (!periodIsOver)
        return;
    if (!adjustmentIsPending()) {
        // The first reading is of a time that nobody measured.
        const int percent = sensors.cpuPercent();
        m_cpuPercent = std::exchange(m_cpuWasRead, true) ? percent : 0;
    }
    relieveStarvation(at, pool);
    m_log.measure(at.time_since_epoch(), m_completed);
    m_gate.endPeriod(pool.requested <= 0 && !adjustmentIsPending());
}

void DotnetGovernor::adjustForBlocking(Time at, int existing, GateSensors& sensors)
{
    if (!adjustmentIsPending()) {
        m_gate.setBlockingDelay(at, std::nullopt);
        return;
    }
    const bool elapsed = m_gate.blockingDelayHasElapsed(at);
    if (m_gate.hasBlockingDelay() && !elapsed && m_blocking.pending() == CooperativeBlocking::Pending::WithDelay)
        return;
    const CooperativeBlocking::Adjustment adjusted =
        m_blocking.adjust(m_goal, existing, elapsed, sensors.memory(), blockingLimits());
    if (adjusted.goal != m_goal)
        forceGoal(at, adjusted.goal, ThreadChangeReason::CooperativeBlocking,
            blockingText(m_blocking.blocked(), m_goal, adjusted.goal));
    m_gate.setBlockingDelay(
        at, adjusted.nextDelay.count() > 0 ? std::optional<Clock::Duration>(adjusted.nextDelay) : std::nullopt);
}

void DotnetGovernor::relieveStarvation(Time at, const PoolReading& pool)
{
    const Clock::Duration waited = at - m_lastDequeue;
    if (!m_settings.starvation || adjustmentIsPending() || pool.requested <= 0
        || !Gate::isStarved(waited, m_cpuPercent, m_goal))
        return;
    if (pool.processing >= m_settings.limits.max() || pool.processing < m_goal)
        return;
    forceGoal(
        at, pool.processing + 1, ThreadChangeReason::Starvation, starvationText(waited, m_goal, pool.processing + 1));
}

bool DotnetGovernor::gateCanHelp(const PoolReading& pool) const
{
    if (!m_gate.isRunning())
        return false;
    if (adjustmentIsPending()) // without a delay before it, it is due at once and takes no time
        return pool.requested > 0 || !m_gate.hasBlockingDelay();
    return m_settings.starvation && pool.requested > 0 && pool.processing >= m_goal
        && pool.processing < m_settings.limits.max();
}

// --- blocked and idle workers
// -----------------------------------------------------------------------------------------

void DotnetGovernor::workersBlocked(Time at, int blocked)
{
    if (m_settings.cooperativeBlocking && m_blocking.setBlocked(blocked, m_goal, blockingLimits()))
        m_gate.wake(at);
}

void DotnetGovernor::setCooperativeBlocking(Time at, bool on)
{
    if (on == m_settings.cooperativeBlocking)
        return;
    // What was added leaves with the same rules: nobody counts as blocked any more.
    if (!on)
        workersBlocked(at, 0);
    m_settings.cooperativeBlocking = on;
}

bool DotnetGovernor::workerTimedOut(Time at, const PoolReading& pool)
{
    if (m_settings.idleTimeout < std::chrono::nanoseconds::zero() || pool.existing <= pool.processing)
        return false;
    const int goal = std::max(m_settings.limits.min(), std::min(pool.existing - 1, m_goal));
    forceGoal(at, goal, ThreadChangeReason::ThreadTimedOut, timeOutText(m_settings.idleTimeout, m_goal, goal));
    return true;
}

// --- limits
// -----------------------------------------------------------------------------------------------------------

bool DotnetGovernor::setMinThreads(Time at, int threads)
{
    if (!m_settings.limits.setMin(threads))
        return false;
    const int min = m_settings.limits.min();
    setGoal(at, std::max(m_goal, min), ThreadChangeReason::Fixed, limitText(true, min, m_goal, min));
    return true;
}

bool DotnetGovernor::setMaxThreads(Time at, int threads)
{
    if (!m_settings.limits.setMax(threads))
        return false;
    const int max = m_settings.limits.max();
    setGoal(at, std::min(m_goal, max), ThreadChangeReason::Fixed, limitText(false, max, m_goal, max));
    return true;
}

} // namespace engine
