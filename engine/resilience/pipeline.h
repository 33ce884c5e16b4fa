// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/order.h"
#include "engine/order/outcome.h"
#include "engine/runtime/cancellation.h"

#include <qcoro/qcorotask.h>

#include <atomic>
#include <coroutine>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace engine {

class Strategy;

/// Which failures a strategy handles. Successes are never handled.
using FailurePredicate = std::function<bool(const Failure&)>;
/// The default of every strategy: anything but a cancellation.
[[nodiscard]] bool anyButCancellation(const Failure& failure) noexcept;

/// A cancellation that the caller has caused, under the caller's token, with the original as its cause; anything else
/// as it is (semantics PO-TO-4, PO-HE-6).
[[nodiscard]] Outcome<void> underToken(Outcome<void> outcome, const CancellationToken& caller);

/// Strategies, outermost first.
using Pipeline = std::vector<std::shared_ptr<Strategy>>;

/// One execution of a pipeline. Whatever still runs for it shares it, so that what a pessimistic timeout has left
/// behind keeps its callee and its strategies.
///
/// Threads  run() may be under way on more than one strand when a timeout walks away
class Call {
public:
    /// `blocksWorker`: run() blocks its worker, and so do the waits of the strategies.
    Call(std::shared_ptr<const Pipeline> pipeline, OrderId forOrder, bool blocksWorker) noexcept
        : m_pipeline(std::move(pipeline))
        , m_order(forOrder)
        , m_onWorker(blocksWorker)
    {
    }
    virtual ~Call() = default;
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;

    /// The callee. `attempt` counts from 1. The token lives until the task has ended.
    virtual QCoro::Task<Outcome<void>> run(int attempt, const CancellationToken& token) = 0;

    /// Tries made so far, whether or not they reached the callee.
    [[nodiscard]] int tries() const noexcept { return m_tries.load(std::memory_order_relaxed); }

private:
    friend class Next;
    std::shared_ptr<const Pipeline> m_pipeline;
    OrderId m_order;
    bool m_onWorker;
    std::atomic<int> m_tries {1};
};

/// What a strategy guards: the strategies inside it, and the callee.
///
/// Model    before each of them the token is checked: Cancelled, and it is not reached (semantics PO-1). An exception
///          of one is a Failure for those outside it (PO-2)
/// Threads  a value; every function from any thread
class Next {
public:
    explicit Next(std::shared_ptr<Call> call) noexcept
        : m_call(std::move(call))
    {
    }

    /// Runs it; never throws. The token has to live until the task has ended.
    [[nodiscard]] QCoro::Task<Outcome<void>> operator()(const CancellationToken& token) const
    {
        return proceed(*this, token);
    }
    /// The same for the next attempt.
    [[nodiscard]] Next again() const;

    [[nodiscard]] OrderId order() const noexcept { return m_call->m_order; }
    [[nodiscard]] bool onWorker() const noexcept { return m_call->m_onWorker; }
    [[nodiscard]] int attempt() const noexcept { return m_attempt; }

private:
    static QCoro::Task<Outcome<void>> proceed(Next self, const CancellationToken& token);

    std::shared_ptr<Call> m_call;
    std::size_t m_index = 0;
    int m_attempt = 1;
};

/// One layer of a pipeline.
///
/// Threads  execute() from any strand; `token` outlives the task
class Strategy {
public:
    Strategy() = default;
    virtual ~Strategy() = default;
    Strategy(const Strategy&) = delete;
    Strategy& operator=(const Strategy&) = delete;
    virtual QCoro::Task<Outcome<void>> execute(Next next, const CancellationToken& token) = 0;
    /// Whether this is a failure that it is there for; never, for a strategy that judges none.
    [[nodiscard]] virtual bool handles(const Failure&) const { return false; }
};

/// How a failure of the pipeline is judged: by its outermost strategy, whatever those inside it handle (P7-PW-1).
[[nodiscard]] bool isHandled(const Pipeline& pipeline, const Failure& failure);

/// A call whose callee is a function: it gives a QCoro::Task<Outcome<void>>, or an Outcome<void> if it blocks its
/// worker.
template <typename F>
class FunctionCall final : public Call {
    using Result = std::invoke_result_t<F&, int, const CancellationToken&>;
    static constexpr bool kBlocks = std::is_same_v<Result, Outcome<void>>;

public:
    FunctionCall(std::shared_ptr<const Pipeline> pipeline, OrderId forOrder, F function)
        : Call(std::move(pipeline), forOrder, kBlocks)
        , m_function(std::move(function))
    {
    }
    QCoro::Task<Outcome<void>> run(int attempt, const CancellationToken& token) override
    {
        if constexpr (kBlocks)
            return completed(m_function, attempt, token);
        else
            return m_function(attempt, token);
    }

private:
    static QCoro::Task<Outcome<void>> completed(F& function, int attempt, const CancellationToken& token)
    {
        Outcome<void> outcome = function(attempt, token);
        co_return outcome;
    }
    F m_function;
};

/// Runs `callee(attempt, token)` inside the pipeline. `callee` is kept until nothing of the call runs any more, which
/// may be after the task's end if a timeout is pessimistic: it has to own, or know to outlive the orphans' scope, what
/// it uses.
template <typename F>
[[nodiscard]] QCoro::Task<Outcome<void>> execute(
    std::shared_ptr<const Pipeline> pipeline, OrderId order, F callee, const CancellationToken& token)
{
    return Next(std::make_shared<FunctionCall<F>>(std::move(pipeline), order, std::move(callee)))(token);
}

/// What a task gave whose waits have all blocked their worker.
[[nodiscard]] Outcome<void> resultOf(QCoro::Task<Outcome<void>> task);

/// Waits as the call waits: suspended, or on the worker's thread. The task then completes without ever suspending.
template <typename A>
class [[nodiscard]] CallWait {
public:
    CallWait(bool onWorker, A awaiter)
        : m_awaiter(std::move(awaiter))
        , m_onWorker(onWorker)
    {
    }
    bool await_ready()
    {
        if (!m_onWorker)
            return m_awaiter.await_ready();
        m_result.emplace(m_awaiter.waitOnWorker());
        return true;
    }
    bool await_suspend(std::coroutine_handle<> coroutine) { return m_awaiter.await_suspend(coroutine); }
    auto await_resume() { return m_result ? std::move(*m_result) : m_awaiter.await_resume(); }

private:
    A m_awaiter;
    bool m_onWorker;
    std::optional<decltype(std::declval<A&>().await_resume())> m_result;
};

} // namespace engine
