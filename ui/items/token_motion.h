// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/items/map_layout.h"
#include "ui/items/order_tokens.h"

#include <QPointF>

#include <array>
#include <cstdint>
#include <vector>

namespace ui {

/// The tokens of the map and their way from where orders were to where they are.
///
/// Model    a token rests on the cell of its order: in each station the oldest first, those with a place in a stage before
///          those that wait for one. When its cell is another one it goes there, out of its station, along the belt and
///          into the other, first fast and then slowly. A token that was not there before comes in over the belt.
/// Shape    show() with each snapshot; advance() with each frame while moving() holds
/// Units    device-independent pixels; milliseconds on the wall
/// Threads  one owner
class TokenMotion {
public:
    static constexpr float kStepMs = 120; ///< to another cell of the same station
    static constexpr float kWayMs = 180; ///< to another station

    struct Body {
        OrderToken token;
        float x = 0; ///< the middle, now
        float y = 0;
        float toX = 0; ///< the middle, at rest
        float toY = 0;
        float elapsedMs = 0;
        float lastsMs = 0; ///< 0: at rest
        float length = 0; ///< of the whole way
        std::int16_t pitchFrom = 0;
        std::int16_t pitch = 0; ///< of its cell
        std::uint8_t corners = 0; ///< on its way, first and last point included
        bool hidden = false; ///< at rest: it is in a block
        std::array<std::array<float, 2>, 4> way {}; ///< `corners` of them count

        [[nodiscard]] bool moves() const { return lastsMs > 0; }
        [[nodiscard]] bool seen() const { return moves() || !hidden; }
        [[nodiscard]] int pitchNow() const { return moves() && elapsedMs * 2 < lastsMs ? pitchFrom : pitch; }
    };

    /// Takes the orders of a snapshot, and arranges `layout` for them. `jump`: nothing moves, everything is there at once.
    /// True: the picture is another one now.
    bool show(const OrderTokens& tokens, MapLayout& layout, bool jump);
    /// True while something moves; the picture is another one then, and once more after the last move.
    bool advance(float elapsedMs);
    [[nodiscard]] bool moving() const { return m_moving > 0; }

    [[nodiscard]] const std::vector<Body>& bodies() const { return m_bodies; } ///< by order
    [[nodiscard]] const Body* find(std::uint64_t order) const;
    [[nodiscard]] const Body* nearest(QPointF point, double within) const; ///< among those that are seen

private:
    bool join(std::vector<OrderToken> tokens);
    void queueUp(const MapLayout& layout);
    bool send(Body& body, const MapLayout& layout, QPointF middle, bool jump);

    std::vector<Body> m_bodies;
    std::array<std::vector<std::uint32_t>, kMapStationCount> m_queues; // indices into m_bodies, in the order of the cells
    std::array<bool, kMapStationCount> m_blocks {};
    std::vector<bool> m_arrived; // beside m_bodies: was not there before
    std::vector<MapStation> m_stationBefore;
    int m_moving = 0;
};

} // namespace ui
