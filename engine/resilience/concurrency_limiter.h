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

/// A cap on calls at once, with a queue of a limited length.
///
/// Model    a request succeeds at once if enough permits are free and nobody waits (or the newest goes first). Else it
///          waits if the queue, whose limit counts permits, has room; with NewestFirst the oldest waiters make room. A
///          release serves waiters in order and stops at the first whose request does not fit. 0 permits is a probe
/// Errors   constructor and setLimits: std::invalid_argument for permitLimit < 1 or queueLimit < 0. Requests:
///          std::out_of_range for less than 0 or more than permitLimit; DisposedError after dispose(). No room is a
///          Lease that is not acquired; a cancelled wait is Cancelled with the caller's token
/// Threads  every function from any thread. Outlives its leases and waiters
/// Source   semantics RL-1 to RL-8
class ConcurrencyLimiter {
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
        void dispose() noexcept;

    private:
        friend class ConcurrencyLimiter;
        Lease(ConcurrencyLimiter& limiter, int permits) noexcept
            : m_limiter(&limiter)
            , m_permits(permits)
            , m_acquired(true)
        {
        }
        explicit Lease(std::string_view reason) noexcept
            : m_reason(reason)
        {
        }

        ConcurrencyLimiter* m_limiter = nullptr;
        int m_permits = 0;
        bool m_acquired = false;
        std::string_view m_reason; ///< of a literal
    };
    class AcquireAwaiter;

    ConcurrencyLimiter(Clock& clock, int permitLimit, int queueLimit, LimiterOrder order = LimiterOrder::OldestFirst);
    ConcurrencyLimiter(const ConcurrencyLimiter&) = delete;
    ConcurrencyLimiter& operator=(const ConcurrencyLimiter&) = delete;

    [[nodiscard]] Lease attempt(int permits = 1);
    /// `co_await limiter.acquire()` gives Outcome<Lease>.
    [[nodiscard]] AcquireAwaiter acquire(int permits = 1, const CancellationToken& token = CancellationToken::none());

    /// Leases and waiters stay as they are; with a lower limit the permits that come back are not given out again.
    void setLimits(int permitLimit, int queueLimit);
    [[nodiscard]] int permitLimit() const;
    [[nodiscard]] int queueLimit() const;
    [[nodiscard]] Statistics statistics() const;
    /// How long all permits have been free; none while one is out.
    [[nodiscard]] std::optional<Clock::Duration> idleDuration() const;
    /// Waiters get leases that are not acquired; leases held may still end.
    void dispose();

private:
    static constexpr std::string_view kQueueFull = "Queue limit reached";
    static constexpr std::string_view kNoPermit = "No permit is free";
    static constexpr std::string_view kDisposed = "The limiter was disposed of";

    static void check(int permitLimit, int queueLimit);
    void checkRequest(int permits) const;
    [[nodiscard]] bool tryTake(int permits);
    [[nodiscard]] bool makeRoom(int permits);
    void release(int permits) noexcept;
    void serve() noexcept;
    void answer(AcquireAwaiter& waiter, std::string_view refusal) noexcept;

    Clock& m_clock;
    const LimiterOrder m_order;
    mutable std::mutex m_mutex;
    int m_permitLimit;
    int m_queueLimit;
    int m_inUse = 0;
    int m_queued = 0; ///< permits, not waiters
    std::int64_t m_successes = 0;
    std::int64_t m_failures = 0;
    bool m_disposed = false;
    Clock::TimePoint m_idleSince;
    std::list<AcquireAwaiter*> m_waiters; ///< oldest first
};

class [[nodiscard]] ConcurrencyLimiter::AcquireAwaiter final : public Awaiter<AcquireAwaiter>,
                                                               private CancellationListener {
public:
    AcquireAwaiter(AcquireAwaiter&&) noexcept = default;
    ~AcquireAwaiter() = default;
    bool ready();
    bool begin();
    Outcome<Lease> finish();

private:
    friend class ConcurrencyLimiter;
    enum class Result : std::uint8_t { Waiting, Acquired, Refused, Cancelled };

    AcquireAwaiter(ConcurrencyLimiter& limiter, int permits, CancellationToken token) noexcept
        : m_limiter(limiter)
        , m_permits(permits)
        , m_token(std::move(token))
    {
    }
    bool tryAtOnce();
    void cancelled(CancelReason reason) override;

    ConcurrencyLimiter& m_limiter;
    int m_permits;
    CancellationToken m_token;
    Result m_result = Result::Waiting; ///< guarded by the limiter's mutex while queued, as is what follows
    std::string_view m_refusal;
    std::list<AcquireAwaiter*>::iterator m_place {};
};

/// A limiter as a layer of a pipeline. A call without a permit ends as Unavailable and does not reach the callee.
class LimiterStrategy final : public Strategy {
public:
    explicit LimiterStrategy(std::shared_ptr<ConcurrencyLimiter> limiter, std::function<void()> onRejected = {})
        : m_limiter(std::move(limiter))
        , m_onRejected(std::move(onRejected))
    {
    }
    QCoro::Task<Outcome<void>> execute(Next next, const CancellationToken& token) override;

private:
    const std::shared_ptr<ConcurrencyLimiter> m_limiter;
    const std::function<void()> m_onRejected;
};

} // namespace engine
