// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/channel/channel_core.h"
#include "engine/runtime/cancellation.h"
#include "engine/runtime/waiter.h"

#include <mutex>
#include <optional>
#include <utility>

namespace engine::detail {

/// What the three waits have in common: a place in a list of the channel, an answer, and a token that may come first.
template <typename T, typename A, typename R>
class ChannelAwaiter : public Awaiter<A>, public IntrusiveNode<A>, private CancellationListener {
public:
    bool ready()
    {
        if (m_token->isCancelled()) {
            m_result.emplace(tl::unexpected<Failure>(m_token->failure()));
            return true;
        }
        std::unique_lock lock(m_core.m_mutex);
        return self().attempt(lock);
    }
    bool begin()
    {
        {
            std::unique_lock lock(m_core.m_mutex);
            if (self().attempt(lock))
                return false;
            self().queue().pushBack(self());
            self().queued();
        }
        // Answered or not by now, nobody can resume us before we return: the strand, or the thread, is still ours.
        m_waited = true;
        m_token->listen(*this);
        return true;
    }
    Outcome<R> finish()
    {
        if (m_waited)
            m_token->stopListening(*this);
        return std::move(*m_result);
    }

protected:
    ChannelAwaiter(ChannelCore<T>& core, const CancellationToken& token) noexcept : m_core(core), m_token(&token) {}
    ChannelAwaiter(ChannelAwaiter&&) noexcept = default;
    ~ChannelAwaiter() = default;

    /// Called by whoever has unlinked us, under the channel's mutex.
    void answer(Outcome<R> result)
    {
        m_result.emplace(std::move(result));
        this->waiter().wake();
    }

    ChannelCore<T>& m_core;
    const CancellationToken* m_token; ///< the caller's, who keeps it until the wait is over: a copy would cost two atomics
    std::optional<Outcome<R>> m_result;

private:
    bool m_waited = false;
    A& self() { return static_cast<A&>(*this); }
    void cancelled(CancelReason) override
    {
        const std::lock_guard lock(m_core.m_mutex);
        if (!this->isLinked())
            return; // answered already
        self().queue().remove(self());
        answer(tl::unexpected<Failure>(m_token->failure()));
    }
};

template <typename T>
class [[nodiscard]] ChannelCore<T>::ReadAwaiter final : public ChannelAwaiter<T, ReadAwaiter, T> {
    using Base = ChannelAwaiter<T, ReadAwaiter, T>;

public:
    ReadAwaiter(ChannelCore& core, const CancellationToken& token) noexcept : Base(core, token) {}

private:
    friend class ChannelCore;
    friend Base;
    bool attempt(std::unique_lock<ShortMutex>&)
    {
        ChannelCore& core = this->m_core;
        if (core.m_singleReader)
            core.cancelPendingReads();
        if (std::optional<T> item = core.takeLocked())
            this->m_result.emplace(std::move(*item));
        else if (core.m_doneWriting)
            this->m_result.emplace(core.closedFailure());
        return this->m_result.has_value();
    }
    IntrusiveList<ReadAwaiter>& queue() { return this->m_core.m_blockedReaders; }
    /// A read that waits is room for an item, at a rendezvous; with a buffer nobody waits to write while it is empty.
    void queued()
    {
        if (!this->m_core.m_writeWaiters.empty())
            this->m_core.answerWaiters(this->m_core.m_writeWaiters, true);
    }
};

template <typename T>
class [[nodiscard]] ChannelCore<T>::WriteAwaiter final : public ChannelAwaiter<T, WriteAwaiter, void> {
    using Base = ChannelAwaiter<T, WriteAwaiter, void>;

public:
    template <typename U>
    WriteAwaiter(ChannelCore& core, U&& item, const CancellationToken& token) : Base(core, token), m_item(std::forward<U>(item))
    {
    }

private:
    friend class ChannelCore;
    friend Base;
    bool attempt(std::unique_lock<ShortMutex>& lock)
    {
        switch (this->m_core.tryWriteLocked(lock, m_item)) {
        case Write::Done:
            this->m_result.emplace();
            return true;
        case Write::Closed:
            this->m_result.emplace(this->m_core.closedFailure());
            return true;
        case Write::Full:
            break;
        }
        return false;
    }
    IntrusiveList<WriteAwaiter>& queue() { return this->m_core.m_blockedWriters; }
    /// A write that waits has an item for a reader, at a rendezvous; with a buffer nobody waits to read while it is full.
    void queued()
    {
        if (!this->m_core.m_readWaiters.empty())
            this->m_core.answerWaiters(this->m_core.m_readWaiters, true);
    }

    T m_item;
};

template <typename T>
class [[nodiscard]] ChannelCore<T>::WaitAwaiter final : public ChannelAwaiter<T, WaitAwaiter, bool> {
    using Base = ChannelAwaiter<T, WaitAwaiter, bool>;

public:
    WaitAwaiter(ChannelCore& core, bool toRead, const CancellationToken& token) noexcept : Base(core, token), m_toRead(toRead)
    {
    }

private:
    friend class ChannelCore;
    friend Base;
    bool attempt(std::unique_lock<ShortMutex>&)
    {
        ChannelCore& core = this->m_core;
        if (m_toRead && core.m_singleReader)
            core.cancelPendingReads();
        if (m_toRead ? core.hasItem() : !core.m_doneWriting && core.hasRoom())
            this->m_result.emplace(true);
        else if (core.m_doneWriting)
            this->m_result.emplace(core.waitEnded());
        return this->m_result.has_value();
    }
    void queued() const noexcept {}
    IntrusiveList<WaitAwaiter>& queue() { return m_toRead ? this->m_core.m_readWaiters : this->m_core.m_writeWaiters; }

    const bool m_toRead;
};

} // namespace engine::detail
