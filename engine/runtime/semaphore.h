// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/cancellation.h"
#include "engine/runtime/intrusive_list.h"
#include "engine/runtime/short_mutex.h"
#include "engine/runtime/waiter.h"

#include <cstdint>
#include <limits>
#include <optional>

namespace engine {

/// release() would exceed the maximum.
class SemaphoreFullError : public std::logic_error {
    using std::logic_error::logic_error;
};

/// Permits, handed to waiters first in, first out (semantics SS-1 to SS-10).
///
/// Model    release() pays suspended waiters out of its permits before anybody else can take one; a permit left for a blocked
///          worker is visible in currentCount() until that worker wakes, and a newcomer may take it (SS-3)
/// Errors   constructor and timeouts: std::out_of_range; release() beyond the maximum: SemaphoreFullError, and nothing
///          changes; after dispose() everything but currentCount() throws DisposedError
/// Threads  every function from any thread; waits from a strand, wait() from a worker. Outlives its waiters
class Semaphore {
public:
    using Milliseconds = std::chrono::duration<std::int64_t, std::milli>;
    static constexpr Milliseconds kForever{-1};

    class AcquireAwaiter;

    explicit Semaphore(int initial, int maximum = std::numeric_limits<int>::max());

    /// Waits for a permit. Cancelled with the token, even if a permit is free, when the token was cancelled beforehand. When
    /// cancel and release race and release was first, the permit is the caller's, who must give it back (SS-6).
    /// `waitsAs`: what an order is said to do meanwhile.
    [[nodiscard]] AcquireAwaiter acquire(const CancellationToken& token = CancellationToken::none(),
        OrderActivity waitsAs = OrderActivity::WaitingForPermit);
    /// The same with a limit of clock time, 0 and kForever included: `false` when it passed.
    [[nodiscard]] AcquireAwaiter acquire(Clock& clock, Milliseconds timeout, const CancellationToken& token = CancellationToken::none());
    /// A permit if one is free at this moment.
    [[nodiscard]] bool tryAcquire();
    /// Waits for a permit on the calling worker's thread; behind suspended waiters if there are any (SS-7).
    Outcome<bool> wait(const CancellationToken& token = CancellationToken::none());

    /// Gives `permits` back and returns the count before.
    int release(int permits = 1);
    [[nodiscard]] int currentCount() const;
    /// Waiters are left as they are.
    void dispose();

private:
    void throwIfDisposed() const;

    mutable ShortMutex m_mutex;
    IntrusiveList<AcquireAwaiter> m_suspended;
    struct BlockedWait;
    IntrusiveList<BlockedWait> m_blockedWorkers;
    int m_wokenWorkers = 0; ///< taken off m_blockedWorkers by a release, and not awake yet
    int m_count;
    const int m_maximum;
    bool m_disposed = false;
};

/// `co_await` gives Outcome<bool>: true with a permit, false on timeout, or Cancelled.
class [[nodiscard]] Semaphore::AcquireAwaiter final : public Awaiter<AcquireAwaiter>,
                                                      public IntrusiveNode<AcquireAwaiter>,
                                                      private Timer,
                                                      private CancellationListener {
public:
    [[nodiscard]] OrderActivity waitsAs() const noexcept { return m_waitsAs; }
    bool ready();
    bool begin();
    Outcome<bool> finish();

private:
    friend class Semaphore;
    enum class Result : std::uint8_t { Waiting, Acquired, TimedOut, Cancelled };

    AcquireAwaiter(Semaphore& semaphore, Clock* clock, Milliseconds timeout, const CancellationToken& token,
        OrderActivity waitsAs = OrderActivity::WaitingForPermit) noexcept
        : m_semaphore(semaphore), m_clock(clock), m_timeout(timeout), m_token(token), m_waitsAs(waitsAs)
    {
    }
    void fired() override { giveUp(Result::TimedOut); }
    void cancelled(CancelReason) override { giveUp(Result::Cancelled); }
    void giveUp(Result result);

    Semaphore& m_semaphore;
    Clock* m_clock;
    Milliseconds m_timeout;
    CancellationToken m_token;
    OrderActivity m_waitsAs;
    Result m_result = Result::Waiting; ///< guarded by the semaphore's mutex while queued
};

} // namespace engine
