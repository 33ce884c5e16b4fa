// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace engine {

template <typename T>
class IntrusiveList;

/// What a T derives from to be kept in an IntrusiveList<T>.
template <typename T>
class IntrusiveNode {
public:
    IntrusiveNode() = default;
    IntrusiveNode(IntrusiveNode&&) noexcept {} ///< only while neither is linked
    IntrusiveNode& operator=(IntrusiveNode&&) = delete;
    [[nodiscard]] bool isLinked() const noexcept { return m_linked; }

protected:
    ~IntrusiveNode() = default;

private:
    friend class IntrusiveList<T>;
    T* m_previous = nullptr;
    T* m_next = nullptr;
    bool m_linked = false;
};

/// First in, first out, with removal from the middle; allocates nothing.
///
/// Threads  guarded by its owner's mutex
template <typename T>
class IntrusiveList {
public:
    [[nodiscard]] bool empty() const noexcept { return m_first == nullptr; }
    [[nodiscard]] T* front() const noexcept { return m_first; }
    [[nodiscard]] int size() const noexcept { return m_size; }

    void pushBack(T& item) noexcept
    {
        node(item).m_previous = m_last;
        node(item).m_next = nullptr;
        node(item).m_linked = true;
        (m_last ? node(*m_last).m_next : m_first) = &item;
        m_last = &item;
        ++m_size;
    }
    void remove(T& item) noexcept
    {
        (node(item).m_previous ? node(*node(item).m_previous).m_next : m_first) = node(item).m_next;
        (node(item).m_next ? node(*node(item).m_next).m_previous : m_last) = node(item).m_previous;
        node(item).m_linked = false;
        --m_size;
    }
    T* popFront() noexcept
    {
        T* const item = m_first;
        if (item)
            remove(*item);
        return item;
    }

private:
    static IntrusiveNode<T>& node(T& item) noexcept { return item; }
    T* m_first = nullptr;
    T* m_last = nullptr;
    int m_size = 0;
};

} // namespace engine
