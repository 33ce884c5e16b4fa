// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/order.h"

#include <chrono>

namespace engine {

/// An order as its database has it.
///
/// Units    persistedAt is clock time since the start of the run that stored it
struct OrderRow {
    Order order;
    std::chrono::nanoseconds persistedAt {};

    friend bool operator==(const OrderRow&, const OrderRow&) = default;
};

} // namespace engine
