// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex> // lock_guard and unique_lock, for whoever locks it

#if defined(__x86_64__) || defined(__i386__)
#include <immintrin.h>
#endif

namespace engine {

/// A mutex for critical sections of a few instructions. Whoever finds it locked looks again a few times before it
/// sleeps, because to sleep and be woken costs a hundred times as much as the wait.
///
/// Model    std::mutex's, for std::lock_guard and std::unique_lock; not fair, not recursive
/// Threads  as std::mutex
/// Source   U. Drepper, "Futexes Are Tricky", 2011 (the three states)
class ShortMutex {
public:
    ShortMutex() = default;
    ShortMutex(const ShortMutex&) = delete;
    ShortMutex& operator=(const ShortMutex&) = delete;

    void lock() noexcept
    {
        if (!try_lock()) [[unlikely]]
            lockWhenFree();
    }
    [[nodiscard]] bool try_lock() noexcept
    {
        std::uint32_t expected = kFree;
        // Acquire: what the last owner did happens before what follows. Nothing is learned from a failure.
        return m_state.compare_exchange_strong(expected, kLocked, std::memory_order_acquire, std::memory_order_relaxed);
    }
    void unlock() noexcept
    {
        if (m_state.exchange(kFree, std::memory_order_release) == kLockedAndAwaited) [[unlikely]]
            m_state.notify_one();
    }

private:
    static constexpr std::uint32_t kFree = 0;
    static constexpr std::uint32_t kLocked = 1;
    static constexpr std::uint32_t kLockedAndAwaited = 2;
    static constexpr int kLooks = 100; ///< before it sleeps: about a microsecond

    [[gnu::noinline]] void lockWhenFree() noexcept
    {
        for (int i = 0; i < kLooks; ++i) {
            if (m_state.load(std::memory_order_relaxed) == kFree && try_lock())
                return;
#if defined(__x86_64__) || defined(__i386__)
            _mm_pause();
#endif
        }
        // From here on it is taken in the state that makes unlock() wake somebody: there may be others who sleep.
        while (m_state.exchange(kLockedAndAwaited, std::memory_order_acquire) != kFree)
            m_state.wait(kLockedAndAwaited, std::memory_order_relaxed);
    }

    std::atomic<std::uint32_t> m_state{kFree};
};

} // namespace engine
