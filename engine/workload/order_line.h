// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/order.h"

#include <tl/expected.hpp>

#include <QString>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// An order, or what was found in its line and what was expected.
using OrderLineResult = tl::expected<Order, QString>;

/// "12.50" -> 1250, exactly: no sign, no exponent, at most two decimals, no more than 64 bits of cents hold.
[[nodiscard]] std::optional<std::int64_t> parseCents(std::string_view text) noexcept;

/// Reads lines of CSV (RFC 4180; a quoted field ends on its own line) whose header names the columns id, customer and
/// total in any order, among others or not.
///
/// Threads  one owner
class CsvOrderReader {
public:
    /// Takes the header; an empty answer means it is good, otherwise it says what is wrong.
    [[nodiscard]] QString readHeader(std::string_view line);
    [[nodiscard]] OrderLineResult read(std::string_view line);

private:
    [[nodiscard]] QString split(std::string_view line);

    std::array<std::size_t, 3> m_columns {}; ///< where id, customer and total stand
    std::size_t m_columnCount = 0;
    std::vector<std::string_view> m_values;
    std::string m_unquoted; ///< what quoted fields hold; `m_values` points into it and into the line
};

/// Reads one JSON object with the members id, customer and total; others are ignored.
[[nodiscard]] OrderLineResult readJsonOrder(std::string_view line);

} // namespace engine
