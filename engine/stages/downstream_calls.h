// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/submission.h"
#include "engine/resilience/downstream_policy.h"
#include "engine/stages/habits.h"
#include "engine/stages/order_deadline.h"

#include <qcoro/qcorotask.h>

#include <atomic>
#include <functional>
#include <memory>

namespace engine {

/// How a stage calls its downstream: inside its policy, within the order's deadline, and with the bad habits that are in
/// force when the call begins.
///
/// Model    a call that ignores cancellation ends for its order when the order is cancelled, and runs on as an orphan until it
///          ends or the orphans' scope is cancelled; on a worker that it blocks it cannot be left, and the worker stays
///          with it. Without a bad habit a call ends before its order does, but for what a pessimistic timeout leaves
/// Errors   exceptions of the callee come out as Unavailable. Cancelled says who it was (CT-11): the run, or the deadline
/// Threads  every function from any thread; make() from a strand, makeOnWorker() from a worker. Policy, habits and scope
///          outlive this; whoever cancels and joins the scope does so before this ends
class DownstreamCalls {
public:
    /// Kept until nothing of the call runs any more: it owns what it uses, or uses what outlives the orphans' scope.
    using Callee = std::function<QCoro::Task<Outcome<void>>(int attempt, const CancellationToken& token)>;
    /// The same for a call that blocks its worker.
    using BlockingCallee = std::function<Outcome<void>(int attempt, const CancellationToken& token)>;

    struct Options {
        double orderTimeoutMs = 0; ///< for an order from now on, where its deadline starts; 0: no limit
        bool blocksByHabit = false; ///< the habit of blocking on async code shows here
    };
    DownstreamCalls(DownstreamPolicy& policy, Habits& habits, TaskScope& orphans, const Options& options = {0, false})
        : m_policy(policy)
        , m_habits(habits)
        , m_orphans(orphans)
        , m_clock(orphans.executor().clock())
        , m_orderTimeoutMs(options.orderTimeoutMs)
        , m_blocksByHabit(options.blocksByHabit)
    {
    }

    /// The order's time starts now, if orders have a limit and it has not started yet.
    void startDeadline(Submission& submission) const { OrderDeadline::start(submission, m_orderTimeoutMs, m_clock); }
    /// For orders whose time starts from now on; 0: no limit.
    void setOrderTimeout(double ms) { m_orderTimeoutMs = ms; }
    /// Nothing stands in between: the stage may call its downstream itself.
    [[nodiscard]] bool direct(const Submission& submission) const
    {
        return m_policy.off() && !m_habits.any() && !submission.deadline;
    }
    /// The same for a call that takes no time: a deadline that has not passed does not matter.
    [[nodiscard]] bool directAtOnce(const Submission& submission) const
    {
        return m_policy.off() && !m_habits.any() && !OrderDeadline::hasPassed(submission, m_clock);
    }

    /// Sets submission.attempts. `token` outlives the task.
    [[nodiscard]] QCoro::Task<Outcome<void>> make(
        Submission& submission, Callee callee, const CancellationToken& token);
    [[nodiscard]] Outcome<void> makeOnWorker(
        Submission& submission, BlockingCallee callee, const CancellationToken& token);

    /// Computes on the calling worker, if that habit is in force.
    void hogWorker() const;
    [[nodiscard]] AntiPatternsSpec habits() const { return m_habits.inForce(); }

private:
    class Call;

    [[nodiscard]] OrderDeadline deadlineOf(
        const Submission& submission, const AntiPatternsSpec& habits, const CancellationToken& token) const;
    [[nodiscard]] QCoro::Task<Outcome<void>> ask(const std::shared_ptr<Call>& call);
    [[nodiscard]] Outcome<void> askOnWorker(const std::shared_ptr<Call>& call);
    [[nodiscard]] QCoro::Task<> answer(std::shared_ptr<Call> call);
    [[nodiscard]] QCoro::Task<> answerInLayers(std::shared_ptr<Call> call);
    [[nodiscard]] QCoro::Task<> answerElsewhere(std::shared_ptr<Call> call);
    [[nodiscard]] QCoro::Task<> answerAndTell(std::shared_ptr<Call> call);
    [[nodiscard]] Flow<> start(const std::shared_ptr<Call>& call);
    [[nodiscard]] Flow<> startInline(const std::shared_ptr<Call>& call);
    [[nodiscard]] Outcome<void> conclude(
        Submission& submission, Call& call, const OrderDeadline& deadline, const Outcome<void>& waited);
    void throwUnobserved(const Failure& failure);

    DownstreamPolicy& m_policy;
    Habits& m_habits;
    TaskScope& m_orphans;
    Clock& m_clock;
    std::atomic<double> m_orderTimeoutMs;
    const bool m_blocksByHabit; ///< the habit of blocking on async code shows here
};

} // namespace engine
