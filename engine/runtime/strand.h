// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/executor.h"

#include <atomic>
#include <coroutine>
#include <cstdint>
#include <utility>

namespace engine {

/// One thing to do on a strand. Intrusive: posting it allocates nothing. It is done with when its function is called.
struct StrandItem {
    using Function = void (*)(StrandItem&);
    explicit StrandItem(Function function) noexcept : run(function) {}
    StrandItem(StrandItem&& other) noexcept : run(other.run) {} ///< only before it is posted
    StrandItem& operator=(StrandItem&&) = delete;

    Function run;
    StrandItem* next = nullptr;

protected:
    ~StrandItem() = default;
};

class Strand;

namespace detail {
// constinit and trivially destructible: reading it costs one load, without a check whether it was constructed.
inline constinit thread_local Strand* currentStrand = nullptr;
} // namespace detail

/// Serial executor over the pool: its items run one at a time, first in first out, in whichever threads.
///
/// Model    a strand with something to do is one work item of its executor; it runs one item and queues again behind the
///          others. What item n did happens before item n + 1, so whatever only one strand touches needs no lock.
///          A flow's parent and child tasks share its strand; see decisions/0001.
/// Threads  post() from any thread; the context from the strand itself, or before it first runs
class Strand : public WorkItem {
public:
    /// What a flow carries with it.
    struct Context {
        OrderId order = 0;
    };

    explicit Strand(Executor& executor) noexcept : m_executor(executor) {}

    /// The strand that the calling thread runs at this moment, or null.
    [[nodiscard]] static Strand* current() noexcept { return detail::currentStrand; }
    /// The same for an awaitable that suspends. Throws std::logic_error without one: nothing could resume it soundly.
    [[nodiscard]] static Strand& suspending()
    {
        if (!current())
            throwOutside();
        return *current();
    }

    void post(StrandItem& item) noexcept;

    [[nodiscard]] Executor& executor() const noexcept { return m_executor; }
    [[nodiscard]] Context& context() noexcept { return m_context; }

    /// Runs `function` on the calling thread as this strand's first item. Only for a strand that nothing was posted to yet.
    template <typename F>
    void runInline(F&& function);

    /// Strands are counted: whoever posts must hold a reference, or know that somebody does until the item has run.
    void addReference() noexcept { m_references.fetch_add(1, std::memory_order_relaxed); }
    void removeReference() noexcept;

    bool run() final;
    [[nodiscard]] OrderId workingOn() const noexcept final { return m_context.order; }

protected:
    virtual ~Strand() = default;

private:
    [[noreturn]] static void throwOutside();
    [[nodiscard]] static StrandItem* closedMark() noexcept;
    void takeNew() noexcept;
    bool leave() noexcept;

    Executor& m_executor;
    /// null: nothing to do, not queued. closedMark(): queued or running, nothing new. Otherwise the newest item of a stack.
    std::atomic<StrandItem*> m_new{nullptr};
    StrandItem* m_ready = nullptr; ///< oldest first; touched by the running thread only
    std::atomic<int> m_references{1};
    Context m_context;
};

template <typename F>
void Strand::runInline(F&& function)
{
    m_new.store(closedMark(), std::memory_order_relaxed);
    addReference(); // the one that run() gives back
    Strand* const outer = std::exchange(detail::currentStrand, this);
    std::forward<F>(function)();
    detail::currentStrand = outer;
    if (leave())
        m_executor.post(*this);
}

/// A counted reference to a strand or to something that is one.
template <typename S>
class StrandPointer {
public:
    StrandPointer() = default;
    explicit StrandPointer(S* strand) noexcept : m_strand(strand) {} ///< takes over the caller's reference
    StrandPointer(const StrandPointer& other) noexcept : m_strand(other.m_strand)
    {
        if (m_strand)
            m_strand->addReference();
    }
    StrandPointer(StrandPointer&& other) noexcept : m_strand(std::exchange(other.m_strand, nullptr)) {}
    StrandPointer& operator=(StrandPointer other) noexcept
    {
        std::swap(m_strand, other.m_strand);
        return *this;
    }
    ~StrandPointer()
    {
        if (m_strand)
            m_strand->removeReference();
    }
    [[nodiscard]] S* get() const noexcept { return m_strand; }
    S* operator->() const noexcept { return m_strand; }
    S& operator*() const noexcept { return *m_strand; }
    explicit operator bool() const noexcept { return m_strand != nullptr; }

private:
    S* m_strand = nullptr;
};

/// Lets the other work items of the executor go first: `co_await yieldNow()`, on a strand.
class YieldAwaiter : private StrandItem {
public:
    YieldAwaiter() noexcept : StrandItem(&resume) {}
    YieldAwaiter(YieldAwaiter&&) noexcept = default;
    [[nodiscard]] bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> coroutine)
    {
        m_coroutine = coroutine;
        Strand::suspending().post(*this);
    }
    void await_resume() const noexcept {}

private:
    static void resume(StrandItem& item) { static_cast<YieldAwaiter&>(item).m_coroutine.resume(); }
    std::coroutine_handle<> m_coroutine;
};

[[nodiscard]] inline YieldAwaiter yieldNow() noexcept { return {}; }

} // namespace engine
