// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/render/token_count.h"

#include "ui/items/token_shapes.h"

#include <QPainter>

#include <algorithm>

namespace render {

namespace {

constexpr int kFreePlace = ui::kTokenStateCount;

QImage templateOf(int kind, int side, const ui::TokenColors& colors)
{
    QImage image(side, side, QImage::Format_RGB32);
    image.fill(colors.station);
    QPainter painter(&image);
    if (kind == kFreePlace)
        ui::paintFreePlace(painter, QRectF(0, 0, side, side), colors);
    else
        ui::paintToken(painter, QRectF(0, 0, side, side), static_cast<ui::TokenState>(kind), colors);
    return image;
}

/// Blending once over a colour and once over transparency may differ in the last bit.
bool isSame(QRgb left, QRgb right)
{
    const auto near = [](int a, int b) { return std::abs(a - b) <= 2; };
    return near(qRed(left), qRed(right)) && near(qGreen(left), qGreen(right)) && near(qBlue(left), qBlue(right));
}

bool matches(const QImage& image, int x, int y, const QImage& wanted)
{
    for (int row = 0; row < wanted.height(); ++row) {
        const auto* seen = reinterpret_cast<const QRgb*>(image.constScanLine(y + row)) + x;
        const auto* told = reinterpret_cast<const QRgb*>(wanted.constScanLine(row));
        for (int column = 0; column < wanted.width(); ++column) {
            if (!isSame(seen[column], told[column]))
                return false;
        }
    }
    return true;
}

} // namespace

TokenCount countTokens(const QImage& image, const ui::OrderMap& map, ui::MapStation station)
{
    TokenCount count;
    const auto& place = map.layout().at(station);
    const int side = place.pitch - (place.pitch >= 8 ? 2 : 1);
    const QRect room = place.room.toAlignedRect().intersected(image.rect());
    for (int kind = 0; kind <= kFreePlace; ++kind) {
        const QImage wanted = templateOf(kind, side, *map.colors());
        std::int64_t found = 0;
        for (int y = room.top(); y + side <= room.bottom() + 1; ++y) {
            for (int x = room.left(); x + side <= room.right() + 1; ++x)
                found += matches(image, x, y, wanted) ? 1 : 0;
        }
        (kind == kFreePlace ? count.freePlaces : count.states[static_cast<std::size_t>(kind)]) = found;
    }
    return count;
}

std::vector<int> bandHeights(const QImage& image, const QRectF& room)
{
    // A band is flat at its side; its first row there is brighter than the rest of it.
    const int x = static_cast<int>(room.left()) + 2;
    const int bottom = static_cast<int>(room.bottom()) - 1;
    std::vector<int> heights;
    QRgb band = image.pixel(x, bottom);
    int height = 0;
    bool inLine = false;
    for (int y = bottom; y >= static_cast<int>(room.top()); --y) {
        const QRgb now = image.pixel(x, y);
        if (now != band && !inLine) {
            inLine = true; // the line belongs to the band below it
            band = now;
        } else if (now != band) {
            heights.push_back(height);
            height = 0;
            inLine = false;
            band = now;
        }
        ++height;
    }
    heights.push_back(height);
    return heights;
}

} // namespace render
