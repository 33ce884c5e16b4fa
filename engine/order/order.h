// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace engine {

using OrderId = std::uint64_t;

/// The unit of work.
///
/// Shape    `id` is unique in a run, unless the user's file repeats one; `lines` >= 1
/// Units    totalCents is in hundredths of the currency
/// Threads  a value: one owner at a time
struct Order {
    OrderId id = 0;
    std::string customer;
    std::uint32_t lines = 1;
    std::int64_t totalCents = 0;

    /// What makes a repeated charge or insert of the same order harmless.
    [[nodiscard]] std::uint64_t idempotencyKey() const noexcept { return id; }

    friend bool operator==(const Order&, const Order&) = default;
};

/// What a downstream is called for.
enum class Stage : std::uint8_t { Validate, Charge, Persist };
inline constexpr int kStageCount = 3;

/// "validate", "charge", "persist".
[[nodiscard]] const char* toString(Stage stage) noexcept;

} // namespace engine
