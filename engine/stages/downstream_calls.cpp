// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stages/downstream_calls.h"

#include "engine/runtime/worker_pool.h"
#include "engine/stages/call_stage.h"
#include "engine/stages/needless_layers.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace engine {

/// One call: shared by its stage and by whatever still runs for it when the stage has left.
class DownstreamCalls::Call {
public:
    Call(OrderId forOrder, const AntiPatternsSpec& inForce, CancellationToken heeded)
        : order(forOrder)
        , habits(inForce)
        , token(std::move(heeded))
    {
    }
    /// The call is over.
    void end(Habits& counted, Clock::TimePoint now)
    {
        const std::lock_guard lock(m_mutex);
        m_ended = true;
        branch.end();
        if (!m_leftAt)
            return;
        counted.orphans.leave();
        counted.orphanedNs.fetch_add((now - *m_leftAt).count(), std::memory_order_relaxed);
    }
    /// Its order has ended without waiting for it.
    void leave(Habits& counted, Clock::TimePoint now)
    {
        const std::lock_guard lock(m_mutex);
        if (m_ended)
            return;
        branch.leave(habits.ignoreCancellation);
        if (!habits.ignoreCancellation)
            return; // it has heard of it too, and only needs a worker to end
        m_leftAt = now;
        counted.orphans.enter();
        counted.orphansTotal.fetch_add(1, std::memory_order_relaxed);
    }

    const OrderId order;
    const AntiPatternsSpec habits; ///< in force when it began
    const CancellationToken token; ///< which it heeds
    Callee callee; ///< this one, or the next
    BlockingCallee blockingCallee;
    Outcome<void> outcome; ///< once it has ended, as the next
    int attempts = 1;
    CallBranch branch; ///< where it runs in a flow of its own

private:
    std::mutex m_mutex;
    bool m_ended = false;
    std::optional<Clock::TimePoint> m_leftAt;
};

// --- from the downstream outwards: policy, layers, a work item of its own ---------------------------------------------

QCoro::Task<Outcome<void>> DownstreamCalls::ask(const std::shared_ptr<Call>& call)
{
    if (m_policy.off())
        return call->callee(1, call->token);
    auto callee = [call](int attempt, const CancellationToken& token) { return call->callee(attempt, token); };
    return m_policy.execute(call->order, std::move(callee), call->token, &call->attempts);
}

Outcome<void> DownstreamCalls::askOnWorker(const std::shared_ptr<Call>& call)
{
    if (m_policy.off())
        return call->blockingCallee(1, call->token);
    auto callee = [call](int attempt, const CancellationToken& token) { return call->blockingCallee(attempt, token); };
    return m_policy.executeOnWorker(call->order, std::move(callee), call->token, &call->attempts);
}

/// Completes without suspending if the call blocks its worker.
QCoro::Task<> DownstreamCalls::answer(std::shared_ptr<Call> call)
{
    try {
        if (call->blockingCallee) {
            call->outcome = askOnWorker(call);
            co_return;
        }
        QCoro::Task<Outcome<void>> task = ask(call);
        call->outcome = co_await task;
    } catch (...) {
        call->outcome = escaped(std::current_exception());
    }
}

QCoro::Task<> DownstreamCalls::answerInLayers(std::shared_ptr<Call> call)
{
    const int layers = call->habits.needlessLayers;
    if (layers <= 0)
        return answer(std::move(call));
    return inNeedlessLayers(
        layers, [this, call = std::move(call)] { return answer(call); }, m_habits);
}

QCoro::Task<> DownstreamCalls::answerElsewhere(std::shared_ptr<Call> call)
{
    m_habits.extraHops.fetch_add(1, std::memory_order_relaxed);
    const Flow<> flow = m_orphans.spawn([this, call] { return answerInLayers(call); });
    Flow<>::WaitAwaiter end = flow.wait();
    (void)co_await std::move(end);
}

QCoro::Task<> DownstreamCalls::answerAndTell(std::shared_ptr<Call> call)
{
    const bool elsewhere = call->habits.taskRun && !call->blockingCallee;
    QCoro::Task<> task = elsewhere ? answerElsewhere(call) : answerInLayers(call);
    co_await task;
    call->end(m_habits, m_clock.now());
}

Flow<> DownstreamCalls::start(const std::shared_ptr<Call>& call)
{
    const CallBranch::Start followed(call->branch);
    return m_orphans.spawn([this, call] { return answerAndTell(call); });
}

/// Runs it here and now, up to its first suspension.
Flow<> DownstreamCalls::startInline(const std::shared_ptr<Call>& call)
{
    const CallBranch::Start followed(call->branch);
    return m_orphans.spawnInline([this, call] { return answerAndTell(call); });
}

// --- a call and its order ---------------------------------------------------------------------------------------------

namespace {

/// Until the flow has ended, its order has, or nobody blocks on async code any more.
void blockWorker(const Flow<>& flow, const CancellationToken& token, const CancellationToken& whileBlocking)
{
    const CancellationSource either = CancellationSource::linked({token, whileBlocking});
    (void)flow.wait(either.token()).waitOnWorker();
}

} // namespace

OrderDeadline DownstreamCalls::deadlineOf(
    const Submission& submission, const AntiPatternsSpec& habits, const CancellationToken& token) const
{
    return habits.noTimeout ? OrderDeadline(token) : OrderDeadline(submission, token, m_clock);
}

QCoro::Task<Outcome<void>> DownstreamCalls::make(
    Submission& submission, Callee callee, const CancellationToken& token)
{
    CancellationToken whileBlocking;
    const AntiPatternsSpec habits = m_habits.inForce(whileBlocking);
    const OrderDeadline deadline = deadlineOf(submission, habits, token);
    const bool ignores = habits.ignoreCancellation;
    const auto call =
        std::make_shared<Call>(submission.order.id, habits, ignores ? m_orphans.token() : deadline.token());
    Outcome<void> waited;
    if (deadline.token().isCancelled()) {
        waited = tl::unexpected<Failure>(deadline.token().failure());
        co_return deadline.judge(std::move(waited));
    }
    call->callee = std::move(callee);
    const bool blocks = habits.blockOnAsync && m_blocksByHabit && WorkerPool::current();
    if (ignores || blocks) {
        const Flow<> flow = startInline(call);
        if (blocks)
            blockWorker(flow, deadline.token(), whileBlocking);
        Flow<>::WaitAwaiter end = flow.wait(deadline.token()); // over already, unless the worker was set free
        waited = co_await std::move(end);
    } else {
        QCoro::Task<> task = answerAndTell(call);
        co_await task;
    }
    co_return conclude(submission, *call, deadline, waited);
}

Outcome<void> DownstreamCalls::makeOnWorker(
    Submission& submission, BlockingCallee callee, const CancellationToken& token)
{
    const AntiPatternsSpec habits = m_habits.inForce();
    const OrderDeadline deadline = deadlineOf(submission, habits, token);
    if (deadline.token().isCancelled())
        return deadline.judge(tl::unexpected<Failure>(deadline.token().failure()));
    const bool ignores = habits.ignoreCancellation;
    const auto call =
        std::make_shared<Call>(submission.order.id, habits, ignores ? m_orphans.token() : deadline.token());
    call->blockingCallee = std::move(callee);
    Outcome<void> waited;
    if (habits.taskRun) {
        m_habits.extraHops.fetch_add(1, std::memory_order_relaxed);
        const Flow<> flow = start(call);
        waited = flow.wait(deadline.token()).waitOnWorker();
    } else {
        const QCoro::Task<> task = answerAndTell(call);
        if (!task.isReady())
            throw std::logic_error("DownstreamCalls: a call suspended that should have blocked its worker");
        if (ignores && deadline.token().isCancelled()) // the order has ended long since
            waited = tl::unexpected<Failure>(deadline.token().failure());
    }
    return conclude(submission, *call, deadline, waited);
}

/// `waited` is a failure if the order has ended without the call.
Outcome<void> DownstreamCalls::conclude(
    Submission& submission, Call& call, const OrderDeadline& deadline, const Outcome<void>& waited)
{
    if (!waited) {
        call.leave(m_habits, m_clock.now());
        return deadline.judge(waited);
    }
    constexpr int kMost = std::numeric_limits<decltype(submission.attempts)>::max();
    submission.attempts = static_cast<decltype(submission.attempts)>(std::clamp(call.attempts, 1, kMost));
    Outcome<void> outcome = deadline.judge(std::move(call.outcome));
    if (call.habits.asyncVoid && !outcome && !outcome.error().isCancelled())
        throwUnobserved(outcome.error());
    return outcome;
}

/// As an exception leaves a function that nobody awaits: the only place that hears of it is the owner of all flows.
void DownstreamCalls::throwUnobserved(const Failure& failure)
{
    m_habits.unobservedErrors.fetch_add(1, std::memory_order_relaxed);
    const Unfollowed nobodys; // it is no part of the order
    m_orphans.spawn([text = failure.message] { throw std::runtime_error(text); });
}

void DownstreamCalls::hogWorker() const
{
    if (!m_habits.any())
        return;
    const std::chrono::duration<double, std::milli> time(m_habits.inForce().hogWorkerMs);
    WorkerPool* const pool = WorkerPool::current();
    if (!pool || time.count() <= 0)
        return;
    const auto computing = std::chrono::round<Clock::Duration>(time);
    pool->busyFor(computing);
    m_habits.hoggedNs.fetch_add(computing.count(), std::memory_order_relaxed);
}

} // namespace engine
