// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/items/order_tokens.h"

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <array>

namespace ui {

/// Where everything is on the map: stations side by side, belts between them, and in each station a cell for each order.
///
/// Model    cells are filled from the bottom, row by row, every second row backwards, so that an order that moves up moves by
///          one cell. They are as large as the station's room allows. The channel's vessel is as high as its capacity needs,
///          so that it is full when the channel is. Where even the smallest cells are too many, the station holds a block.
/// Units    device-independent pixels; cells begin at whole ones
/// Threads  one owner
class MapLayout {
public:
    static constexpr int kSmallestPitch = 4;

    struct Station {
        QRectF frame; ///< its outline
        QRectF room; ///< for cells
        int pitch = 0; ///< from one cell to the next; 0: no cells
        int columns = 0;
        int rows = 0;
        bool block = false; ///< too many orders for cells
        int inside = 0; ///< orders that have a place in the stage
        int freePlaces = 0; ///< cells after those, while the stage is below its limit
        int waitingFrom = 0; ///< the cell of the first order that waits for a place

        [[nodiscard]] int capacity() const { return columns * rows; }
    };

    /// Orders with and without a place in their station.
    struct Demand {
        int inside = 0;
        int waiting = 0;
    };
    using Demands = std::array<Demand, kMapStationCount>;

    void resize(const QSizeF& size);
    /// Finds room for what there is. True: cells lie elsewhere than before.
    bool arrange(const OrderTokens& tokens, const Demands& demands);

    [[nodiscard]] const Station& at(MapStation station) const { return m_stations[static_cast<std::size_t>(station)]; }
    [[nodiscard]] QPointF middleOf(MapStation station, int cell) const; ///< counted from the bottom, from 0
    [[nodiscard]] QSizeF size() const { return m_size; }
    [[nodiscard]] double pitch() const { return m_size.width() / kMapStationCount; } ///< from one station to the next
    [[nodiscard]] double stationWidth() const { return m_stations.front().frame.width(); }
    [[nodiscard]] QRectF belt() const { return m_belt; } ///< from edge to edge, behind the stations
    [[nodiscard]] QRectF vessel() const; ///< the channel's walls and floor
    [[nodiscard]] QRectF gauge() const; ///< in the vessel, at its side
    [[nodiscard]] int stationAt(double x) const; ///< -1: between two

private:
    [[nodiscard]] int pitchFor(const Station& station, int freePlaces, const Demand& demand) const;
    [[nodiscard]] static int pitchFor(const QRectF& vessel, int capacity);
    [[nodiscard]] int largestPitch() const;
    bool place(MapStation which, const OrderTokens& tokens, const Demand& demand);

    QSizeF m_size;
    QRectF m_belt;
    int m_vesselRows = 0; // of cells that the channel's capacity takes; 0: all the room
    std::array<Station, kMapStationCount> m_stations {};
};

/// Whether an order in that state has a place in its stage, or waits for one.
[[nodiscard]] constexpr bool waitsForPlace(MapStation station, TokenState state)
{
    const bool isStage = station == MapStation::Validate || station == MapStation::Charge || station == MapStation::Persist;
    return isStage && (state == TokenState::Queued || state == TokenState::WaitingForPermit || state == TokenState::Orphaned);
}

} // namespace ui
