// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/executor.h"
#include "engine/runtime/pool_governor.h"

#include <QThreadPool>

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace engine {

namespace detail {
inline constinit thread_local int currentWorker = -1;
} // namespace detail

/// A worker that waits, on its own thread, for somebody to release it. Used once.
class Parker {
public:
    Parker() = default;
    Parker(const Parker&) = delete;
    Parker& operator=(const Parker&) = delete;

private:
    friend class WorkerPool;
    bool m_released = false;
    bool m_computes = false; ///< it counts as running meanwhile
    struct Worker* m_worker = nullptr; ///< set while it is parked
};

/// The pool of threads that everything in the engine runs on: a QThreadPool whose threads each run a drain loop over one
/// ready queue that is kept, counted and stamped here (decisions/0003).
///
/// Model    at most maxThreadCount work items are running or blocked at once; ready items are taken first in, first out.
///          A blocked worker keeps its place. With a virtual clock the pool moves time on when nothing can run:
///          no worker is running (but those in busyFor()), no ready item has a free place, and no external operation is
///          under way.
/// Units    times in clock time
/// Errors   the constructor and setMaxThreadCount clamp to 1..kMaxThreads
/// Threads  every function from any thread; park() from a worker. The destructor waits for what is running, and drops
///          what has not started
class WorkerPool final : public Executor, private QuiescenceObserver {
public:
    static constexpr int kMaxThreads = 512;

    /// One consistent reading.
    struct Counts {
        int threads = 0; ///< alive: idle, running or blocked
        int running = 0;
        int blocked = 0;
        int maxThreads = 0;
        int external = 0; ///< external operations under way
        std::int64_t pending = 0; ///< ready work items
        int peakThreads = 0;
        int peakBlocked = 0;
        std::int64_t peakPending = 0;
        std::int64_t completed = 0; ///< work items that have run

        [[nodiscard]] int idle() const { return threads - running - blocked; }
        /// Design: no worker is running, no ready item has a worker free to take it, nothing external is under way.
        [[nodiscard]] bool nothingCanRun() const
        {
            return running == 0 && external == 0 && (pending == 0 || blocked >= maxThreads);
        }
    };

    enum class State : std::uint8_t { Idle, Running, Blocked };
    struct WorkerReading {
        State state = State::Idle;
        OrderId order = 0;
    };

    /// Told of every work item taken: how long it had been ready, and by which worker. Runs on that worker.
    using StartObserver = std::function<void(std::chrono::nanoseconds queueingDelay, int worker)>;

    WorkerPool(Clock& clock, int maxThreads);
    ~WorkerPool() override;

    void post(WorkItem& item) noexcept override;
    void beginExternal() noexcept override;
    void endExternal() noexcept override;

    /// Idle threads beyond the maximum leave, the one that has been idle for longest first.
    void setMaxThreadCount(int threads);
    /// With a governor, setMaxThreadCount() is the governor's to call; without one (null) the pool is fixed, and pays
    /// nothing but a look at the pointer. Take one away before you set another; when null has been set, the one before
    /// is not being called any more. Not from within a call of the governor.
    void setGovernor(PoolGovernor* governor);
    /// When each idle worker went idle, the longest first: ns of clock time. Only known of times with a governor.
    [[nodiscard]] std::vector<std::int64_t> idleSince() const;
    /// With `workers`: also what each thread alive does, read at the same instant.
    [[nodiscard]] Counts counts(std::vector<WorkerReading>* workers = nullptr) const;

    /// From now on virtual time stands still, because somebody wants to see this instant; what can run runs on. Ended once for
    /// each begin.
    void beginLook() noexcept;
    void endLook() noexcept;
    /// Waits until nothing happens any more at this instant: no worker runs (but those in busyFor()), no ready item has a free
    /// place, nothing external is under way and the clock fires nothing. Then every reading of the engine agrees with every
    /// other. False: `patience` of wall time has passed first. For a thread that has begun a look, on a clock that stands still.
    bool waitUntilSettled(std::chrono::milliseconds patience);

    /// The address space of the stack of a worker that is blocked at this moment; empty: none is, or the system does not tell.
    /// It may be gone as soon as the worker is: only to be asked about, not to be read.
    [[nodiscard]] std::span<const std::byte> blockedStack() const;

    /// Set before the first work item.
    void setStartObserver(StartObserver observer);
    /// Called when nothing can run and no foreground timer is pending: nothing will ever happen by itself. Once for each
    /// time that this comes to pass; on whichever thread found it; must not wait for the pool. One call of the observer that
    /// was set before may still be under way when this returns.
    void setStalledObserver(std::function<void()> observer);

    /// The pool whose worker the calling thread is, or null.
    [[nodiscard]] static WorkerPool* current() noexcept;
    /// Index of the calling worker in its pool, or -1.
    [[nodiscard]] static int currentWorker() noexcept { return detail::currentWorker; }
    /// Says which order the calling strand works on from here.
    static void workOn(OrderId order) noexcept;
    /// Blocks the calling worker until release(parker). Virtual time may move on meanwhile.
    void park(Parker& parker);
    void release(Parker& parker) noexcept;
    /// The calling worker computes for `time` of clock time: it is running all that while, but takes no processor time,
    /// and virtual time moves on as if it were the only thing to wait for.
    void busyFor(Clock::Duration time);

private:
    class DrainLoop;

    void clockChanged() override;
    void drain(Worker& worker);
    bool runOne(std::unique_lock<std::mutex>& lock, Worker& worker);
    void startThread();
    void parkUntilReleased(Parker& parker);
    Worker* workerToWake();
    void enqueue(WorkItem& item);
    [[nodiscard]] bool placeIsFree() const { return m_running + m_blocked < m_maxThreads; }
    [[nodiscard]] bool settled() const;
    [[nodiscard]] bool quiescent() const { return m_looks == 0 && settled(); }
    void noteSettled()
    {
        if (m_lookersWaiting > 0 && settled()) [[unlikely]]
            m_settled.notify_all();
    }
    void noteChange()
    {
        m_stalledTold = false;
        m_changed = true;
    }
    [[nodiscard]] bool isGoverned() const { return m_governor.load(std::memory_order_relaxed) != nullptr; }
    void tellGovernor(void (PoolGovernor::*event)());
    bool advance(std::unique_lock<std::mutex>& lock);
    void settle(std::unique_lock<std::mutex>& lock);

    mutable std::mutex m_mutex;
    WorkItem* m_head = nullptr;
    WorkItem* m_tail = nullptr;
    std::int64_t m_pending = 0;
    int m_threads = 0;
    int m_running = 0;
    int m_computing = 0; ///< of those running, in busyFor()
    int m_blocked = 0;
    int m_external = 0;
    int m_looks = 0;
    int m_lookersWaiting = 0;
    std::condition_variable m_settled;
    int m_waking = 0; ///< workers on their way to the ready queue; while there is one, nobody else is woken
    int m_maxThreads;
    bool m_advancing = false;
    bool m_changed = false; ///< something was queued, ended or released since the clock was last asked to move
    bool m_stalledTold = true;
    bool m_stopping = false;
    int m_peakThreads = 0;
    int m_peakBlocked = 0;
    std::int64_t m_peakPending = 0;
    std::int64_t m_completed = 0;
    std::vector<Worker*> m_idle; ///< the last to go idle is the first to be woken
    std::vector<std::unique_ptr<Worker>> m_workers;
    std::vector<Worker*> m_retired; ///< slots whose thread has left
    StartObserver m_startObserver;
    std::function<void()> m_stalledObserver;
    std::atomic<PoolGovernor*> m_governor{nullptr};
    std::atomic<int> m_governorCalls{0};
    QThreadPool m_threadPool;
};

} // namespace engine
