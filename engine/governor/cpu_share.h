// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>

namespace engine {

/// How much of the machine this process has used since it was asked last.
///
/// Units    percent of all processors, 0..100, of wall time: what the machine does is not slowed down by a clock's rate
/// Errors   none; 0 for the first reading
/// Threads  one owner
class CpuShare {
public:
    [[nodiscard]] int percent();

private:
    std::chrono::steady_clock::time_point m_wall {};
    std::int64_t m_used = -1; ///< µs of CPU time
};

/// Bytes of memory that the machine has; 0 where the system does not tell.
[[nodiscard]] std::int64_t physicalMemoryBytes() noexcept;

} // namespace engine
