// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/items/token_shapes.h"

#include <QImage>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double kFineFrom = 7.0; ///< side of the smallest token that has room for what is inside its outline
constexpr double kGlyphFrom = 10.0; ///< and for a glyph on its fill
constexpr int kSixteenth = 16; ///< of a degree, in which QPainter counts

QRectF inset(const QRectF& box, double by)
{
    return box.adjusted(by, by, -by, -by);
}

/// Where a point of the unit square lies in `box`.
QPointF in(const QRectF& box, double x, double y)
{
    return {box.left() + x * box.width(), box.top() + y * box.height()};
}

double stroke(const QRectF& box, double share)
{
    return std::max(1.0, box.width() * share);
}

QPen pen(const QColor& color, double width)
{
    return {color, width, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin};
}

void ring(QPainter& painter, const QRectF& box, const QColor& color, double share)
{
    const double width = stroke(box, share);
    painter.setPen(pen(color, width));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(inset(box, width / 2));
}

void disc(QPainter& painter, const QRectF& box, const QColor& color)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(box);
}

void lines(QPainter& painter, const QRectF& box, const QColor& color, double share, std::initializer_list<QPointF> points)
{
    QPainterPath path;
    for (const QPointF& point : points) {
        const QPointF there = in(box, point.x(), point.y());
        if (path.elementCount() == 0)
            path.moveTo(there);
        else
            path.lineTo(there);
    }
    painter.strokePath(path, pen(color, stroke(box, share)));
}

QPainterPath triangle(const QRectF& box, QPointF a, QPointF b, QPointF c)
{
    QPainterPath path(in(box, a.x(), a.y()));
    path.lineTo(in(box, b.x(), b.y()));
    path.lineTo(in(box, c.x(), c.y()));
    path.closeSubpath();
    return path;
}

void queued(QPainter& painter, const QRectF& box, const QColor& color)
{
    ring(painter, box, color, 0.1);
    if (box.width() >= kFineFrom)
        disc(painter, inset(box, box.width() * 0.36), color);
}

void halfDisc(QPainter& painter, const QRectF& box, const QColor& color)
{
    ring(painter, box, color, 0.1);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPie(box, 180 * kSixteenth, 180 * kSixteenth);
}

void running(QPainter& painter, const QRectF& box, const TokenColors& colors)
{
    disc(painter, box, colors.running);
    if (box.width() >= kGlyphFrom)
        painter.fillPath(triangle(box, {0.36, 0.26}, {0.78, 0.5}, {0.36, 0.74}), colors.station);
}

void hatchedSquare(QPainter& painter, const QRectF& box, const QColor& color)
{
    const double width = stroke(box, 0.1);
    const QRectF square = inset(box, width / 2);
    if (box.width() >= kFineFrom) {
        painter.save();
        painter.setClipRect(box);
        painter.setPen(pen(color, stroke(box, 0.13)));
        const double step = box.width() / 3.0;
        for (double x = box.left() - box.height() + step / 2; x < box.right(); x += step)
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()));
        painter.restore();
    } else {
        painter.fillRect(box, color);
    }
    painter.setPen(pen(color, width));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(square);
}

void dashedRing(QPainter& painter, const QRectF& box, const QColor& color)
{
    const double width = stroke(box, 0.16);
    painter.setPen(pen(color, width));
    for (int part = 0; part < 4; ++part)
        painter.drawArc(inset(box, width / 2), (part * 90 + 18) * kSixteenth, 54 * kSixteenth);
}

void clockFace(QPainter& painter, const QRectF& box, const QColor& color)
{
    ring(painter, box, color, 0.13);
    lines(painter, box, color, 0.13, {{0.5, 0.22}, {0.5, 0.54}, {0.72, 0.66}});
}

void questionMark(QPainter& painter, const QRectF& box, const QColor& color)
{
    const QRectF bow(in(box, 0.22, 0.04), in(box, 0.78, 0.56));
    QPainterPath path;
    path.arcMoveTo(bow, 170);
    path.arcTo(bow, 170, -230);
    path.lineTo(in(box, 0.5, 0.7));
    painter.strokePath(path, pen(color, stroke(box, 0.16)));
    disc(painter, QRectF(in(box, 0.41, 0.8), in(box, 0.59, 0.98)), color);
}

void ghost(QPainter& painter, const QRectF& box, const QColor& color)
{
    const QRectF body = inset(box, box.width() * 0.06);
    QPainterPath path(in(body, 0, 1));
    path.lineTo(in(body, 0, 0.45));
    path.arcTo(QRectF(in(body, 0, 0), in(body, 1, 0.9)), 180, -180);
    path.lineTo(in(body, 1, 1));
    path.lineTo(in(body, 0.75, 0.82));
    path.lineTo(in(body, 0.5, 1));
    path.lineTo(in(body, 0.25, 0.82));
    path.closeSubpath();
    painter.strokePath(path, pen(color, stroke(box, 0.11)));
    if (box.width() >= kGlyphFrom) {
        disc(painter, QRectF(in(body, 0.26, 0.34), in(body, 0.42, 0.52)), color);
        disc(painter, QRectF(in(body, 0.58, 0.34), in(body, 0.74, 0.52)), color);
    }
}

QImage painted(const TokenColors& colors, int kind, const QRectF& box)
{
    const int side = static_cast<int>(box.width()) + 1;
    QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    if (kind < kTokenStateCount)
        paintToken(painter, box, static_cast<TokenState>(kind), colors);
    else
        paintFreePlace(painter, box, colors);
    return image;
}

/// Over an opaque pixel; both colours premultiplied.
QRgb over(QRgb above, QRgb below)
{
    const unsigned rest = 255U - static_cast<unsigned>(qAlpha(above));
    const auto mix = [rest](unsigned low) {
        const unsigned scaled = low * rest + 0x00800080U;
        return ((scaled + ((scaled >> 8U) & 0x00ff00ffU)) >> 8U) & 0x00ff00ffU;
    };
    return above + (mix(below & 0x00ff00ffU) | (mix((below >> 8U) & 0x00ff00ffU) << 8U));
}

} // namespace

QColor tokenColor(TokenState state, const TokenColors& colors)
{
    switch (state) {
    case TokenState::Queued:
        return colors.queued;
    case TokenState::WaitingForPermit:
    case TokenState::Orphaned:
        return colors.waiting;
    case TokenState::WaitingForWorker:
    case TokenState::Running:
    case TokenState::Suspended:
        return colors.running;
    case TokenState::Blocked:
    case TokenState::BackingOff:
    case TokenState::Rejected:
        return colors.blocked;
    case TokenState::Persisted:
        return colors.done;
    case TokenState::Failed:
    case TokenState::TimedOut:
    case TokenState::Lost:
        return colors.failed;
    case TokenState::Cancelled:
    case TokenState::Dropped:
        return colors.gone;
    }
    return colors.text;
}

void paintToken(QPainter& painter, const QRectF& box, TokenState state, const TokenColors& colors)
{
    const QColor color = tokenColor(state, colors);
    painter.setRenderHint(QPainter::Antialiasing);
    switch (state) {
    case TokenState::Queued:
        return queued(painter, box, color);
    case TokenState::WaitingForPermit:
        return halfDisc(painter, box, color);
    case TokenState::WaitingForWorker:
        return painter.strokePath(triangle(box, {0.16, 0.1}, {0.94, 0.5}, {0.16, 0.9}), pen(color, stroke(box, 0.13)));
    case TokenState::Running:
        return running(painter, box, colors);
    case TokenState::Blocked:
        return hatchedSquare(painter, box, color);
    case TokenState::Suspended:
        return ring(painter, box, color, 0.17);
    case TokenState::BackingOff:
        return dashedRing(painter, box, color);
    case TokenState::Persisted:
        return lines(painter, box, color, 0.2, {{0.1, 0.52}, {0.38, 0.8}, {0.9, 0.22}});
    case TokenState::Rejected:
        ring(painter, box, color, 0.13);
        return lines(painter, box, color, 0.13, {{0.2, 0.8}, {0.8, 0.2}});
    case TokenState::Failed:
        lines(painter, box, color, 0.2, {{0.1, 0.1}, {0.9, 0.9}});
        return lines(painter, box, color, 0.2, {{0.1, 0.9}, {0.9, 0.1}});
    case TokenState::TimedOut:
        return clockFace(painter, box, color);
    case TokenState::Cancelled:
        return lines(painter, box, color, 0.22, {{0.04, 0.5}, {0.96, 0.5}});
    case TokenState::Dropped:
        return painter.fillPath(triangle(box, {0.04, 0.18}, {0.96, 0.18}, {0.5, 0.92}), color);
    case TokenState::Lost:
        return questionMark(painter, box, color);
    case TokenState::Orphaned:
        return ghost(painter, box, color);
    }
}

void paintFreePlace(QPainter& painter, const QRectF& box, const TokenColors& colors)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(pen(colors.line, 1.0));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(inset(box, 0.5));
}

void TokenSprites::clear()
{
    for (auto& size : m_sprites)
        size.reset();
}

void TokenSprites::draw(const Canvas& canvas, const TokenColors& colors, TokenState state, int side, float x, float y)
{
    draw(canvas, colors, static_cast<int>(state), side, x, y);
}

void TokenSprites::drawFreePlace(const Canvas& canvas, const TokenColors& colors, int side, float x, float y)
{
    draw(canvas, colors, kFreePlace, side, x, y);
}

void TokenSprites::draw(const Canvas& canvas, const TokenColors& colors, int kind, int side, float x, float y)
{
    side = std::clamp(side, 1, kLargestSide);
    const int halfX = static_cast<int>(std::lround(x * 2.0F));
    const int halfY = static_cast<int>(std::lround(y * 2.0F));
    const int phase = (halfX & 1) + 2 * (halfY & 1);
    auto& size = m_sprites[static_cast<std::size_t>(side)];
    if (!size)
        size = std::make_unique<OfOneSize>();
    Sprite& sprite = (*size)[static_cast<std::size_t>(kind) * kPhases + static_cast<std::size_t>(phase)];
    if (sprite.side == 0) {
        const QRectF box((phase & 1) / 2.0, (phase >> 1) / 2.0, side, side);
        const QImage image = painted(colors, kind, box);
        sprite.side = side + 1;
        for (int row = 0; row < sprite.side; ++row) {
            const auto* line = reinterpret_cast<const QRgb*>(image.constScanLine(row));
            sprite.pixels.insert(sprite.pixels.end(), line, line + sprite.side);
        }
    }

    const int left = halfX >> 1;
    const int top = halfY >> 1;
    const int firstColumn = std::max(0, -left);
    const int lastColumn = std::min(sprite.side, canvas.width - left);
    const int lastRow = std::min(sprite.side, canvas.height - top);
    for (int row = std::max(0, -top); row < lastRow; ++row) {
        const QRgb* const source = sprite.pixels.data() + static_cast<std::ptrdiff_t>(row) * sprite.side;
        QRgb* const target = canvas.pixels + (top + row) * canvas.stride + left;
        for (int column = firstColumn; column < lastColumn; ++column) {
            const QRgb above = source[column];
            if (above >= 0xff000000U)
                target[column] = above;
            else if (above != 0)
                target[column] = over(above, target[column]);
        }
    }
}

} // namespace ui
