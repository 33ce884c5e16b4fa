// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/clock.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace engine {

std::int64_t Clock::wallNow() noexcept
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(WallClock::now().time_since_epoch()).count();
}

// --- heap -------------------------------------------------------------------------------------------------------------

bool Clock::Heap::before(const Timer& a, const Timer& b)
{
    return a.m_due != b.m_due ? a.m_due < b.m_due : a.m_sequence < b.m_sequence;
}

void Clock::Heap::place(Timer& timer, std::size_t index)
{
    m_timers[index] = &timer;
    timer.m_heapIndex = index;
}

void Clock::Heap::siftUp(std::size_t index)
{
    Timer& timer = *m_timers[index];
    while (index > 0) {
        const std::size_t parent = (index - 1) / 2;
        if (!before(timer, *m_timers[parent]))
            break;
        place(*m_timers[parent], index);
        index = parent;
    }
    place(timer, index);
}

void Clock::Heap::siftDown(std::size_t index)
{
    Timer& timer = *m_timers[index];
    for (;;) {
        std::size_t child = 2 * index + 1;
        if (child >= m_timers.size())
            break;
        if (child + 1 < m_timers.size() && before(*m_timers[child + 1], *m_timers[child]))
            ++child;
        if (!before(*m_timers[child], timer))
            break;
        place(*m_timers[child], index);
        index = child;
    }
    place(timer, index);
}

void Clock::Heap::push(Timer& timer)
{
    m_timers.push_back(&timer);
    siftUp(m_timers.size() - 1);
}

void Clock::Heap::remove(Timer& timer)
{
    const std::size_t index = timer.m_heapIndex;
    Timer& last = *m_timers.back();
    m_timers.pop_back();
    timer.m_heapIndex = Timer::kNotPending;
    if (&last == &timer)
        return;
    place(last, index);
    siftUp(index);
    siftDown(last.m_heapIndex);
}

// --- time -------------------------------------------------------------------------------------------------------------

Clock::Clock(ClockDrive drive, bool paused) : m_drive(drive), m_paused(paused)
{
    const std::lock_guard lock(m_mutex);
    rebase(0, m_drive == ClockDrive::Real && !m_paused);
    if (m_drive == ClockDrive::Real)
        ensureThread();
}

Clock::~Clock()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

/// Called with the mutex held: the only writer of the sequence lock. Without `now` time goes on from where it is.
void Clock::rebase(std::optional<std::int64_t> now, bool advancing)
{
    const std::uint32_t version = m_version.load(std::memory_order_relaxed);
    // Sequentially consistent, and before the wall clock is read: whoever still succeeds with the old values has read the
    // wall clock before, so time never goes back.
    m_version.exchange(version + 1, std::memory_order_seq_cst);
    const std::int64_t wall = wallNow();
    if (!now) {
        const double passed = static_cast<double>(wall - m_wallBase.load(std::memory_order_relaxed));
        now = m_base.load(std::memory_order_relaxed)
            + static_cast<std::int64_t>(passed * m_advance.load(std::memory_order_relaxed));
    }
    // Release: whoever sees one of the new fields sees the odd version too.
    m_base.store(*now, std::memory_order_release);
    m_wallBase.store(wall, std::memory_order_release);
    m_advance.store(advancing ? m_rate : 0.0, std::memory_order_release);
    m_version.store(version + 2, std::memory_order_release);
}

// --- timers -----------------------------------------------------------------------------------------------------------

void Clock::schedule(Timer& timer, TimePoint due, Timer::Kind kind)
{
    bool wakeThread = false;
    {
        const std::lock_guard lock(m_mutex);
        if (timer.m_heapIndex != Timer::kNotPending)
            throw std::logic_error("Clock::schedule: the timer is pending already");
        timer.m_due = due.time_since_epoch().count();
        timer.m_sequence = m_sequence++;
        timer.m_kind = kind;
        heapOf(timer).push(timer);
        wakeThread = m_thread.joinable() && nextTimer() == &timer;
        m_changed = m_changed || wakeThread;
    }
    if (wakeThread)
        m_wake.notify_one();
}

bool Clock::cancel(Timer& timer)
{
    std::unique_lock lock(m_mutex);
    bool wasPending = false;
    for (;;) {
        if (timer.m_heapIndex != Timer::kNotPending) {
            heapOf(timer).remove(timer);
            wasPending = true;
        }
        if (m_firing != &timer || m_firingThread == std::this_thread::get_id())
            return wasPending;
        // A timer that schedules itself again in fired() can be pending and firing at once, now or when this wait is over.
        m_fired.wait(lock, [&] { return m_firing != &timer; });
    }
}

Timer* Clock::nextTimer() const
{
    Timer* const foreground = m_foreground.top();
    Timer* const background = m_background.top();
    if (!foreground || !background)
        return foreground ? foreground : background;
    if (foreground->m_due != background->m_due)
        return foreground->m_due < background->m_due ? foreground : background;
    return foreground->m_sequence < background->m_sequence ? foreground : background;
}

std::size_t Clock::pendingTimers() const
{
    const std::lock_guard lock(m_mutex);
    return m_foreground.size() + m_background.size();
}

std::size_t Clock::pendingForegroundTimers() const
{
    const std::lock_guard lock(m_mutex);
    return m_foreground.size() + (m_firingForeground ? 1 : 0);
}

/// Fires all that is due at `until` or before. The lock is released while a timer fires.
void Clock::fireDue(std::unique_lock<std::mutex>& lock, std::int64_t until)
{
    m_fireInProgress = true;
    m_firingThread = std::this_thread::get_id();
    while (Timer* const timer = nextTimer()) {
        if (timer->m_due > until || m_stop)
            break;
        heapOf(*timer).remove(*timer);
        m_firing = timer;
        m_firingForeground = timer->m_kind == Timer::Kind::Foreground;
        lock.unlock();
        timer->fired();
        lock.lock();
        m_firing = nullptr;
        m_firingForeground = false;
        m_fired.notify_all();
    }
    m_fireInProgress = false;
    m_fired.notify_all();
}

Clock::Jump Clock::jump()
{
    std::unique_lock lock(m_mutex);
    if (m_drive != ClockDrive::Virtual || m_paused || m_fireInProgress)
        return Jump::NotNow;
    if (m_foreground.empty() && !m_skipUntil)
        return Jump::Nothing;
    const std::int64_t from = m_base.load(std::memory_order_relaxed);
    const Timer* const next = nextTimer();
    std::int64_t to = next ? next->m_due : *m_skipUntil;
    if (m_skipUntil)
        to = std::min(to, *m_skipUntil);
    to = std::max(from, to);
    if (m_jumpObserver && to > from)
        m_jumpObserver(TimePoint(Duration(from)), TimePoint(Duration(to)));
    rebase(to, false);
    fireDue(lock, to);
    const bool arrived = m_skipUntil && to >= *m_skipUntil; // somebody may have ended or prolonged it meanwhile
    if (arrived) {
        endSkip();
        rebase(std::nullopt, m_drive == ClockDrive::Real && !m_paused);
        m_changed = true;
        m_driveChanged = true;
        m_wake.notify_one();
    }
    return Jump::Jumped;
}

// --- drives -----------------------------------------------------------------------------------------------------------

ClockDrive Clock::drive() const
{
    const std::lock_guard lock(m_mutex);
    return m_drive;
}

bool Clock::paused() const
{
    const std::lock_guard lock(m_mutex);
    return m_paused;
}

bool Clock::standsStill() const
{
    const std::lock_guard lock(m_mutex);
    return m_paused || m_drive == ClockDrive::Virtual;
}

bool Clock::isMoving() const
{
    const std::lock_guard lock(m_mutex);
    return m_fireInProgress || m_steps > 0;
}

double Clock::rate() const
{
    const std::lock_guard lock(m_mutex);
    return m_rate;
}

void Clock::applyChange(const std::function<void()>& change)
{
    {
        const std::lock_guard lock(m_mutex);
        change();
        rebase(std::nullopt, m_drive == ClockDrive::Real && !m_paused);
        ensureThread();
        m_changed = true;
        m_driveChanged = true;
    }
    m_wake.notify_one();
}

void Clock::setDrive(ClockDrive drive)
{
    applyChange([&] { (m_skipUntil ? m_driveAfter : m_drive) = drive; });
}

void Clock::setRate(double rate)
{
    applyChange([&] { m_rate = std::clamp(rate, kMinRate, kMaxRate); });
}

void Clock::pause()
{
    applyChange([&] {
        endSkip();
        m_paused = true;
    });
}

void Clock::resume()
{
    applyChange([&] {
        m_paused = false;
        m_pausedAfter = false;
        m_steps = 0; // time goes on by itself: a step that was not made yet has nothing left to do
    });
}

void Clock::step()
{
    applyChange([&] {
        endSkip();
        m_paused = true;
        ++m_steps;
    });
}

void Clock::skip(Duration ahead)
{
    if (ahead.count() <= 0)
        return;
    applyChange([&] {
        if (!m_skipUntil) {
            m_skipUntil = read();
            m_driveAfter = std::exchange(m_drive, ClockDrive::Virtual);
            m_pausedAfter = std::exchange(m_paused, false);
            m_steps = 0;
        }
        *m_skipUntil += std::min(ahead.count(), std::numeric_limits<std::int64_t>::max() - *m_skipUntil);
    });
}

/// Called with the mutex held; the caller has to rebase.
void Clock::endSkip()
{
    if (!m_skipUntil)
        return;
    m_skipUntil.reset();
    m_drive = m_driveAfter;
    m_paused = m_pausedAfter;
}

std::optional<Clock::TimePoint> Clock::skippingTo() const
{
    const std::lock_guard lock(m_mutex);
    if (!m_skipUntil)
        return std::nullopt;
    return TimePoint(Duration(*m_skipUntil));
}

void Clock::setQuiescenceObserver(QuiescenceObserver* observer)
{
    std::unique_lock lock(m_mutex);
    m_observer = observer;
    m_fired.wait(lock, [this] { return !m_observing; });
}

void Clock::setJumpObserver(std::function<void(TimePoint, TimePoint)> observer)
{
    const std::lock_guard lock(m_mutex);
    m_jumpObserver = std::move(observer);
}

/// Every drive but the virtual one needs a thread that waits; a clock that has only been virtual has none.
void Clock::ensureThread()
{
    if (!m_thread.joinable())
        m_thread = std::thread([this] { runThread(); });
}

void Clock::stepOnce(std::unique_lock<std::mutex>& lock)
{
    --m_steps;
    const Timer* const target = m_foreground.empty() ? m_background.top() : m_foreground.top();
    if (!target)
        return;
    const std::int64_t until = target->m_due;
    while (const Timer* const next = nextTimer()) {
        if (next->m_due > until || !m_paused || m_stop) // resumed while a timer fired: time is not ours any more
            break;
        rebase(std::max(m_base.load(std::memory_order_relaxed), next->m_due), false);
        fireDue(lock, m_base.load(std::memory_order_relaxed));
    }
}

void Clock::runThread()
{
#ifdef __linux__
    prctl(PR_SET_TIMERSLACK, 1UL); // the default of 50 µs would be added to every wait
#endif
    std::unique_lock lock(m_mutex);
    while (!m_stop) {
        m_changed = false;
        if (m_fireInProgress) { // a jump that began before the drive changed
            m_fired.wait(lock);
            continue;
        }
        // A change that came while the observer was being called is one that it has to be called for again.
        bool tell = std::exchange(m_driveChanged, false);
        if (m_steps > 0 && m_paused) {
            stepOnce(lock);
            tell = true;
        } else if (m_drive == ClockDrive::Real && !m_paused) {
            const std::int64_t now = read();
            const Timer* const next = nextTimer();
            if (next && next->m_due <= now) {
                fireDue(lock, now);
                tell = true;
            } else if (next && !tell) {
                const double waitNs = static_cast<double>(next->m_due - now) / m_rate;
                const auto wait = std::chrono::nanoseconds(static_cast<std::int64_t>(std::min(waitNs, 3.6e12)) + 1);
                m_wake.wait_until(lock, WallClock::now() + wait, [this] { return m_changed || m_stop; });
                continue;
            }
        }
        if (!m_stop && !m_changed && !tell && m_steps == 0) {
            m_wake.wait(lock, [this] { return m_changed || m_stop; });
            m_driveChanged = false; // told below
        }
        if (m_stop)
            break;
        if (QuiescenceObserver* const observer = m_observer) {
            m_observing = true;
            lock.unlock();
            observer->clockChanged();
            lock.lock();
            m_observing = false;
            m_fired.notify_all();
        }
    }
}

} // namespace engine
