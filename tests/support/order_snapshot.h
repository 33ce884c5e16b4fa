// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/snapshot.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace support {

/// A snapshot made by hand, in which single orders are followed: its counts and its list of orders always agree.
///
/// Shape    add() as often as wanted, then make(); a builder that is used again goes on from what it has
class OrderSnapshot {
public:
    explicit OrderSnapshot(engine::Mode mode = engine::Mode::Bounded);

    /// `count` orders with the ids that follow those before them, each one here since a millisecond later.
    OrderSnapshot& add(engine::OrderPlace place, engine::OrderActivity activity, int count = 1);
    OrderSnapshot& add(const engine::OrderView& order);
    /// Orders that are counted, but not in the list.
    OrderSnapshot& omit(engine::OrderPlace place, engine::OrderActivity activity, std::int64_t count);
    /// The order moves on, or does something else where it is.
    OrderSnapshot& move(engine::OrderId order, engine::OrderPlace place, engine::OrderActivity activity);
    OrderSnapshot& remove(engine::OrderId order);

    /// The next snapshot of the run: 50 ms later than the one before.
    [[nodiscard]] std::shared_ptr<const engine::Snapshot> make();

    /// All that is not orders; levels are overwritten by make() with the orders that there are.
    engine::Snapshot rest;

private:
    std::vector<engine::OrderView> m_orders;
    engine::OrdersView::Counts m_omitted {};
    engine::OrderId m_nextId = 1;
};

} // namespace support
