// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/short_mutex.h"

#include <catch2/catch_test_macros.hpp>

#include <thread>
#include <vector>

using engine::ShortMutex;

TEST_CASE("short_mutex: what it guards has one owner at a time", "[runtime][race]")
{
    constexpr int kThreads = 4;
    constexpr int kTurns = 20'000;
    ShortMutex mutex;
    int turns = 0; // not atomic, on purpose
    std::vector<std::thread> threads;
    for (int i = 0; i < kThreads; ++i) {
        threads.emplace_back([&] {
            for (int turn = 0; turn < kTurns; ++turn) {
                const std::lock_guard lock(mutex);
                ++turns;
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    CHECK(turns == kThreads * kTurns);
}

TEST_CASE("short_mutex: whoever sleeps on it is woken when it is free", "[runtime][race]")
{
    ShortMutex mutex;
    bool passed = false;
    mutex.lock();
    CHECK_FALSE(mutex.try_lock());
    std::thread other([&] {
        const std::lock_guard lock(mutex); // looks a few times, then sleeps
        passed = true;
    });
    for (int i = 0; i < 1000; ++i)
        std::this_thread::yield();
    mutex.unlock();
    other.join(); // would never end if it was not woken
    CHECK(passed);
}
