// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <chrono>

namespace app {

/// Turns SIGINT and SIGTERM into a flag while it lives; the second signal ends the process at once with exit code 130,
/// and takes the TemporaryFolder along.
///
/// Threads  made and ended on one thread, one at a time; requested() may be called from any thread
class Interruption {
public:
    Interruption();
    ~Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;

    [[nodiscard]] bool requested() const noexcept;
    /// How often whoever waits for something else looks.
    static constexpr std::chrono::milliseconds kLookEvery {50};

private:
    using Handler = void (*)(int);
    std::array<Handler, 2> m_previous {};
};

} // namespace app
