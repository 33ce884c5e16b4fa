// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace engine {

/// Bytes of this process that are in memory now; 0 where the system does not tell. Takes some microseconds.
///
/// Threads  any
[[nodiscard]] std::int64_t residentBytes() noexcept;
/// Of this stretch of address space; -1 where the system does not tell, or it is not all mapped any more.
[[nodiscard]] std::int64_t residentBytes(std::span<const std::byte> stretch);
/// Bytes that have been allocated and not freed, by all threads; -1 where the allocator does not tell. Counts what the
/// allocator keeps for itself beside each piece.
[[nodiscard]] std::int64_t allocatedBytes() noexcept;

} // namespace engine
