// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/order.h"
#include "engine/order/outcome.h"
#include "engine/runtime/cancellation.h"
#include "engine/runtime/intrusive_list.h"
#include "engine/runtime/random.h"
#include "engine/runtime/short_mutex.h"
#include "engine/runtime/waiter.h"
#include "engine/telemetry/gauge.h"
#include "engine/workload/scenario.h"

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>

namespace engine {

/// A service as a caller meets it: c servers, a first-in-first-out accept queue with a limit, and a fate for each call.
///
/// Model    a call that finds a free server is busy there for its latency; else it waits in the accept queue; if that is full it
///          is refused at once. In an outage every call fails at once, and calls that end in it fail too. Some calls do their
///          work, but their answer is lost; some keep their server and never answer. Latency and fate are drawn from (seed,
///          order, stage, attempt), so an order meets the same fate in each mode.
/// Units    clock time since the run's start
/// Errors   Unavailable: refused, outage, drawn failure, or answer lost. Rejected: the order itself was refused, for a reason
///          of business. Cancelled: with the token; the server or the place in the queue is free again at once
/// Threads  every function from any thread. Outlives its calls
class SimulatedService {
public:
    class CallAwaiter;

    /// What can be changed while calls are under way; takes effect for the next call, or the next to leave the queue.
    struct Settings {
        int servers = 1;
        int acceptQueueLimit = 0;
        LatencySpec latency;
        double failureRate = 0.0;
        double answerLostRate = 0.0;
        double hangRate = 0.0;
        double rejectRate = 0.0;
        ServiceTrouble trouble; ///< on top of all that

        /// All that a scenario says of them; the trouble stays.
        void take(const ServiceSpec& spec);
    };

    SimulatedService(std::string name, Stage stage, const ServiceSpec& spec, std::uint64_t seed, Clock& clock);

    /// `co_await service.call(order, attempt, token)` gives Outcome<void>. `attempt` counts from 1. `workDone`, if given,
    /// is set once the service has done what it was asked for, whether or not the caller hears of it.
    [[nodiscard]] CallAwaiter call(OrderId order, int attempt, const CancellationToken& token, bool* workDone = nullptr);
    /// The whole call, if it takes no time: nothing to wait for, so no coroutine is needed. Else null, and nothing was
    /// asked.
    [[nodiscard]] std::optional<Outcome<void>> tryCall(
        OrderId order, int attempt, const CancellationToken& token, bool* workDone = nullptr)
    {
        // relaxed: a hint, looked at again under the lock
        if (!m_instant.load(std::memory_order_relaxed))
            return std::nullopt;
        return callAtOnce(order, attempt, token, workDone);
    }

    [[nodiscard]] Settings settings() const;
    void setSettings(const Settings& settings);
    /// When calls no longer hang by hand, those that do fail at once, as calls to a service that is started anew.
    void setTrouble(const ServiceTrouble& trouble);
    [[nodiscard]] ServiceView view() const;

private:
    struct Fate {
        bool fails = false;
        bool losesAnswer = false;
        bool rejects = false;
    };
    [[nodiscard]] std::chrono::nanoseconds drawLatency(OrderId order, int attempt, std::chrono::nanoseconds now) const;
    [[nodiscard]] Fate drawFate(OrderId order, int attempt) const;
    [[nodiscard]] bool hangs(OrderId order, int attempt) const; ///< by the model
    [[nodiscard]] bool hangsByHand(OrderId order, int attempt) const;
    [[nodiscard]] bool drawn(double rate, DrawPurpose purpose, OrderId order, int attempt) const;
    [[nodiscard]] bool inOutage(std::chrono::nanoseconds now) const;
    [[nodiscard]] double latencyFactor(std::chrono::nanoseconds now) const;
    [[nodiscard]] std::optional<Outcome<void>> callAtOnce(
        OrderId order, int attempt, const CancellationToken& token, bool* workDone);
    bool beginLocked(CallAwaiter& call);
    bool serveLocked(CallAwaiter& call, Clock::TimePoint now);
    void endLocked(CallAwaiter& call, Clock::TimePoint now);
    void fillServersLocked();
    void changeLocked(const Settings& settings);

    const std::string m_name;
    const Stage m_stage;
    const ServiceSpec m_spec;
    const std::uint64_t m_seed;
    Clock& m_clock;

    std::atomic<bool> m_instant; ///< the latency model knows no time but 0
    alignas(kCacheLine) mutable ShortMutex m_mutex; ///< and what it guards
    Settings m_settings;
    IntrusiveList<CallAwaiter> m_queue;
    IntrusiveList<CallAwaiter> m_hungByHand; ///< at a server each
    Level m_busy;
    Level m_queued;
    std::int64_t m_calls = 0;
    std::int64_t m_refused = 0;
    std::int64_t m_failed = 0;
    std::int64_t m_cancelled = 0;
};

class [[nodiscard]] SimulatedService::CallAwaiter final : public Awaiter<CallAwaiter>,
                                                          public IntrusiveNode<CallAwaiter>,
                                                          private Timer,
                                                          private CancellationListener {
public:
    CallAwaiter(CallAwaiter&&) noexcept = default;
    ~CallAwaiter() = default;
    [[nodiscard]] OrderActivity waitsAs() const noexcept { return OrderActivity::Suspended; }
    bool ready();
    bool begin();
    Outcome<void> finish();

private:
    friend class SimulatedService;
    enum class Phase : std::uint8_t { New, Queued, Served, Over };

    CallAwaiter(
        SimulatedService& service, OrderId order, int attempt, const CancellationToken& token, bool* workDone) noexcept
        : m_service(service), m_order(order), m_attempt(attempt), m_token(&token), m_workDone(workDone)
    {
    }
    void fired() override;
    void cancelled(CancelReason reason) override;

    SimulatedService& m_service;
    OrderId m_order;
    int m_attempt;
    const CancellationToken* m_token; ///< the caller's, who keeps it until the call is over
    bool* m_workDone;
    Phase m_phase = Phase::New; ///< guarded by the service's mutex, as is what follows, until the caller is woken
    bool m_waited = false;
    bool m_timed = false;
    bool m_hungByHand = false;
    bool m_cancelled = false;
    std::optional<Failure> m_failure;
};

} // namespace engine
