// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/items/map_layout.h"
#include "ui/items/order_tokens.h"
#include "ui/items/token_colors.h"
#include "ui/items/token_motion.h"

#include <QFont>
#include <QPainter>

namespace ui {

/// What stands still on the map, or changes only with a snapshot. All of it is drawn in the window's coordinates.
///
/// Threads  reads only; the render thread while the GUI thread waits
struct MapPainter {
    const MapLayout& layout;
    const OrderTokens& tokens;
    const TokenColors& colors;
    QFont font; ///< of numbers

    void paintBackground(QPainter& painter, int troubledStation) const; ///< surface, belts, stations
    void paintLevels(QPainter& painter) const; ///< the channel's gauge, and a level where single orders are not known
    void paintBlocks(QPainter& painter) const; ///< where orders are too many for cells
    void paintFollowed(QPainter& painter, const TokenMotion::Body& body) const;

    /// Whether paintLevels() or paintBlocks() has anything to do.
    [[nodiscard]] bool hasBlocks() const;

private:
    void paintBelt(QPainter& painter) const;
    void paintVessel(QPainter& painter, const QRectF& frame) const;
    void paintBand(QPainter& painter, const QRectF& band, TokenState state, std::int64_t count) const;
};

/// A band of a block: what part of its height is whose.
struct BlockBand {
    TokenState state = TokenState::Queued;
    std::int64_t count = 0;
    QRectF area;
};

/// The bands of a station's block from the bottom up; heights are shares of the orders, and the whole is the level's share of
/// the limit, if there is one.
[[nodiscard]] std::vector<BlockBand> blockBands(const MapLayout::Station& place, const OrderTokens::Station& told);

} // namespace ui
