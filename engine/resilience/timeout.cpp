// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/timeout.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <stdexcept>

namespace engine {

using namespace std::chrono_literals;

namespace {

/// The limit of this call; none if it has none.
std::optional<Clock::Duration> limitOf(const TimeoutOptions& options)
{
    const Clock::Duration timeout = options.generator ? options.generator() : options.timeout;
    if (timeout <= 0ns || timeout == Clock::Duration::max())
        return std::nullopt;
    return timeout;
}

CancellationSource::Milliseconds wholeMilliseconds(Clock::Duration timeout)
{
    constexpr CancellationSource::Milliseconds kLongest {(std::int64_t {1} << 32) - 2};
    return std::min(std::chrono::ceil<CancellationSource::Milliseconds>(timeout), kLongest);
}

/// "00:00:02", with a fraction if there is one.
std::string clockText(Clock::Duration duration)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(duration);
    const auto fraction = static_cast<long long>((duration - seconds) / 100ns);
    const auto count = static_cast<long long>(seconds.count());
    std::array<char, 48> text {};
    std::snprintf(text.data(), text.size(), "%02lld:%02lld:%02lld", count / 3600, count / 60 % 60, count % 60);
    std::string result = text.data();
    if (fraction != 0) {
        std::snprintf(text.data(), text.size(), ".%07lld", fraction);
        result += text.data();
    }
    return result;
}

Outcome<void> timedOut(Clock::Duration timeout, const Failure& cause)
{
    Failure failure = Failure::of(FailureKind::TimedOut,
        "The operation didn't complete within the allowed timeout of " + clockText(timeout) + ".");
    failure.cause = std::make_shared<const Failure>(cause);
    return tl::unexpected<Failure>(std::move(failure));
}

/// Lets whoever follows the order know when its call will be given up, while it lives.
class FollowedLimit {
public:
    FollowedLimit(const Clock& clock, Clock::Duration timeout)
        : m_track(currentTrack())
    {
        if (m_track) [[unlikely]]
            m_track->setCallTimeout(clock.now().time_since_epoch() + wholeMilliseconds(timeout));
    }
    ~FollowedLimit()
    {
        if (m_track) [[unlikely]]
            m_track->setCallTimeout(Clock::Duration::zero());
    }
    FollowedLimit(const FollowedLimit&) = delete;
    FollowedLimit& operator=(const FollowedLimit&) = delete;

private:
    OrderTrack* m_track;
};

} // namespace

OrphanCount::Reading OrphanCount::read() const
{
    const std::lock_guard lock(m_mutex);
    return m_reading;
}

// --- optimistic ------------------------------------------------------------------------------------------------------

OptimisticTimeout::OptimisticTimeout(Clock& clock, TimeoutOptions options)
    : m_clock(clock)
    , m_options(std::move(options))
{
    if (!m_options.generator && (m_options.timeout < 10ms || m_options.timeout > 24h))
        throw std::out_of_range("OptimisticTimeout: the timeout must be 10 ms to one day");
}

Outcome<void> OptimisticTimeout::judge(
    Outcome<void> outcome, const CancellationToken& caller, const CancellationToken& own, Clock::Duration timeout) const
{
    if (outcome || !outcome.error().isCancelled())
        return outcome;
    if (caller.isCancelled())
        return underToken(std::move(outcome), caller);
    if (!own.isCancelled())
        return outcome; // a cancellation from elsewhere
    if (m_options.onTimeout)
        m_options.onTimeout({timeout, {}});
    return timedOut(timeout, outcome.error());
}

QCoro::Task<Outcome<void>> OptimisticTimeout::execute(Next next, const CancellationToken& token)
{
    Outcome<void> outcome;
    const std::optional<Clock::Duration> limit = limitOf(m_options);
    if (!limit) {
        QCoro::Task<Outcome<void>> unlimited = next(token);
        outcome = co_await unlimited;
        co_return outcome;
    }
    CancellationSource source = CancellationSource::linked(std::span(&token, 1), &m_clock);
    source.cancelAfter(wholeMilliseconds(*limit));
    const FollowedLimit followed(m_clock, *limit);
    const CancellationToken own = source.token();
    QCoro::Task<Outcome<void>> task = next(own);
    outcome = co_await task;
    co_return judge(std::move(outcome), token, own, *limit);
}

// --- pessimistic -----------------------------------------------------------------------------------------------------

/// A callee and the timer that it runs against. Shared: either may be the last to go.
class PessimisticTimeout::Race {
public:
    Race(Next next, Clock& clock, Clock::Duration timeout, const CancellationToken& caller,
        std::shared_ptr<OrphanCount> count)
        : m_next(std::move(next))
        , m_timer(clock, wholeMilliseconds(timeout))
        , m_timerToken(m_timer.token())
        , m_linked(linkOf(caller, m_timerToken))
        , m_calleeToken(m_linked.token())
        , m_count(std::move(count))
    {
    }
    [[nodiscard]] const CancellationToken& timer() const noexcept { return m_timerToken; }

    static QCoro::Task<Outcome<void>> run(std::shared_ptr<Race> self)
    {
        QCoro::Task<Outcome<void>> task = self->m_next(self->m_calleeToken);
        Outcome<void> outcome = co_await task;
        const std::lock_guard lock(self->m_count->m_mutex);
        self->m_over = true;
        self->m_count->m_reading.now -= self->m_abandoned ? 1 : 0;
        self->m_branch.end();
        co_return outcome;
    }
    void abandon()
    {
        // The timer wakes whoever waits before it reaches the callee's token: nobody may go on before that is cancelled.
        m_linked.cancel(CancelReason::Timeout);
        const std::lock_guard lock(m_count->m_mutex);
        m_abandoned = true;
        m_count->m_reading.now += m_over ? 0 : 1;
        ++m_count->m_reading.total;
        if (!m_over)
            m_branch.leave(true);
    }
    /// Starts it as a flow of `orphans`.
    static Flow<Outcome<void>> start(const std::shared_ptr<Race>& self, TaskScope& orphans)
    {
        const CallBranch::Start followed(self->m_branch);
        return orphans.spawn([self] { return run(self); });
    }

private:
    static CancellationSource linkOf(const CancellationToken& caller, const CancellationToken& timer)
    {
        const std::array<CancellationToken, 2> tokens {caller, timer};
        return CancellationSource::linked(tokens);
    }

    const Next m_next;
    CancellationSource m_timer;
    const CancellationToken m_timerToken;
    CancellationSource m_linked;
    const CancellationToken m_calleeToken;
    const std::shared_ptr<OrphanCount> m_count;
    CallBranch m_branch;
    bool m_over = false; ///< guarded by the count's mutex, as is what follows
    bool m_abandoned = false;
};

PessimisticTimeout::PessimisticTimeout(TaskScope& orphans, std::shared_ptr<OrphanCount> count, TimeoutOptions options)
    : m_orphans(orphans)
    , m_count(std::move(count))
    , m_options(std::move(options))
{
    if (!m_options.generator && m_options.timeout <= 0ns)
        throw std::out_of_range("PessimisticTimeout: the timeout must be above 0");
}

QCoro::Task<Outcome<void>> PessimisticTimeout::execute(Next next, const CancellationToken& token)
{
    Outcome<void> outcome;
    const std::optional<Clock::Duration> limit = limitOf(m_options);
    if (!limit) {
        QCoro::Task<Outcome<void>> unlimited = next(token);
        outcome = co_await unlimited;
        co_return outcome;
    }
    const bool onWorker = next.onWorker();
    const auto race = std::make_shared<Race>(std::move(next), m_orphans.executor().clock(), *limit, token, m_count);
    const FollowedLimit followed(m_orphans.executor().clock(), *limit);
    const Flow<Outcome<void>> flow = Race::start(race, m_orphans);
    CallWait<Flow<Outcome<void>>::WaitAwaiter> wait(onWorker, flow.wait(race->timer()));
    const Outcome<void> waited = co_await std::move(wait);
    if (waited) {
        outcome = std::move(flow.result());
        if (outcome || !outcome.error().isCancelled())
            co_return outcome;
        if (!race->timer().isCancelled())
            co_return underToken(std::move(outcome), token);
    } else {
        race->abandon();
        outcome = waited;
    }
    if (m_options.onTimeout)
        m_options.onTimeout({*limit, waited ? Flow<Outcome<void>>() : flow});
    co_return timedOut(*limit, outcome.error());
}

} // namespace engine
