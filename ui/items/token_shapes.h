// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/items/order_tokens.h"
#include "ui/items/token_colors.h"

#include <QColor>
#include <QPainter>
#include <QRectF>

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

namespace ui {

/// The main colour of a token in that state. States share colours; their shapes are all different.
[[nodiscard]] QColor tokenColor(TokenState state, const TokenColors& colors);

/// Draws one token into the square `box`. Fine parts are left out where it is too small for them.
void paintToken(QPainter& painter, const QRectF& box, TokenState state, const TokenColors& colors);

/// Draws a place for one order that nobody has taken.
void paintFreePlace(QPainter& painter, const QRectF& box, const TokenColors& colors);

/// Tokens drawn once and copied many times.
///
/// Model    a sprite for each state, size and half pixel in both directions, made when it is first needed
/// Units    pixels of the picture, not of the window
/// Threads  one owner
class TokenSprites {
public:
    /// The pixels of a picture that is painted over again in each frame.
    struct Canvas {
        QRgb* pixels = nullptr;
        std::ptrdiff_t stride = 0; ///< pixels from one line to the next
        int width = 0;
        int height = 0;
    };

    static constexpr int kLargestSide = 127;

    void clear(); ///< the colours have changed

    /// Lays the token whose box of `side` pixels begins at (x, y), to the nearest half pixel, over an opaque picture.
    void draw(const Canvas& canvas, const TokenColors& colors, TokenState state, int side, float x, float y);
    void drawFreePlace(const Canvas& canvas, const TokenColors& colors, int side, float x, float y);

private:
    static constexpr int kPhases = 4;
    static constexpr int kKinds = kTokenStateCount + 1; ///< and the free place
    static constexpr int kFreePlace = kTokenStateCount;
    /// A square of `side` pixels, premultiplied.
    struct Sprite {
        int side = 0;
        std::vector<QRgb> pixels;
    };
    using OfOneSize = std::array<Sprite, std::size_t {kKinds} * kPhases>;

    void draw(const Canvas& canvas, const TokenColors& colors, int kind, int side, float x, float y);

    std::array<std::unique_ptr<OfOneSize>, kLargestSide + 1> m_sprites; // by side
};

} // namespace ui
