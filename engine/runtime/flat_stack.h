// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/strand.h"

#include <coroutine>

namespace engine {

/// Keeps the stack of a generator flat that has much to give at once.
///
/// Model    a generator and its consumer resume each other. Where the compiler makes tail calls of that (g++ does from -O2
///          on, but not with sanitizers) the stack stays as it is; elsewhere each item that is given without waiting leaves
///          two frames on it, until one of the two waits. So the generator waits before every kItems-th item, for no more
///          than its turn on the strand
/// Shape    one for each generator: `auto turn = stack.turn(); co_await turn;` before each item
/// Threads  the strand of whoever takes the items
class FlatStack {
public:
    static constexpr int kItems = 64;

    class [[nodiscard]] Turn : public YieldAwaiter {
    public:
        explicit Turn(bool due) noexcept : m_due(due) {}
        [[nodiscard]] bool await_ready() const noexcept { return !m_due; }

    private:
        bool m_due;
    };
    Turn turn() noexcept
    {
        m_items = (m_items + 1) % kItems;
        return Turn(m_items == 0);
    }

private:
    int m_items = 0;
};

} // namespace engine
