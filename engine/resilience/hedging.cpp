// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/hedging.h"

#include "engine/runtime/semaphore.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace engine {

/// The attempts of one call. Shared by the call and by every attempt that still runs.
class Hedging::Race final : public std::enable_shared_from_this<Race>, private Timer {
public:
    Race(const Hedging& hedging, Next next, const CancellationToken& caller)
        : m_hedging(hedging)
        , m_options(hedging.m_options)
        , m_scope(hedging.m_losers)
        , m_next(std::move(next))
        , m_caller(caller)
    {
    }

    /// Starts the primary. Where calls block their worker it has ended when the task has.
    static QCoro::Task<> begin(std::shared_ptr<Race> self);
    /// Has a permit when the outcome is known.
    Semaphore& decided() noexcept { return m_decided; }
    /// The call's outcome is this one, unless it is known already.
    void decide(Outcome<void> outcome, std::optional<std::size_t> winner);
    /// Once it is decided.
    [[nodiscard]] Outcome<void> takeOutcome() { return std::move(*m_outcome); }
    [[nodiscard]] std::optional<std::size_t> winner() const noexcept { return m_winner; }

private:
    struct Attempt {
        CancellationSource source;
        CancellationToken token;
        HedgedAction action;
    };

    static QCoro::Task<> run(std::shared_ptr<Race> self, std::size_t attempt);
    static QCoro::Task<> runDue(std::shared_ptr<Race> self, std::size_t attempt);
    void fired() override { spawnDue(); } // whoever has set the timer, or has yet to decide, keeps the race
    void spawnDue();
    [[nodiscard]] std::optional<std::size_t> start(std::optional<std::size_t> due);
    [[nodiscard]] std::optional<std::size_t> claim(std::optional<std::size_t> due);
    [[nodiscard]] bool prepare(std::size_t attempt);
    void setTimer();
    [[nodiscard]] QCoro::Task<Outcome<void>> call(std::size_t attempt);
    [[nodiscard]] std::optional<std::size_t> ended(std::size_t attempt, Outcome<void> outcome);
    void giveUpIfAllFailed();
    [[nodiscard]] bool mayStart() const
    {
        return !m_outcome && !m_noMore && m_started <= static_cast<std::size_t>(m_options.maxHedgedAttempts);
    }

    const Hedging& m_hedging;
    const HedgingOptions& m_options;
    TaskScope& m_scope;
    const Next m_next;
    const CancellationToken m_caller;
    Semaphore m_decided {0};

    std::mutex m_mutex; ///< guards what follows; an attempt that has started, or an outcome that is known, stays
    std::array<std::unique_ptr<Attempt>, HedgingOptions::kMostHedgedAttempts + 1> m_attempts;
    std::size_t m_started = 0;
    int m_running = 0;
    bool m_noMore = false; ///< attempts: the generator says so
    Outcome<void> m_primary; ///< how it failed, once it has
    std::optional<Outcome<void>> m_outcome;
    std::optional<std::size_t> m_winner;
    std::size_t m_due = 0; ///< the attempt that the timer is for; changed only while it is not pending
};

// --- starting attempts -----------------------------------------------------------------------------------------------

QCoro::Task<> Hedging::Race::begin(std::shared_ptr<Race> self)
{
    (void)self->start(0);
    if (self->m_next.onWorker()) {
        QCoro::Task<> task = run(self, 0);
        co_await task;
    } else {
        const Unfollowed attempts; // one that loses may outlive the order
        self->m_scope.spawnInline([self] { return run(self, 0); });
    }
}

void Hedging::Race::spawnDue()
{
    const Unfollowed attempts;
    m_scope.spawn([self = shared_from_this(), due = m_due] { return runDue(self, due); });
}

QCoro::Task<> Hedging::Race::runDue(std::shared_ptr<Race> self, std::size_t attempt)
{
    WorkerPool::workOn(self->m_next.order()); // a timer works on no order
    if (self->start(attempt)) {
        QCoro::Task<> task = run(self, attempt);
        co_await task;
    } else {
        self->giveUpIfAllFailed();
    }
}

/// The attempt that runs from here: the one that is due, or whichever is next if none is under way any more. None: it
/// is not to be.
std::optional<std::size_t> Hedging::Race::start(std::optional<std::size_t> due)
{
    const std::optional<std::size_t> attempt = claim(due);
    if (!attempt)
        return std::nullopt;
    bool good = false;
    try {
        good = prepare(*attempt);
    } catch (...) {
        decide(tl::unexpected<Failure>(failureOf(std::current_exception())), std::nullopt);
    }
    const std::lock_guard lock(m_mutex);
    if (good) {
        setTimer();
        return attempt;
    }
    --m_running;
    m_noMore = true;
    return std::nullopt;
}

std::optional<std::size_t> Hedging::Race::claim(std::optional<std::size_t> due)
{
    const std::lock_guard lock(m_mutex);
    const bool wanted = due ? *due == m_started : m_running == 0;
    if (!wanted || !mayStart())
        return std::nullopt;
    auto attempt = std::make_unique<Attempt>();
    attempt->source = CancellationSource::linked(std::span(&m_caller, 1));
    attempt->token = attempt->source.token();
    m_attempts[m_started] = std::move(attempt);
    ++m_running;
    return m_started++;
}

/// False: the generator has no action for it.
bool Hedging::Race::prepare(std::size_t attempt)
{
    if (attempt == 0)
        return true;
    const int number = static_cast<int>(attempt);
    if (m_options.actionGenerator) {
        std::optional<HedgedAction> action = m_options.actionGenerator(number);
        if (!action)
            return false;
        m_attempts[attempt]->action = std::move(*action);
    }
    if (m_options.onHedging)
        m_options.onHedging(number - 1);
    return true;
}

/// For the next attempt, `delay` from now.
void Hedging::Race::setTimer()
{
    const Clock::Duration delay = m_options.delay;
    if (delay < Clock::Duration::zero() || delay == Clock::Duration::max() || !mayStart())
        return;
    Clock& clock = m_scope.executor().clock();
    clock.cancel(*this); // it may be for the attempt that has started before its time
    m_due = m_started;
    const Clock::TimePoint now = clock.now();
    if (delay == Clock::Duration::zero())
        spawnDue();
    else
        clock.schedule(*this, now + std::min(delay, Clock::TimePoint::max() - now));
}

// --- running and ending them -----------------------------------------------------------------------------------------

QCoro::Task<> Hedging::Race::run(std::shared_ptr<Race> self, std::size_t attempt)
{
    for (std::optional<std::size_t> next = attempt; next;) {
        QCoro::Task<Outcome<void>> task = self->call(*next);
        Outcome<void> outcome = co_await task;
        next = self->ended(*next, std::move(outcome));
    }
}

QCoro::Task<Outcome<void>> Hedging::Race::call(std::size_t attempt)
{
    const Attempt& own = *m_attempts[attempt];
    Outcome<void> outcome;
    try {
        const Next guarded = attempt == 0 || own.action ? m_next : m_next.again();
        QCoro::Task<Outcome<void>> task = own.action ? own.action(own.token) : guarded(own.token);
        outcome = co_await task;
    } catch (...) {
        outcome = tl::unexpected<Failure>(failureOf(std::current_exception()));
    }
    co_return outcome;
}

/// The attempt to be made at once in its place, if any.
std::optional<std::size_t> Hedging::Race::ended(std::size_t attempt, Outcome<void> outcome)
{
    bool handled = false;
    try {
        handled = !outcome && m_hedging.handles(outcome.error(), static_cast<int>(attempt));
    } catch (...) {
        outcome = tl::unexpected<Failure>(failureOf(std::current_exception()));
    }
    {
        const std::lock_guard lock(m_mutex);
        --m_running;
        if (handled && attempt == 0)
            m_primary = outcome;
    }
    if (!handled) {
        decide(std::move(outcome), attempt);
        return std::nullopt;
    }
    const std::optional<std::size_t> next = start(std::nullopt);
    if (!next)
        giveUpIfAllFailed();
    return next;
}

void Hedging::Race::giveUpIfAllFailed()
{
    Outcome<void> primary;
    {
        const std::lock_guard lock(m_mutex);
        if (m_running > 0 || mayStart())
            return;
        primary = m_primary;
    }
    decide(std::move(primary), std::nullopt);
}

void Hedging::Race::decide(Outcome<void> outcome, std::optional<std::size_t> winner)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_outcome)
            return;
        m_outcome = std::move(outcome);
        m_winner = winner;
    }
    m_scope.executor().clock().cancel(*this);
    m_decided.release();
    for (std::size_t attempt = 0; attempt < m_started; ++attempt) { // no more of them from here on
        if (attempt != winner)
            m_attempts[attempt]->source.cancel();
    }
}

// --- the strategy ----------------------------------------------------------------------------------------------------

Hedging::Hedging(TaskScope& losers, HedgingOptions options)
    : m_losers(losers)
    , m_options(std::move(options))
{
    if (m_options.maxHedgedAttempts < 1 || m_options.maxHedgedAttempts > HedgingOptions::kMostHedgedAttempts)
        throw std::out_of_range("Hedging: maxHedgedAttempts must be 1 to 10");
}

bool Hedging::handles(const Failure& failure, int attempt) const
{
    return m_options.shouldHandle ? m_options.shouldHandle(failure, attempt) : anyButCancellation(failure);
}

QCoro::Task<Outcome<void>> Hedging::execute(Next next, const CancellationToken& token)
{
    const bool onWorker = next.onWorker();
    const auto race = std::make_shared<Race>(*this, std::move(next), token);
    QCoro::Task<> primary = Race::begin(race);
    co_await primary;
    CallWait<Semaphore::AcquireAwaiter> wait(onWorker, race->decided().acquire(token, OrderActivity::Suspended));
    const Outcome<bool> waited = co_await std::move(wait);
    if (!waited)
        race->decide(tl::unexpected<Failure>(waited.error()), std::nullopt);
    Outcome<void> outcome = race->takeOutcome();
    if (race->winner().value_or(0) > 0 && m_options.onWon)
        m_options.onWon(static_cast<int>(*race->winner()) - 1);
    co_return underToken(std::move(outcome), token);
}

} // namespace engine
