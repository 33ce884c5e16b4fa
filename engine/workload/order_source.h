// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/order.h"

#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace engine {

/// One line of an order file that could not be read.
struct BadLine {
    std::int64_t line = 0; ///< 1-based
    QString problem; ///< what was found and what was expected
};

/// Where orders come from, one at a time: nothing but the current order is held.
///
/// Errors   a bad line is skipped, counted and, for the first 100, kept in badLines(). After next() has answered nothing,
///          fatalError() says whether that was the end (empty) or an error that stopped reading.
/// Threads  one owner
class OrderSource {
public:
    virtual ~OrderSource() = default;
    [[nodiscard]] virtual std::optional<Order> next() = 0;
    /// Orders in all, if known before reading.
    [[nodiscard]] virtual std::optional<std::int64_t> size() const { return std::nullopt; }
    [[nodiscard]] virtual std::int64_t badLineCount() const { return 0; }
    [[nodiscard]] virtual const std::vector<BadLine>& badLines() const;
    [[nodiscard]] virtual QString fatalError() const { return {}; }
};

/// `count` orders (count < 0: without end) whose customer, lines and total are drawn from (seed, id). Ids are 1, 2, 3, ...
[[nodiscard]] std::unique_ptr<OrderSource> makeGeneratedOrders(std::uint64_t seed, std::int64_t count);

/// A user's file: CSV with the header `id,customer,total` (in any order of columns, RFC 4180 quotes), or JSON lines with
/// these names, told apart by the first character. `id` is a whole number, `total` a decimal amount such as 12.50.
/// `strict`: the first bad line is a fatal error. A file that cannot be opened is a fatal error too.
[[nodiscard]] std::unique_ptr<OrderSource> openOrderFile(const QString& path, bool strict);

} // namespace engine
