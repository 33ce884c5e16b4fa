// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/channel/channel.h"

#include <qcoro/qcorotask.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <vector>

namespace engine {

/// How large chunks are, and how long an item waits for its chunk to fill; 0: without limit. Can be changed at any time.
struct ChunkBounds {
    std::atomic<int> size {1};
    std::atomic<std::int64_t> longestWaitMs {0};

    ChunkBounds(int items, std::int64_t waitMs) : size(items), longestWaitMs(waitMs) {}
};

/// Groups the items of a channel into chunks.
///
/// Model    a chunk is full, or the oldest of its items has waited as long as the bounds allow, or the channel is drained. A
///          change of the bounds holds for the next chunk, and its size for the one that fills
/// Shape    1 to bounds.size items; an empty chunk is the end, by completion or by cancellation
/// Errors   cancellation gives the items read so far as a last chunk
/// Threads  one reader, on a strand
template <typename T>
class Batcher {
public:
    Batcher(Channel<T> channel, const ChunkBounds& bounds, Clock& clock)
        : m_channel(std::move(channel)), m_bounds(bounds), m_clock(clock)
    {
    }

    [[nodiscard]] QCoro::Task<std::vector<T>> next(const CancellationToken& token)
    {
        std::vector<T> chunk;
        Outcome<T> first = co_await m_channel.read(token);
        if (!first)
            co_return chunk;
        chunk.reserve(size());
        chunk.push_back(std::move(*first));
        noteQueued(chunk, 0);
        takeWhatIsThere(chunk);
        if (chunk.size() >= size())
            co_return chunk;

        auto patience = CancellationSource::linked({token}, &m_clock);
        if (const std::chrono::milliseconds longest(m_bounds.longestWaitMs); longest.count() > 0)
            patience.cancelAfter(longest);
        const CancellationToken whileWaiting = patience.token();
        while (chunk.size() < size()) {
            const Outcome<bool> more = co_await m_channel.waitToRead(whileWaiting);
            if (!more || !*more)
                break;
            takeWhatIsThere(chunk);
        }
        co_return chunk;
    }

private:
    [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(m_bounds.size); }
    void takeWhatIsThere(std::vector<T>& chunk)
    {
        const std::size_t before = chunk.size();
        if (const std::size_t most = size(); before < most)
            m_channel.readInto(chunk, most - before);
        noteQueued(chunk, before);
    }
    /// A run follows all its orders or none.
    static void noteQueued(const std::vector<T>& chunk, std::size_t from) noexcept
    {
        if (!detail::trackOf(chunk.front())) [[likely]]
            return;
        for (std::size_t i = from; i < chunk.size(); ++i)
            detail::trackOf(chunk[i])->become(OrderActivity::Queued);
    }

    Channel<T> m_channel;
    const ChunkBounds& m_bounds;
    Clock& m_clock;
};

} // namespace engine
