// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/callback_turns.h"

#include <exception>

namespace engine {

std::uint64_t CallbackTurns::ticket()
{
    const std::lock_guard lock(m_mutex);
    return m_given++;
}

void CallbackTurns::run(std::uint64_t ticket, Callback callback)
{
    std::unique_lock lock(m_mutex);
    if (m_running == std::this_thread::get_id()) {
        m_caused.emplace_back(ticket, std::move(callback));
        return;
    }
    std::exception_ptr firstError;
    std::vector<Turn> turns;
    turns.emplace_back(ticket, std::move(callback));
    for (std::size_t n = 0; n < turns.size(); ++n) {
        const Turn turn = std::move(turns[n]);
        m_next.wait(lock, [&] { return m_served == turn.first; });
        m_running = std::this_thread::get_id();
        lock.unlock();
        try {
            if (turn.second)
                turn.second();
        } catch (...) {
            if (!firstError)
                firstError = std::current_exception();
        }
        lock.lock();
        m_running = {};
        turns.insert(turns.end(), std::make_move_iterator(m_caused.begin()), std::make_move_iterator(m_caused.end()));
        m_caused.clear();
        ++m_served;
        m_next.notify_all();
    }
    lock.unlock();
    if (firstError)
        std::rethrow_exception(firstError);
}

} // namespace engine
