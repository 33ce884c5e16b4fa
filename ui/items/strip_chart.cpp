// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/items/strip_chart.h"

#include "ui/items/strip_raster.h"

#include <QQuickWindow>
#include <QSGImageNode>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

bool same(const StripColumn& a, const StripColumn& b)
{
    return a.has() == b.has() && (!a.has() || (a.low == b.low && a.high == b.high && a.mean == b.mean));
}

bool same(const StripPicture::Line& a, const StripPicture::Line& b)
{
    return a.label == b.label && a.color == b.color && a.pattern == b.pattern && a.area == b.area && a.bound == b.bound
        && a.row == b.row && a.top == b.top
        && std::ranges::equal(a.columns, b.columns, [](const auto& x, const auto& y) { return same(x, y); });
}

/// Whether both come to the same image. While times are told relative to the right edge, the times themselves do not
/// matter, only what is in which column.
bool same(const StripPicture& a, const StripPicture& b)
{
    return a.size == b.size && a.ratio == b.ratio && a.rows == b.rows && a.relative == b.relative && a.scaledRows == b.scaledRows
        && a.unit == b.unit && a.look == b.look && a.firstColumn == b.firstColumn && a.from == b.from && a.to == b.to
        && a.marks == b.marks && a.ticks == b.ticks
        && std::ranges::equal(a.lines, b.lines, [](const auto& x, const auto& y) { return same(x, y); });
}

} // namespace

StripChart::StripChart(QQuickItem* parent)
    : QQuickItem(parent)
{
    setFlag(ItemHasContents);
    for (const auto signal : {&StripChart::sourceChanged, &StripChart::kindChanged, &StripChart::lookChanged})
        connect(this, signal, this, &StripChart::refresh);
    connect(this, &StripChart::axisChanged, this, &StripChart::follow);
    m_pace.setSingleShot(true);
    connect(&m_pace, &QTimer::timeout, this, &StripChart::refresh);
}

void StripChart::setSource(StripSource* source)
{
    if (source == m_source)
        return;
    if (m_source)
        m_source->disconnect(this);
    m_source = source;
    if (m_source)
        connect(m_source, &StripSource::changed, this, &StripChart::follow);
    Q_EMIT sourceChanged();
}

void StripChart::setFrom(double from)
{
    if (from == m_from)
        return;
    m_from = from;
    Q_EMIT axisChanged();
}

void StripChart::setTo(double to)
{
    if (to == m_to)
        return;
    m_to = to;
    Q_EMIT axisChanged();
}

void StripChart::setKind(StripKind* kind)
{
    if (kind == m_kind)
        return;
    if (m_kind)
        m_kind->disconnect(this);
    m_kind = kind;
    if (m_kind)
        connect(m_kind, &StripKind::changed, this, &StripChart::refresh);
    m_picture.lines.clear(); // the axis of another kind is no reason for this one's
    Q_EMIT kindChanged();
}

void StripChart::refresh()
{
    if (isVisible() && window())
        polish();
}

void StripChart::follow()
{
    const double perPixel = (m_to - m_from) / std::max(1.0, m_plot.width());
    const std::chrono::milliseconds wanted(std::lround(perPixel * 1000));
    const auto pace = std::clamp(wanted, kFastest, kSlowest);
    const auto since = m_sincePolish.isValid() ? std::chrono::milliseconds(m_sincePolish.elapsed()) : pace;
    if (!m_relative || since >= pace) // moved by hand it answers at once
        refresh();
    else if (!m_pace.isActive())
        m_pace.start(pace - since);
}

void StripChart::geometryChange(const QRectF& now, const QRectF& before)
{
    QQuickItem::geometryChange(now, before);
    if (now.size() != before.size())
        refresh();
}

void StripChart::itemChange(ItemChange change, const ItemChangeData& data)
{
    QQuickItem::itemChange(change, data);
    if (change == ItemVisibleHasChanged || change == ItemSceneChange || change == ItemDevicePixelRatioHasChanged)
        refresh();
}

double StripChart::topFor(const StripPicture& picture, int row) const
{
    double highest = 0;
    for (const bool bound : {false, true}) {
        const bool near = bound && row < 0;
        const double reach = near ? kFarAbove * std::max(highest, m_kind->leastTop) : std::numeric_limits<double>::infinity();
        double more = 0;
        for (const auto& line : picture.lines) {
            if (line.bound != bound || (row >= 0 && line.row != row))
                continue;
            for (const StripColumn& column : line.columns) {
                if (column.has() && column.high <= reach)
                    more = std::max(more, static_cast<double>(column.high));
            }
        }
        highest = std::max(highest, more);
    }
    return axisTop(highest, m_kind->leastTop, topBefore(row), picture.unit);
}

double StripChart::topBefore(int row) const
{
    const auto before = std::ranges::find_if(m_picture.lines, [row](const auto& line) { return row < 0 || line.row == row; });
    return before == m_picture.lines.end() ? 0 : before->top;
}

StripPicture StripChart::gather() const
{
    StripPicture picture;
    picture.size = QSizeF(width(), height()).toSize();
    picture.ratio = window()->effectiveDevicePixelRatio();
    picture.relative = m_relative;
    picture.scaledRows = m_kind->layout == StripKind::ScaledRows;
    picture.unit = static_cast<StripUnit>(m_kind->unit);
    picture.look = {m_background, m_gridColor, m_textColor, m_strongColor, m_font, m_areaOpacity};
    for (const StripLine* const line : m_kind->lines()) {
        const int row = m_kind->layout == StripKind::Together ? 0 : m_kind->rowOf(line);
        picture.lines.push_back({line->label, line->color, line->pattern, line->area, line->bound, row, 1, {}});
        picture.rows = std::max(picture.rows, row + 1);
    }

    const auto columnCount = static_cast<std::size_t>(std::max(1L, std::lround(picture.plot().width() * picture.ratio)));
    const double perColumn = (m_to - m_from) / static_cast<double>(columnCount);
    if (!m_source || !(perColumn > 0))
        return picture;
    picture.firstColumn = std::llround(std::floor(m_to / perColumn)) + 1 - static_cast<std::int64_t>(columnCount);
    picture.from = static_cast<double>(picture.firstColumn) * perColumn;
    picture.to = picture.from + perColumn * static_cast<double>(columnCount);
    const int width = std::max(1, static_cast<int>(std::lround(kPointWidth * picture.ratio * picture.scale())));
    const std::int64_t first = firstCoarse(picture.firstColumn, width);
    std::vector<StripColumn> points(columnCount / static_cast<std::size_t>(width) + 3);
    for (std::size_t index = 0; index < picture.lines.size(); ++index) {
        const int series = m_kind->lines().at(static_cast<qsizetype>(index))->series;
        m_source->columns(series, static_cast<double>(first * width) * perColumn, perColumn * width, points);
        StripPicture::Line& line = picture.lines[index];
        line.columns.resize(columnCount);
        spread(points, width, picture.firstColumn, line.bound, line.columns);
    }
    picture.marks = m_source->marks(picture.from, picture.to);
    if (m_kind->ticks)
        picture.ticks = m_source->ticks(picture.from, picture.to);
    for (StripPicture::Line& line : picture.lines)
        line.top = topFor(picture, picture.scaledRows ? line.row : -1);
    return picture;
}

double StripChart::topValue() const
{
    return m_picture.lines.empty() ? 1 : m_picture.lines.front().top;
}

void StripChart::updatePolish()
{
    if (!window() || !m_kind || width() < 1 || height() < 1)
        return;
    m_sincePolish.start();
    StripPicture picture = gather();
    if (m_imagesDrawn > 0 && same(picture, m_picture))
        return;
    const double topBefore = topValue();
    m_picture = std::move(picture);
    m_image = m_painter.paint(m_picture);
    m_shown = false;
    ++m_imagesDrawn;
    update();
    if (const QRectF plot(m_picture.plot()); plot != m_plot) {
        m_plot = plot;
        Q_EMIT plotChanged();
    }
    if (topValue() != topBefore)
        Q_EMIT topValueChanged();
}

QSGNode* StripChart::updatePaintNode(QSGNode* old, UpdatePaintNodeData*)
{
    auto* node = static_cast<QSGImageNode*>(old);
    if (m_image.isNull() || (node && m_shown))
        return node;
    if (!node) {
        node = window()->createImageNode();
        node->setOwnsTexture(true);
        node->setFiltering(QSGTexture::Nearest);
    }
    node->setTexture(window()->createTextureFromImage(m_image, QQuickWindow::TextureIsOpaque));
    node->setRect(QRectF(QPointF(0, 0), m_picture.size));
    m_shown = true;
    return node;
}

} // namespace ui
