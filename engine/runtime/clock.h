// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <limits>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace engine {

class Clock;

/// What drives a clock forward.
enum class ClockDrive : std::uint8_t {
    Real, ///< wall time, times the rate
    Virtual, ///< jumps to the next timer whenever nothing can run
};

/// One thing that is due at an instant. Derive, and say in fired() what to do.
///
/// Threads  fired() runs on the clock's thread (real, stepped) or on whichever thread found that nothing can run (virtual).
///          It must be short and must not wait. It may destroy the timer, schedule it again, or schedule and cancel others.
class Timer {
public:
    /// Foreground timers keep virtual time going. Background ones (sampling, time limits) fire on its way, but when nothing
    /// else is pending the run has come to its end or to a standstill, and no jump is made for them alone.
    enum class Kind : std::uint8_t { Foreground, Background };

    Timer() = default;
    Timer(Timer&&) noexcept {} ///< only while neither is pending
    Timer& operator=(Timer&&) = delete;

protected:
    ~Timer() = default; ///< must not be pending: Clock::cancel it first

private:
    friend class Clock;
    virtual void fired() = 0;

    static constexpr std::size_t kNotPending = std::numeric_limits<std::size_t>::max();
    std::int64_t m_due = 0;
    std::uint64_t m_sequence = 0;
    std::size_t m_heapIndex = kNotPending;
    Kind m_kind = Kind::Foreground;
};

/// A timer that calls a function.
class CallbackTimer final : public Timer {
public:
    explicit CallbackTimer(std::function<void()> callback) : m_callback(std::move(callback)) {}

private:
    void fired() override { m_callback(); }
    std::function<void()> m_callback;
};

/// Whoever knows if anything can run; asked to look again when only the clock knows of a change.
class QuiescenceObserver {
public:
    virtual void clockChanged() = 0;

protected:
    ~QuiescenceObserver() = default;
};

/// The time that everything in the engine waits on.
///
/// Model    timers fire in the order (due, sequence of scheduling); all that are due at one instant fire before the clock
///          moves on. Real: now = base + rate * wall time. Virtual: now stands still until jump().
/// Units    nanoseconds since the clock was made
/// Errors   schedule() throws std::logic_error if the timer is pending already
/// Threads  all functions from any thread; schedule and cancel are O(log n) in the number of pending timers
class Clock {
public:
    using Duration = std::chrono::nanoseconds;
    using TimePoint = std::chrono::time_point<Clock, Duration>;
    static constexpr double kMinRate = 0.05;
    static constexpr double kMaxRate = 20.0;

    explicit Clock(ClockDrive drive = ClockDrive::Virtual, bool paused = false);
    ~Clock();
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;

    [[nodiscard]] TimePoint now() const noexcept { return TimePoint(Duration(read())); }

    /// A due time in the past fires as soon as possible, after timers that were due before it.
    /// Virtual time does not move in here: the pool looks at the timers when something on it has changed, and whoever
    /// schedules from elsewhere holds it meanwhile (ExternalHold), so that all that he schedules counts as one instant.
    void schedule(Timer& timer, TimePoint due, Timer::Kind kind = Timer::Kind::Foreground);

    /// True if the timer was pending and will not fire. False if it had fired or was never scheduled; if it is firing on
    /// another thread, waits until fired() has returned, so that the timer may be destroyed afterwards.
    bool cancel(Timer& timer);

    [[nodiscard]] ClockDrive drive() const;
    [[nodiscard]] bool paused() const;
    /// Time does not pass by itself: the clock is virtual or paused.
    [[nodiscard]] bool standsStill() const;
    /// It fires timers at this moment, or has a step to make.
    [[nodiscard]] bool isMoving() const;
    [[nodiscard]] double rate() const;
    void setDrive(ClockDrive drive);
    void setRate(double rate); ///< clamped to kMinRate..kMaxRate
    void pause();
    void resume();
    /// Pauses, and moves to the next foreground timer (to the next timer of any kind if there is none).
    void step();
    /// Drives the clock virtually, paused or not, until it has come `ahead` further and all that is due by then has fired; then
    /// goes back to the drive and the pause from before. Another skip() meanwhile adds to it, resume() says that it goes
    /// on afterwards, setDrive() how; pause() and step() end it where it is. Nothing happens for 0 or less.
    void skip(Duration ahead);
    /// Where skip() leads to; none: nowhere.
    [[nodiscard]] std::optional<TimePoint> skippingTo() const;

    enum class Jump : std::uint8_t {
        Jumped, ///< time moved on to the next timer, and what was due has fired
        Nothing, ///< no foreground timer is pending: nothing will ever happen by itself
        NotNow, ///< the clock is not virtual, is paused, or is firing timers on another thread
    };
    /// Moves virtual time to the next timer and fires what is due. Called by whoever knows that nothing can run.
    Jump jump();

    [[nodiscard]] std::size_t pendingTimers() const;
    /// Foreground timers that are pending or firing at this moment.
    [[nodiscard]] std::size_t pendingForegroundTimers() const;

    /// Returns when the observer that was set before is no longer being called.
    void setQuiescenceObserver(QuiescenceObserver* observer);
    /// Called before each jump with (from, to), on the jumping thread. For tests and traces.
    void setJumpObserver(std::function<void(TimePoint, TimePoint)> observer);

private:
    /// A binary heap of timers that knows where each one lies.
    class Heap {
    public:
        [[nodiscard]] bool empty() const { return m_timers.empty(); }
        [[nodiscard]] std::size_t size() const { return m_timers.size(); }
        [[nodiscard]] Timer* top() const { return m_timers.empty() ? nullptr : m_timers.front(); }
        void push(Timer& timer);
        void remove(Timer& timer);

    private:
        static bool before(const Timer& a, const Timer& b);
        void place(Timer& timer, std::size_t index);
        void siftUp(std::size_t index);
        void siftDown(std::size_t index);
        std::vector<Timer*> m_timers;
    };

    using WallClock = std::chrono::steady_clock;

    Heap& heapOf(const Timer& timer) { return timer.m_kind == Timer::Kind::Foreground ? m_foreground : m_background; }
    [[nodiscard]] Timer* nextTimer() const;
    [[nodiscard]] std::int64_t read() const noexcept;
    [[nodiscard]] static std::int64_t wallNow() noexcept;
    void rebase(std::optional<std::int64_t> now, bool advancing);
    void fireDue(std::unique_lock<std::mutex>& lock, std::int64_t until);
    void stepOnce(std::unique_lock<std::mutex>& lock);
    void runThread();
    void ensureThread();
    void applyChange(const std::function<void()>& change);
    void endSkip();

    mutable std::mutex m_mutex;
    std::condition_variable m_wake; ///< the clock's own thread
    std::condition_variable m_fired; ///< whoever waits for a firing timer or for the observer
    Heap m_foreground;
    Heap m_background;
    std::uint64_t m_sequence = 0;
    Timer* m_firing = nullptr;
    std::thread::id m_firingThread;
    bool m_firingForeground = false;
    bool m_fireInProgress = false;

    ClockDrive m_drive;
    bool m_paused;
    double m_rate = 1.0;
    int m_steps = 0;
    std::optional<std::int64_t> m_skipUntil; ///< with the drive and the pause to go back to
    ClockDrive m_driveAfter = ClockDrive::Virtual;
    bool m_pausedAfter = false;
    bool m_changed = false; ///< the clock's thread has to look again
    bool m_driveChanged = false; ///< and the observer has to be told
    bool m_stop = false;
    std::thread m_thread;
    QuiescenceObserver* m_observer = nullptr;
    bool m_observing = false;
    std::function<void(TimePoint, TimePoint)> m_jumpObserver;

    // Read by now() without the mutex: a sequence lock whose odd values mean "being changed".
    std::atomic<std::uint32_t> m_version{0};
    std::atomic<std::int64_t> m_base{0};
    std::atomic<std::int64_t> m_wallBase{0};
    std::atomic<double> m_advance{0.0}; ///< clock time for each wall time; 0: stands still
};

inline std::int64_t Clock::read() const noexcept
{
    for (;;) {
        // Acquire keeps each read before the ones that follow it, so the version is read first and last. A field that
        // was written under an odd version brings that version with it (release in rebase): the second look sees it.
        // No fences: ThreadSanitizer does not know them.
        const std::uint32_t version = m_version.load(std::memory_order_acquire);
        const std::int64_t base = m_base.load(std::memory_order_acquire);
        const std::int64_t wallBase = m_wallBase.load(std::memory_order_acquire);
        const double advance = m_advance.load(std::memory_order_acquire);
        const std::int64_t wall = advance > 0 ? wallNow() : 0;
        if ((version & 1U) == 0 && m_version.load(std::memory_order_relaxed) == version) {
            if (advance <= 0)
                return base;
            return base + static_cast<std::int64_t>(static_cast<double>(wall - wallBase) * advance);
        }
    }
}

} // namespace engine
