// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/resilience/pipeline.h"
#include "engine/runtime/waiter.h"

#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string_view>

namespace engine {

/// Which of the waiters is served first.
enum class LimiterOrder : std::uint8_t { OldestFirst, NewestFirst };

/// Permits, with a queue of a limited length for those who come when there are none.
///
/// Model    a request succeeds at once if enough permits are free and nobody waits (or the newest goes first). Else it
///          waits if the queue, whose limit counts permits, has room; with NewestFirst the oldest waiters make room.
///          Whenever there are permits again, waiters are served in order, up to the first whose request does not fit.
///          0 permits is a probe. What permits are, and how they come back, is the matter of the two kinds
/// Errors   std::invalid_argument for permitLimit < 1 or queueLimit < 0. Requests: std::out_of_range for less than 0 or
///          more than permitLimit; DisposedError after dispose(). No room is a Lease that is not acquired; a cancelled
///          wait is Cancelled with the caller's token
/// Threads  every function from any thread. Outlives its leases and waiters
/// Source   semantics RL-1 to RL-8
class Limiter {
public:
    struct Statistics {
        int availablePermits = 0;
        int queuedPermits = 0;
        std::int64_t successes = 0;
        std::int64_t failures = 0;
        friend bool operator==(const Statistics&, const Statistics&) = default;
    };

    /// Permits, until it ends; or the reason why there are none. Ending it twice is harmless.
    class Lease {
    public:
        Lease() = default;
        Lease(Lease&& other) noexcept { *this = std::move(other); }
        Lease& operator=(Lease&& other) noexcept;
        ~Lease() { dispose(); }

        [[nodiscard]] bool isAcquired() const noexcept { return m_acquired; }
        /// "" for a lease that was acquired.
        [[nodiscard]] std::string_view reason() const noexcept { return m_reason; }
        /// For one that was not: when to try again, if that is known.
        [[nodiscard]] std::optional<Clock::Duration> retryAfter() const noexcept { return m_retryAfter; }
        void dispose() noexcept;

    private:
        friend class Limiter;
        Lease(Limiter* keeper, int permits) noexcept
            : m_keeper(keeper)
            , m_permits(permits)
            , m_acquired(true)
        {
        }
        Lease(std::string_view reason, std::optional<Clock::Duration> retryAfter) noexcept
            : m_reason(reason)
            , m_retryAfter(retryAfter)
        {
        }

        Limiter* m_keeper = nullptr; ///< who gets the permits back
        int m_permits = 0;
        bool m_acquired = false;
        std::string_view m_reason; ///< of a literal
        std::optional<Clock::Duration> m_retryAfter;
    };
    class AcquireAwaiter;

    virtual ~Limiter() = default;
    Limiter(const Limiter&) = delete;
    Limiter& operator=(const Limiter&) = delete;

    [[nodiscard]] Lease attempt(int permits = 1);
    /// `co_await limiter.acquire()` gives Outcome<Lease>.
    [[nodiscard]] AcquireAwaiter acquire(int permits = 1, const CancellationToken& token = CancellationToken::none());

    [[nodiscard]] int permitLimit() const;
    [[nodiscard]] int queueLimit() const;
    [[nodiscard]] Statistics statistics() const;
    /// Waiters get leases that are not acquired; leases held may still end.
    void dispose();
    /// What it is called in messages.
    [[nodiscard]] virtual const char* name() const noexcept = 0;

protected:
    /// `givesBack`: permits come back when their lease ends.
    Limiter(Clock& clock, int permitLimit, int queueLimit, LimiterOrder order, bool givesBack);
    static void check(int permitLimit, int queueLimit);

    // Under the lock.
    [[nodiscard]] virtual int available() const = 0;
    virtual void take(int permits) = 0;
    virtual void giveBack(int) noexcept { }
    /// For a request that was refused just now.
    [[nodiscard]] virtual std::optional<Clock::Duration> retryAfter(int) const { return std::nullopt; }
    /// Somebody has begun to wait.
    virtual void queued() { }
    void serve() noexcept;
    [[nodiscard]] bool anybodyWaits() const noexcept { return !m_waiters.empty() && !m_disposed; }

    Clock& m_clock;
    mutable std::mutex m_mutex; ///< the lock; guards what follows
    int m_permitLimit;
    int m_queueLimit;
    int m_queued = 0; ///< permits, not waiters

private:
    static constexpr std::string_view kQueueFull = "Queue limit reached";
    static constexpr std::string_view kNoPermit = "No permit is free";
    static constexpr std::string_view kDisposed = "The limiter was disposed of";

    void checkRequest(int permits) const;
    [[nodiscard]] Lease granted(int permits) noexcept { return {m_givesBack ? this : nullptr, permits}; }
    [[nodiscard]] bool tryTake(int permits);
    [[nodiscard]] bool makeRoom(int permits);
    void release(int permits) noexcept;
    void answer(AcquireAwaiter& waiter, std::string_view refusal) noexcept;

    const LimiterOrder m_order;
    const bool m_givesBack;
    std::int64_t m_successes = 0;
    std::int64_t m_failures = 0;
    bool m_disposed = false;
    std::list<AcquireAwaiter*> m_waiters; ///< oldest first
};

class [[nodiscard]] Limiter::AcquireAwaiter final : public Awaiter<AcquireAwaiter>, private CancellationListener {
public:
    AcquireAwaiter(AcquireAwaiter&&) noexcept = default;
    ~AcquireAwaiter() = default;
    [[nodiscard]] OrderActivity waitsAs() const noexcept { return OrderActivity::WaitingForPermit; }
    bool ready();
    bool begin();
    Outcome<Lease> finish();

private:
    friend class Limiter;
    enum class Result : std::uint8_t { Waiting, Acquired, Refused, Cancelled };

    AcquireAwaiter(Limiter& limiter, int permits, CancellationToken token) noexcept
        : m_limiter(limiter)
        , m_permits(permits)
        , m_token(std::move(token))
    {
    }
    bool tryAtOnce();
    void refuse(std::string_view refusal);
    void cancelled(CancelReason reason) override;

    Limiter& m_limiter;
    int m_permits;
    CancellationToken m_token;
    Result m_result = Result::Waiting; ///< guarded by the limiter's mutex while queued, as is what follows
    std::string_view m_refusal;
    std::optional<Clock::Duration> m_retryAfter;
    std::list<AcquireAwaiter*>::iterator m_place {};
};

/// A limiter as a layer of a pipeline. A call without a permit ends as Unavailable, with the time after which to try
/// again if that is known, and does not reach the callee.
class LimiterStrategy final : public Strategy {
public:
    explicit LimiterStrategy(std::shared_ptr<Limiter> limiter, std::function<void(const Failure&)> onRejected = {})
        : m_limiter(std::move(limiter))
        , m_onRejected(std::move(onRejected))
    {
    }
    QCoro::Task<Outcome<void>> execute(Next next, const CancellationToken& token) override;

private:
    const std::shared_ptr<Limiter> m_limiter;
    const std::function<void(const Failure&)> m_onRejected;
};

} // namespace engine
