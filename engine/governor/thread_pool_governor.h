// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/governor/cpu_share.h"
#include "engine/governor/dotnet_governor.h"
#include "engine/runtime/worker_pool.h"
#include "engine/workload/governor_spec.h"

#include <atomic>
#include <mutex>

namespace engine {

/// Governs the number of threads of a pool, by a policy that can be changed while work flows.
///
/// Model    Fixed: the pool keeps its threads until the user changes them; the pool is not watched and there are no timers.
///          Dotnet: DotnetGovernor decides, starting from the threads that there are, and setMaxThreadCount follows its
///          goal. Its gate is a background timer, and becomes a foreground one when nothing can run and the gate may change
///          that: so virtual time moves to the next gate, and a pool that no gate can help is still told to have stalled.
///          Idle threads leave after 20 s, but not below the minimum.
///          CPU: on a real clock the process's share of the machine; on a virtual one the running workers over
///          `processors`. Virtual time moves only when no worker runs, so at a gate that share is 0
/// Units    clock time; threads, at most WorkerPool::kMaxThreads
/// Errors   limits are moved into range
/// Threads  every function from any thread but a call of the pool's governor. The pool outlives it, and nobody else calls
///          the pool's setMaxThreadCount. The destructor leaves the pool with the threads that it has
class ThreadPoolGovernor final : private PoolGovernor, private GateSensors {
public:
    ThreadPoolGovernor(WorkerPool& pool, const GovernorSpec& spec, std::uint64_t seed = 1);
    ~ThreadPoolGovernor();
    ThreadPoolGovernor(const ThreadPoolGovernor&) = delete;
    ThreadPoolGovernor& operator=(const ThreadPoolGovernor&) = delete;

    /// Fixed keeps the threads that there are. From Dotnet to Dotnet, what was learnt is kept.
    void apply(const GovernorSpec& spec);
    /// Fixed, with so many.
    void setFixed(int threads);
    /// With the decisions from `since` on.
    [[nodiscard]] GovernorView view(std::int64_t since = 0);

private:
    using Time = Clock::TimePoint;
    struct GateTimer {
        Time due {};
        Timer::Kind kind = Timer::Kind::Background;
        friend bool operator==(const GateTimer&, const GateTimer&) = default;
    };

    void itemQueued() noexcept override;
    void itemDequeued() noexcept override;
    void itemCompleted() noexcept override;
    void workerBlocks() noexcept override;
    void workerUnblocked() noexcept override;
    void nothingCanRun() noexcept override;
    int cpuPercent() override;
    MemoryLoad memory() override;

    using Lock = std::unique_lock<std::mutex>;
    void startDotnet(const GovernorSpec& spec);
    void changeDotnet(Lock& lock, const GovernorSpec& spec);
    void stopDotnet();
    void blockedChanged(Lock& lock, int by);
    void catchUp(Time now);
    [[nodiscard]] PoolReading read() const;
    [[nodiscard]] int goal() const { return m_dotnet ? m_dotnet->goal() : m_fixedGoal; }
    void applyGoal(Lock& lock);
    void armGate(Lock& lock);
    void gateFired();
    void idleFired();

    WorkerPool& m_pool;
    Clock& m_clock;
    const std::uint64_t m_seed;
    const int m_firstThreads;
    CallbackTimer m_gateTimer;
    CallbackTimer m_idleTimer;
    std::mutex m_settingMutex; ///< one change of policy at a time; taken before m_mutex

    std::mutex m_mutex; ///< the adjustment lock of PD-5; the pool and the clock are called without it, but for readings
    GovernorSpec m_spec;
    DecisionLog m_log;
    std::optional<DotnetGovernor> m_dotnet;
    int m_fixedGoal;
    int m_applied; ///< what the pool was told last
    bool m_applying = false; ///< somebody tells the pool, and will look again
    int m_blocked = 0;
    Time m_governedSince {};
    std::optional<GateTimer> m_armed;
    bool m_arming = false; ///< somebody sets the gate's timer, and will look again
    bool m_gateHelps = false; ///< nothing can run, and the gate may change that
    CpuShare m_cpu;

    // Written by workers without the mutex, and read when the governor looks.
    std::atomic<std::int64_t> m_lastDequeue {0};
    std::atomic<std::int64_t> m_ended {0};
    std::atomic<std::int64_t> m_nextSample {0};
    std::atomic<bool> m_queued {false}; ///< since the last gate
    std::atomic<bool> m_gateRuns {false};
};

} // namespace engine
