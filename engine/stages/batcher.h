// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/channel/channel.h"

#include <qcoro/qcorotask.h>

#include <chrono>
#include <vector>

namespace engine {

/// Groups the items of a channel into chunks.
///
/// Model    a chunk is full, or the oldest of its items has waited `longestWait` (0: no limit), or the channel is drained
/// Shape    1 to chunkSize items; an empty chunk is the end, by completion or by cancellation
/// Errors   cancellation gives the items read so far as a last chunk
/// Threads  one reader, on a strand
template <typename T>
class Batcher {
public:
    Batcher(Channel<T> channel, int chunkSize, std::chrono::milliseconds longestWait, Clock& clock)
        : m_channel(std::move(channel)), m_chunkSize(static_cast<std::size_t>(chunkSize)), m_longestWait(longestWait), m_clock(clock)
    {
    }

    [[nodiscard]] QCoro::Task<std::vector<T>> next(const CancellationToken& token)
    {
        std::vector<T> chunk;
        Outcome<T> first = co_await m_channel.read(token);
        if (!first)
            co_return chunk;
        chunk.reserve(m_chunkSize);
        chunk.push_back(std::move(*first));
        takeWhatIsThere(chunk);
        if (chunk.size() == m_chunkSize)
            co_return chunk;

        auto patience = CancellationSource::linked({token}, &m_clock);
        if (m_longestWait.count() > 0)
            patience.cancelAfter(m_longestWait);
        const CancellationToken whileWaiting = patience.token();
        while (chunk.size() < m_chunkSize) {
            const Outcome<bool> more = co_await m_channel.waitToRead(whileWaiting);
            if (!more || !*more)
                break;
            takeWhatIsThere(chunk);
        }
        co_return chunk;
    }

private:
    void takeWhatIsThere(std::vector<T>& chunk) { m_channel.readInto(chunk, m_chunkSize - chunk.size()); }

    Channel<T> m_channel;
    std::size_t m_chunkSize;
    std::chrono::milliseconds m_longestWait;
    Clock& m_clock;
};

} // namespace engine
