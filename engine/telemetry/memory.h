// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace engine {

/// Bytes of this process that are in memory now; 0 where the system does not tell. Takes some microseconds.
///
/// Threads  any
[[nodiscard]] std::int64_t residentBytes() noexcept;

} // namespace engine
