// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interruption.h"

#include "app/cli/command_line.h"
#include "app/cli/temporary_folder.h"

#include <atomic>
#include <csignal>
#include <cstdlib>

namespace app {

namespace {

constexpr std::array kSignals = {SIGINT, SIGTERM};

std::atomic<int> s_received = 0;
static_assert(std::atomic<int>::is_always_lock_free, "only a lock-free atomic may be touched in a signal handler");

extern "C" void noteInterruption(int)
{
    if (s_received.fetch_add(1) > 0) {
        TemporaryFolder::removeAtOnce();
        std::_Exit(static_cast<int>(ExitCode::Interrupted));
    }
}

} // namespace

Interruption::Interruption()
{
    s_received = 0;
    // Also where the signal was ignored: a script's background job must be stoppable with `kill -INT`.
    for (std::size_t i = 0; i < kSignals.size(); ++i) {
        m_previous[i] = std::signal(kSignals[i], noteInterruption);
    }
}

Interruption::~Interruption()
{
    for (std::size_t i = 0; i < kSignals.size(); ++i) {
        std::signal(kSignals[i], m_previous[i] == SIG_ERR ? SIG_DFL : m_previous[i]);
    }
}

bool Interruption::requested() const noexcept
{
    return s_received > 0;
}

} // namespace app
