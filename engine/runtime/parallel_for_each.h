// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/flow.h"
#include "engine/runtime/for_each_source.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

namespace engine {

struct ForEachOptions {
    int maxDegreeOfParallelism = -1; ///< bodies in flight at most; -1: as many as the machine has processors
    CancellationToken token; ///< the caller's
    /// If given, read instead of maxDegreeOfParallelism whenever an item is taken or a body ends, so that it can be changed
    /// meanwhile. At least 1. Outlives the loop.
    const std::atomic<int>* liveDegree = nullptr;
};

/// How a parallelForEach ended (semantics PF-10).
struct ForEachResult {
    FlowStatus status = FlowStatus::Succeeded;
    std::vector<std::exception_ptr> errors; ///< Faulted: all, in the order in which they were recorded
    CancelReason cancelReason = CancelReason::None;
    std::uint64_t cancelTokenId = 0; ///< Cancelled: the caller's token

    /// Throws the first error, or CancelledError.
    void throwIfFailed() const
    {
        if (status == FlowStatus::Faulted)
            std::rethrow_exception(errors.front());
        if (status == FlowStatus::Cancelled)
            throw CancelledError(cancelReason, cancelTokenId);
    }
};

namespace detail {

/// The part of a running parallelForEach that depends on neither source nor body.
class ForEachCore {
public:
    ForEachCore(Executor& executor, const ForEachOptions& options);

    [[nodiscard]] const CancellationToken& token() const noexcept { return m_token; }
    [[nodiscard]] Executor& executor() const noexcept { return m_executor; }
    /// True: there is room for one more worker, and it is counted in.
    bool addWorker();
    /// With a live degree: there is room for one more.
    [[nodiscard]] bool wantsMore() const noexcept { return m_liveDegree && m_workers.load(std::memory_order_relaxed) < degree(); }
    /// With a live degree: true if there are more workers than it allows; then the calling one is counted out, and must end.
    bool leaveIfTooMany();
    /// Keeps the error and, if it is the first, tells the others to stop.
    void record(std::exception_ptr error);
    /// True: it was the last one, and has to close the source and then conclude().
    [[nodiscard]] bool removeWorker();
    /// Decides the outcome and wakes whoever waits.
    void conclude();

    class [[nodiscard]] DoneAwaiter final : public Awaiter<DoneAwaiter> {
    public:
        explicit DoneAwaiter(ForEachCore& core) noexcept : m_core(core) {}
        bool ready();
        bool begin();
        ForEachResult finish() { return std::move(m_core.m_result); }

    private:
        ForEachCore& m_core;
    };

private:
    Executor& m_executor;
    const CancellationToken m_callerToken;
    CancellationSource m_source;
    const CancellationToken m_token; ///< one for all bodies
    [[nodiscard]] int degree() const noexcept { return m_liveDegree ? std::max(1, m_liveDegree->load()) : m_degree; }

    const int m_degree;
    const std::atomic<int>* const m_liveDegree;
    std::mutex m_mutex;
    int m_active = 0;
    std::atomic<int> m_workers{0}; ///< started, without those that left; changed under the mutex
    bool m_done = false;
    DoneAwaiter* m_waiting = nullptr;
    std::vector<std::exception_ptr> m_errors;
    ForEachResult m_result;
};

template <typename Range, typename Body>
class ForEach final : public ForEachCore {
    using Source = ForEachSourceOf<Range>;

public:
    ForEach(Executor& executor, const ForEachOptions& options, Range source, Body body)
        : ForEachCore(executor, options), m_source(openSource(std::move(source), token())), m_body(std::move(body)),
          m_context(callersContext())
    {
    }

    static void startWorker(const std::shared_ptr<ForEach>& self)
    {
        if (self->addWorker())
            (void)startFlow(self->executor(), [self] { return self->work(self); });
    }

private:
    using Item = typename Source::Item;

    QCoro::Task<> work(std::shared_ptr<ForEach> self)
    {
        for (bool first = true; !token().isCancelled(); first = false) {
            std::optional<Item> item = tryTake();
            if (!item) {
                try {
                    item = co_await m_source->take(token());
                } catch (...) {
                    record(std::current_exception());
                }
            }
            if (!item)
                break;
            if (first || wantsMore())
                startWorker(self);
            try {
                if constexpr (std::is_void_v<std::invoke_result_t<Body&, Item, const CancellationToken&>>)
                    (*m_body)(std::move(*item), token());
                else if (!tryAtOnce(*item))
                    co_await (*m_body)(std::move(*item), token());
            } catch (...) {
                record(std::current_exception());
            }
            Strand::current()->context() = m_context; // the next body does not find what this one has left there (PF-12)
            if (leaveIfTooMany())
                co_return;
        }
        if (!removeWorker())
            co_return;
        // What they refer to may be gone as soon as the caller knows the outcome.
        m_source.reset();
        m_body.reset();
        conclude();
    }
    /// An item that is there already costs no suspension.
    std::optional<Item> tryTake()
    {
        if constexpr (requires { m_source->tryTake(); })
            return m_source->tryTake();
        else
            return std::nullopt;
    }
    /// A body that does not suspend costs no coroutine, if it can tell.
    bool tryAtOnce(Item& item)
    {
        if constexpr (requires { m_body->tryAtOnce(item, token()); })
            return m_body->tryAtOnce(item, token());
        else
            return false;
    }
    static Strand::Context callersContext()
    {
        Strand* const caller = Strand::current();
        return caller ? caller->context() : Strand::Context{};
    }

    std::optional<Source> m_source;
    std::optional<Body> m_body;
    const Strand::Context m_context;
};

inline QCoro::Task<ForEachResult> waitForEach(std::shared_ptr<ForEachCore> core)
{
    co_return co_await ForEachCore::DoneAwaiter(*core);
}

inline QCoro::Task<ForEachResult> forEachResult(ForEachResult result) { co_return result; }

} // namespace detail

/// Calls `body(item, token)` for each item, with a bounded number in flight (semantics PF-1 to PF-10, PF-12).
///
/// Model    each worker is a flow that takes an item, runs the body to its end and takes the next; a worker that has got its
///          first item sends for the next worker while the degree allows. The first error stops the taking of items; bodies
///          in flight are awaited, and their errors are recorded too. All bodies get one token, linked from the caller's.
/// Shape    `source` is a range, a Channel, an AsyncGenerator, or a function that makes an AsyncGenerator of the bodies' token,
///          which it takes by value; `body` gives nothing or a QCoro::Task<>. Both are moved in.
///          A body may take its item by reference: the item outlives it. It may have `bool tryAtOnce(Item&, token)`, which
///          is called first: true means that nothing is left to do, and then no coroutine is made.
/// Errors   none at the call: what the source throws on being opened makes a result that has Faulted already
/// Threads  call and await it on a strand
template <typename Range, typename Body>
[[nodiscard]] QCoro::Task<ForEachResult> parallelForEach(Executor& executor, Range source, ForEachOptions options, Body body)
{
    if (options.token.isCancelled())
        return detail::forEachResult({FlowStatus::Cancelled, {}, options.token.reason(), options.token.id()});
    using Running = detail::ForEach<Range, Body>;
    std::shared_ptr<Running> running;
    try {
        running = std::make_shared<Running>(executor, options, std::move(source), std::move(body));
    } catch (...) {
        return detail::forEachResult({FlowStatus::Faulted, {std::current_exception()}, CancelReason::None, 0});
    }
    Running::startWorker(running);
    return detail::waitForEach(std::move(running));
}

} // namespace engine
