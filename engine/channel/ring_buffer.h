// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

namespace engine::detail {

/// First in, first out, in one piece of memory that doubles when it is full and is kept: a std::deque allocates and
/// frees a block for every few items that pass through it.
///
/// Bounds   as many slots as the most items that were in it at once, rounded up to a power of two
/// Errors   std::bad_alloc from push(), which then has changed nothing
/// Threads  one at a time
template <typename T>
class RingBuffer {
    static_assert(std::is_nothrow_move_constructible_v<T>, "an item must be able to move to a larger ring");

public:
    RingBuffer() = default;
    RingBuffer(const RingBuffer&) = delete;
    RingBuffer& operator=(const RingBuffer&) = delete;
    ~RingBuffer()
    {
        while (!empty())
            drop();
        if (m_slots)
            std::allocator<T>().deallocate(m_slots, m_capacity);
    }

    [[nodiscard]] bool empty() const noexcept { return m_head == m_tail; }
    [[nodiscard]] std::size_t size() const noexcept { return m_tail - m_head; }
    [[nodiscard]] T& front() noexcept { return slot(m_head); }
    [[nodiscard]] const T& front() const noexcept { return slot(m_head); }
    [[nodiscard]] T& back() noexcept { return slot(m_tail - 1); }

    void push(T&& item)
    {
        if (size() == m_capacity)
            grow();
        std::construct_at(&slot(m_tail), std::move(item));
        ++m_tail;
    }
    /// Destroys the first item.
    void drop() noexcept { std::destroy_at(&slot(m_head++)); }

private:
    // Indices only grow; a slot is the index modulo the capacity, which is a power of two.
    [[nodiscard]] T& slot(std::size_t index) const noexcept { return m_slots[index & (m_capacity - 1)]; }

    void grow()
    {
        constexpr std::size_t kFirst = 8;
        const std::size_t capacity = m_capacity ? m_capacity * 2 : kFirst;
        T* const memory = std::allocator<T>().allocate(capacity);
        const std::size_t count = size();
        for (std::size_t i = 0; i < count; ++i) {
            std::construct_at(memory + i, std::move(front()));
            drop();
        }
        if (m_slots)
            std::allocator<T>().deallocate(m_slots, m_capacity);
        m_slots = memory;
        m_capacity = capacity;
        m_head = 0;
        m_tail = count;
    }

    T* m_slots = nullptr;
    std::size_t m_capacity = 0;
    std::size_t m_head = 0;
    std::size_t m_tail = 0;
};

} // namespace engine::detail
