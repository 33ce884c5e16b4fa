// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/worker_pool.h"

#include "engine/runtime/strand.h"

#include <QRunnable>

#include <algorithm>

#ifdef __linux__
#include <pthread.h>
#endif

namespace engine {

struct Worker {
    explicit Worker(int number) : index(number) {}
    int index;
    bool woken = false;
    std::condition_variable wake;
    WorkerPool::State state = WorkerPool::State::Idle;
    std::atomic<OrderId> order{0}; ///< written by the worker while it runs
    bool alive = false;
    std::span<const std::byte> stack; ///< of its thread
    std::int64_t idleSince = 0; ///< kept while the pool has a governor
};

namespace {

thread_local WorkerPool* t_pool = nullptr;
thread_local Worker* t_worker = nullptr;

/// The calling thread's.
std::span<const std::byte> ownStack() noexcept
{
#ifdef __linux__
    pthread_attr_t attributes;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0)
        return {};
    void* begin = nullptr;
    std::size_t size = 0;
    const bool known = pthread_attr_getstack(&attributes, &begin, &size) == 0;
    pthread_attr_destroy(&attributes);
    if (known)
        return {static_cast<const std::byte*>(begin), size};
#endif
    return {};
}

// Qt from a distribution is not instrumented for ThreadSanitizer, which therefore does not see that QThreadPool::start
// happens before QRunnable::run. Released before the one and acquired at the start of the other.
std::atomic<std::uint32_t> g_published{0};

} // namespace

class WorkerPool::DrainLoop final : public QRunnable {
public:
    DrainLoop(WorkerPool& pool, Worker& worker) : m_pool(&pool), m_worker(&worker) { setAutoDelete(true); }
    void run() override
    {
        (void)g_published.load(std::memory_order_acquire);
        m_pool->drain(*m_worker);
    }

private:
    WorkerPool* m_pool;
    Worker* m_worker;
};

WorkerPool::WorkerPool(Clock& clock, int maxThreads)
    : Executor(clock), m_maxThreads(std::clamp(maxThreads, 1, kMaxThreads))
{
    m_threadPool.setMaxThreadCount(m_maxThreads);
    clock.setQuiescenceObserver(this);
}

WorkerPool::~WorkerPool()
{
    clock().setQuiescenceObserver(nullptr);
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        m_head = m_tail = nullptr;
        for (Worker* const worker : m_idle) {
            worker->woken = true;
            worker->wake.notify_one();
        }
        m_idle.clear();
    }
    m_threadPool.waitForDone();
}

WorkerPool* WorkerPool::current() noexcept { return t_pool; }

void WorkerPool::workOn(OrderId order) noexcept
{
    if (Strand* const strand = Strand::current())
        strand->context().order = order;
    if (t_worker)
        t_worker->order.store(order, std::memory_order_relaxed);
}

// --- the ready queue --------------------------------------------------------------------------------------------------

void WorkerPool::enqueue(WorkItem& item)
{
    item.next = nullptr;
    (m_tail ? m_tail->next : m_head) = &item;
    m_tail = &item;
    ++m_pending;
    m_peakPending = std::max(m_peakPending, m_pending);
}

/// Called with the mutex held, after an item was queued or a place came free: whom to notify once it is released.
/// One worker is on its way at a time; it sends for the next one when it finds more than it can take.
Worker* WorkerPool::workerToWake()
{
    if (!m_head || !placeIsFree() || m_waking > 0 || m_stopping)
        return nullptr;
    if (!m_idle.empty()) {
        Worker* const worker = m_idle.back();
        m_idle.pop_back();
        worker->woken = true;
        ++m_waking;
        return worker;
    }
    if (m_threads < m_maxThreads)
        startThread();
    return nullptr;
}

void WorkerPool::startThread()
{
    Worker* worker = nullptr;
    if (m_retired.empty()) {
        m_workers.push_back(std::make_unique<Worker>(static_cast<int>(m_workers.size())));
        worker = m_workers.back().get();
    } else {
        worker = m_retired.back();
        m_retired.pop_back();
    }
    worker->alive = true;
    worker->woken = true;
    ++m_threads;
    ++m_waking;
    m_peakThreads = std::max(m_peakThreads, m_threads);
    auto* const loop = new DrainLoop(*this, *worker);
    g_published.fetch_add(1, std::memory_order_release);
    m_threadPool.start(loop);
}

void WorkerPool::post(WorkItem& item) noexcept
{
    // First, because the pool may be gone as soon as the item has run.
    if (isGoverned())
        tellGovernor(&PoolGovernor::itemQueued);
    const std::int64_t readyAt = clock().now().time_since_epoch().count();
    Worker* worker = nullptr;
    {
        const std::lock_guard lock(m_mutex);
        item.readyAt = readyAt;
        enqueue(item);
        noteChange();
        worker = workerToWake();
    }
    if (worker)
        worker->wake.notify_one();
}

// --- the drain loop ---------------------------------------------------------------------------------------------------

void WorkerPool::drain(Worker& worker)
{
    t_pool = this;
    t_worker = &worker;
    detail::currentWorker = worker.index;
    const std::span<const std::byte> stack = ownStack();
    std::unique_lock lock(m_mutex);
    worker.stack = stack;
    for (;;) {
        if (worker.woken) {
            worker.woken = false;
            --m_waking;
        }
        while (runOne(lock, worker)) { }
        if (m_stopping || m_threads > m_maxThreads)
            break;
        if (quiescent()) {
            // Whatever the timers make ready is for this worker first: nobody else need be woken for it.
            ++m_waking;
            const bool again = advance(lock);
            --m_waking;
            if (again || m_head)
                continue;
        }
        noteSettled();
        if (isGoverned())
            worker.idleSince = clock().now().time_since_epoch().count();
        m_idle.push_back(&worker);
        worker.wake.wait(lock, [&] { return worker.woken || m_stopping; });
        if (m_stopping)
            std::erase(m_idle, &worker);
    }
    if (worker.woken)
        --m_waking;
    --m_threads;
    worker.alive = false;
    m_retired.push_back(&worker);
    settle(lock); // it may have been the last that was running
    lock.unlock();
    t_pool = nullptr;
    t_worker = nullptr;
    detail::currentWorker = -1;
}

/// Takes one item and runs it, with the mutex released. False: there is none, or no place for it.
bool WorkerPool::runOne(std::unique_lock<std::mutex>& lock, Worker& worker)
{
    if (!m_head || !placeIsFree() || m_stopping)
        return false;
    WorkItem& item = *m_head;
    m_head = item.next;
    if (!m_head)
        m_tail = nullptr;
    --m_pending;
    ++m_running;
    worker.state = State::Running;
    worker.order.store(item.workingOn(), std::memory_order_relaxed);
    Worker* const other = workerToWake();
    lock.unlock();
    if (other)
        other->wake.notify_one();

    const bool governed = isGoverned();
    if (governed)
        tellGovernor(&PoolGovernor::itemDequeued);
    if (m_startObserver)
        m_startObserver(clock().now().time_since_epoch() - std::chrono::nanoseconds(item.readyAt), worker.index);
    const bool again = item.run();
    const std::int64_t readyAt = again ? clock().now().time_since_epoch().count() : 0;
    if (governed)
        tellGovernor(&PoolGovernor::itemCompleted);

    lock.lock();
    --m_running;
    worker.state = State::Idle;
    ++m_completed;
    noteChange();
    if (again && !m_stopping) {
        item.readyAt = readyAt;
        enqueue(item);
    }
    return true;
}

// --- blocking ---------------------------------------------------------------------------------------------------------

void WorkerPool::park(Parker& parker)
{
    const bool governed = isGoverned();
    if (governed)
        tellGovernor(&PoolGovernor::workerBlocks);
    parkUntilReleased(parker);
    if (governed)
        tellGovernor(&PoolGovernor::workerUnblocked);
}

void WorkerPool::parkUntilReleased(Parker& parker)
{
    Worker& worker = *t_worker;
    std::unique_lock lock(m_mutex);
    if (parker.m_released)
        return;
    parker.m_worker = &worker;
    if (parker.m_computes) {
        ++m_computing;
    } else {
        --m_running;
        ++m_blocked;
        m_peakBlocked = std::max(m_peakBlocked, m_blocked);
        worker.state = State::Blocked;
    }
    while (!parker.m_released) {
        if (quiescent() && advance(lock))
            continue;
        noteSettled();
        worker.wake.wait(lock);
    }
}

void WorkerPool::release(Parker& parker) noexcept
{
    // Notified under the mutex: the parker, and the pool with it, may be gone as soon as the worker has seen this.
    const std::lock_guard lock(m_mutex);
    if (parker.m_released)
        return;
    parker.m_released = true;
    if (parker.m_worker) {
        if (parker.m_computes) {
            --m_computing;
        } else {
            --m_blocked;
            ++m_running;
            parker.m_worker->state = State::Running;
        }
        noteChange();
        parker.m_worker->wake.notify_one();
    }
}

void WorkerPool::busyFor(Clock::Duration time)
{
    if (time.count() <= 0)
        return;
    Parker parker;
    parker.m_computes = true;
    CallbackTimer done([this, &parker] { release(parker); });
    clock().schedule(done, clock().now() + time);
    parkUntilReleased(parker);
    clock().cancel(done); // waits until it has fired to the end
}

// --- when nothing can run ---------------------------------------------------------------------------------------------

bool WorkerPool::settled() const
{
    return m_running == m_computing && m_external == 0 && !m_advancing && !m_stopping && (!m_head || !placeIsFree());
}

/// Called when quiescent(). True: the clock has moved, look again.
bool WorkerPool::advance(std::unique_lock<std::mutex>& lock)
{
    m_advancing = true;
    m_changed = false;
    lock.unlock();
    if (isGoverned())
        tellGovernor(&PoolGovernor::nothingCanRun);
    const Clock::Jump jump = clock().jump();
    const bool standstill = jump == Clock::Jump::Nothing
        || (jump == Clock::Jump::NotNow && clock().pendingForegroundTimers() == 0);
    lock.lock();
    m_advancing = false;
    // Others may have run to their end meanwhile. They left the looking to us, and what we read of the clock is stale.
    if (m_changed)
        return true;
    if (standstill && quiescent() && !m_stalledTold && m_stalledObserver) {
        m_stalledTold = true;
        m_advancing = true;
        const std::function<void()> tell = m_stalledObserver; // it may be taken away meanwhile
        lock.unlock();
        tell();
        lock.lock();
        m_advancing = false;
        return true;
    }
    return jump == Clock::Jump::Jumped;
}

/// Moves time on from a thread that is no worker, until something can run.
void WorkerPool::settle(std::unique_lock<std::mutex>& lock)
{
    while (quiescent() && advance(lock)) { }
    noteSettled();
    if (Worker* const worker = workerToWake()) {
        lock.unlock();
        worker->wake.notify_one();
        lock.lock();
    }
}

void WorkerPool::clockChanged()
{
    std::unique_lock lock(m_mutex);
    m_changed = true; // whoever is in advance() may have read the clock before
    settle(lock);
}

void WorkerPool::beginExternal() noexcept
{
    const std::lock_guard lock(m_mutex);
    ++m_external;
}

void WorkerPool::endExternal() noexcept
{
    std::unique_lock lock(m_mutex);
    --m_external;
    noteChange();
    settle(lock);
}

// --- looking --------------------------------------------------------------------------------------------------------------

void WorkerPool::beginLook() noexcept
{
    const std::lock_guard lock(m_mutex);
    ++m_looks;
}

void WorkerPool::endLook() noexcept
{
    std::unique_lock lock(m_mutex);
    --m_looks;
    noteChange();
    settle(lock);
}

bool WorkerPool::waitUntilSettled(std::chrono::milliseconds patience)
{
    const auto until = std::chrono::steady_clock::now() + patience;
    std::unique_lock lock(m_mutex);
    ++m_lookersWaiting;
    // The clock does not say when it has fired its last timer, but it seldom fires any while somebody looks.
    constexpr std::chrono::milliseconds kLookAgain(1);
    bool isSettled = false;
    while (!(isSettled = settled() && !clock().isMoving()) && std::chrono::steady_clock::now() < until)
        m_settled.wait_for(lock, kLookAgain);
    --m_lookersWaiting;
    return isSettled;
}

// --- settings and readings --------------------------------------------------------------------------------------------

void WorkerPool::setMaxThreadCount(int threads)
{
    std::unique_lock lock(m_mutex);
    m_maxThreads = std::clamp(threads, 1, kMaxThreads);
    m_threadPool.setMaxThreadCount(m_maxThreads);
    noteChange();
    // Idle threads beyond the new maximum look again and leave.
    int surplus = m_threads - m_maxThreads;
    while (surplus-- > 0 && !m_idle.empty()) {
        Worker* const worker = m_idle.front();
        m_idle.erase(m_idle.begin());
        worker->woken = true;
        ++m_waking;
        worker->wake.notify_one();
    }
    settle(lock);
}

void WorkerPool::setGovernor(PoolGovernor* governor)
{
    // Sequentially consistent, as in tellGovernor: either the caller there sees null, or its call is seen here.
    m_governor.store(governor);
    if (governor)
        return;
    while (const int calls = m_governorCalls.load())
        m_governorCalls.wait(calls);
}

void WorkerPool::tellGovernor(void (PoolGovernor::*event)())
{
    m_governorCalls.fetch_add(1);
    if (PoolGovernor* const governor = m_governor.load())
        (governor->*event)();
    m_governorCalls.fetch_sub(1);
    m_governorCalls.notify_all();
}

std::vector<std::int64_t> WorkerPool::idleSince() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<std::int64_t> times;
    times.reserve(m_idle.size());
    for (const Worker* const worker : m_idle)
        times.push_back(worker->idleSince);
    return times;
}

WorkerPool::Counts WorkerPool::counts(std::vector<WorkerReading>* workers) const
{
    const std::lock_guard lock(m_mutex);
    Counts counts;
    counts.threads = m_threads;
    counts.running = m_running;
    counts.blocked = m_blocked;
    counts.maxThreads = m_maxThreads;
    counts.external = m_external;
    counts.pending = m_pending;
    counts.peakThreads = m_peakThreads;
    counts.peakBlocked = m_peakBlocked;
    counts.peakPending = m_peakPending;
    counts.completed = m_completed;
    if (!workers)
        return counts;
    workers->clear();
    workers->reserve(static_cast<std::size_t>(m_threads));
    for (const auto& worker : m_workers) {
        if (!worker->alive)
            continue;
        const bool idle = worker->state == State::Idle;
        workers->push_back({worker->state, idle ? 0 : worker->order.load(std::memory_order_relaxed)});
    }
    return counts;
}

std::span<const std::byte> WorkerPool::blockedStack() const
{
    const std::lock_guard lock(m_mutex);
    for (const auto& worker : m_workers) {
        if (worker->alive && worker->state == State::Blocked)
            return worker->stack;
    }
    return {};
}

void WorkerPool::setStartObserver(StartObserver observer)
{
    const std::lock_guard lock(m_mutex);
    m_startObserver = std::move(observer);
}

void WorkerPool::setStalledObserver(std::function<void()> observer)
{
    const std::lock_guard lock(m_mutex);
    m_stalledObserver = std::move(observer);
}

} // namespace engine
