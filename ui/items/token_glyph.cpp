// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/items/token_glyph.h"

#include "ui/items/token_shapes.h"

#include <algorithm>

namespace ui {

TokenGlyph::TokenGlyph(QQuickItem* parent)
    : QQuickPaintedItem(parent)
{
    connect(this, &TokenGlyph::changed, this, [this] { update(); });
}

void TokenGlyph::setColors(TokenColors* colors)
{
    if (colors == m_colors)
        return;
    if (m_colors)
        disconnect(m_colors, nullptr, this, nullptr);
    m_colors = colors;
    if (m_colors)
        connect(m_colors, &TokenColors::changed, this, &TokenGlyph::changed);
    Q_EMIT changed();
}

void TokenGlyph::paint(QPainter* painter)
{
    if (!m_colors || m_state < 0 || m_state >= kTokenStateCount)
        return;
    const double side = std::min(width(), height());
    const QRectF box((width() - side) / 2, (height() - side) / 2, side, side);
    paintToken(*painter, box, static_cast<TokenState>(m_state), *m_colors);
}

} // namespace ui
