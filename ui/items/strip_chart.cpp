// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/items/strip_chart.h"

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
        && std::ranges::equal(a.columns, b.columns, [](const auto& x, const auto& y) { return same(x, y); });
}

/// Whether both come to the same image. While times are told relative to the right edge, the times themselves do not
/// matter, only what is in which column.
bool same(const StripPicture& a, const StripPicture& b)
{
    return a.size == b.size && a.ratio == b.ratio && a.rows == b.rows && a.relative == b.relative && a.top == b.top
        && a.unit == b.unit && a.look == b.look && a.firstColumn == b.firstColumn && a.from == b.from && a.to == b.to
        && a.marks == b.marks && a.ticks == b.ticks
        && std::ranges::equal(a.lines, b.lines, [](const auto& x, const auto& y) { return same(x, y); });
}

} // namespace

StripChart::StripChart(QQuickItem* parent)
    : QQuickItem(parent)
{
    setFlag(ItemHasContents);
    for (const auto signal : {&StripChart::sourceChanged, &StripChart::linesChanged, &StripChart::axisChanged, &StripChart::lookChanged})
        connect(this, signal, this, &StripChart::refresh);
}

void StripChart::setSource(StripSource* source)
{
    if (source == m_source)
        return;
    if (m_source)
        m_source->disconnect(this);
    m_source = source;
    if (m_source)
        connect(m_source, &StripSource::changed, this, &StripChart::refresh);
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

QQmlListProperty<StripLine> StripChart::lines()
{
    return {this, nullptr, &StripChart::appendLine, [](QQmlListProperty<StripLine>* list) {
                return qsizetype(static_cast<StripChart*>(list->object)->m_lines.size());
            },
        [](QQmlListProperty<StripLine>* list, qsizetype index) { return static_cast<StripChart*>(list->object)->m_lines.at(index); },
        &StripChart::clearLines};
}

void StripChart::appendLine(QQmlListProperty<StripLine>* list, StripLine* line)
{
    auto* chart = static_cast<StripChart*>(list->object);
    chart->m_lines.append(line);
    connect(line, &StripLine::changed, chart, &StripChart::refresh);
    connect(line, &QObject::destroyed, chart, [chart, line] { chart->m_lines.removeAll(line); });
    Q_EMIT chart->linesChanged();
}

void StripChart::clearLines(QQmlListProperty<StripLine>* list)
{
    auto* chart = static_cast<StripChart*>(list->object);
    for (StripLine* const line : std::as_const(chart->m_lines))
        line->disconnect(chart);
    chart->m_lines.clear();
    Q_EMIT chart->linesChanged();
}

void StripChart::refresh()
{
    if (isVisible() && window())
        polish();
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

double StripChart::topFor(const std::vector<StripPicture::Line>& lines) const
{
    double highest = 0;
    for (const bool bound : {false, true}) {
        const double reach = bound ? kFarAbove * std::max(highest, m_leastTop) : std::numeric_limits<double>::infinity();
        double more = 0;
        for (const auto& line : lines) {
            if (line.bound != bound)
                continue;
            for (const StripColumn& column : line.columns) {
                if (column.has() && column.high <= reach)
                    more = std::max(more, static_cast<double>(column.high));
            }
        }
        highest = std::max(highest, more);
    }
    return axisTop(highest, m_leastTop, m_picture.top, static_cast<StripUnit>(m_unit));
}

StripPicture StripChart::gather() const
{
    StripPicture picture;
    picture.size = QSizeF(width(), height()).toSize();
    picture.ratio = window()->effectiveDevicePixelRatio();
    picture.relative = m_relative;
    picture.rows = m_rows;
    picture.unit = static_cast<StripUnit>(m_unit);
    picture.look = {m_background, m_gridColor, m_textColor, m_strongColor, m_font, m_areaOpacity};
    for (const StripLine* const line : m_lines)
        picture.lines.push_back({line->label, line->color, line->pattern, line->area, line->bound, {}});

    const auto columnCount = static_cast<std::size_t>(std::max(1L, std::lround(picture.plot().width() * picture.ratio)));
    const double perColumn = (m_to - m_from) / static_cast<double>(columnCount);
    if (!m_source || !(perColumn > 0))
        return picture;
    picture.firstColumn = std::llround(std::floor(m_to / perColumn)) + 1 - static_cast<std::int64_t>(columnCount);
    picture.from = static_cast<double>(picture.firstColumn) * perColumn;
    picture.to = picture.from + perColumn * static_cast<double>(columnCount);
    for (std::size_t index = 0; index < picture.lines.size(); ++index) {
        picture.lines[index].columns.resize(columnCount);
        m_source->columns(m_lines.at(static_cast<qsizetype>(index))->series, picture.from, perColumn, picture.lines[index].columns);
    }
    picture.marks = m_source->marks(picture.from, picture.to);
    if (m_ticks)
        picture.ticks = m_source->ticks(picture.from, picture.to);
    picture.top = topFor(picture.lines);
    return picture;
}

void StripChart::updatePolish()
{
    if (!window() || width() < 1 || height() < 1)
        return;
    StripPicture picture = gather();
    if (m_imagesDrawn > 0 && same(picture, m_picture))
        return;
    const bool otherTop = picture.top != m_picture.top;
    m_picture = std::move(picture);
    m_image = m_painter.paint(m_picture);
    m_shown = false;
    ++m_imagesDrawn;
    update();
    if (const QRectF plot(m_picture.plot()); plot != m_plot) {
        m_plot = plot;
        Q_EMIT plotChanged();
    }
    if (otherTop)
        Q_EMIT topChanged();
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
