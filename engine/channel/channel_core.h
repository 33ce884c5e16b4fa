// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/channel/channel_completion.h"
#include "engine/channel/ring_buffer.h"
#include "engine/order/outcome.h"
#include "engine/runtime/intrusive_list.h"
#include "engine/runtime/order_track.h"
#include "engine/runtime/short_mutex.h"

#include <algorithm>
#include <atomic>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

namespace engine {

/// What a bounded channel does with a write when it is full.
enum class FullMode : std::uint8_t { Wait, DropWrite, DropNewest, DropOldest };

namespace detail {

template <typename T, typename A, typename R>
class ChannelAwaiter;

/// The track of an item that is an order, and that somebody follows; else null.
template <typename T>
OrderTrack* trackOf(const T& item) noexcept
{
    if constexpr (requires { item.track; })
        return item.track;
    return nullptr;
}

/// The state of a channel and its rules; Channel is the handle to it, and channel_awaiters.h has those who wait in its lists.
///
/// Model    writers wait only while it is full, readers only while nothing is buffered and no writer waits. With capacity 0
///          it is always full, so every item goes from a waiting writer or to a waiting reader
/// Threads  one mutex guards everything; a waiter that is linked has not been answered, and whoever unlinks it answers it
template <typename T>
class ChannelCore {
public:
    class ReadAwaiter;
    class WriteAwaiter;
    class WaitAwaiter;
    using CompletionAwaiter = ChannelCompletion::WaitAwaiter;
    using DropCallback = std::function<void(T)>;
    static constexpr int kUnbounded = std::numeric_limits<int>::max();

    ChannelCore(int capacity, FullMode fullMode, DropCallback dropped, bool singleReader)
        : m_capacity(capacity), m_fullMode(fullMode), m_singleReader(singleReader), m_dropped(std::move(dropped))
    {
    }

    bool tryWrite(T& item)
    {
        std::unique_lock lock(m_mutex);
        return tryWriteLocked(lock, item) == Write::Done;
    }
    std::optional<T> tryRead()
    {
        const std::lock_guard lock(m_mutex);
        return takeLocked();
    }
    /// Moves up to `most` items to the end of `to`, under one lock.
    void readInto(std::vector<T>& to, std::size_t most)
    {
        const std::lock_guard lock(m_mutex);
        for (; most > 0; --most) {
            std::optional<T> item = takeLocked();
            if (!item)
                return;
            to.push_back(std::move(*item));
        }
    }
    std::optional<T> tryPeek() const
    {
        const std::lock_guard lock(m_mutex);
        if (!m_items.empty())
            return std::optional<T>(m_items.front());
        const WriteAwaiter* const writer = m_blockedWriters.front();
        return writer ? std::optional<T>(writer->m_item) : std::nullopt;
    }

    bool tryComplete(std::optional<Failure> error)
    {
        const std::lock_guard lock(m_mutex);
        if (m_doneWriting)
            return false;
        m_doneWriting = true;
        m_error = std::move(error);
        if (m_items.empty())
            m_completion.finish(m_error);
        while (ReadAwaiter* const reader = m_blockedReaders.popFront())
            reader->answer(closedFailure());
        while (WriteAwaiter* const writer = m_blockedWriters.popFront())
            writer->answer(closedFailure());
        answerWaiters(m_readWaiters, waitEnded());
        answerWaiters(m_writeWaiters, waitEnded());
        return true;
    }

    [[nodiscard]] ChannelCompletion& completion() noexcept { return m_completion; }
    [[nodiscard]] int capacity() const noexcept { return m_capacity.load(std::memory_order_relaxed); }
    /// Items beyond a smaller capacity stay; a larger one lets waiting writers in.
    void setCapacity(int capacity)
    {
        const std::lock_guard lock(m_mutex);
        m_capacity.store(capacity, std::memory_order_relaxed);
        if (m_doneWriting)
            return;
        while (!isFull()) {
            WriteAwaiter* const writer = m_blockedWriters.popFront();
            if (!writer)
                break;
            append(std::move(writer->m_item));
            writer->answer({});
        }
        if (!isFull() && !m_writeWaiters.empty())
            answerWaiters(m_writeWaiters, true);
    }
    [[nodiscard]] int count() const
    {
        if (m_singleReader)
            throw std::logic_error("a single-reader channel does not count its items");
        const std::lock_guard lock(m_mutex);
        return static_cast<int>(m_items.size());
    }
    [[nodiscard]] int peakCount() const
    {
        const std::lock_guard lock(m_mutex);
        return static_cast<int>(m_peak);
    }
    [[nodiscard]] int waitingWriters() const
    {
        const std::lock_guard lock(m_mutex);
        return m_blockedWriters.size() + m_writeWaiters.size();
    }

private:
    template <typename, typename, typename>
    friend class ChannelAwaiter;

    enum class Write : std::uint8_t { Done, Full, Closed };

    [[nodiscard]] bool isFull() const { return m_items.size() >= static_cast<std::size_t>(capacity()); }
    /// A read would get something now.
    [[nodiscard]] bool hasItem() const { return !m_items.empty() || !m_blockedWriters.empty(); }
    /// A write would be taken now.
    [[nodiscard]] bool hasRoom() const { return m_fullMode != FullMode::Wait || !isFull() || !m_blockedReaders.empty(); }

    /// Done: `item` has been moved from, or dropped (then the lock was released for the callback).
    Write tryWriteLocked(std::unique_lock<ShortMutex>& lock, T& item)
    {
        if (m_doneWriting)
            return Write::Closed;
        if (ReadAwaiter* const reader = m_blockedReaders.popFront()) {
            if (OrderTrack* const track = trackOf(item)) [[unlikely]]
                track->leaveChannel();
            reader->answer(std::move(item));
            return Write::Done;
        }
        if (!isFull()) {
            append(std::move(item));
            return Write::Done;
        }
        if (m_fullMode == FullMode::Wait)
            return Write::Full;
        std::optional<T> dropped;
        if (m_fullMode == FullMode::DropWrite || m_items.empty()) { // full and empty: there is no older item to drop
            dropped = std::move(item);
        } else if (m_fullMode == FullMode::DropNewest) {
            dropped = std::move(m_items.back());
            m_items.back() = std::move(item);
        } else {
            dropped = std::move(m_items.front());
            m_items.drop();
            m_items.push(std::move(item));
        }
        lock.unlock();
        if (m_dropped)
            m_dropped(std::move(*dropped));
        return Write::Done;
    }

    [[gnu::always_inline]] inline void append(T&& item)
    {
        if (OrderTrack* const track = trackOf(item)) [[unlikely]]
            track->enterChannel();
        m_items.push(std::move(item));
        m_peak = std::max(m_peak, m_items.size());
        if (m_items.size() == 1 && !m_readWaiters.empty())
            answerWaiters(m_readWaiters, true);
    }

    std::optional<T> takeLocked()
    {
        if (m_items.empty())
            return takeFromWriter();
        std::optional<T> item(std::move(m_items.front()));
        m_items.drop();
        if (OrderTrack* const track = trackOf(*item)) [[unlikely]]
            track->leaveChannel();
        if (m_doneWriting) {
            if (m_items.empty())
                m_completion.finish(m_error);
        } else if (isFull()) {
            return item; // the capacity has been lowered meanwhile
        } else if (WriteAwaiter* const writer = m_blockedWriters.popFront()) {
            append(std::move(writer->m_item));
            writer->answer({});
        } else if (!m_writeWaiters.empty()) {
            answerWaiters(m_writeWaiters, true);
        }
        return item;
    }

    std::optional<T> takeFromWriter()
    {
        WriteAwaiter* const writer = m_blockedWriters.popFront();
        if (!writer)
            return std::nullopt;
        std::optional<T> item(std::move(writer->m_item));
        writer->answer({});
        return item;
    }

    /// What a read of a drained channel, or a write after completion, fails with.
    [[nodiscard]] tl::unexpected<Failure> closedFailure() const
    {
        if (m_error && m_error->isCancelled())
            return tl::unexpected<Failure>(*m_error);
        Failure failure = Failure::of(FailureKind::Closed, "the channel is completed");
        if (m_error)
            failure.cause = std::make_shared<const Failure>(*m_error);
        return tl::unexpected<Failure>(std::move(failure));
    }
    /// What a wait ends with once nothing can come any more: false, or the error as it is.
    [[nodiscard]] Outcome<bool> waitEnded() const
    {
        if (m_error)
            return tl::unexpected<Failure>(*m_error);
        return false;
    }
    static void answerWaiters(IntrusiveList<WaitAwaiter>& waiters, const Outcome<bool>& result)
    {
        while (WaitAwaiter* const waiting = waiters.popFront())
            waiting->answer(result);
    }

    /// A single-reader channel cancels the pending read or wait when the next one comes (CH-23).
    void cancelPendingReads()
    {
        const auto cancelled = [] { return tl::unexpected<Failure>(Failure::cancelled(CancelReason::Failure, 0)); };
        while (ReadAwaiter* const reader = m_blockedReaders.popFront())
            reader->answer(cancelled());
        answerWaiters(m_readWaiters, cancelled());
    }

    mutable ShortMutex m_mutex;
    std::atomic<int> m_capacity; ///< changed under the mutex
    const FullMode m_fullMode;
    const bool m_singleReader;
    bool m_doneWriting = false;
    const DropCallback m_dropped;
    RingBuffer<T> m_items;
    std::size_t m_peak = 0;
    IntrusiveList<ReadAwaiter> m_blockedReaders;
    IntrusiveList<WriteAwaiter> m_blockedWriters;
    IntrusiveList<WaitAwaiter> m_readWaiters;
    IntrusiveList<WaitAwaiter> m_writeWaiters;
    std::optional<Failure> m_error;
    ChannelCompletion m_completion;
};

} // namespace detail
} // namespace engine
