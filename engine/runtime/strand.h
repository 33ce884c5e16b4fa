// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/executor.h"
#include "engine/runtime/order_track.h"

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
        OrderTrack* track = nullptr; ///< of that order, or of the first of several; null: nobody follows it
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

    /// From here on this strand works for that order too, and says so on its track.
    void bind(OrderTrack& track) noexcept;
    /// Not for `track` any more, nor for the others.
    void unbind(OrderTrack& track) noexcept;

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
    /// It has something to do and no worker. Nobody runs it at this moment.
    void noteWaiting() noexcept
    {
        if (m_context.track) [[unlikely]]
            m_context.track->become(OrderActivity::WaitingForWorker);
    }

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
    if (leave()) {
        noteWaiting();
        m_executor.post(*this);
    }
}

/// The track that the calling strand's order has, or null.
[[nodiscard]] inline OrderTrack* currentTrack() noexcept
{
    Strand* const strand = Strand::current();
    return strand ? strand->context().track : nullptr;
}

/// The track of a call in a flow of its own, which its order may leave. Does nothing where nobody follows the order.
///
/// Threads  Start and leave() from the strand that waits, end() from the flow; leave() and end() under one mutex, and leave()
///          only if the call has not ended
class CallBranch {
public:
    /// Flows that the calling strand starts while this lives are the call's.
    class Start {
    public:
        explicit Start(CallBranch& branch) noexcept
        {
            OrderTrack* const track = currentTrack();
            if (!track) [[likely]]
                return;
            m_strand = Strand::current();
            m_outer = track;
            branch.m_track = &track->branch();
            m_strand->context().track = branch.m_track;
        }
        ~Start()
        {
            if (m_strand) [[unlikely]]
                m_strand->context().track = m_outer;
        }
        Start(const Start&) = delete;
        Start& operator=(const Start&) = delete;

    private:
        Strand* m_strand = nullptr;
        OrderTrack* m_outer = nullptr;
    };

    /// The order goes on without the call.
    void leave(bool asOrphan) noexcept
    {
        if (m_track) [[unlikely]]
            m_track->leave(asOrphan);
    }
    /// The last thing that the call does.
    void end() noexcept
    {
        if (!m_track) [[likely]]
            return;
        Strand::current()->context().track = nullptr;
        m_track->endBranch();
        m_track = nullptr;
    }

private:
    OrderTrack* m_track = nullptr;
};

/// Flows that the calling strand starts while this lives are nobody's that is followed.
class Unfollowed {
public:
    Unfollowed() noexcept : m_strand(currentTrack() ? Strand::current() : nullptr)
    {
        if (m_strand) [[unlikely]]
            m_track = std::exchange(m_strand->context().track, nullptr);
    }
    ~Unfollowed()
    {
        if (m_strand) [[unlikely]]
            m_strand->context().track = m_track;
    }
    Unfollowed(const Unfollowed&) = delete;
    Unfollowed& operator=(const Unfollowed&) = delete;

private:
    Strand* m_strand;
    OrderTrack* m_track = nullptr;
};

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
